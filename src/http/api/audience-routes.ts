import { countForRule } from '../../flow/audiences/count-for-rule.ts';
import { describeCondition } from '../../flow/audiences/describe-condition.ts';
import { publishedWorkspace } from '../../flow/people/provision-employees.ts';
import type { HttpContext } from '../http-context.ts';
import type { Api } from './api.ts';
import { audienceBody, audienceCount, audienceList, noQuery, PROBLEMS } from './api-contract.ts';

/** `/audiences`: those of the workspace, and how many people a rule fits. */
export function audienceRoutes(api: Api, context: HttpContext): void {
  api.get(
    '/audiences',
    {
      config: { scope: 'read:audiences' },
      schema: {
        summary: 'The named audiences of the workspace',
        querystring: noQuery,
        response: { 200: audienceList, ...PROBLEMS },
      },
    },
    async () => {
      const { definition } = await publishedWorkspace(context.store.read);
      return {
        data: Object.entries(definition.audiences).map(([name, rule]) => ({ name, rule: describeCondition(rule) })),
      };
    },
  );

  api.post(
    '/audiences',
    {
      config: { scope: 'read:audiences' },
      schema: {
        summary: 'How many people a rule fits',
        description:
          'A rule that asks what people learned, did, answered, need, or for a sensitive attribute is counted to the nearest five, and not at all where too few people fit.',
        querystring: noQuery,
        body: audienceBody,
        response: { 200: audienceCount, ...PROBLEMS },
      },
    },
    async ({ body: { rule } }) => countForRule(context, typeof rule === 'string' ? rule : JSON.stringify(rule)),
  );
}
