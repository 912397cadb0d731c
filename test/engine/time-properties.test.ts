import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/engine/advance.ts';
import type { Situation } from '../../src/engine/facts/situation.ts';
import { type Simulation, simulate } from '../../src/engine/plan/simulate.ts';
import { generatedWorld, play, WORLD_BEGINS, WORLD_ENDS } from '../support/generated-world.ts';

const RUNS = { numRuns: 60 };

describe('whenever it is looked at', () => {
  it('looking twice at one instant changes nothing', () => {
    fc.assert(
      fc.property(generatedWorld, fc.double({ min: 0, max: 1, noNaN: true }), ({ people, setting }, share) => {
        const when = Math.round(WORLD_BEGINS + (WORLD_ENDS - WORLD_BEGINS) * share);
        for (const person of simulate(people, setting, WORLD_BEGINS, when).people.values()) {
          const { participations, messages, puts } = advance(person, setting, when);
          expect({ participations, messages, puts }).toEqual({ participations: [], messages: [], puts: [] });
        }
      }),
      RUNS,
    );
  });

  it('a run played in any parts is one run', () => {
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(generatedWorld, cuts, (world, shares) => {
        const whole = play(world);
        const mails: Simulation['mails'][number][] = [];
        let people = world.people;
        let from = WORLD_BEGINS;
        for (const until of [
          ...shares.map((share) => Math.round(WORLD_BEGINS + (WORLD_ENDS - WORLD_BEGINS) * share)),
          WORLD_ENDS,
        ].sort((a, b) => a - b)) {
          const part = simulate(people, world.setting, from, until);
          mails.push(...part.mails);
          people = [...part.people.values()];
          from = until;
        }
        expect(mails).toEqual(whole.mails);
        expect(ledger(people)).toEqual(ledger([...whole.people.values()]));
      }),
      RUNS,
    );
  });

  it('facts known in any order come to the same', () => {
    const order = fc.infiniteStream(fc.nat());
    fc.assert(
      fc.property(generatedWorld, order, ({ people, setting }, numbers) => {
        const shuffled = people.map((person) => ({
          ...person,
          learning: shuffle(person.learning, numbers),
          choices: shuffle(person.choices, numbers),
          engagement: shuffle(person.engagement, numbers),
        }));
        expect(simulate(shuffle(shuffled, numbers), setting, WORLD_BEGINS, WORLD_ENDS).mails).toEqual(
          simulate(people, setting, WORLD_BEGINS, WORLD_ENDS).mails,
        );
      }),
      RUNS,
    );
  });
});

/** How everybody stands and what became of every mail, in one order. */
function ledger(people: readonly Situation[]): unknown[] {
  return people
    .map((person) => ({
      key: person.employee.key,
      participations: person.participations,
      messages: person.messages
        .map(({ key, kind, state, slotAt, reason, settledAt, story = null }) => ({
          ...{ key, kind, state, slotAt, reason, settledAt, story },
        }))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function shuffle<T>(list: readonly T[], numbers: Iterator<number>): T[] {
  return list
    .map((one) => ({ one, at: numbers.next().value as number }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
