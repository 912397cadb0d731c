import SCIMMY from 'scimmy';
import { formatInstant } from '../../domain/time.ts';
import { provisionPerson, removePerson } from '../../flow/people/provision-person.ts';
import { countScimUsers, findScimUser, type StoredScimUser, scimUserPage } from '../../store/people/scim-users.ts';
import type { HttpContext } from '../http-context.ts';
import { NOT_KEPT } from './patch-operations.ts';
import { userFilters } from './user-filter.ts';
import { versionOf } from './versions.ts';

const { Config, Resources, Schemas, Types } = SCIMMY;
export type ScimError = InstanceType<typeof Types.Error>;

/** So many users a page, at most. */
export const MAX_PAGE = 200;

/** What one request takes along through scimmy, which knows one set of handlers for all of a process. */
export interface Errand {
  readonly context: HttpContext;
  /** Whether the user may be changed when it is in this version. */
  readonly mayChange: (version: string) => boolean;
  /** Whether that was asked for by the request. */
  readonly namesVersion: boolean;
  /** The one user it was about, as it was read or written last. */
  user: StoredScimUser | null;
  /** What went wrong on our side: scimmy would tell anything it does not know as "not found". */
  failure: unknown;
}

/** Users as scimmy knows them: what we keep of the core user, and the enterprise extension. Declared once a process. */
export const Users = declareUsers();

function declareUsers() {
  for (const name of NOT_KEPT) Schemas.User.truncate(name);
  Config.set({
    patch: true,
    filter: MAX_PAGE,
    etag: true,
    authenticationSchemes: [
      { type: 'oauthbearertoken', name: 'API key', description: 'A key with the scope scim, as a bearer token.' },
    ],
  });
  const users = Resources.User.extend(Schemas.EnterpriseUser, false);
  Resources.declare(users);
  users.egress((resource, errand: Errand) =>
    within(errand, async (context) => {
      if (resource.id !== undefined) {
        errand.user = await known(context, resource.id);
        return [told(errand.user)];
      }
      const filters = userFilters(resource.filter);
      const { startIndex = 1, count = MAX_PAGE } = resource.constraints ?? {};
      const place = { offset: Math.max(startIndex, 1) - 1, limit: count };
      const page = (await scimUserPage(context.store.read, filters, place)).map(told);
      // How scimmy is told that there are more than these.
      page.length = await countScimUsers(context.store.read, filters);
      return page;
    }),
  );
  users.ingress((resource, user, errand: Errand) =>
    within(errand, async (context) => {
      const { schemas: _, id: _id, meta: _meta, ...said } = JSON.parse(JSON.stringify(user));
      const done = await provisionPerson(context, resource.id ?? null, said, isAsKnown(errand));
      switch (done.kind) {
        case 'kept':
          errand.user = done.user;
          return told(done.user);
        case 'gone':
          throw notFound();
        case 'changed':
          throw inAnotherVersion();
        case 'taken':
          throw new Types.Error(409, 'uniqueness', done.why);
        case 'refused':
          throw new Types.Error(400, 'invalidValue', done.why);
      }
    }),
  );
  users.degress((resource, errand: Errand) =>
    within(errand, async (context) => {
      const done = await removePerson(context, resource.id ?? '', isAsKnown(errand));
      if (done === 'gone') throw notFound();
      if (done === 'changed') throw inAnotherVersion();
    }),
  );
  return users;
}

function isAsKnown({ mayChange }: Errand): (user: StoredScimUser) => boolean {
  return (user) => mayChange(versionOf(user));
}

async function within<T>(errand: Errand, work: (context: HttpContext) => Promise<T>): Promise<T> {
  try {
    return await work(errand.context);
  } catch (error) {
    if (!(error instanceof Types.Error)) errand.failure = error;
    throw error;
  }
}

async function known({ store }: HttpContext, id: string): Promise<StoredScimUser> {
  const user = await findScimUser(store.read, { id });
  if (user === null) throw notFound();
  return user;
}

function notFound(): ScimError {
  return new Types.Error(404, null as unknown as string, 'There is no such user.');
}

export function inAnotherVersion(): ScimError {
  return new Types.Error(412, null as unknown as string, 'The user is in another version. Read it, and try again.');
}

function told(user: StoredScimUser) {
  const { id, resource, createdAt, changedAt } = user;
  return {
    ...resource,
    id,
    meta: { created: formatInstant(createdAt), lastModified: formatInstant(changedAt), version: versionOf(user) },
  } as unknown as InstanceType<typeof Schemas.User>;
}
