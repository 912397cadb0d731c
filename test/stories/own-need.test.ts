import { expect, it, onTestFinished } from 'vitest';
import type { Need } from '../../src/domain/need.ts';
import { recordChoices } from '../../src/flow/answers/record-choice.ts';
import { timeline } from '../../src/flow/deciding/timeline.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { type StoryWorld, storyWorld } from '../support/story-world.ts';
import { people } from './people.ts';

const STEP = 'whats-in-it';

/** As the preference page does it. */
async function chooses(world: StoryWorld, name: string, need: Need | null): Promise<void> {
  const person = await employeeByEmail(world.context.store.read, `${name}@waterlijn.example`);
  const from = { person: person?.key ?? '', campaign: 'data-literacy', step: 'kick-off' };
  await recordChoices(world.context, from, [{ kind: 'need', need }]);
}

it('who says what helps them gets the reasons that go with it, until they take it back', async () => {
  const world = await storyWorld('2027-03-22 08:00');
  onTestFinished(() => world.close());
  await world.employees(people());
  await world.employees('email,need\ncas@waterlijn.example,Career\nana@waterlijn.example,Career');
  await world.launch('data-literacy');
  await world.until('2027-03-29 07:00');
  await world.learns('data-literacy-101');
  await world.until('2027-04-01 18:00');
  // Eli never said; Cas wants something else than HR knows; Dee and Ana change their minds.
  await chooses(world, 'eli', 'career');
  await chooses(world, 'cas', 'growth');
  await chooses(world, 'dee', 'career');
  await chooses(world, 'ana', 'growth');
  await chooses(world, 'dee', null);
  await chooses(world, 'ana', null);
  // HR's next file says otherwise, and then nothing.
  await world.employees('email,need\ncas@waterlijn.example,Solve now\neli@waterlijn.example,Efficiency');
  await world.employees('email,need\ncas@waterlijn.example,\neli@waterlijn.example,');
  await world.until('2027-04-05 07:00');
  await world.learns('data-literacy-101');
  await world.until('2027-04-12 07:00');
  await world.learns('data-literacy-101');
  await world.until('2027-04-16 18:00');

  const subjects = world.arrived
    .filter(({ step }) => step === STEP)
    .map(({ to, subject }) => [to.split('@')[0], subject]);
  expect(Object.fromEntries(subjects)).toMatchObject({
    eli: 'Soon the question: what do the numbers say?',
    cas: 'Iets kunnen wat je gisteren nog niet kon',
    dee: 'Wat heb je aan een kwartier? Kies zelf',
    ana: 'Straks de vraag: wat zeggen de cijfers?',
  });
  // Nobody reads in a timeline which version it was, nor that it was this mail.
  const told = await timeline(world.context, 'eli@waterlijn.example');
  expect(told.filter(({ step, state }) => state === 'sent' && step === null)).toHaveLength(1);
  expect(JSON.stringify(told)).not.toMatch(/career|whats-in-it/);
});
