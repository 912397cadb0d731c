import { mailsOf } from '../../domain/campaign.ts';
import type { MessageText } from '../../domain/campaign-content.ts';
import { type Employee, strangerAt } from '../../domain/employee.ts';
import { UserError } from '../../domain/errors.ts';
import { didYouMean } from '../../domain/text.ts';
import { addDays, addMonths, localDate } from '../../domain/time.ts';
import { textFor, versionLabel } from '../../engine/mails/version-of-message.ts';
import { postHtml } from '../../render/compile-post.ts';
import { type MailKind, type MergeValues, sampleValues } from '../../render/variables.ts';
import { employeeByEmail, employeesByEmail, type StoredEmployee } from '../../store/people/employees.ts';
import { teamOf } from '../../store/people/managers.ts';
import { compilePostText } from '../around/post-text.ts';
import type { FlowContext } from '../context.ts';
import { employeeOf } from '../deciding/load-situations.ts';
import { composeCampaignMail } from '../sending/compose-campaign-mail.ts';
import { campaignValues, tellableValues } from '../sending/merge-values.ts';
import type { CampaignDraft } from './campaign-draft.ts';
import { kindsOf } from './check-texts.ts';
import { compileText } from './compiled-messages.ts';
import { dataUrl, previewImageUrl, withImagesInside } from './mail-images.ts';
import { type VersionWish, versionsOf, versionToShow } from './message-versions.ts';
import { previewLinks } from './preview-links.ts';
import { storyToShow } from './story-to-show.ts';

export interface PreviewWish extends VersionWish {
  readonly draft: CampaignDraft;
  /** A message's name, or a step's. */
  readonly message: string;
  /** As this person would read it; null: somebody made up. */
  readonly as: string | null;
  /** Null: the reader's, else the workspace's first. */
  readonly locale: string | null;
}

/** A mail as it would arrive, in its three forms. */
export interface Preview {
  readonly message: string;
  /** Of the text that was found, which may be the fallback of what was asked for. */
  readonly locale: string;
  readonly variant: string | null;
  /** Where the text stands: `campaigns/data/kick-off.en.md`. */
  readonly path: string;
  readonly subject: string;
  /** All that are tried, the shown one among them. */
  readonly subjects: readonly string[];
  /** Every version of the message by its label; null: the fallback. */
  readonly versions: readonly (string | null)[];
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  /** What it shows beside the logo, as `data:` addresses (RFC 2397). */
  readonly images: readonly string[];
  /** The whole message (RFC 5322). */
  readonly eml: Buffer;
}

/**
 * Renders one message of a campaign; links lead where they say, nothing is tracked, and its images stand in it.
 * @throws {UserError} for an unknown message or person, and for a text that cannot be rendered for this reader.
 */
export async function previewMessage(
  { store, clock }: Pick<FlowContext, 'store' | 'clock'>,
  { draft, message, as, locale, ...wish }: PreviewWish,
): Promise<Preview> {
  const { campaign, content, workspace } = draft;
  const name = messageNamed(draft, message);
  const person = as === null ? null : await employeeByEmail(store.read, as.toLowerCase());
  if (as !== null && person === null) {
    throw new UserError(`There is nobody with the address "${as}".`, {
      hint: 'Look at the spelling, or leave --for out: somebody made up reads it then.',
    });
  }
  const reader = person === null ? null : employeeOf(person);
  const version = versionToShow(draft, name, wish, reader);
  const text = textFor(content.messages, name, locale ?? reader?.locale ?? null, version, workspace.locales[0]);
  if (text === null) {
    throw new UserError(`The message "${name}" has no text in ${locale ?? workspace.locales[0]}.`, {
      hint: `Write ${name}.${workspace.locales[0]}.md.`,
    });
  }
  const kind = kindsOf(campaign, name)[0] ?? 'participant';
  const compiled = await compileText({ ...draft, imageUrl: previewImageUrl }, text, kind);
  const told = storyToShow(draft, name, { reader, locale: text.locale, now: clock() });
  const values = { ...sampleValues(kind, workspace.attributes), ...(await knownValues()), ...told };
  const rendered =
    kind === 'post'
      ? previewPost(text, draft, values)
      : compiled.render(values, previewLinks(campaign), version.subject);
  if ('problems' in rendered) {
    throw new UserError(rendered.problems.map((problem) => problem.message).join(' '), {
      hint: 'A mail that cannot be written whole does not go.',
      place: { file: text.path },
    });
  }
  const html = withImagesInside(rendered.html, draft.images);
  const own = new Set(Object.values(content.images));
  const shown = draft.images.filter(({ name }) => own.has(name) && rendered.html.includes(previewImageUrl(name)));
  const { composed } = composeCampaignMail({
    campaign,
    workspace,
    version: 0,
    step: mailsOf(campaign).find((mail) => mail.message === name)?.id ?? name,
    id: 'preview',
    messageId: null,
    at: clock(),
    recipient: reader ?? MADE_UP,
    to: reader?.email ?? 'noor@reader.example',
    mark: null,
    stopUrl: previewLinks(campaign).footer.stop ?? null,
    locale: text.locale,
    rendered: { ...rendered, html },
  });
  return {
    message: name,
    locale: text.locale,
    variant: versionLabel(text, compiled.subjects, version),
    path: text.path,
    ...rendered,
    versions: versionsOf(content.messages, name),
    subjects: [0, 1].slice(0, compiled.subjects).map(subjectOf),
    html,
    images: shown.map(dataUrl),
    eml: composed.withMark(null),
  };

  function subjectOf(which: number): string {
    const mail = compiled.render(values, previewLinks(campaign), which);
    return 'problems' in mail ? '' : mail.subject;
  }

  /** What is known of the campaign and of the reader; a reader's unknowns stay unknown, so that fallbacks show. */
  async function knownValues(): Promise<MergeValues> {
    const activities = new Map(draft.activities.map((activity) => [activity.id, activity]));
    const ofCampaign = present(campaignValues(campaign, { workspace, activities }));
    if (person === null || reader === null) return ofCampaign;
    const today = localDate(clock(), reader.timezone ?? workspace.timezone);
    return {
      ...unknown(kind, draft),
      ...ofCampaign,
      ...tellableValues(reader, workspace),
      ...(kind === 'bundle' ? await teamValues(person) : await colleagueValues(reader)),
      start: campaign.starts === 'launch' ? today : campaign.starts,
      due: dueOf(draft, today),
      laterMonth: `${addMonths(today, 2).slice(0, 7)}-01`,
    };
  }

  async function colleagueValues({ managerEmail, buddyEmail }: Employee): Promise<MergeValues> {
    const emails = [managerEmail, buddyEmail].filter((email) => email !== null);
    const known = new Map((await employeesByEmail(store.read, emails)).map((one) => [one.email, one]));
    const firstName = (email: string | null) => String(known.get(email)?.attributes.first_name ?? '') || null;
    return { 'manager.firstName': firstName(managerEmail), 'buddy.firstName': firstName(buddyEmail) };
  }

  /** A bundle as it would be if everybody in the team were on it. */
  async function teamValues({ email }: StoredEmployee): Promise<MergeValues> {
    const team = email === null ? [] : await teamOf(store.read, email);
    const people = team.map(({ attributes, hiredOn }) => ({
      firstName: textOr(attributes.first_name),
      lastName: textOr(attributes.last_name),
      department: textOr(attributes.department),
      due: null,
      hiredOn,
      'buddy.firstName': null,
    }));
    return people.length === 0 ? {} : { count: people.length, people };
  }
}

/** A post has no frame and no footer. */
function previewPost(text: MessageText, { campaign, workspace }: CampaignDraft, values: MergeValues) {
  const compiled = compilePostText(text, campaign, workspace, 'text');
  if (typeof compiled !== 'function') return compiled;
  const post = compiled(values);
  if ('problems' in post) return post;
  return { subject: post.title, preheader: '', html: postHtml(post, text.locale), text: `${post.text}\n` };
}

function messageNamed({ campaign, content }: CampaignDraft, wanted: string): string {
  const names = [...new Set(content.messages.map(({ message }) => message))];
  const found = names.includes(wanted) ? wanted : mailsOf(campaign).find(({ id }) => id === wanted)?.message;
  if (found !== undefined) return found;
  const near = didYouMean(wanted, names);
  throw new UserError(`${campaign.id} has no message "${wanted}".`, {
    hint: near === null ? `Its messages: ${names.sort().join(', ')}.` : `Did you mean "${near}"?`,
  });
}

/** Where the campaign gives a date; what the learning platform gives is not known before the launch. */
function dueOf({ campaign: { due } }: CampaignDraft, today: string): string | null {
  if (due === null) return null;
  return 'on' in due ? due.on : addDays(today, due.daysAfterJoining);
}

/** Of a real reader nothing is made up: the samples are taken out again. */
function unknown(kind: MailKind, { workspace }: CampaignDraft): MergeValues {
  const kept = new Set(['academy', 'academyUrl', 'organisation', 'campaign.title', 'count', 'people']);
  return Object.fromEntries(
    Object.keys(sampleValues(kind, workspace.attributes))
      .filter((name) => !kept.has(name))
      .map((name) => [name, null]),
  );
}

function present(values: MergeValues): MergeValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

function textOr(value: string | number | boolean | undefined): string | null {
  return value === undefined ? null : String(value);
}

const MADE_UP: Employee = {
  ...strangerAt('noor@reader.example'),
  attributes: { first_name: 'Noor', last_name: 'de Wit' },
};
