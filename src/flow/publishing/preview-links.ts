import type { Campaign } from '../../domain/campaign.ts';
import type { MailLinks } from '../../render/scope.ts';

/** Links as a reader will see them, leading to where they say: nothing is tracked in a preview. */
export function previewLinks(campaign: Campaign): MailLinks {
  const page = (name: string) => `https://druppel.invalid/${name}`;
  return {
    linkUrl: (_index, target) => target,
    askUrl: (ask) => page(String(ask)),
    footer: {
      why: page('why'),
      preferences: page('preferences'),
      notNow: page('not-now'),
      stop: campaign.required === null ? page('stop') : null,
      done: null,
    },
    openMarkUrl: null,
  };
}
