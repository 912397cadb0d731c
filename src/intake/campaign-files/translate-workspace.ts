import type { Condition } from '../../domain/condition.ts';
import { partsOf } from '../../domain/condition.ts';
import { parseDuration } from '../../domain/duration.ts';
import { canonicalZone } from '../../domain/time.ts';
import type { AttributeType, Brand, Channel, Workspace } from '../../domain/workspace.ts';
import { type ConditionContext, conditionContext } from '../conditions/condition-context.ts';
import { readCondition } from '../conditions/condition-language.ts';
import type { Problems } from '../finding.ts';
import { parseCountry, parseLocale, parseRegion } from '../people/places.ts';
import { columnName, EMPLOYEE_COLUMNS } from '../tables/columns.ts';
import { show } from '../wording.ts';
import { readSending } from './translate-sending.ts';
import { readLocalized, readSender } from './translate-values.ts';
import type { WorkspaceFile } from './workspace-shape.ts';

/** What the file does not say. */
const DEFAULTS = { colour: '#0b7a75', minimumGroup: 10 } as const;

/** From the file as written to what the engine knows. Null when something is wrong; the problems say what. */
export function translateWorkspace(
  file: Partial<WorkspaceFile>,
  logo: Brand['logo'],
  known: Parameters<typeof conditionContext>[1],
  problems: Problems,
): Workspace | null {
  const locales = readLocales(file.locales ?? [], problems);
  const [first = 'en'] = locales;
  const attributes = readAttributes(file.attributes ?? {}, problems);
  const names = Object.fromEntries(Object.keys(file.audiences ?? {}).map((name) => [name, EVERYONE]));
  const context = conditionContext({ attributes, audiences: names }, known);
  const workspace: Workspace = {
    name: file.name ?? '',
    academy: readAcademy(file.academy, problems),
    from: file.from === undefined ? '' : (readSender(file.from, ['from'], problems) ?? ''),
    replyTo: file['reply-to'] === undefined ? null : readSender(file['reply-to'], ['reply-to'], problems),
    locales: [first, ...locales.slice(1)],
    timezone: readZone(file.timezone, problems),
    ...readPlace(file, problems),
    brand: readBrand(file.brand, logo, problems),
    sending: readSending(file.sending ?? {}, problems),
    learningDataMaxDays: readLearningData(file['learning-data'] ?? 'any', problems),
    topics: Object.fromEntries(
      Object.entries(file.topics ?? {}).map(([name, text]) => [
        name,
        readLocalized(text, first, ['topics', name], problems) ?? {},
      ]),
    ),
    tracking: file.tracking ?? 'journey',
    minimumGroup: file['minimum-group'] ?? DEFAULTS.minimumGroup,
    approval: file.approval === 'second person' ? 'second-person' : 'none',
    posts: readPosts(file.posts ?? {}, problems),
    attributes,
    audiences: readAudiences(file.audiences ?? {}, context, problems),
  };
  return problems.list.some(({ severity }) => severity === 'error') ? null : workspace;
}

/** `env:TEAMS_URL`, or a web address. */
function readPosts(written: NonNullable<WorkspaceFile['posts']>, problems: Problems): Workspace['posts'] {
  const posts: Record<string, Channel> = {};
  for (const [name, { url, format = 'text' }] of Object.entries(written)) {
    const setting = /^env:([A-Z][A-Z0-9_]*)$/.exec(url.trim())?.[1];
    if (setting === undefined && !/^https:\/\/\S+$/i.test(url)) {
      const message = `${show(url)} is neither "env:NAME" nor an https address.`;
      problems.error('url', ['posts', name, 'url'], message, 'Write it like "env:TEAMS_URL"; the address is a secret.');
    } else posts[name] = { url: setting === undefined ? { address: url.trim() } : { setting }, format };
  }
  return posts;
}

const EVERYONE: Condition = { kind: 'all', of: [] };

function readLocales(written: readonly string[], problems: Problems): string[] {
  return written.flatMap((text, index) => {
    const tag = parseLocale(text);
    const path = ['locales', index];
    if (tag === null)
      problems.error('locale', path, `${show(text)} is not a language tag.`, 'Write it like "en" or "nl-BE".');
    else if (written.indexOf(text) < index)
      problems.error('locale', path, `${show(text)} stands here twice.`, 'Remove one.');
    else return [tag];
    return [];
  });
}

function readAttributes(
  written: NonNullable<WorkspaceFile['attributes']>,
  problems: Problems,
): Record<string, AttributeType> {
  const attributes: Record<string, AttributeType> = {};
  for (const [key, value] of Object.entries(written)) {
    const name = columnName(key);
    const type: AttributeType =
      typeof value === 'string'
        ? { type: value, sensitive: false }
        : { type: value.type, sensitive: value.sensitive ?? false };
    const standard = Object.hasOwn(EMPLOYEE_COLUMNS, name) ? EMPLOYEE_COLUMNS[name] : 'undeclared';
    if (standard !== 'undeclared' && standard !== type.type) {
      problems.error(
        'attribute',
        ['attributes', key],
        `The column "${name}" is of type ${standard}, not ${type.type}.`,
        'Name another column, or write its type.',
      );
    }
    Object.defineProperty(attributes, name, { value: type, enumerable: true });
  }
  return attributes;
}

function readAcademy(written: WorkspaceFile['academy'] | undefined, problems: Problems): Workspace['academy'] {
  const url = written?.url ?? null;
  if (url !== null && !/^https?:\/\/[^\s]+$/i.test(url)) {
    problems.error(
      'url',
      ['academy', 'url'],
      `${show(url)} is not a web address.`,
      'Write it like "https://learn.waterlijn.example".',
    );
  }
  return { name: written?.name ?? '', url };
}

function readZone(text: string | undefined, problems: Problems): string {
  const zone = text === undefined ? 'UTC' : canonicalZone(text);
  if (zone === null)
    problems.error('timezone', ['timezone'], `${show(text)} is not a time zone.`, 'Write it like "Europe/Amsterdam".');
  return zone ?? 'UTC';
}

function readPlace(file: Partial<WorkspaceFile>, problems: Problems): Pick<Workspace, 'country' | 'region'> {
  const country = file.country === undefined ? null : parseCountry(file.country);
  if (file.country !== undefined && country === null) {
    problems.error(
      'country',
      ['country'],
      `${show(file.country)} is not a country code.`,
      'Write two letters (ISO 3166): "NL".',
    );
  }
  const region = file.region === undefined ? null : parseRegion(file.region, country);
  if (file.region !== undefined && region === null) {
    problems.error(
      'region',
      ['region'],
      `${show(file.region)} is not a region code.`,
      'Write what follows the country in ISO 3166-2: "BE" for Berlin.',
    );
  }
  return { country, region };
}

function readBrand(written: WorkspaceFile['brand'], logo: Brand['logo'], problems: Problems): Brand {
  const colour = written?.colour ?? DEFAULTS.colour;
  if (!/^#[0-9a-f]{6}$/i.test(colour)) {
    problems.error(
      'colour',
      ['brand', 'colour'],
      `${show(colour)} is not a colour.`,
      'Write it in quotes, like "#0b7a75".',
    );
  }
  return { logo, colour, address: written?.address ?? null };
}

function readLearningData(text: string, problems: Problems): number | null {
  if (text.trim().toLowerCase() === 'any') return null;
  const span = parseDuration(/^at most (.+) old$/i.exec(text.trim())?.[1] ?? '');
  if (span?.unit === 'days') return span.amount;
  problems.error(
    'learning-data',
    ['learning-data'],
    `${show(text)} does not say how old it may be.`,
    'Write "any" or "at most 3 days old".',
  );
  return null;
}

function readAudiences(
  written: Record<string, unknown>,
  context: ConditionContext,
  problems: Problems,
): Record<string, Condition> {
  const audiences: Record<string, Condition> = {};
  for (const [name, value] of Object.entries(written)) {
    const condition = readCondition(value, ['audiences', name], { context, problems });
    if (condition) Object.defineProperty(audiences, name, { value: condition, enumerable: true });
  }
  for (const name of Object.keys(audiences)) {
    if (!leadsBack(name, name, audiences, new Set())) continue;
    problems.error(
      'audience-circle',
      ['audiences', name],
      `The audience "${name}" is defined by itself.`,
      'Take the circle of "in:" apart.',
    );
  }
  return audiences;
}

function leadsBack(
  from: string,
  to: string,
  audiences: Readonly<Record<string, Condition>>,
  seen: Set<string>,
): boolean {
  if (seen.has(from) || !audiences[from]) return false;
  seen.add(from);
  return [...partsOf(audiences[from])].some(
    (part) =>
      part.kind === 'membership' &&
      part.fact === 'in-audience' &&
      part.names.some((name) => name === to || leadsBack(name, to, audiences, seen)),
  );
}
