import type { Personalised } from '../domain/campaign.ts';
import { invariant } from '../domain/errors.ts';
import type { SystemLocale } from '../domain/reason-texts.ts';
import type { ReleasedFigures } from '../store/figures/released-figures.ts';
import { FIGURE, versionsNamed } from '../store/figures/released-figures.ts';
import { type Difference, differenceOfShares } from './difference.ts';
import { type Shown, shown, shownBySource } from './small-groups.ts';

/** One version of a mail in figures, those of last night. */
export interface VersionStats {
  readonly sent: number;
  readonly simulated: number;
  /** Never known: an open mark does not say which version it was in. */
  readonly opens: { readonly human: Shown; readonly automatic: Shown };
  readonly clicks: { readonly human: Shown; readonly automatic: Shown };
}

/** Two versions, or two subjects, tried against each other. */
export interface Tried {
  readonly versions: readonly [string, string];
  /** Of the first and the second: mails, and in how many a reader clicked. Null: too few to tell. */
  readonly mails: readonly [number, number] | null;
  readonly clicks: readonly [number, number] | null;
  /** The one that more readers followed, for sure enough; null: no difference was seen, or too few to tell. */
  readonly better: string | null;
  /** Of the shares that clicked, first minus second, with its 95 % interval; null: too few to tell. */
  readonly difference: Difference | null;
}

/** What a reader's version is called who got none of the others. */
const FALLBACK_NAME = 'fallback';

/**
 * The versions of a mail by label. Null where fewer than the minimum group, or all but fewer, got one, and for as many
 * more as it takes that nobody can subtract: how many need what is told of groups alone (guarantees.md §3).
 */
export function versionStats(
  figures: ReleasedFigures,
  step: string,
  minimumGroup: number,
): Record<string, VersionStats | null> {
  const labels = versionsNamed(figures, step);
  if (labels.every((label) => label === null)) return {};
  const cells = labels.map((label) => {
    const sent = figures.get(FIGURE.sentAs(step, label, false));
    const simulated = figures.get(FIGURE.sentAs(step, label, true));
    return { label, sent: sent?.count ?? 0, simulated: simulated?.count ?? 0, of: sent?.of ?? 0 };
  });
  const told = tellable(cells, minimumGroup);
  return Object.fromEntries(cells.map((cell) => [cell.label ?? FALLBACK_NAME, told.has(cell) ? statsOf(cell) : null]));

  function statsOf({ label, sent, simulated }: Cell): VersionStats {
    const clicked = (visitor: 'human' | 'automatic') => figures.get(FIGURE.clickAs(step, label, visitor))?.count ?? 0;
    return {
      sent,
      simulated,
      opens: { human: null, automatic: null },
      clicks: shownBySource(
        { human: clicked('human'), automatic: clicked('automatic') },
        sent + simulated,
        minimumGroup,
      ),
    };
  }
}

interface Cell {
  readonly label: string | null;
  readonly sent: number;
  readonly simulated: number;
  /** Mails of the step in all versions, which everybody is told. */
  readonly of: number;
}

/** Those that may be told, the smallest given up until what is not told is a group, too. */
function tellable(cells: readonly Cell[], minimumGroup: number): ReadonlySet<Cell> {
  const mails = ({ sent, simulated }: Cell) => sent + simulated;
  const told = cells
    .filter((cell) => shown(mails(cell), cell.of, minimumGroup) !== null)
    .sort((a, b) => mails(b) - mails(a));
  const untold = () => (cells[0]?.of ?? 0) - told.reduce((sum, cell) => sum + mails(cell), 0);
  while (told.length > 0 && told.length < cells.length && untold() < minimumGroup) told.pop();
  return new Set(told);
}

/** What came of what a step tries: its two versions, its two subjects, whatever variant they were in. */
export function triedStats(
  figures: ReleasedFigures,
  { id: step, tries }: { readonly id: string } & Pick<Personalised, 'tries'>,
  minimumGroup: number,
): Tried[] {
  const labels = versionsNamed(figures, step);
  const pairs = [tries, ['subject-1', 'subject-2']].filter((pair) =>
    pair.some((name) => labels.some((label) => isPart(label, name))),
  );
  return pairs.map(([first, second]) => {
    invariant(first !== undefined && second !== undefined, 'two are tried');
    return compare([first, second]);
  });

  function compare(versions: readonly [string, string]): Tried {
    const [a, b] = [side(versions[0]), side(versions[1])];
    const isShown = [a, b].every(({ people, did }) => shown(did, people, minimumGroup) !== null);
    if (!isShown) return { versions, mails: null, clicks: null, better: null, difference: null };
    const difference = differenceOfShares(a, b);
    const better = difference.low > 0 ? versions[0] : difference.high < 0 ? versions[1] : null;
    return { versions, mails: [a.people, b.people], clicks: [a.did, b.did], better, difference };
  }

  function side(name: string): { people: number; did: number } {
    let people = 0;
    let did = 0;
    for (const label of labels.filter((one) => isPart(one, name))) {
      people += figures.get(FIGURE.sentAs(step, label, false))?.count ?? 0;
      people += figures.get(FIGURE.sentAs(step, label, true))?.count ?? 0;
      did += figures.get(FIGURE.clickAs(step, label, 'human'))?.count ?? 0;
    }
    return { people, did };
  }
}

/** `B, clearly: 4 to 19 points more clicks`, `no difference seen`, `too few to tell`. */
export function verdictOf({ versions, better, difference }: Tried, locale: SystemLocale = 'en'): string {
  const words = VERDICTS[locale];
  if (difference === null) return words.tooFew;
  if (better === null) return words.none;
  const [low, high] = better === versions[0] ? [difference.low, difference.high] : [-difference.high, -difference.low];
  const points = (share: number) => Math.round(share * 100);
  return words.better(better, points(low), points(high));
}

const VERDICTS: Readonly<
  Record<SystemLocale, { tooFew: string; none: string; better: (name: string, low: number, high: number) => string }>
> = {
  nl: {
    tooFew: 'te weinig om te zeggen',
    none: 'geen verschil gezien',
    better: (name, low, high) => `${name}, duidelijk: van de lezers klikten er ${low} tot ${high} punten meer`,
  },
  en: {
    tooFew: 'too few to tell',
    none: 'no difference seen',
    better: (name, low, high) => `${name}, clearly: ${low} to ${high} points more of its readers clicked`,
  },
  fr: {
    tooFew: 'trop peu pour le dire',
    none: 'aucune différence constatée',
    better: (name, low, high) => `${name}, nettement : ${low} à ${high} points de plus de ses lecteurs ont cliqué`,
  },
};

function isPart(label: string | null, name: string): boolean {
  return label?.split('.').includes(name) ?? false;
}
