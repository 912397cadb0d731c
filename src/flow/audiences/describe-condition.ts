import type { AttributeTest, Condition, LearningTest } from '../../domain/condition.ts';
import { describeDuration } from '../../domain/duration.ts';

/** A condition as a marketer would write it on one line. */
export function describeCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'all':
      return condition.of.length === 0 ? 'everyone' : condition.of.map((part) => within(part, 'all')).join(' and ');
    case 'any':
      return condition.of.map((part) => within(part, 'any')).join(' or ');
    case 'not':
      return `not ${within(condition.of, 'not')}`;
    case 'attribute':
      return `${condition.name}: ${describeTest(condition.test)}`;
    case 'learning': {
      const { about, fact, test } = condition;
      const target =
        about.of === 'promoted' ? '' : about.of === 'competency' ? `competency ${about.name}` : about.ids.join(', ');
      const name = fact === 'no-progress' ? 'no progress' : fact;
      return [name, [target, test === undefined ? '' : describeTest(test)].filter((part) => part !== '').join(' ')]
        .filter((part) => part !== '')
        .join(': ');
    }
    case 'engagement': {
      const within = condition.within === undefined ? '' : ` within ${describeDuration(condition.within)}`;
      const answers = condition.answers === undefined ? '' : ` ${condition.answers.join(', ')}`;
      return `${condition.fact}${condition.about === null ? '' : `: ${condition.about}`}${answers}${within}`;
    }
    case 'membership': {
      if (condition.fact === 'leads-people') return 'leads people';
      const verb = { 'in-audience': 'in', 'takes-part-in': 'takes part in', 'finished-campaign': 'finished campaign' };
      return `${verb[condition.fact]}: ${condition.names.join(', ')}`;
    }
  }
}

/** In brackets where "and" and "or" meet, or "not" is of several. */
function within(part: Condition, outer: 'all' | 'any' | 'not'): string {
  const isGroup = (part.kind === 'all' || part.kind === 'any') && part.of.length > 1 && part.kind !== outer;
  return isGroup ? `(${describeCondition(part)})` : describeCondition(part);
}

function describeTest(test: AttributeTest | LearningTest): string {
  switch (test.is) {
    case 'one-of':
      return test.values.join(', ');
    case 'over':
    case 'under':
      return `${test.is} ${test.value}`;
    case 'has':
      return `has ${test.text}`;
    case 'known':
    case 'unknown':
      return test.is;
    case 'within':
    case 'in':
    case 'for':
      return `${test.is} ${describeDuration(test.span)}`;
    case 'over-ago':
      return `over ${describeDuration(test.span)} ago`;
    case 'before':
      return `before ${test.date}`;
  }
}
