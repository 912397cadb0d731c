import { type Condition, partsOf } from '../../domain/condition.ts';
import { UserError } from '../../domain/errors.ts';
import { collectProblems, formatFinding } from '../finding.ts';
import { readYaml } from '../yaml-source.ts';
import type { ConditionContext } from './condition-context.ts';
import { readCondition } from './condition-language.ts';

/** Enough to begin with; a list of ten thousand names has as many again. */
const MOST_FINDINGS = 20;

/** A database takes a question only so long. */
const MOST_PARTS = 500;

/**
 * A rule typed on a command line or in a form: YAML, may begin with a dash (`- department: Sales`).
 * @throws {UserError} with every finding when it is not a condition; places are in `rule`.
 */
export function readConditionText(text: string, context: ConditionContext): Condition {
  const source = readYaml('rule', text);
  const problems = collectProblems();
  const condition = source.findings.length > 0 ? null : readCondition(source.value, [], { context, problems });
  const findings = [
    ...source.findings,
    ...problems.list.filter(({ severity }) => severity === 'error').map(source.findingOf),
  ];
  if (condition !== null && findings.length === 0) {
    if ([...partsOf(condition)].length <= MOST_PARTS) return condition;
    throw new UserError(`The rule has more than ${MOST_PARTS} conditions.`, {
      hint: 'Name the values in one list: department: [Sales, Finance].',
    });
  }
  const more = findings.length - MOST_FINDINGS;
  const lines = [...findings.slice(0, MOST_FINDINGS).map(formatFinding), ...(more > 0 ? [`… and ${more} more.`] : [])];
  throw new UserError(lines.join('\n'), {
    hint: 'Write a rule like "department: Sales" or "- hired: within 90 days".',
  });
}
