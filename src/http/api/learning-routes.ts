import { formatInstant } from '../../domain/time.ts';
import { publishedWorkspace } from '../../flow/people/provision-employees.ts';
import { provisionLearning } from '../../flow/people/provision-learning.ts';
import { learningFigures } from '../../stats/learning-figures.ts';
import { learningDataAt } from '../../store/meta.ts';
import type { HttpContext } from '../http-context.ts';
import type { Api } from './api.ts';
import { noQuery, problems, taken } from './api-contract.ts';
import { learningTotals } from './figures-contract.ts';
import { learningBody } from './people-contract.ts';
import { allRefused } from './problem.ts';

/** `/learning-records`: records in, totals out. Who learned what is never told (guarantees.md §3). */
export function learningRoutes(api: Api, context: HttpContext): void {
  const { store } = context;

  api.get(
    '/learning-records',
    {
      exposeHeadRoute: true,
      config: { scope: 'read:learning' },
      schema: {
        operationId: 'countLearningRecords',
        tags: ['Learning'],
        summary: 'How many people have a record of each event, by activity',
        description: 'To the nearest five, and null where too few people stand behind a figure. There are no names.',
        querystring: noQuery,
        response: { 200: learningTotals, ...problems() },
      },
    },
    async () => {
      const { definition } = await publishedWorkspace(store.read);
      const dataAt = await learningDataAt(store.read);
      return {
        learning_data_at: dataAt === null ? null : formatInstant(dataAt),
        data: await learningFigures(store.read, definition.minimumGroup),
      };
    },
  );

  api.post(
    '/learning-records',
    {
      config: { scope: 'write:learning' },
      schema: {
        operationId: 'saveLearningRecords',
        tags: ['Learning'],
        summary: 'What people learned, up to 500 records',
        description:
          'As in a learning file: who (`id` or `email`), which `activity`, what happened (`event`) and when (`at`). The person and the activity must be known before. Told again with another due date, score or progress a record takes it, `null` takes it away, what is left out stays; the same again changes nothing. A completion ends reminders that are waiting, at once.',
        querystring: noQuery,
        body: learningBody,
        response: { 200: taken, ...problems('body') },
      },
    },
    async ({ body }) => {
      const result = await provisionLearning(context, body.records);
      if (result.read > 0 && result.refused === result.read) throw allRefused('records', result.errors);
      return { ...result, errors: [...result.errors] };
    },
  );
}
