import { resolve } from 'node:path';
import type { House } from '../../app.ts';
import { UserError } from '../../domain/errors.ts';
import { type SystemLocale, systemLocale } from '../../domain/reason-texts.ts';
import type { CampaignDraft } from '../../flow/publishing/campaign-draft.ts';
import type { Plan } from '../../flow/publishing/plan-campaign.ts';
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
import { tellPlan, tellPlanOf } from '../tell-plan.ts';
import { PLAN_WORDS } from '../words/plan-words.ts';
import { wordsIn } from '../words.ts';
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
      const locale = draft === null ? await workspaceLanguage(house) : systemLocale(draft.workspace.locales[0]);
      if (textOption(call, 'xlsx') !== null)
        await writePlan(call, house, { draft: draft ?? (await publishedDraft(house, id)), result, locale });
      return { result, locale };
    });
    terminal.answer(result);
    const as = textOption(call, 'as');
    if (as !== null) tellPlanOf(terminal, as, id, result, locale);
    else if (!terminal.json) tellPlan(terminal, id, result, locale);
    if (result.comparison !== null) {
      const { powerText } = await import('../../stats/comparison-words.ts');
      terminal.note(powerText(result.comparison, result.comparison.minimumGroup, locale));
    }
  },
};

/** The communication plan, in the file of --xlsx. */
async function writePlan(
  call: Call,
  { context }: House,
  { draft, result, locale }: { readonly draft: CampaignDraft; readonly result: Plan; readonly locale: SystemLocale },
): Promise<void> {
  const { communicationPlan } = await import('../../flow/publishing/communication-plan.ts');
  const { workbookOf } = await import('../workbook.ts');
  const file = resolve(textOption(call, 'xlsx') ?? '');
  await writeFiles(new Map([[file, await workbookOf(await communicationPlan(context, draft, result))]]), '--xlsx');
  call.terminal.note(wordsIn(PLAN_WORDS, locale)('workbook', { file }));
}
