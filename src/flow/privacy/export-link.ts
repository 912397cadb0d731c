import { composeMail } from '../../delivery/compose-mail.ts';
import { EnvironmentError, invariant, UserError } from '../../domain/errors.ts';
import { parseMailbox } from '../../domain/mail-address.ts';
import { type SystemLocale, systemLocale } from '../../domain/reason-texts.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { employeesByKey, type StoredEmployee } from '../../store/people/employees.ts';
import { exportLinkOf, saveExportLink, spendExportLink } from '../../store/privacy/export-links.ts';
import { newLoginSecret, secretHash } from '../access/login-secret.ts';
import type { FlowContext } from '../context.ts';
import { publishedWorkspace } from '../people/provision-employees.ts';
import type { Postman } from '../sending/postman.ts';
import { collectPersonData, type PersonData } from './collect-person-data.ts';
import { personNamed } from './erase-person.ts';
import { COLUMN, type Said } from './privacy-texts.ts';
import { RETENTION } from './retention.ts';
import { suppressedPeople } from './suppress-address.ts';

type Context = Pick<FlowContext, 'store' | 'clock' | 'newId'>;

/**
 * Sends a person, to the own address and nowhere else, a link by which everything kept about them can be fetched once.
 * Whoever asks for it sees neither the link nor the data.
 * @returns until when it works.
 * @throws {UserError} when nobody is known by the name, or no mail may go to the address.
 * @throws {EnvironmentError} when the mail server does not take it.
 */
export async function sendExportLink(
  context: Context,
  postman: Postman,
  publicUrl: string,
  name: string,
): Promise<{ readonly email: string; readonly expiresAt: Instant }> {
  const { store, clock, newId } = context;
  const person = await personToExport(store.read, name);
  const { definition: workspace } = await publishedWorkspace(store.read);
  const email = await mailboxOf(store.read, person, postman);
  const token = newLoginSecret();
  const now = clock();
  const expiresAt = now + RETENTION.exportLinkDays * DAY_MS;
  await store.write((tx) => saveExportLink(tx, { person: person.key, tokenHash: secretHash(token), expiresAt }));
  const mail = writeMail({ workspace, person, email, url: `${publicUrl}/me/export/${token}`, now, id: newId('msg') });
  const outcome = await postman.deliver(mail, async () => true);
  if (outcome.kind === 'sent') return { email, expiresAt };
  await store.write((tx) => spendExportLink(tx, secretHash(token)));
  throw new EnvironmentError(
    `The mail server did not take the mail: ${'why' in outcome ? outcome.why : outcome.kind}.`,
    {
      hint: 'druppel doctor looks at the connection. Or write a sealed file: --out FILE.',
    },
  );
}

/** @throws {UserError} when nobody is known by it. */
export async function personToExport(database: Database, name: string): Promise<StoredEmployee> {
  const person = await personNamed(database, name);
  if (person !== null) return person;
  throw new UserError(`There is nobody with the address or id "${name}".`, {
    hint: 'Look at the spelling. Of whoever was erased nothing is kept.',
  });
}

/** Who holds a link that opens something: in which language to speak to them. Null: it opens nothing. */
export async function holderOfExportLink(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  token: string,
): Promise<{ readonly locale: SystemLocale; readonly workspace: Workspace } | null> {
  const link = await exportLinkOf(store.read, secretHash(token), clock());
  const [person] = link === null ? [] : await employeesByKey(store.read, [link.person]);
  const workspace = await newestWorkspace(store.read);
  if (person === undefined || workspace === null) return null;
  return { locale: languageOf(person, workspace.definition), workspace: workspace.definition };
}

/** What the link is for; it is used up by that. Null: it opens nothing, or somebody was faster. */
export async function fetchExport(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  token: string,
): Promise<PersonData | null> {
  const now = clock();
  const link = await exportLinkOf(store.read, secretHash(token), now);
  const data = link === null ? null : await collectPersonData(store.read, link.person, now);
  if (data === null) return null;
  return (await store.write((tx) => spendExportLink(tx, secretHash(token)))) ? data : null;
}

export function languageOf({ chosenLocale, locale }: StoredEmployee, { locales }: Workspace): SystemLocale {
  return systemLocale(chosenLocale ?? locale ?? locales[0]);
}

/** @throws {UserError} when a mail would go nowhere, or to somebody else. */
async function mailboxOf(database: Database, person: StoredEmployee, { redirect, allow }: Postman): Promise<string> {
  const sealed = 'Write a sealed file instead, and hand it over: --out FILE.';
  const { email } = person;
  if (email === null) throw new UserError('No mail address of this person is known.', { hint: sealed });
  if (redirect !== null)
    throw new UserError('MAIL_REDIRECT sends all mail to one address: somebody else would get the link.', {
      hint: sealed,
    });
  if (allow !== null && !allow.includes(email.slice(email.lastIndexOf('@') + 1)))
    throw new UserError(`MAIL_ALLOW does not name the domain of ${email}.`, { hint: sealed });
  if ((await suppressedPeople(database, [person])).has(person.key))
    throw new UserError(`${email} takes no mail.`, {
      hint: `${sealed} Or, once the mailbox is mended: druppel unsuppress ${email}.`,
    });
  return email;
}

function writeMail({
  workspace,
  person,
  email,
  url,
  now,
  id,
}: {
  readonly workspace: Workspace;
  readonly person: StoredEmployee;
  readonly email: string;
  readonly url: string;
  readonly now: Instant;
  readonly id: string;
}): Parameters<Postman['deliver']>[0] {
  const from = parseMailbox(workspace.from);
  invariant(!('why' in from), 'the sender of a published workspace is an address');
  const locale = languageOf(person, workspace);
  const values: Readonly<Record<string, string>> = {
    academy: workspace.academy.name,
    days: String(RETENTION.exportLinkDays),
  };
  const say = (said: Said) => said[COLUMN[locale]].replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
  const words = [say(MAIL.lead), say(MAIL.once)];
  const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const composed = composeMail({
    messageId: `${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}`,
    date: now,
    zone: person.timezone ?? workspace.timezone,
    from,
    to: { name: '', address: email },
    subject: say(MAIL.subject),
    text: `${words.join('\n\n')}\n\n${url}\n\n${say(MAIL.notYou)}\n`,
    html: `<!doctype html><html lang="${locale}"><body style="font-family:sans-serif;line-height:1.5">${words
      .map((line) => `<p>${escaped(line)}</p>`)
      .join(
        '',
      )}<p><a href="${escaped(url)}">${escaped(say(MAIL.button))}</a></p><p>${escaped(say(MAIL.notYou))}</p></body></html>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
  });
  return { envelope: { from: from.address, to: email }, body: () => composed.withMark(null) };
}

const MAIL = {
  subject: ['Wat {academy} over je bewaart', 'What {academy} keeps about you', 'Ce que {academy} conserve sur vous'],
  lead: [
    'Hier is alles wat {academy} over je bewaart, om te lezen en mee te nemen.',
    'Here is everything that {academy} keeps about you, to read and to take along.',
    'Voici tout ce que {academy} conserve sur vous, à lire et à emporter.',
  ],
  once: [
    'De link werkt één keer, {days} dagen lang. Stuur hem niet door: wie hem heeft, leest mee.',
    'The link works once, within {days} days. Do not pass it on: whoever has it reads along.',
    'Le lien fonctionne une fois, pendant {days} jours. Ne le transmettez pas : qui l’a peut lire.',
  ],
  button: ['Haal mijn gegevens op', 'Fetch my data', 'Récupérer mes données'],
  notYou: [
    'Niet zelf gevraagd? Dan hoef je niets te doen: ongebruikt vervalt de link.',
    'You did not ask for this? Then there is nothing to do: unused, the link expires.',
    'Vous n’avez rien demandé ? Rien à faire : sans usage, le lien expire.',
  ],
} as const satisfies Record<string, Said>;
