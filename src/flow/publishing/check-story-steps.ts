import { type Campaign, type CampaignMail, mailsOf } from '../../domain/campaign.ts';
import type { LibraryStory, Story, StoryChoice } from '../../domain/story.ts';
import { localeChain } from '../../domain/text.ts';
import { type Instant, type LocalDate, localDate } from '../../domain/time.ts';
import { isPrivate } from '../../engine/answers/redaction.ts';
import { mayBeTold } from '../../engine/answers/what-may-be-told.ts';
import { isFromDepartment, isStoryFor, mayBeToldOn, storyChoiceOf } from '../../engine/mails/choose-story.ts';
import type { Finding } from '../../intake/finding.ts';
import type { Database } from '../../store/database.ts';
import { groupAudience } from '../audiences/find-audience.ts';
import { shareOf, type TextsForPeople, toFive } from './check-coverage.ts';
import { libraryToCheck } from './check-stories.ts';

/**
 * Whether the steps that tell a story have enough to tell: whom no story suits gets no mail. By department, to the
 * nearest five and from the minimum group on; where departments may not be shown, only whether there is any story.
 */
export async function checkStorySteps(
  database: Database,
  look: TextsForPeople & { readonly stories: readonly Story[] },
  now: Instant,
): Promise<Finding[]> {
  const { campaign, workspace, activities } = look;
  const mails = mailsOf(campaign).filter(({ step }) => storyChoiceOf(step) !== null);
  if (mails.length === 0) return [];
  const today = localDate(now, workspace.timezone);
  const library = (await libraryToCheck(database, look.stories)).filter(
    (story) => isStoryFor(story, campaign) && mayBeToldOn(story, today),
  );
  const findings = mails.filter(({ message }) => !saysStory(look, message)).map((mail) => unsaid(look, mail));
  if (library.length === 0) return [...findings, nothingToTell(look, mails[0] as CampaignMail, today)];
  if (!mayBeTold(campaign.audience, workspace) || isPrivate('department', workspace)) return findings;
  const question = { rule: campaign.audience, workspace, activities, campaign, now };
  const groups = await groupAudience(database, question, 'department');
  for (const choice of new Set(mails.flatMap(({ step }) => storyChoiceOf(step) ?? []))) {
    const telling = mails.filter(({ step }) => storyChoiceOf(step) === choice);
    const counted = groups.map(({ locale, value, people }) => ({
      people,
      department: value === null ? null : String(value),
      stories: fitting(library, choice, value === null ? null : String(value), locale, workspace.locales[0]).length,
    }));
    findings.push(...tooFew(look, telling, counted));
  }
  return findings;
}

interface Counted {
  readonly people: number;
  readonly department: string | null;
  /** How many suit them. */
  readonly stories: number;
}

function fitting(
  library: readonly LibraryStory[],
  choice: StoryChoice,
  department: string | null,
  locale: string | null,
  defaultLocale: string,
): LibraryStory[] {
  return library.filter(
    (story) =>
      isFromDepartment(story.department, department, choice) &&
      localeChain(locale, defaultLocale).some((tag) => Object.hasOwn(story.texts, tag)),
  );
}

const MOST_DEPARTMENTS = 5;

/** Whom none suits, and who runs out of them: one finding each. */
function* tooFew(
  look: TextsForPeople,
  telling: readonly CampaignMail[],
  groups: readonly Counted[],
): Generator<Finding> {
  const [mail] = telling;
  if (mail === undefined) return;
  const all = sumOf(groups);
  const without = groups.filter(({ stories }) => stories === 0);
  const short = groups.filter(({ stories }) => stories > 0 && stories < telling.length);
  const passed = shareOf(sumOf(without), all, look.workspace);
  const choice = storyChoiceOf(mail.step);
  if (passed !== null) {
    const message = `${passed} gets no "${mail.message}": no story suits them (${choice}).`;
    yield advice(
      'no-story',
      message,
      `${named(without, look)}Write one in campaigns/stories, or widen "story:".`,
      mail,
      look,
    );
  }
  const running = shareOf(sumOf(short), all, look.workspace);
  if (running !== null) {
    const message = `${running} has fewer stories than the ${telling.length} mails that tell one (${choice}); nobody gets a story twice.`;
    yield advice('few-stories', message, `${named(short, look)}Write more in campaigns/stories.`, mail, look);
  }
}

/** `Sales (about 45), Finance (about 20). ` */
function named(groups: readonly Counted[], { workspace: { minimumGroup } }: TextsForPeople): string {
  const people = new Map<string, number>();
  for (const { department, people: count } of groups)
    if (department !== null) people.set(department, (people.get(department) ?? 0) + count);
  const large = [...people]
    .filter(([, count]) => count >= minimumGroup)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = large.slice(0, MOST_DEPARTMENTS).map(([department, count]) => `${department} (about ${toFive(count)})`);
  return shown.length === 0 ? '' : `${shown.join(', ')}. `;
}

function nothingToTell(look: TextsForPeople, mail: CampaignMail, today: LocalDate): Finding {
  const message = `There is no story that "${mail.message}" may tell on ${today}: everybody is passed over.`;
  return advice('no-story', message, 'Write one in campaigns/stories; README.md of campaigns/ shows how.', mail, look);
}

function unsaid(look: TextsForPeople, mail: CampaignMail): Finding {
  const message = `The step tells a story, and no text of "${mail.message}" says anything of it.`;
  return advice(
    'story-unsaid',
    message,
    'Write {{story.title}} and {{story.text}} in it, or remove "story:".',
    mail,
    look,
  );
}

function saysStory({ texts }: TextsForPeople, message: string): boolean {
  return texts.some((text) => text.message === message && /\{\{[^{}]*\bstory\./.test(text.text));
}

function sumOf(groups: readonly Counted[]): number {
  return groups.reduce((sum, { people }) => sum + people, 0);
}

function advice(
  code: string,
  message: string,
  hint: string,
  mail: Pick<CampaignMail, 'message'>,
  { places }: { readonly places: TextsForPeople['places']; readonly campaign: Campaign },
): Finding {
  const at = places.get(mail.message);
  const place = at?.place ?? { file: 'campaign.yaml' };
  return { severity: 'advice', code, message, hint, place, crumbs: at?.crumbs ?? [] };
}
