import { type Campaign, type CampaignMail, mailsOf } from '../../domain/campaign.ts';
import type { Participation } from '../../domain/participation.ts';
import { isSameData } from '../../domain/plain-data.ts';
import type { Instant } from '../../domain/time.ts';
import { holds } from '../conditions/evaluate.ts';
import type { Setting, Situation } from '../facts/situation.ts';
import { askingWhoBelongs } from '../journey/endings.ts';
import { isBehind, moveParticipation } from '../journey/move.ts';
import { standpointOf } from '../journey/standpoint.ts';

/** One mail that a new version adds, takes out, renames or changes, and for how many people under way it matters. */
export interface StepChange {
  readonly step: string;
  readonly change: 'added' | 'removed' | 'renamed' | 'changed';
  /** Its name before, when it was renamed. */
  readonly was: string | null;
  /** The change lies ahead of them: moved, they meet it as it is now. */
  ahead: number;
  /** It lies behind them, and changes nothing for them. */
  past: number;
  /** Moved, they would get the same mail once more, under its new name. */
  wouldRepeat: number;
  /** Moved, they would never get it: it was put in before where they are. */
  wouldMiss: number;
}

/** What a new version means for those who are under way, in people. */
export interface VersionImpact {
  readonly inFlight: number;
  /** For whom some change lies ahead, behind, again … */
  readonly ahead: number;
  readonly past: number;
  readonly wouldRepeat: number;
  readonly wouldMiss: number;
  /** Moved, they would be out: they do not fit the new audience. */
  readonly wouldLeave: number;
  readonly steps: readonly StepChange[];
}

/** Whether a message of one version says the same as one of another. */
export type SaysTheSame = (before: string, after: string) => boolean;

/** Counts, person by person, what a version would mean for participations that go on. */
export class ImpactCount {
  readonly #version: number;
  readonly #after: Campaign;
  readonly #steps: StepChange[];
  readonly #totals = { inFlight: 0, ahead: 0, past: 0, wouldRepeat: 0, wouldMiss: 0, wouldLeave: 0 };

  /** @param version its number; the setting of the people counted holds it. */
  constructor(before: Campaign, after: Campaign, version: number, saysTheSame: SaysTheSame) {
    this.#version = version;
    this.#after = after;
    this.#steps = changesOf(before, after, saysTheSame);
  }

  add(participation: Participation, situation: Situation, setting: Setting, now: Instant): void {
    const versions = setting.campaigns.get(participation.campaign)?.versions;
    const before = versions?.get(participation.version)?.campaign;
    const { audience } = versions?.get(this.#version)?.campaign ?? this.#after;
    // Who has not begun begins with the newest version, whatever those under way do.
    if (before === undefined || participation.ended !== null || participation.fixed === null) return;
    this.#totals.inFlight += 1;
    const moved = moveParticipation(participation, this.#version, situation, setting, now);
    const met = { ahead: false, past: false, wouldRepeat: false, wouldMiss: false };
    for (const step of this.#steps) {
      const meets = meeting(step, { participation, before }, { participation: moved, after: this.#after });
      if (meets === null) continue;
      step[meets] += 1;
      met[meets] = true;
    }
    for (const meets of ['ahead', 'past', 'wouldRepeat', 'wouldMiss'] as const)
      if (met[meets]) this.#totals[meets] += 1;
    const { asking } = standpointOf(situation, setting, moved, now);
    if (participation.suspended === null && !holds(audience, askingWhoBelongs(asking, moved.fixed)))
      this.#totals.wouldLeave += 1;
  }

  get impact(): VersionImpact {
    return { ...this.#totals, steps: this.#steps.map((step) => ({ ...step })) };
  }
}

function meeting(
  { step, was, change }: StepChange,
  old: { readonly participation: Participation; readonly before: Campaign },
  moved: { readonly participation: Participation; readonly after: Campaign },
): 'ahead' | 'past' | 'wouldRepeat' | 'wouldMiss' | null {
  const known = mailsOf(old.before).find(({ id }) => id === (was ?? step));
  const wasBehind = known !== undefined && isBehind(old.participation, old.before, known);
  if (change === 'removed') return known === undefined ? null : wasBehind ? 'past' : 'ahead';
  const mail = mailsOf(moved.after).find(({ id }) => id === step);
  if (mail === undefined) return null;
  const isPassedBy = isBehind(moved.participation, moved.after, mail);
  if (change === 'changed') return wasBehind || isPassedBy ? 'past' : 'ahead';
  if (wasBehind) return isPassedBy ? 'past' : 'wouldRepeat';
  return isPassedBy ? 'wouldMiss' : 'ahead';
}

function changesOf(before: Campaign, after: Campaign, saysTheSame: SaysTheSame): StepChange[] {
  const [old, now] = [mailsOf(before), mailsOf(after)];
  const gone = old.filter(({ id }) => !now.some((mail) => mail.id === id));
  const came = now.filter(({ id }) => !old.some((mail) => mail.id === id));
  const names = new Map(
    came.flatMap((mail) => {
      const was = gone.find((other) => isSameMail(other, mail, saysTheSame)) ?? neighbourOf(mail, now, gone, old);
      return was === undefined ? [] : [[mail.id, was.id] as const];
    }),
  );
  const renamed = new Set(names.values());
  return [
    ...now.flatMap((mail) => {
      const was = names.get(mail.id);
      if (was !== undefined) return [change(mail.id, 'renamed', was)];
      const same = old.find(({ id }) => id === mail.id);
      if (same === undefined) return [change(mail.id, 'added')];
      return isUnchanged(same, mail, saysTheSame) ? [] : [change(mail.id, 'changed')];
    }),
    ...gone.filter(({ id }) => !renamed.has(id)).map(({ id }) => change(id, 'removed')),
  ];
}

function change(step: string, what: StepChange['change'], was: string | null = null): StepChange {
  return { step, change: what, was, ahead: 0, past: 0, wouldRepeat: 0, wouldMiss: 0 };
}

function isSameMail(before: CampaignMail, after: CampaignMail, saysTheSame: SaysTheSame): boolean {
  return before.message === after.message || saysTheSame(before.message, after.message);
}

/** A mail that stands alone between the same two as one that is gone: it looks renamed, whatever it says now. */
function neighbourOf(
  mail: CampaignMail,
  now: readonly CampaignMail[],
  gone: readonly CampaignMail[],
  old: readonly CampaignMail[],
): CampaignMail | undefined {
  const around = (mails: readonly CampaignMail[], { id, phase }: CampaignMail) => {
    const inPhase = mails.filter((other) => other.phase === phase);
    const at = inPhase.findIndex((other) => other.id === id);
    return [phase, inPhase[at - 1]?.id ?? '', inPhase[at + 1]?.id ?? ''].join('/');
  };
  return gone.find((other) => around(old, other) === around(now, mail));
}

function isUnchanged(before: CampaignMail, after: CampaignMail, saysTheSame: SaysTheSame): boolean {
  return (
    before.phase === after.phase && isSameData(before.step, after.step) && saysTheSame(before.message, after.message)
  );
}
