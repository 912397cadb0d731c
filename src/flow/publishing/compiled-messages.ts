import { type Campaign, mailsOf } from '../../domain/campaign.ts';
import type { CampaignContent, MessageText } from '../../domain/campaign-content.ts';
import { UserError } from '../../domain/errors.ts';
import { localized } from '../../domain/text.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { storyChoiceOf } from '../../engine/mails/choose-story.ts';
import { type CompiledMessage, compileMessage } from '../../render/compile-message.ts';
import { parseMessage } from '../../render/message-source.ts';
import type { Problem } from '../../render/problem.ts';
import { type MailKind, STORY_CERTAIN, STORY_VARIABLES } from '../../render/variables.ts';
import { type ImageUrl, logoUrl } from './mail-images.ts';

/** What is pinned in a campaign version, with the workspace it is shown in and where images are fetched. */
export interface CompileContext {
  readonly campaign: Campaign;
  readonly content: CampaignContent;
  readonly workspace: Workspace;
  readonly imageUrl: ImageUrl;
}

/**
 * Compiles one text in its frame.
 * @throws {UserError} with the first problem and its place; `check` tells them all.
 */
export async function compileText(
  context: CompileContext,
  text: MessageText,
  kind: MailKind,
): Promise<CompiledMessage> {
  const source = parseMessage(text.text, text.path);
  if ('problems' in source) throw mistake(source.problems);
  const frame = context.content.frames[source.template];
  if (frame === undefined) {
    throw new UserError(`${text.path}: there is no template "${source.template}".`, {
      hint: `Known are: ${Object.keys(context.content.frames).join(', ')}.`,
      place: { file: text.path },
    });
  }
  const compiled = await compileMessage(
    compileInput(context, text, source, { file: `templates/${source.template}.mjml`, text: frame }, kind),
  );
  if ('problems' in compiled) throw mistake(compiled.problems);
  return compiled;
}

/** The same input for check, preview and sending. */
export function compileInput(
  { campaign, content, workspace, imageUrl }: CompileContext,
  text: MessageText,
  source: Parameters<typeof compileMessage>[0]['source'],
  frame: { file: string; text: string },
  kind: MailKind,
): Parameters<typeof compileMessage>[0] {
  return {
    source,
    frame,
    locale: text.locale,
    kind,
    campaignTitle: localized(campaign.title, text.locale, workspace.locales[0]) ?? campaign.id,
    workspace: {
      name: workspace.name,
      academy: workspace.academy,
      brand: {
        logoUrl: logoUrl(workspace, imageUrl),
        colour: workspace.brand.colour,
        address: workspace.brand.address,
      },
      attributes: workspace.attributes,
    },
    certain: [
      ...(campaign.due === null ? [] : ['due']),
      ...(tellsStory(campaign, text) === 'always' ? STORY_CERTAIN : []),
    ],
    absent: { ...absentFrom(campaign), ...(tellsStory(campaign, text) === 'always' ? {} : NO_STORY) },
    imageUrl: (path) => {
      const name = Object.hasOwn(content.images, path) ? content.images[path] : undefined;
      return name === undefined ? null : imageUrl(name);
    },
  };
}

/** Variables that a campaign never has, with the reason. */
export function absentFrom({ promotes }: Campaign): Readonly<Record<string, string>> {
  return promotes.length === 0 ? NOTHING_PROMOTED : {};
}

/** Whether every step that sends a message to who takes part tells a story. */
function tellsStory(campaign: Campaign, { message }: Pick<MessageText, 'message'>): 'always' | 'not-always' {
  const steps = mailsOf(campaign).filter((mail) => mail.message === message && mail.to === 'participant');
  return steps.length > 0 && steps.every(({ step }) => storyChoiceOf(step) !== null) ? 'always' : 'not-always';
}

const NO_STORY = Object.fromEntries(
  STORY_VARIABLES.map((name) => [name, 'a step that sends this message has no "story:"']),
);

const NOTHING_PROMOTED = {
  'activity.title': 'the campaign promotes no activity',
  'activity.url': 'the campaign promotes no activity',
};

function mistake([first]: readonly Problem[]): UserError {
  if (first === undefined) return new UserError('The message cannot be read.');
  return new UserError(first.message, { place: first.place, ...(first.hint === null ? {} : { hint: first.hint }) });
}

/** Compiled once per campaign version, message, variant and locale: some 10 ms each, so the first mail of a text waits for it. */
export class CompiledMessages {
  readonly #cache = new Map<string, Promise<CompiledMessage>>();

  find(key: string, compile: () => Promise<CompiledMessage>): Promise<CompiledMessage> {
    let compiled = this.#cache.get(key);
    if (compiled === undefined) {
      compiled = compile();
      this.#cache.set(key, compiled);
    }
    return compiled;
  }
}
