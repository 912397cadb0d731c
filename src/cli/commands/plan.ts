import { resolve } from 'node:path';
import type { House } from '../../app.ts';
import { invariant, UserError } from '../../domain/errors.ts';
import { reasonText, type SystemLocale, systemLocale } from '../../domain/reason-texts.ts';
import type { ShownReason } from '../../domain/reasons.ts';
import { parseInstant, type Zone } from '../../domain/time.ts';
import { shortTime } from '../../domain/time-words.ts';
import type { CampaignDraft } from '../../flow/publishing/campaign-draft.ts';
import type { Plan } from '../../flow/publishing/plan-campaign.ts';
import { collisionWords } from '../collision-words.ts';
import {
  type Call,
  type Command,
  firstArgument,
  hasOption,
  instantOption,
  numberOption,
  textOption,
  withHouse,
  workspaceLanguage,
  workspaceZone,
} from '../command.ts';
import { publishedDraft, readDraftFor } from '../drafts.ts';
import { reasonCounts } from '../reason-counts.ts';
import { writeFiles } from '../write-files.ts';

/** Days that are planned when nobody says how many: a quarter and a bit, so that most campaigns come to their end. */
const DEFAULT_DAYS = 100;

export const plan: Command = {
  usage: 'plan <campaign>',
  summary: 'Who would get what and when: the whole campaign on a virtual clock, before anything is sent.',
  examples: [
    'druppel plan data-literacy',
    'druppel plan data-literacy --as ana@waterlijn.example',
    'druppel plan data-literacy --from 2027-01-11 --days 60 --json',
    'druppel plan data-literacy --xlsx plan.xlsx',
  ],
  options: [
    ['--from <instant>', 'when it is launched, if it is not yet; without it: now'],
    ['--days <number>', `how far to look (${DEFAULT_DAYS})`],
    ['--as <email>', 'only what this person gets'],
    ['--published', 'as it was published, whatever the files say now'],
    ['--xlsx <file>', 'also writes the communication plan for those who have a say, as a workbook'],
  ],
  async run(call) {
    const { terminal } = call;
    const id = firstArgument(call);
    const days = numberOption(call, 'days', 1) ?? DEFAULT_DAYS;
    const { result, locale } = await withHouse(call, 'reading', async (house) => {
      const { planCampaign } = await import('../../flow/publishing/plan-campaign.ts');
      const from = instantOption(call, 'from', await workspaceZone(house)) ?? house.context.clock();
      const draft = hasOption(call, 'published') ? null : await readDraftFor(call, house, id);
      const as = textOption(call, 'as');
      if (as !== null && textOption(call, 'xlsx') !== null)
        throw new UserError('--xlsx is the plan for everybody, and --as is about one person.', {
          hint: 'Leave one of the two out.',
        });
      terminal.progress(`planning ${id} …`);
      const result = await planCampaign(house.context, { campaign: id, draft, from, days, as });
      if (textOption(call, 'xlsx') !== null)
        await writePlan(call, house, draft ?? (await publishedDraft(house, id)), result);
      const locale = draft === null ? await workspaceLanguage(house) : systemLocale(draft.workspace.locales[0]);
      return { result, locale };
    });
    terminal.answer(result);
    if (!terminal.json) print(call, id, result, locale);
    if (result.comparison !== null) {
      const { powerText } = await import('../../stats/comparison-words.ts');
      terminal.note(powerText(result.comparison, result.comparison.minimumGroup, 'en'));
    }
  },
};

/** The communication plan, in the file of --xlsx. */
async function writePlan(call: Call, { context }: House, draft: CampaignDraft, result: Plan): Promise<void> {
  const { communicationPlan } = await import('../../flow/publishing/communication-plan.ts');
  const { workbookOf } = await import('../workbook.ts');
  const file = resolve(textOption(call, 'xlsx') ?? '');
  await writeFiles(new Map([[file, await workbookOf(await communicationPlan(context, draft, result))]]), '--xlsx');
  call.terminal.note(`The communication plan: ${file}`);
}

function print({ terminal, options }: Call, id: string, result: Plan, locale: SystemLocale): void {
  if (typeof options.as === 'string') {
    if (result.mails.length === 0) terminal.say(`${options.as} gets nothing.`);
    for (const mail of result.mails)
      terminal.say(
        `${timeOf(mail.at, result.zone ?? 'UTC', locale)}  ${nameOf(mail)}${mail.reason === null ? '' : `  (${reasonText(mail.reason, locale)})`}`,
      );
    for (const none of result.nothing) terminal.say(`Nothing of ${id}: ${reasonText(none.reason, locale)}.`);
    return;
  }
  const people = Object.values(result.perPerson).reduce((sum, count) => sum + count, 0);
  terminal.say(
    `${terminal.colour.bold(id)}: ${result.mails.length} mails to ${people - (result.perPerson['0'] ?? 0)} people, ${result.nothing.length} get nothing of it.`,
  );
  terminal.say();
  const busiest = Math.max(1, ...Object.values(result.perDay));
  for (const [day, count] of Object.entries(result.perDay))
    terminal.say(
      `  ${day}  ${String(count).padStart(6)}  ${'▇'.repeat(Math.max(1, Math.round((count / busiest) * 40)))}`,
    );
  terminal.say();
  terminal.say(
    `Mails per person: ${Object.entries(result.perPerson)
      .map(([mails, count]) => `${mails} for ${count}`)
      .join(', ')}.`,
  );
  const reasons: Partial<Record<ShownReason, number>> = {};
  for (const { reason } of result.nothing) reasons[reason] = (reasons[reason] ?? 0) + 1;
  if (result.nothing.length > 0) terminal.say(`Nothing: ${reasonCounts(reasons, locale)}.`);
  for (const { at, kind, what, to, reason, done } of result.around) {
    const because = reason === null ? '' : `  (${reasonText(reason, locale)})`;
    terminal.say(`Around: ${at ?? 'not'}  ${kind}: ${what} → ${to}${done ? '  (done)' : because}`);
  }
  for (const line of collisionWords(result.collisions)) terminal.say(line);
  terminal.say(`One person's mails: druppel plan ${id} --as EMAIL`);
}

/** `Mon 18 Jan 09:03`, on the reader's own clock. */
function timeOf(at: string, zone: Zone, locale: SystemLocale): string {
  const instant = parseInstant(at, zone);
  invariant(instant !== null, `${at} is an instant`);
  return shortTime(instant, zone, locale).padEnd(17);
}

/** `data-literacy/halfway (subject-2)`; where the step would tell something about the reader, only whose mail it is. */
function nameOf({
  campaign,
  step,
  variant,
  story,
}: import('../../flow/publishing/plan-campaign.ts').PlanEntry): string {
  if (step === null) return `a mail of ${campaign}`;
  const more = [variant, story === null ? null : `story ${story}`].filter((one) => one !== null);
  return more.length === 0 ? `${campaign}/${step}` : `${campaign}/${step} (${more.join(', ')})`;
}
