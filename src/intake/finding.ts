import { describePlace, type Place } from '../domain/errors.ts';

/** Where in a YAML file: `['inform', 0, 'after']`. */
export type Path = readonly (string | number)[];
/** Errors stop `publish`; advice does not. */
export type Severity = 'error' | 'advice';

/** Something found wrong in a value, by its path; the YAML source turns it into a {@link Finding}. */
export interface Problem {
  readonly severity: Severity;
  /** Stable, for tools: `unknown-key`, `duration`, `unknown-activity`. */
  readonly code: string;
  readonly path: Path;
  /** What was found, one or two sentences with the value in it. */
  readonly message: string;
  /** The next act, a sentence. */
  readonly hint: string;
}

/** What `check` prints, one a line. */
export interface Finding extends Omit<Problem, 'path'> {
  readonly place: Place;
  /** What stands at the place, from the outside in: `activate`, `kick-off`, `after`. */
  readonly crumbs: readonly string[];
}

/** Collects what is found on the way, so that one reading tells everything that is wrong. */
export interface Problems {
  readonly list: readonly Problem[];
  error(code: string, path: Path, message: string, hint: string): void;
  advise(code: string, path: Path, message: string, hint: string): void;
}

export function collectProblems(): Problems {
  const list: Problem[] = [];
  const add = (severity: Severity) => (code: string, path: Path, message: string, hint: string) => {
    list.push({ severity, code, path, message, hint });
  };
  return { list, error: add('error'), advise: add('advice') };
}

/** `campaigns/x/campaign.yaml:14:11 › activate › wait: "2 dayz" is not a duration. Write it like "2 days" or "4 hours".` */
export function formatFinding(finding: Finding): string {
  const trail = [describePlace(finding.place), ...finding.crumbs].join(' › ');
  const mark = finding.severity === 'advice' ? 'advice: ' : '';
  return `${trail}: ${mark}${[finding.message, finding.hint].filter((part) => part !== '').join(' ')}`;
}

/** In the order of the file, as a reader mends it. */
export function inFileOrder(findings: readonly Finding[]): Finding[] {
  const rank = ({ place }: Finding) => (place.line ?? 0) * 1e6 + (place.column ?? 0);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
