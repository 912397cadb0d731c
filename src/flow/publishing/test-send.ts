import type { Campaign, CampaignMail } from '../../domain/campaign.ts';
import { mailsOf } from '../../domain/campaign.ts';
import { strangerAt } from '../../domain/employee.ts';
import { EnvironmentError, UserError } from '../../domain/errors.ts';
import { addressProblem } from '../../domain/mail-address.ts';
import { didYouMean } from '../../domain/text.ts';
import { textFor } from '../../engine/mails/version-of-message.ts';
import { type MailKind, sampleValues } from '../../render/variables.ts';
import { addImages } from '../../store/campaigns/images.ts';
import { employeeByEmail } from '../../store/people/employees.ts';
import type { FlowContext } from '../context.ts';
import { employeeOf } from '../deciding/load-situations.ts';
import { composeCampaignMail } from '../sending/compose-campaign-mail.ts';
import { campaignValues, tellableValues } from '../sending/merge-values.ts';
import type { Postman } from '../sending/postman.ts';
import type { CampaignDraft } from './campaign-draft.ts';
import { compileText } from './compiled-messages.ts';
import { type VersionWish, versionToShow } from './message-versions.ts';
import { previewLinks } from './preview-links.ts';
import { storyToShow } from './story-to-show.ts';

export interface TestSend extends VersionWish {
  readonly draft: CampaignDraft;
  /** Null: every mail of the campaign, in order. */
  readonly message: string | null;
  readonly to: readonly string[];
  /** As this person would get it; null: with sample values. */
  readonly as: string | null;
}

/** More than this is a campaign, not a test. */
const MOST_ADDRESSES = 5;

/**
 * Sends mails of a campaign to a few addresses, marked as a test: nothing in them is tracked, they count nowhere, and
 * their answer links lead nowhere.
 * @returns the mails sent, by step.
 * @throws {UserError} for a wrong address or message; {EnvironmentError} when the mail server refuses.
 */
export async function testSend(
  context: FlowContext,
  postman: Postman,
  { draft, message, to, as, ...wish }: TestSend,
): Promise<string[]> {
  checkAddresses(to);
  if (message === null && (wish.variant ?? wish.half ?? null) !== null) {
    throw new UserError('A version belongs to one message.', {
      hint: `Name it: druppel test-send ${draft.campaign.id}/MESSAGE --variant NAME.`,
    });
  }
  const { campaign, content, workspace } = draft;
  const person = as === null ? null : await employeeByEmail(context.store.read, as.toLowerCase());
  if (as !== null && person === null)
    throw new UserError(`There is nobody with the address "${as}".`, {
      hint: 'Look at the spelling, or leave --for out.',
    });
  const reader = person === null ? null : employeeOf(person);
  // A draft's images are kept before it is published, so that the test shows them.
  await context.store.write((tx) => addImages(tx, draft.images));
  const steps: string[] = [];
  for (const mail of wanted(campaign, message)) {
    const version = versionToShow(draft, mail.message, wish, reader);
    const text = textFor(content.messages, mail.message, reader?.locale ?? null, version, workspace.locales[0]);
    if (text === null)
      throw new UserError(`The message "${mail.message}" has no text in ${workspace.locales[0]}.`, {
        hint: `Write ${mail.message}.${workspace.locales[0]}.md.`,
      });
    const kind = kindOf(mail, campaign);
    const compiled = await compileText({ ...draft, imageUrl: postman.urls.image }, text, kind);
    const activities = new Map(draft.activities.map((activity) => [activity.id, activity]));
    const known = {
      ...campaignValues(campaign, { workspace, activities }),
      ...(reader === null ? {} : tellableValues(reader, workspace)),
    };
    const told = storyToShow(draft, mail.message, { reader, locale: text.locale, now: context.clock() });
    const rendered = compiled.render(
      { ...sampleValues(kind, workspace.attributes), ...present(known), ...told },
      previewLinks(campaign),
      version.subject,
    );
    if ('problems' in rendered)
      throw new UserError(rendered.problems.map((problem) => problem.message).join(' '), {
        place: { file: text.path },
      });
    for (const address of to) {
      const { composed, from } = composeCampaignMail({
        campaign,
        workspace,
        version: 0,
        step: mail.id,
        id: context.newId('msg'),
        messageId: null,
        at: context.clock(),
        recipient: reader ?? strangerAt(address),
        to: address,
        mark: 'Test',
        stopUrl: null,
        locale: text.locale,
        rendered,
      });
      await deliver(postman, { envelope: { from, to: address }, body: () => composed.withMark(null) });
    }
    steps.push(mail.id);
  }
  return steps;
}

function checkAddresses(to: readonly string[]): void {
  if (to.length === 0 || to.length > MOST_ADDRESSES) {
    throw new UserError(`A test goes to one to ${MOST_ADDRESSES} addresses, not to ${to.length}.`, {
      hint: 'Write --to you@acme.example, or several with commas.',
    });
  }
  for (const address of to) {
    const problem = addressProblem(address);
    if (problem !== null)
      throw new UserError(`--to: "${address}" ${problem}.`, { hint: 'Write a plain address: you@acme.example.' });
  }
}

function kindOf({ id, to }: TestedMail, { teamUpdate }: Campaign): MailKind {
  if (to === 'participant') return 'participant';
  return id === teamUpdate?.message ? 'team' : 'bundle';
}

type TestedMail = Pick<CampaignMail, 'id' | 'message' | 'to'>;

function wanted(campaign: Campaign, message: string | null): TestedMail[] {
  const { teamUpdate } = campaign;
  const mails: TestedMail[] = [
    ...mailsOf(campaign),
    ...(teamUpdate === null ? [] : [{ id: teamUpdate.message, message: teamUpdate.message, to: 'managers' as const }]),
  ];
  if (message === null) return mails;
  const found = mails.filter((mail) => mail.id === message || mail.message === message).slice(0, 1);
  if (found.length > 0) return found;
  const near = didYouMean(
    message,
    mails.map((mail) => mail.id),
  );
  throw new UserError(`${campaign.id} sends no mail "${message}".`, {
    hint: near === null ? `Its mails: ${mails.map((mail) => mail.id).join(', ')}.` : `Did you mean "${near}"?`,
  });
}

async function deliver(postman: Postman, mail: Parameters<Postman['deliver']>[0]): Promise<void> {
  const outcome = await postman.deliver(mail, async () => true);
  if (outcome.kind === 'sent') return;
  throw new EnvironmentError(
    `The mail server did not take the test: ${'why' in outcome ? outcome.why : outcome.kind}.`,
    { hint: 'druppel doctor looks at the connection.' },
  );
}

/** Without what is unknown, so that the sample stands in for it. */
function present<T>(values: Readonly<Record<string, T | null | undefined>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== null && entry[1] !== undefined),
  );
}
