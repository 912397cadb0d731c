import { formatInstant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { provisionEmployees, publishedWorkspace } from '../../flow/people/provision-employees.ts';
import { employeePage } from '../../store/people/employee-pages.ts';
import type { StoredEmployee } from '../../store/people/employees.ts';
import type { HttpContext } from '../http-context.ts';
import type { Api } from './api.ts';
import { idParams, noQuery, problems, taken } from './api-contract.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { employee, employeeList, employeesBody, employeesQuery, employeesWriteQuery } from './people-contract.ts';
import { allRefused, Problem } from './problem.ts';

/** `/employees`: read by pages, written as an import writes (rules.md R17). */
export function employeeRoutes(api: Api, context: HttpContext): void {
  const { store } = context;

  api.get(
    '/employees',
    {
      exposeHeadRoute: true,
      config: { scope: 'read:employees' },
      schema: {
        operationId: 'listEmployees',
        tags: ['Employees'],
        summary: 'Employees, by pages',
        description:
          'All of them, or those that fit every parameter exactly. Whoever has left is listed, too, with `left_on`. Sensitive attributes, needs and leave are never listed.',
        querystring: employeesQuery,
        response: { 200: employeeList, ...problems() },
      },
    },
    async ({ query }) => {
      const { sort, limit, cursor, manager_email: managerEmail, ...filter } = query;
      const column = sort.endsWith('id') ? 'id' : 'createdAt';
      const { definition } = await publishedWorkspace(store.read);
      const found = await employeePage(store.read, {
        sort: column,
        descending: sort.startsWith('-'),
        after: readCursor(sort, column === 'id' ? 'text' : 'instant', cursor),
        filter: {
          ...filter,
          email: filter.email?.toLowerCase(),
          country: filter.country?.toUpperCase(),
          managerEmail: managerEmail?.toLowerCase(),
        },
        limit: limit + 1,
      });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const next = found.length <= limit || last === undefined ? null : { value: last[column], key: last.key };
      return {
        data: page.map((person) => told(person, definition)),
        next: next === null ? null : writeCursor(sort, next),
      };
    },
  );

  api.get(
    '/employees/:id',
    {
      exposeHeadRoute: true,
      config: { scope: 'read:employees' },
      schema: {
        operationId: 'readEmployee',
        tags: ['Employees'],
        summary: 'One employee, by personnel number',
        description: 'Whoever is known by address alone has the address as id.',
        params: idParams,
        querystring: noQuery,
        response: { 200: employee, ...problems('id') },
      },
    },
    async ({ params: { id } }) => {
      const { definition } = await publishedWorkspace(store.read);
      const asked = { sort: 'id', descending: false, after: null, filter: { id }, limit: 1 } as const;
      const [person] = await employeePage(store.read, asked);
      if (person === undefined)
        throw new Problem(
          404,
          `Nobody has the id ${JSON.stringify(id)}. GET /api/v1/employees?email=ADDRESS finds people by address.`,
        );
      return told(person, definition);
    },
  );

  api.post(
    '/employees',
    {
      config: { scope: 'write:employees' },
      schema: {
        operationId: 'saveEmployees',
        tags: ['Employees'],
        summary: 'New or changed employees, up to 500',
        description:
          'Columns as in an employees file; a person is found by `id`, else by `email`, today’s or a former one. A column that is not named stays as it is, null clears it. Nobody is deleted: who leaves gets a `left_on`. Where too many people would be taken out at once nothing is changed (422), until the number is repeated as `yes`. Running campaigns take note at once.',
        querystring: employeesWriteQuery,
        body: employeesBody,
        response: { 200: taken, ...problems('body') },
      },
    },
    async ({ body, query }) => {
      const result = await provisionEmployees(context, body.employees, query.yes ?? null);
      if (result.refused === result.read) throw allRefused('employees', result.errors);
      return { ...result, errors: [...result.errors] };
    },
  );
}

/** What HR knows of a person; nothing that the person did, chose, needs, or that is sensitive (guarantees.md §3). */
function told(person: StoredEmployee, { attributes }: Workspace) {
  const { id, email, locale, timezone, country, region, workingDays, missingSince } = person;
  const listed = Object.entries(person.attributes).filter(
    ([name]) => name !== 'need' && !(Object.hasOwn(attributes, name) && attributes[name]?.sensitive),
  );
  return {
    id,
    email,
    locale,
    timezone,
    country,
    region,
    working_days: workingDays === null ? null : [...workingDays],
    hired_on: person.hiredOn,
    left_on: person.leftOn,
    manager_email: person.managerEmail,
    buddy_email: person.buddyEmail,
    missing_since: missingSince === null ? null : formatInstant(missingSince),
    attributes: Object.fromEntries(listed),
  };
}
