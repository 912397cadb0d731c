import { datesOf, isInRange } from '../../domain/calendar-span.ts';
import type { EngagementCondition } from '../../domain/condition.ts';
import { GONE_STATES } from '../../domain/message.ts';
import { fold } from '../../domain/text.ts';
import { type Instant, localDate } from '../../domain/time.ts';
import { type Asking, today, zoneAsked } from './asking.ts';

export function engagementHolds(condition: EngagementCondition, asking: Asking): boolean {
  const isRecent = (at: Instant) =>
    condition.within === undefined ||
    isInRange(localDate(at, zoneAsked(asking)), datesOf({ is: 'within', span: condition.within }, today(asking)));
  const mailFrom = asking.round?.mailFrom ?? Number.NEGATIVE_INFINITY;
  const ofRound = ({ campaign, at }: { readonly campaign: string; readonly at: Instant | null }) =>
    campaign !== asking.campaign || at === null || at >= mailFrom;
  const recent = asking.situation.engagement.filter((fact) => fact.holdsFrom <= asking.now && isRecent(fact.at));
  const known = recent.filter(ofRound);
  const here = known.filter((fact) => asking.campaign === null || fact.campaign === asking.campaign);
  const about = (fact: { readonly about: string }) => condition.about === null || fact.about === condition.about;
  switch (condition.fact) {
    case 'received':
      return asking.situation.messages.some(
        (message) =>
          GONE_STATES.includes(message.state) &&
          message.campaign === (asking.campaign ?? message.campaign) &&
          ofRound({ campaign: message.campaign, at: message.slotAt ?? message.settledAt }) &&
          (condition.about === null || message.step === condition.about || message.message === condition.about),
      );
    case 'clicked':
      return here.some((fact) => fact.kind === 'clicked' && about(fact));
    case 'answered':
      return known.some((fact) => fact.kind === 'answered' && about(fact));
    case 'answer':
      return known.some(
        (fact) =>
          fact.kind === 'answered' &&
          about(fact) &&
          fact.answers.some((answer) => (condition.answers ?? []).some((wanted) => fold(wanted) === fold(answer))),
      );
    case 'active':
      return (
        recent.length > 0 ||
        asking.situation.learning.some(
          (record) => record.holdsFrom <= asking.now && record.event !== 'assigned' && isRecent(record.at),
        )
      );
  }
}
