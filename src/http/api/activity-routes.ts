import type { LearningActivity } from '../../domain/learning.ts';
import { provisionActivities } from '../../flow/people/provision-activities.ts';
import { allActivities } from '../../store/learning/activities.ts';
import type { HttpContext } from '../http-context.ts';
import type { Api } from './api.ts';
import { noQuery, pageQuery, problems, taken } from './api-contract.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { activitiesBody, activityList } from './people-contract.ts';
import { allRefused } from './problem.ts';

/** `/activities`: some thousand at most, read by pages in order of id. */
export function activityRoutes(api: Api, context: HttpContext): void {
  api.get(
    '/activities',
    {
      exposeHeadRoute: true,
      config: { scope: 'read:activities' },
      schema: {
        operationId: 'listActivities',
        tags: ['Learning'],
        summary: 'Learning activities, by pages',
        description: 'What campaigns can promote and learning records can be about, in order of id.',
        querystring: pageQuery,
        response: { 200: activityList, ...problems() },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const after = readCursor('activity', 'text', cursor)?.key ?? null;
      const all = (await allActivities(context.store.read)).filter(({ id }) => after === null || id > after);
      const page = all.slice(0, limit);
      const last = page.at(-1)?.id ?? '';
      return {
        data: page.map(told),
        next: all.length <= limit ? null : writeCursor('activity', { value: last, key: last }),
      };
    },
  );

  api.post(
    '/activities',
    {
      config: { scope: 'write:activities' },
      schema: {
        operationId: 'saveActivities',
        tags: ['Learning'],
        summary: 'New or changed learning activities, up to 500',
        description: 'Found by `id`. What an entry does not name stays as it is, null clears it.',
        querystring: noQuery,
        body: activitiesBody,
        response: { 200: taken, ...problems('body') },
      },
    },
    async ({ body }) => {
      const result = await provisionActivities(context, body.activities);
      if (result.refused === result.read) throw allRefused('activities', result.errors);
      return { ...result, errors: [...result.errors] };
    },
  );
}

function told({ id, title, kind, durationMinutes, url, competencies, cost, validMonths }: LearningActivity) {
  return {
    id,
    title,
    kind,
    duration_minutes: durationMinutes,
    url,
    competencies: [...competencies],
    cost,
    valid_months: validMonths,
  };
}
