import { FOR_EVERYBODY_ALIKE, type Personalised } from '../../domain/campaign.ts';
import { slug } from '../../domain/text.ts';
import { attributeName, attributeNames, attributeType } from '../conditions/condition-context.ts';
import type { Path } from '../finding.ts';
import { show, suggest } from '../wording.ts';
import type { SendingStepFile } from './campaign-shape.ts';
import type { StepScope } from './step-scope.ts';

/** `variant-per` and `try`: which version of the message somebody gets. */
export function readPersonalised(step: SendingStepFile, path: Path, scope: StepScope): Personalised {
  const per = step['variant-per'];
  const tries = step.try?.map(slug) ?? FOR_EVERYBODY_ALIKE.tries;
  if (tries.length > 0 && scope.isRequired) {
    const message = 'Nobody tries two versions on people who have to learn (rules.md R9).';
    scope.problems.error('try', [...path, 'try'], message, 'Remove the line, or "required-by".');
  }
  if (tries[0] !== undefined && tries[0] === tries[1]) {
    const message = `"try" names the version ${show(tries[0])} twice.`;
    scope.problems.error('try', [...path, 'try'], message, 'Name two versions: [a, b].');
  }
  return { variantPer: per === undefined ? null : readVariantPer(per, path, scope), tries };
}

function readVariantPer(text: string, path: Path, { context, problems }: StepScope): Personalised['variantPer'] {
  if (text.trim().toLowerCase() === 'need') return { of: 'need' };
  const name = attributeName(text);
  if (attributeType(name, context) !== null) return { of: 'attribute', name };
  const message = `${show(text)} is neither "need" nor an attribute of employees.`;
  const hint = suggest(text, ['need', ...attributeNames(context)], 'Declare it in workspace.yaml under "attributes".');
  problems.error('unknown-attribute', [...path, 'variant-per'], message, hint);
  return null;
}
