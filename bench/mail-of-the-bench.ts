import { readFileSync } from 'node:fs';
import { OPEN_MARK_PLACEHOLDER } from '../src/delivery/compose-mail.ts';
import type { CampaignContent } from '../src/domain/campaign-content.ts';
import { invariant } from '../src/domain/errors.ts';
import { compileText } from '../src/flow/publishing/compiled-messages.ts';
import { campaignValues, personValues } from '../src/flow/sending/merge-values.ts';
import { packageRoot } from '../src/package-root.ts';
import type { RenderedMail } from '../src/render/compile-message.ts';
import { mailUrls } from '../src/tracking/links.ts';
import { createTokens } from '../src/tracking/tokens.ts';
import { ACTIVITY, employeeOf, oneMail, WORKSPACE } from './world.ts';

export const SECRET = 'a secret of forty letters, for the bench';
export const URLS = mailUrls('https://learn.waterlijn.example', createTokens(SECRET), OPEN_MARK_PLACEHOLDER);

/** A short mail in a frame that the product ships. */
export function content(): CampaignContent {
  return {
    frames: { plain: readFileSync(`${packageRoot}/templates/plain.mjml`, 'utf8') },
    images: {},
    messages: [
      { message: 'kick-off', variant: null, locale: 'en', path: 'campaigns/bench/kick-off.en.md', text: TEXT },
    ],
  };
}

/** The same mail, rendered for one person: what the bare loop sends. */
export async function renderedMail(): Promise<RenderedMail> {
  const pinned = content();
  const [text] = pinned.messages;
  invariant(text, 'the bench has a mail');
  const compiled = await compileText(
    { campaign: oneMail(), content: pinned, workspace: WORKSPACE, imageUrl: URLS.image },
    text,
    'participant',
  );
  const id = `msg_${'0'.repeat(32)}`;
  const rendered = compiled.render(
    {
      ...campaignValues(oneMail(), { workspace: WORKSPACE, activities: new Map([[ACTIVITY.id, ACTIVITY]]) }),
      ...personValues(employeeOf(0)),
    },
    {
      linkUrl: (index) => URLS.click(id, index),
      askUrl: (ask) => URLS.ask(id, ask),
      footer: {
        why: URLS.why(id),
        preferences: URLS.preferences(id),
        notNow: URLS.ask(id, 'later'),
        stop: URLS.stop(id),
        done: null,
      },
      openMarkUrl: URLS.openMark,
    },
  );
  invariant(!('problems' in rendered), 'the mail of the bench can be rendered');
  return rendered;
}

const TEXT = `---
subject: Six quarter-hours to get more out of numbers
preheader: Part 1 is ready
template: plain
---
Hi {{firstName "there"}},

Six short sessions are ready for you from today. Fifteen minutes each, in working time, whenever it suits you.

**Why?** More and more of our decisions rest on figures. Read them yourself, and you need not wait for whoever makes them.

[See part 1 (15 min)]({{activity.url}} "button")

Kind regards, {{sender.firstName}}. You can simply reply to this mail.
`;
