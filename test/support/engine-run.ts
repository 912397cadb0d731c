import type { Employee } from '../../src/domain/employee.ts';
import { invariant } from '../../src/domain/errors.ts';
import type { LearningRecord } from '../../src/domain/learning.ts';
import type { Participation } from '../../src/domain/participation.ts';
import type { Instant } from '../../src/domain/time.ts';
import { shortTime } from '../../src/domain/time-words.ts';
import {
  type Choice,
  type LiveCampaign,
  type Setting,
  type Situation,
  zoneOf,
} from '../../src/engine/facts/situation.ts';
import { type PlannedMail, simulate } from '../../src/engine/plan/simulate.ts';
import { at } from './engine-world.ts';

/** Plays the engine without a store, and lets news come in between. */
export class EngineRun {
  #people: ReadonlyMap<string, Situation>;
  #setting: Setting;
  #now: Instant;
  readonly sent: PlannedMail[] = [];

  constructor(people: readonly Situation[], setting: Setting, from: string) {
    this.#people = new Map(people.map((situation) => [situation.employee.key, situation]));
    this.#setting = setting;
    this.#now = at(from);
  }

  /** Up to and including an instant; a bare date is its 00:00 in Amsterdam. */
  until(when: string): this {
    const { mails, people } = simulate([...this.#people.values()], this.#setting, this.#now, at(when));
    this.sent.push(...mails);
    this.#people = people;
    this.#now = at(when);
    return this;
  }

  employee(id: string, changes: Partial<Employee>): this {
    return this.change(id, (known) => ({ ...known, employee: { ...known.employee, ...changes } }));
  }

  /** Moves somebody to another department. */
  moves(id: string, department: string): this {
    const attributes = { ...this.person(id).employee.attributes, department };
    return this.employee(id, { attributes });
  }

  learns(id: string, ...records: LearningRecord[]): this {
    return this.change(id, (known) => ({ ...known, learning: [...known.learning, ...records] }));
  }

  chooses(id: string, choice: Choice): this {
    return this.change(id, (known) => ({ ...known, choices: [...known.choices, choice] }));
  }

  campaign(id: string, changes: Partial<LiveCampaign>): this {
    const live = this.#setting.campaigns.get(id);
    invariant(live, `there is a campaign ${id}`);
    return this.set({ campaigns: new Map([...this.#setting.campaigns, [id, { ...live, ...changes }]]) });
  }

  set(changes: Partial<Setting>): this {
    this.#setting = { ...this.#setting, ...changes };
    return this;
  }

  change(id: string, change: (known: Situation) => Situation): this {
    this.#people = new Map([...this.#people, [`emp_${id}`, change(this.person(id))]]);
    return this;
  }

  /** Who appears for the first time. */
  joins(situation: Situation): this {
    this.#people = new Map([
      ...this.#people,
      [situation.employee.key, { ...situation, knownSince: this.#now }] as const,
    ]);
    return this;
  }

  /** `ana kick-off Mon 26 Apr 09:00`, in the reader's own time. */
  get mails(): string[] {
    return this.sent.map(
      ({ recipient, step, at: when }) => `${recipient.replace('emp_', '')} ${step} ${this.#local(recipient, when)}`,
    );
  }

  /** `last-one: goal-reached`, in the order of the ledger. */
  passed(id: string): string[] {
    return this.person(id)
      .messages.filter(({ state }) => state === 'passed')
      .map(({ step, reason }) => `${step}: ${reason}`);
  }

  /** `kick-off Mon 3 May 09:00: mail-limit`: what stands in the ledger and waits. */
  waiting(id: string): string[] {
    return this.person(id)
      .messages.filter(({ state }) => state === 'planned')
      .map(({ recipient, step, slotAt, reason }) => {
        const when = slotAt === null ? '?' : this.#local(recipient, slotAt);
        return `${step} ${when}${reason === null ? '' : `: ${reason}`}`;
      });
  }

  /** `said-done Mon 3 May 11:00`; null: goes on. */
  ended(id: string, campaign = 'data'): string | null {
    const ended = this.participation(id, campaign)?.ended ?? null;
    return ended === null ? null : `${ended.because} ${this.#local(`emp_${id}`, ended.at)}`;
  }

  /** The newest round. */
  participation(id: string, campaign = 'data'): Participation | undefined {
    return this.rounds(id, campaign).at(-1);
  }

  rounds(id: string, campaign = 'data'): readonly Participation[] {
    const own = this.person(id).participations.filter((one) => one.campaign === campaign);
    return own.toSorted((a, b) => a.round - b.round);
  }

  person(id: string): Situation {
    const situation = this.#people.get(`emp_${id}`);
    invariant(situation, `${id} is known`);
    return situation;
  }

  get people(): readonly Situation[] {
    return [...this.#people.values()];
  }

  #local(key: string, when: Instant): string {
    const situation = this.#people.get(key);
    invariant(situation, `${key} is known`);
    return shortTime(when, zoneOf(situation.employee, this.#setting.workspace), 'en');
  }
}
