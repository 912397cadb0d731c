import type { Campaign } from '../domain/campaign.ts';
import { invariant } from '../domain/errors.ts';
import { recordChoice } from '../flow/answers/record-choice.ts';
import { recordClick } from '../flow/answers/record-click.ts';
import { recordOpen } from '../flow/answers/record-open.ts';
import type { FlowContext } from '../flow/context.ts';
import { campaignVersion } from '../store/campaigns/campaigns.ts';
import { newestWorkspace } from '../store/campaigns/workspaces.ts';
import { messagesById, type StoredMessage } from '../store/mails/messages.ts';
import { employeesByKey, type StoredEmployee } from '../store/people/employees.ts';
import type { Hit } from '../tracking/classify-hit.ts';
import type { Agenda } from './agenda.ts';
import { type Reaction, reactionsTo, type Visitor } from './habits.ts';
import type { LearningPlatform } from './learning-platform.ts';
import { openMarkIn } from './open-mark.ts';

/** The people of Waterlijn at their mail. What they do goes through the very functions that the pages call. */
export interface Readers {
  /** Mails that have arrived: what each reader does with them is put on the agenda. */
  receive(mails: readonly StoredMessage[]): Promise<void>;
}

export function createReaders(
  context: Pick<FlowContext, 'store' | 'clock' | 'newId'>,
  agenda: Agenda,
  platform: LearningPlatform,
): Readers {
  const { store, clock } = context;
  const campaigns = new Map<string, Promise<Campaign>>();
  return {
    async receive(mails) {
      const keys = [...new Set(mails.map(({ recipient }) => recipient))];
      const readers = new Map((await employeesByKey(store.read, keys)).map((reader) => [reader.key, reader]));
      for (const mail of mails) {
        const reader = readers.get(mail.recipient);
        const campaign = await campaignOf(mail);
        if (reader === undefined || mail.slotAt === null) continue;
        const { step, slotAt: sentAt, kind } = mail;
        const seen = { step, sentAt, isBundle: kind !== 'step', isRequired: campaign.required !== null };
        for (const reaction of reactionsTo(seen, reader.id)) {
          agenda.add(reaction.at, () => react(mail, reader, campaign, reaction));
        }
      }
    },
  };

  function campaignOf({ campaign, version }: StoredMessage): Promise<Campaign> {
    const key = `${campaign}@${version}`;
    const known = campaigns.get(key) ?? readCampaign(campaign, version);
    campaigns.set(key, known);
    return known;
  }

  async function readCampaign(campaign: string, version: number): Promise<Campaign> {
    const found = await campaignVersion(store.read, campaign, version);
    invariant(found, `there is a version ${campaign}@${version}`);
    return found.definition;
  }

  async function react(mail: StoredMessage, reader: StoredEmployee, campaign: Campaign, reaction: Reaction) {
    const from = { person: reader.key, campaign: campaign.id, step: mail.step };
    switch (reaction.kind) {
      case 'open': {
        const mark = await openMarkIn(store.read, mail, reader.email ?? '');
        if (mark !== null) await recordOpen(context, mark, HITS[reaction.by]);
        return;
      }
      case 'click':
        await click(mail, HITS[reaction.by]);
        if (reaction.by === 'person') await goToCourse(reader, campaign);
        return;
      case 'not-now':
        await recordChoice(context, from, { ...reaction, campaign: campaign.id });
        return;
      case 'stop':
        await recordChoice(context, from, { kind: 'stop', topic: campaign.topic });
        return;
      case 'language':
        await recordChoice(context, from, reaction);
        return;
    }
  }

  /** The first link of the mail; a mail without links is only read. */
  async function click({ id }: StoredMessage, hit: Hit): Promise<void> {
    const [mail] = await messagesById(store.read, [id]);
    const links = mail?.values?.$links;
    if (Array.isArray(links) && links.length > 0) await recordClick(context, { messageId: id, link: 0 }, hit);
  }

  async function goToCourse({ id, timezone }: StoredEmployee, campaign: Campaign): Promise<void> {
    const zone = timezone ?? (await newestWorkspace(store.read))?.definition.timezone ?? 'UTC';
    for (const activity of campaign.promotes) platform.visit({ id, zone }, activity, clock());
  }
}

/** How each of them looks to a web server. */
const HITS: Readonly<Record<Visitor, Hit>> = {
  person: {
    method: 'GET',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
    purpose: null,
  },
  'privacy-proxy': { method: 'GET', userAgent: 'Mozilla/5.0', purpose: null },
  gateway: { method: 'GET', userAgent: 'Mimecast link scanner', purpose: null },
};
