import type { Moment, Timing } from '../../domain/campaign.ts';
import { describeDuration } from '../../domain/duration.ts';
import { formatTimeOfDay } from '../../domain/time.ts';
import { describeCondition } from '../audiences/describe-condition.ts';

/** When a step goes, as a marketer would write it on one line: `after: 3 working days`, `at: on due`. */
export function describeTiming(timing: Timing): string {
  switch (timing.kind) {
    case 'next-slot':
      return 'next';
    case 'after':
      return `after: ${describeDuration(timing.wait)}`;
    case 'after-no-progress':
      return `after: ${describeDuration(timing.wait)} without progress`;
    case 'dated':
      return `at: ${timing.moments.map(describeMoment).join(', ')}`;
    case 'next-time':
      return `at: ${timing.weekday} ${formatTimeOfDay(timing.time)}`;
    case 'wait-until': {
      const limit = timing.noLongerThan === null ? '' : `, no-longer-than: ${describeDuration(timing.noLongerThan)}`;
      return `wait-until: ${describeCondition(timing.condition)}${limit}`;
    }
  }
}

/** `start`, `on due`, `5 working days before start`, `29 days after hired_on`, `2027-02-03`. */
export function describeMoment({ anchor, days, workingDays }: Moment): string {
  if (anchor.kind === 'date') return anchor.on;
  const name = anchor.kind === 'attribute' ? anchor.name : anchor.kind;
  if (days === 0) return name === 'start' ? 'start' : `on ${name}`;
  const span = describeDuration({ amount: Math.abs(days), unit: workingDays ? 'working days' : 'days' });
  return `${span} ${days < 0 ? 'before' : 'after'} ${name}`;
}
