import { z } from 'zod';
import { isPlainAddress } from '../../domain/mail-address.ts';
import { countryNamed } from './places.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What a SCIM user (RFC 7643) says of an employee. */
export interface ScimUser {
  readonly userName: string;
  readonly externalId: string | null;
  readonly active: boolean;
  /** The manager's SCIM id, or whatever else the identity provider names managers by; null: none. */
  readonly manager: string | null;
  /** By the names that columns of an employees file have; what the user does not say is not there. */
  readonly columns: Readonly<Record<string, string>>;
}

const text = z.string().optional();
const typed = { type: text, primary: z.boolean().optional() };
const shape = z.object({
  userName: z.string(),
  externalId: text,
  active: z.boolean().default(true),
  name: z.object({ givenName: text, familyName: text }).default({}),
  title: text,
  preferredLanguage: text,
  locale: text,
  timezone: text,
  emails: z.array(z.object({ value: text, ...typed })).default([]),
  addresses: z.array(z.object({ country: text, locality: text, ...typed })).default([]),
  [ENTERPRISE]: z
    .object({
      employeeNumber: text,
      department: text,
      division: text,
      organization: text,
      costCenter: text,
      manager: z.object({ value: text }).optional(),
    })
    .default({}),
});

/** What an administrator of an identity provider calls the columns that a user's values become. */
export const SCIM_NAMES: Readonly<Record<string, string>> = {
  id: 'employeeNumber',
  email: 'emails',
  first_name: 'name.givenName',
  last_name: 'name.familyName',
  role: 'title',
  locale: 'preferredLanguage',
  country: 'addresses.country',
  location: 'addresses.locality',
  cost_center: 'costCenter',
};

/** @param resource a User as scimmy has checked it, as plain data. */
export function readScimUser(resource: Readonly<Record<string, unknown>>): ScimUser {
  const user = shape.parse(resource);
  const enterprise = user[ENTERPRISE];
  const address = chosen(user.addresses);
  const said = {
    id: enterprise.employeeNumber,
    email: chosen(user.emails.filter(({ value }) => value))?.value ?? addressIn(user.userName),
    first_name: user.name.givenName,
    last_name: user.name.familyName,
    role: user.title,
    // Okta writes en_US; RFC 7643 has it as Accept-Language is: the first is the one that is preferred.
    locale: (user.preferredLanguage ?? user.locale)?.split(/[,;]/)[0]?.replace('_', '-'),
    timezone: user.timezone,
    // RFC 7643 has a code; the directory behind Entra ID often holds the name.
    country: address?.country && (countryNamed(address.country) ?? address.country),
    location: address?.locality,
    department: enterprise.department,
    division: enterprise.division,
    organization: enterprise.organization,
    cost_center: enterprise.costCenter,
  };
  const columns = Object.entries(said).flatMap(([column, value]) => (value?.trim() ? [[column, value.trim()]] : []));
  return {
    userName: user.userName,
    externalId: user.externalId ?? null,
    active: user.active,
    manager: enterprise.manager?.value?.trim() || null,
    columns: Object.fromEntries(columns),
  };
}

/** As if nobody had said who leads this user. */
export function withoutManager(resource: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { manager: _, ...enterprise } = (resource[ENTERPRISE] ?? {}) as Readonly<Record<string, unknown>>;
  return resource[ENTERPRISE] === undefined ? resource : { ...resource, [ENTERPRISE]: enterprise };
}

/** The one for work, else the primary one, else the first. */
function chosen<One extends { readonly type?: string | undefined; readonly primary?: boolean | undefined }>(
  list: readonly One[],
): One | undefined {
  return list.find(({ type }) => type?.toLowerCase() === 'work') ?? list.find(({ primary }) => primary) ?? list[0];
}

function addressIn(userName: string): string | undefined {
  return isPlainAddress(userName) ? userName : undefined;
}
