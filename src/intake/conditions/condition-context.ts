import type { LearningActivity } from '../../domain/learning.ts';
import type { AttributeType, Workspace } from '../../domain/workspace.ts';
import type { Problems } from '../finding.ts';
import { COLUMN_ALIASES, columnName, EMPLOYEE_COLUMNS } from '../tables/columns.ts';

/** What names in a condition may refer to. A set that is null is not known here, and not checked. */
export interface ConditionContext {
  /** Where a bare learning word means what the campaign promotes: only in a campaign that promotes something. */
  readonly promotes: 'outside-a-campaign' | 'nothing' | 'something';
  readonly attributes: Readonly<Record<string, AttributeType>>;
  /** Attribute names that the employees in the store have, beyond what the workspace declares; null: there are none yet. */
  readonly knownAttributes: ReadonlySet<string> | null;
  readonly activities: ReadonlySet<string> | null;
  readonly competencies: ReadonlySet<string> | null;
  readonly audiences: ReadonlySet<string> | null;
  readonly campaigns: ReadonlySet<string> | null;
  /** Names of the campaign's messages; outside campaigns those of all. */
  readonly messages: ReadonlySet<string> | null;
  /** Names of the surveys of all campaigns: an answer counts wherever it was asked for. */
  readonly surveys: ReadonlySet<string> | null;
}

/** What conditions may say that somebody received or answered. */
export interface MailNames {
  /** Names of steps and of the messages they send. */
  readonly messages: ReadonlySet<string>;
  /** Names of the surveys that some of them ask to answer. */
  readonly surveys: ReadonlySet<string>;
}

/** What reading takes along: the names, and where to say what is wrong. */
export interface Reader {
  readonly context: ConditionContext;
  readonly problems: Problems;
}

/** What other stations know, for conditions outside a campaign: `audience RULE`, `launch --pilot RULE`. */
export function conditionContext(
  workspace: Pick<Workspace, 'attributes' | 'audiences'>,
  known: {
    readonly activities?: Iterable<LearningActivity> | undefined;
    readonly activityIds?: Iterable<string> | undefined;
    /** Null: nobody was imported yet, and any column may come. */
    readonly attributes?: Iterable<string> | null | undefined;
    readonly campaigns?: Iterable<string> | undefined;
    /** Of every campaign: a rule outside campaigns may ask for any. */
    readonly mails?: MailNames | null | undefined;
  } = {},
): ConditionContext {
  const activities = [...(known.activities ?? [])];
  return {
    promotes: 'outside-a-campaign',
    attributes: workspace.attributes,
    knownAttributes: known.attributes === null ? null : new Set(known.attributes ?? []),
    activities: new Set([...activities.map(({ id }) => id), ...(known.activityIds ?? [])]),
    competencies: new Set(activities.flatMap(({ competencies }) => competencies)),
    audiences: new Set(Object.keys(workspace.audiences)),
    campaigns: known.campaigns ? new Set(known.campaigns) : null,
    messages: known.mails?.messages ?? null,
    surveys: known.mails?.surveys ?? null,
  };
}

/** `Hired` → `hired_on`, `attribute.due` → `due`: the column that a name in a condition or moment stands for. */
export function attributeName(name: string): string {
  const itself = /^attribute\.(.+)$/i.exec(name.trim())?.[1];
  if (itself !== undefined) return columnName(itself);
  const column = columnName(name);
  return COLUMN_ALIASES[column] ?? column;
}

/** The declared type, else the standard column's; `undeclared` where only the store knows it; null: nobody knows it. */
export function attributeType(name: string, context: ConditionContext): AttributeType['type'] | 'undeclared' | null {
  const declared = Object.hasOwn(context.attributes, name) ? context.attributes[name]?.type : undefined;
  const standard = Object.hasOwn(EMPLOYEE_COLUMNS, name) ? EMPLOYEE_COLUMNS[name] : undefined;
  return declared ?? standard ?? (context.knownAttributes?.has(name) ? 'undeclared' : null);
}

export function attributeNames(context: ConditionContext): string[] {
  return [
    ...new Set([
      ...Object.keys(COLUMN_ALIASES),
      ...Object.keys(EMPLOYEE_COLUMNS),
      ...Object.keys(context.attributes),
      ...(context.knownAttributes ?? []),
    ]),
  ];
}
