import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PHASES, type Step, stepsWithin } from '../../src/domain/campaign.ts';
import { generatedWorld } from './generated-world.ts';

function kindOf(step: Step): string[] {
  if (step.kind === 'end') return ['end'];
  if (step.kind === 'if')
    return [step.then.length > 0 ? 'if: then' : '', step.else.length > 0 ? 'if: else' : ''].filter(Boolean);
  const anchors = step.timing.kind === 'dated' ? step.timing.moments.map(({ anchor }) => anchor.kind) : [];
  return [
    `${step.kind}: ${step.timing.kind}`,
    ...anchors.map((anchor) => `${step.kind}: ${anchor}`),
    ...(step.kind === 'mail' ? [`to: ${step.to}`] : []),
  ];
}

it('the worlds of the property tests hold every kind of step, with every kind of timing', () => {
  const campaigns = fc
    .sample(generatedWorld, 60)
    .flatMap(({ setting }) => [...setting.campaigns.values()])
    .flatMap(({ versions }) => [...versions.values()].map(({ campaign }) => campaign));
  const steps = campaigns.flatMap(({ phases }) => PHASES.flatMap((phase) => [...stepsWithin(phases[phase].steps)]));
  const timings = ['next-slot', 'after', 'after-no-progress', 'dated', 'next-time', 'wait-until'];
  const anchors = ['start', 'due', 'lapse', 'attribute'];
  expect(new Set(steps.flatMap(kindOf))).toEqual(
    new Set([
      ...['mail', 'remind'].flatMap((kind) => [...timings, ...anchors].map((what) => `${kind}: ${what}`)),
      ...['mail: date', 'to: participant', 'to: managers', 'to: buddy', 'if: then', 'if: else', 'end'],
    ]),
  );
  expect(campaigns.some(({ teamUpdate }) => teamUpdate !== null)).toBe(true);
  expect(new Set(campaigns.map(({ priority }) => priority))).toEqual(new Set(['low', 'normal', 'high']));
});
