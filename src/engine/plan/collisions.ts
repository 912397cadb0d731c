import { type Campaign, mailsOf } from '../../domain/campaign.ts';
import { HOUR_MS, type Instant } from '../../domain/time.ts';
import { stepsThatComeTelling } from '../answers/redaction.ts';
import type { Setting, Situation } from '../facts/situation.ts';
import { type PlannedMail, type Simulation, simulate } from './simulate.ts';

/** What a campaign and those that run beside it do to each other under the one mail limit (rules.md R6). */
export interface Collisions {
  /** Of the campaign, in file order, without steps that tell what people did: whom a mail reaches, and whom it would reach if nothing else ran. */
  readonly steps: readonly StepReach[];
  /** The others that share people with it, by id. */
  readonly campaigns: readonly SharedPeople[];
}

export interface StepReach {
  readonly step: string;
  /** People who get it with everything that runs. */
  readonly gets: number;
  /** People who would get it if nothing else ran, and do not: it is too late or overtaken when their turn comes. */
  readonly misses: number;
  /** People who get it on a later day than they would alone. */
  readonly later: number;
}

export interface SharedPeople {
  readonly campaign: string;
  /** People who take part in both. */
  readonly people: number;
  /** Its mails that go on a later day because of the new campaign, or not at all. */
  readonly later: number;
  readonly misses: number;
}

/**
 * Compares the dry run with two others: of the campaign alone, and of the others without it. Only people who take part
 * in the campaign and in another one are played again; nobody else can be held up.
 *
 * @param people everybody before the dry run.
 * @param played the dry run of all campaigns, from `from` to `until`.
 */
export function findCollisions(
  people: readonly Situation[],
  played: Simulation,
  setting: Setting,
  campaign: Campaign,
  from: Instant,
  until: Instant,
): Collisions {
  const shared = people.filter(({ employee }) => isShared(played.people.get(employee.key), campaign.id));
  const sharedKeys = new Set(shared.map(({ employee }) => employee.key));
  const together = played.mails.filter(isOwn);
  const ours = (mail: PlannedMail) => mail.campaign === campaign.id;
  const play = (of: (id: string) => boolean) =>
    shared.length === 0 ? [] : simulate(shared, onlyCampaigns(setting, of), from, until).mails.filter(isOwn);
  const alone = play((id) => id === campaign.id);
  const without = play((id) => id !== campaign.id);
  // How many get such a mail is how many clicked, answered or need something.
  const telling = stepsThatComeTelling(campaign, setting.workspace);
  const steps = mailsOf(campaign)
    .filter((mail) => mail.to === 'participant' && !telling.has(mail.id))
    .map(({ id }) => {
      const held = compare(alone.filter(isOf(id)), together.filter(ours).filter(isOf(id)));
      return { step: id, gets: together.filter((mail) => ours(mail) && mail.step === id).length, ...held };
    });
  const others = [...setting.campaigns.keys()].filter((id) => id !== campaign.id).sort();
  return { steps, campaigns: others.flatMap((id) => sharedWith(id) ?? []) };

  function sharedWith(id: string): SharedPeople | null {
    const both = shared.filter(({ employee }) => takesPart(played.people.get(employee.key), id)).length;
    const of = (mail: PlannedMail) => mail.campaign === id && sharedKeys.has(mail.recipient);
    return both === 0 ? null : { campaign: id, people: both, ...compare(without.filter(of), together.filter(of)) };
  }
}

/** A mail that some people will not get in time, with their share of those who would. */
export interface MissedStep extends StepReach {
  readonly share: number;
}

/** The mails that some people will not get in time, the worst first. */
export function missedSteps(steps: readonly StepReach[]): MissedStep[] {
  return steps
    .filter(({ misses }) => misses > 0)
    .map((step) => ({ ...step, share: step.misses / (step.gets + step.misses) }))
    .sort((a, b) => b.share - a.share);
}

/** A mail to the participant; managers and buddies get their lists at a time of their own. */
function isOwn({ about }: PlannedMail): boolean {
  return about.length === 0;
}

function isOf(step: string): (mail: PlannedMail) => boolean {
  return (mail) => mail.step === step;
}

function takesPart(situation: Situation | undefined, campaign: string): boolean {
  return situation?.participations.some((one) => one.campaign === campaign) ?? false;
}

function isShared(situation: Situation | undefined, campaign: string): boolean {
  return (
    takesPart(situation, campaign) && (situation?.participations.some((one) => one.campaign !== campaign) ?? false)
  );
}

function onlyCampaigns(setting: Setting, of: (id: string) => boolean): Setting {
  return { ...setting, campaigns: new Map([...setting.campaigns].filter(([id]) => of(id))) };
}

const HALF_A_DAY_MS = 12 * HOUR_MS;

/** Mails that go later than they would, and those that do not go. Slots of one day lie closer than half a day. */
function compare(
  would: readonly PlannedMail[],
  does: readonly PlannedMail[],
): { readonly misses: number; readonly later: number } {
  const key = ({ recipient, campaign, step }: PlannedMail) => `${campaign}/${step}/${recipient}`;
  const at = new Map(does.map((mail) => [key(mail), mail.at]));
  let misses = 0;
  let later = 0;
  for (const mail of would) {
    const really = at.get(key(mail));
    if (really === undefined) misses += 1;
    else if (really - mail.at > HALF_A_DAY_MS) later += 1;
  }
  return { misses, later };
}
