import { mailsOf } from '../../domain/campaign.ts';
import type { Employee } from '../../domain/employee.ts';
import { UserError } from '../../domain/errors.ts';
import type { LibraryStory } from '../../domain/story.ts';
import { localeChain } from '../../domain/text.ts';
import { type Instant, localDate } from '../../domain/time.ts';
import { storyIsPrivate } from '../../engine/answers/redaction.ts';
import { chooseStory, isStoryFor, mayBeToldOn, storyChoiceOf } from '../../engine/mails/choose-story.ts';
import type { MergeValues } from '../../render/variables.ts';
import { storyValues } from '../sending/story-values.ts';
import type { CampaignDraft } from './campaign-draft.ts';

/** Who looks at a message, and in which language. */
export interface StoryLook {
  /** Null: somebody made up. */
  readonly reader: Employee | null;
  readonly locale: string | null;
  readonly now: Instant;
}

/**
 * The story that a message shows when it is looked at: the reader's own, as a step would choose it for somebody who has
 * had none; for somebody made up the first that suits the campaign. Nothing where the message tells none.
 * @throws {UserError} when no story suits a real reader: they would not get the mail.
 */
export function storyToShow(
  draft: Pick<CampaignDraft, 'campaign' | 'workspace' | 'stories'>,
  message: string,
  { reader, locale, now }: StoryLook,
): MergeValues {
  const { campaign, workspace, stories } = draft;
  const [defaultLocale] = workspace.locales;
  const choices = mailsOf(campaign).flatMap((mail) => (mail.message === message ? storyChoiceOf(mail.step) : null));
  const choice = choices.find((one) => one !== null);
  if (choice === undefined || choice === null) return {};
  const on = localDate(now, reader?.timezone ?? workspace.timezone);
  const story =
    reader === null || storyIsPrivate(choice, workspace)
      ? firstSuiting(stories, campaign, on, localeChain(locale, defaultLocale))
      : chooseStory(stories, { choice, campaign, reader, on, seen: new Set(), defaultLocale });
  if (story === null && reader !== null) {
    throw new UserError(
      `"${message}" tells a story (${choice}), and none suits this reader: the mail is passed over.`,
      {
        hint: `druppel check ${campaign.id} says whom no story suits; leave --for out to see the message with any.`,
      },
    );
  }
  return story === null ? {} : storyValues(story, locale ?? reader?.locale ?? null, defaultLocale);
}

/** Of those that may be told today before others, and of those in the language before others. */
function firstSuiting(
  stories: readonly LibraryStory[],
  campaign: CampaignDraft['campaign'],
  on: string,
  [tag = '']: readonly string[],
): LibraryStory | null {
  const rank = (story: LibraryStory) => Number(!mayBeToldOn(story, on)) * 2 + Number(!Object.hasOwn(story.texts, tag));
  return stories.filter((story) => isStoryFor(story, campaign)).sort((a, b) => rank(a) - rank(b))[0] ?? null;
}
