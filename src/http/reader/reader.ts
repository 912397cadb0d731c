import type { Campaign } from '../../domain/campaign.ts';
import type { Condition } from '../../domain/condition.ts';
import type { MessageKind } from '../../domain/message.ts';
import { localeChain } from '../../domain/text.ts';
import type { Zone } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { type AskedFrom, type EmployeeChoice, recordChoices } from '../../flow/answers/record-choice.ts';
import { campaignVersion } from '../../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../../store/campaigns/workspaces.ts';
import type { Database } from '../../store/database.ts';
import { messagesById } from '../../store/mails/messages.ts';
import { choicesOf, type StoredChoice } from '../../store/people/choices.ts';
import { employeesByKey, type StoredEmployee } from '../../store/people/employees.ts';
import type { TokenPurpose, Tokens } from '../../tracking/tokens.ts';
import type { HttpContext } from '../http-context.ts';
import { PAGE_LOCALES, type PageLocale } from '../pages/texts.ts';

/** Who holds a mail of ours in hand, and what that mail was about: all that an employee's page knows. */
export interface Reader {
  /** For `/u` and `/me`, and for `/a`: one page leads to the other. */
  readonly personToken: string;
  readonly answerToken: string;
  readonly employee: StoredEmployee;
  readonly asked: AskedFrom;
  readonly campaign: Campaign;
  readonly audiences: Readonly<Record<string, Condition>>;
  readonly workspace: Workspace;
  readonly choices: readonly StoredChoice[];
  /** `bundle`: written to a manager or buddy about others. `test`: what is chosen from it changes nothing. */
  readonly mailKind: MessageKind;
  /** Required training cannot be stopped on the way to its goal (rules.md R9). */
  readonly stoppable: boolean;
  readonly zone: Zone;
  /** The language of the page. */
  readonly locale: PageLocale;
}

/**
 * The reader a token was signed for. Null for a wrong token, and for a mail, a person or a campaign that is no longer
 * there: all of them look the same from outside.
 */
export async function readerOf(
  database: Database,
  tokens: Tokens,
  purpose: TokenPurpose,
  token: string,
): Promise<Reader | null> {
  const subject = tokens.read(purpose, token);
  if (subject === null) return null;
  const [message] = await messagesById(database, [subject.messageId]);
  if (message === undefined) return null;
  const [employee] = await employeesByKey(database, [message.recipient]);
  const version = await campaignVersion(database, message.campaign, message.version);
  const workspace = await newestWorkspace(database);
  if (employee === undefined || version === null || workspace === null) return null;
  const { definition: campaign, audiences } = version;
  return {
    personToken: tokens.sign('person', message.id),
    answerToken: tokens.sign('answer', message.id),
    employee,
    asked: { person: employee.key, campaign: campaign.id, step: message.step },
    campaign,
    audiences,
    workspace: workspace.definition,
    choices: (await choicesOf(database, [employee.key])).get(employee.key) ?? [],
    mailKind: message.kind,
    stoppable: campaign.required === null || message.phase === 'retain',
    zone: employee.timezone ?? workspace.definition.timezone,
    locale: pageLocale(employee.chosenLocale ?? employee.locale, workspace.definition.locales),
  };
}

/** Does what the reader asks; from a test mail nothing, since whoever tries it is not the person it is written for. */
export async function chooseFor(
  context: HttpContext,
  reader: Reader,
  ...choices: readonly EmployeeChoice[]
): Promise<void> {
  if (reader.mailKind !== 'test') await recordChoices(context, reader.asked, choices);
}

/** The first language of the page that the person, else the workspace, can read. */
function pageLocale(locale: string | null, workspaceLocales: Workspace['locales']): PageLocale {
  const chain = [...localeChain(locale, workspaceLocales[0]), ...localeChain(workspaceLocales[0], 'en')];
  return chain.map((tag) => PAGE_LOCALES.find((known) => known === tag)).find((known) => known !== undefined) ?? 'en';
}

export function isStopped(reader: Reader, topic: string | null): boolean {
  return reader.choices.some((choice) => choice.kind === 'stop' && (choice.topic === null || choice.topic === topic));
}
