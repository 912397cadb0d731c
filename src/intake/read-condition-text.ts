import type { Condition } from '../domain/condition.ts';
import { UserError } from '../domain/errors.ts';
import type { ConditionContext } from './condition-context.ts';
import { readCondition } from './condition-language.ts';
import { collectProblems, formatFinding } from './finding.ts';
import { readYaml } from './yaml-source.ts';

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
  if (condition !== null && findings.length === 0) return condition;
  throw new UserError(findings.map(formatFinding).join('\n'), {
    hint: 'Write a rule like "department: Sales" or "- hired: within 90 days".',
  });
}
