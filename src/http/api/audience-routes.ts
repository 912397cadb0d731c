import type { Condition } from '../../domain/condition.ts';
import { READY_AUDIENCES } from '../../domain/ready-audiences.ts';
import { countForRule } from '../../flow/audiences/count-for-rule.ts';
import { describeCondition } from '../../flow/audiences/describe-condition.ts';
import { publishedWorkspace } from '../../flow/people/provision-employees.ts';
import type { HttpContext } from '../http-context.ts';
import type { Api } from './api.ts';
import { noQuery, problems } from './api-contract.ts';
import { audienceBody, audienceCount, audienceList } from './figures-contract.ts';

/** `/audiences`: those of the workspace, and how many people a rule fits. */
export function audienceRoutes(api: Api, context: HttpContext): void {
  api.get(
    '/audiences',
    {
      exposeHeadRoute: true,
      config: { scope: 'read:audiences' },
      schema: {
        operationId: 'listAudiences',
        tags: ['Audiences'],
        summary: 'Audiences that have a name: those of the workspace, and the ready ones',
        description: 'Each with its rule in words. POST one of the names here to count it.',
        querystring: noQuery,
        response: { 200: audienceList, ...problems() },
      },
    },
    async () => {
      const { definition } = await publishedWorkspace(context.store.read);
      const told = (audiences: Readonly<Record<string, Condition>>, ready: boolean) =>
        Object.entries(audiences).map(([name, rule]) => ({ name, rule: describeCondition(rule), ready }));
      const ready = Object.entries(READY_AUDIENCES).filter(([name]) => !Object.hasOwn(definition.audiences, name));
      return { data: [...told(definition.audiences, false), ...told(Object.fromEntries(ready), true)] };
    },
  );

  api.post(
    '/audiences',
    {
      config: { scope: 'read:audiences' },
      schema: {
        operationId: 'countAudience',
        tags: ['Audiences'],
        summary: 'How many people a rule fits',
        description:
          'Nothing is kept. A rule that asks what people learned, did, answered, need, or for a sensitive attribute is counted to the nearest five, and not at all where too few people fit.',
        querystring: noQuery,
        body: audienceBody,
        response: { 200: audienceCount, ...problems('body') },
      },
    },
    async ({ body: { rule } }) => countForRule(context, typeof rule === 'string' ? rule : JSON.stringify(rule)),
  );
}
