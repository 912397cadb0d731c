import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftInstant } from '../../src/domain/calendar-span.ts';
import { type Campaign, mailsOf, PHASES, stepsWithin } from '../../src/domain/campaign.ts';
import { invariant } from '../../src/domain/errors.ts';
import { GONE_STATES, type Message } from '../../src/domain/message.ts';
import type { Participation } from '../../src/domain/participation.ts';
import type { StoryChoice } from '../../src/domain/story.ts';
import { isoWeek, isWithin, localDate, localDateTime, weekdayOf } from '../../src/domain/time.ts';
import { type Setting, type Situation, zoneOf } from '../../src/engine/facts/situation.ts';
import { isRequired } from '../../src/engine/journey/standpoint.ts';
import { mayBeToldOn, storyChoiceOf } from '../../src/engine/mails/choose-story.ts';
import { countsUntil } from '../../src/engine/mails/mail-limit.ts';
import type { Simulation } from '../../src/engine/plan/simulate.ts';
import { type GeneratedWorld, generatedWorld, play, teamNoteOf } from '../support/generated-world.ts';

const RUNS = { numRuns: 60 };

/** Every mail that went, with its reader; bundles told apart. */
function gone(simulation: Simulation): { message: Message; slot: number; reader: Situation }[] {
  return [...simulation.people.values()].flatMap((reader) =>
    reader.messages.flatMap((message) =>
      GONE_STATES.includes(message.state) && message.slotAt !== null ? [{ message, slot: message.slotAt, reader }] : [],
    ),
  );
}

function requiredMail(message: Message, setting: Setting): boolean {
  const campaign = setting.campaigns.get(message.campaign)?.versions.get(message.version)?.campaign;
  const step = PHASES.flatMap((phase) => [...stepsWithin(campaign?.phases[phase].steps ?? [])]).find(
    (one) =>
      (one.kind === 'mail' && one.id === message.step) ||
      (one.kind === 'remind' && one.mails.some(({ id }) => id === message.step)),
  );
  return (
    campaign !== undefined &&
    (step?.kind === 'mail' || step?.kind === 'remind') &&
    isRequired(campaign, message.phase, step)
  );
}

function storyChoiceIn(message: Message, setting: Setting): StoryChoice | null {
  const sent = mailsOf(versionOf(message, setting)).find(({ id }) => id === message.step);
  return sent === undefined ? null : storyChoiceOf(sent.step);
}

function versionOf(
  { campaign, version }: Pick<Participation, 'campaign' | 'version'>,
  { campaigns }: Setting,
): Campaign {
  const pinned = campaigns.get(campaign)?.versions.get(version)?.campaign;
  invariant(pinned, `${campaign} has a version ${version}`);
  return pinned;
}

function isBetween(at: number, from: number, to: number): boolean {
  return at >= from && at <= to;
}

function holdsFor(check: (simulation: Simulation, world: GeneratedWorld) => void): void {
  fc.assert(
    fc.property(generatedWorld, (world) => check(play(world), world)),
    RUNS,
  );
}

describe('whatever the campaigns, the people and what happens to them', () => {
  it('nobody gets a mail twice in one round, nor a team update twice in one week', () => {
    holdsFor(({ mails, people }, { setting }) => {
      const keys = mails.map(({ recipient, campaign, step, about, at, message }) => {
        const reader = people.get(recipient);
        invariant(reader, 'a mail has its reader');
        if (message === teamNoteOf(campaign))
          return [recipient, message, isoWeek(localDate(at, zoneOf(reader.employee, setting.workspace)))].join('/');
        const rounds = reader.participations.filter((one) => one.campaign === campaign);
        const round = rounds.filter(({ joinedAt }) => joinedAt <= at).length;
        return [recipient, campaign, step, about.length > 0 ? at : `round ${round}`].join('/');
      });
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('a round begins so long after the one before ended, and never while another is under way', () => {
    holdsFor(({ people }, { setting }) => {
      for (const { participations, employee } of people.values())
        for (const one of participations) {
          const { again } = versionOf(one, setting);
          const before = participations.find(
            ({ campaign, round }) => campaign === one.campaign && round === one.round - 1,
          );
          expect(before === undefined).toBe(one.round === 1);
          if (before === undefined) continue;
          invariant(again !== null && before.ended !== null, 'a new round follows an ended one');
          const opensAt = shiftInstant(before.ended.at, again, zoneOf(employee, setting.workspace));
          expect(one.beganAt).toBeGreaterThanOrEqual(opensAt);
        }
    });
  });

  it('who begins later gets nothing before, and both groups are compared for the same time', () => {
    holdsFor(({ people }, { setting }) => {
      for (const { participations, messages, employee } of people.values())
        for (const { campaign, compared, round, ...one } of participations) {
          const { startLater } = versionOf({ campaign, ...one }, setting);
          const isCompared = one.fixed !== null && round === 1 && startLater !== null;
          if (isCompared) expect(compared).toBeDefined();
          if (compared === undefined || startLater === null) continue;
          const { since, until, goalReachedAt, group } = compared;
          const span = { amount: startLater.days, unit: 'days' as const };
          expect(until).toBe(shiftInstant(since, span, zoneOf(employee, setting.workspace)));
          if (goalReachedAt !== null) expect(isBetween(goalReachedAt, since, until)).toBe(true);
          if (group === 'now') continue;
          const early = messages.filter(
            (message) => message.campaign === campaign && message.kind === 'step' && (message.slotAt ?? until) < until,
          );
          expect(early).toEqual([]);
        }
    });
  });

  it('no mail goes outside window, working days, holidays, leave, "not now", blackout or in a pause', () => {
    holdsFor((simulation, { setting }) => {
      const { sending } = setting.workspace;
      for (const { message, slot, reader } of gone(simulation)) {
        const { employee } = reader;
        const { date, time } = localDateTime(slot, zoneOf(employee, setting.workspace));
        const mayCross = requiredMail(message, setting);
        const live = setting.campaigns.get(message.campaign);
        expect({
          message,
          inWindow: time >= sending.from && time < sending.to,
          onWorkingDay:
            sending.days.includes(weekdayOf(date)) && (employee.workingDays ?? sending.days).includes(weekdayOf(date)),
          onHoliday: setting.holidays(employee.country, employee.region, 2027).has(date),
          onLeave: !mayCross && employee.leave.some((span) => isWithin(date, span)),
          inBlackout: !mayCross && sending.blackout.some((span) => isWithin(date, span)),
          paused: live?.pauses.some(({ from, to }) => from <= slot && (to === null || slot < to)),
          notNow:
            !mayCross && reader.choices.some((one) => one.kind === 'not-now' && one.at <= slot && slot < one.until),
        }).toEqual({
          ...{ message, inWindow: true, onWorkingDay: true, onHoliday: false, onLeave: false },
          ...{ inBlackout: false, paused: false, notNow: false },
        });
      }
    });
  });

  it('nobody gets a story twice, their own, one without consent that day, or of the wrong department', () => {
    holdsFor((simulation, { setting }) => {
      const told = new Set<string>();
      for (const { message, slot, reader } of gone(simulation)) {
        const choice = storyChoiceIn(message, setting);
        if (choice === null) {
          expect(message.story ?? null).toBeNull();
          continue;
        }
        const { employee } = reader;
        const story = setting.stories?.find(({ id }) => id === message.story);
        invariant(story, 'a mail that tells a story tells one of the library');
        const seen = `${employee.key}/${story.id}`;
        expect(told.has(seen)).toBe(false);
        told.add(seen);
        expect(story.authorNow?.key).not.toBe(employee.key);
        expect(mayBeToldOn(story, localDate(slot, zoneOf(employee, setting.workspace)))).toBe(true);
        const isOwn = story.department === employee.attributes.department;
        if (choice !== 'any')
          expect({ known: story.department !== null, isOwn }).toEqual({
            known: true,
            isOwn: choice === 'own department',
          });
      }
    });
  });

  it('no mail goes after the end, none of the way after the goal, and phases never go back', () => {
    holdsFor((simulation) => {
      for (const { people } of [simulation])
        for (const person of people.values())
          for (const participation of person.participations) {
            const own = person.messages
              .filter(
                ({ kind, state, participation: of }) =>
                  kind === 'step' && of === participation.id && GONE_STATES.includes(state),
              )
              .sort((a, b) => (a.slotAt ?? 0) - (b.slotAt ?? 0));
            const { ended, goalReachedAt, joinedAt } = participation;
            for (const { slotAt, phase } of own) {
              expect(slotAt).toBeGreaterThanOrEqual(joinedAt);
              if (ended !== null) expect(slotAt).toBeLessThanOrEqual(ended.at);
              if (goalReachedAt !== null && phase !== 'retain') expect(slotAt).toBeLessThanOrEqual(goalReachedAt);
            }
            const order = own.map(({ phase }) => PHASES.indexOf(phase));
            expect(order).toEqual(order.toSorted((a, b) => a - b));
          }
      expect(simulation.people.size).toBe(3);
    });
  });

  it('the mail limit is exceeded by nothing but required mail and mail about others', () => {
    holdsFor((simulation, { setting }) => {
      const limit = setting.workspace.sending.mailLimit;
      expect(simulation.people.size).toBe(3);
      if (limit === null) return;
      const all = gone(simulation);
      for (const { message, slot, reader } of all) {
        if (message.kind !== 'step' || requiredMail(message, setting)) continue;
        const zone = zoneOf(reader.employee, setting.workspace);
        // At one and the same instant required mail, bundles and team updates, which do not wait, may still join what is there.
        const before = ({ message: other, slot: when }: (typeof all)[number]) =>
          when < slot || (when === slot && other.kind === 'step' && !requiredMail(other, setting));
        const seen = all.filter(
          (other) => other.reader === reader && before(other) && countsUntil(other.slot, limit, zone) > slot,
        );
        expect(seen.length).toBeLessThanOrEqual(limit.mails);
      }
    });
  });

  it('a voluntary campaign writes to nobody twice on one local date', () => {
    holdsFor((simulation, { setting }) => {
      const days = gone(simulation)
        .filter(({ message }) => message.kind === 'step' && !requiredMail(message, setting))
        .map(({ message, slot, reader }) =>
          [reader.employee.key, message.campaign, localDate(slot, zoneOf(reader.employee, setting.workspace))].join(
            '/',
          ),
        );
      expect(new Set(days).size).toBe(days.length);
    });
  });
});
