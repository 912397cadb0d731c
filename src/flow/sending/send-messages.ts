import type { CampaignContent } from '../../domain/campaign-content.ts';
import { invariant } from '../../domain/errors.ts';
import { type Instant, MINUTE_MS } from '../../domain/time.ts';
import type { Setting } from '../../engine/facts/situation.ts';
import { campaignById, campaignVersion } from '../../store/campaigns/campaigns.ts';
import { allMendedLinks } from '../../store/campaigns/mended-links.ts';
import type { Database } from '../../store/database.ts';
import { claimReady, countSentSince, stampLastLooks } from '../../store/mails/claims.ts';
import type { StoredMessage } from '../../store/mails/messages.ts';
import { claimDoubtful, stampResends } from '../../store/mails/resends.ts';
import type { Outcome as Settlement } from '../../store/mails/settling.ts';
import { workspaceRevision } from '../../store/meta.ts';
import type { FlowContext } from '../context.ts';
import { type LoadedSetting, loadSetting } from '../deciding/load-setting.ts';
import { CompiledMessages } from '../publishing/compiled-messages.ts';
import { contentFrom } from '../publishing/content-of-version.ts';
import { type Braked, type OnSettled, openGateLedger, type Settled } from './gate-ledger.ts';
import { lastLook } from './last-look.ts';
import { OpenMarkBlocks } from './open-mark-blocks.ts';
import type { Postman } from './postman.ts';
import { linkKey, type PreparedMail, prepareMail } from './prepare-mail.ts';
import { lookAtDoubtful, settlementOfResend, stillInDoubt } from './resend-doubtful.ts';
import { againSoon, COUNTED_AS, settlementOf } from './settlement-of-outcome.ts';
import { atTheGate, blockOf, claimOf, resendStampOf, stampOf } from './stamps.ts';
import type { Witness } from './witness.ts';

/** Mails claimed at a time. */
const BATCH = 200;
/** Longer than a mail server may take from MAIL to the answer to the final dot (RFC 5321 4.5.3.2). */
const LEASE_MS = 20 * MINUTE_MS;

export interface Sent {
  sent: number;
  failed: number;
  inDoubt: number;
  /** To be tried again later. */
  deferred: number;
  /** Handed back to be decided anew. */
  back: number;
  /** Gone before a backup was restored, says the send journal: not sent again. */
  held: number;
  /** The mail server could not be reached, or lets nobody in: why. Nothing more was tried. */
  stopped: string | null;
  /** Campaigns that paused by themselves meanwhile. */
  braked: Braked[];
}

const NOTHING_SENT: Sent = {
  ...{ sent: 0, failed: 0, inDoubt: 0, deferred: 0, back: 0, held: 0 },
  ...{ stopped: null, braked: [] },
};

/** One batch on its way, with the campaigns that changed since it was looked at. */
interface Round {
  readonly loaded: LoadedSetting;
  readonly outdated: Set<string>;
}

export interface Sender {
  /** Sends everything that is ready now in a lane (null: in all), batch by batch, until nothing is. */
  sendReady(lane: string | null): Promise<Sent>;
  /** Claims nothing more and begins no further mail; what is on the wire comes to its end. */
  stop(): void;
}

/**
 * Sends mails that are ready: claim, last look, write, and through the gate, which is committed after the server's 354
 * and before the first byte of the body (guarantees.md §1). Gates and results are committed in groups.
 *
 * @param bootId which process holds what it claims
 * @param random01 for the jitter of the back-off
 * @param witness writes down what goes, apart from the database; null: nobody does
 */
export function createSender(
  context: FlowContext,
  postman: Postman,
  bootId: string,
  random01: () => number,
  onSettled: OnSettled = () => {},
  witness: Witness | null = null,
): Sender {
  const { store, clock } = context;
  const cache = new CompiledMessages();
  const contents = new Map<string, CampaignContent>();
  const marks = new OpenMarkBlocks(store, postman.secret);
  let isStopping = false;

  const ledger = openGateLedger(context, bootId, witness, onSettled);

  return {
    async sendReady(lane) {
      const total: Sent = { ...NOTHING_SENT };
      await sendAll(lane, total);
      return { ...total, braked: ledger.takeBraked() };
    },
    stop() {
      isStopping = true;
    },
  };

  async function sendAll(lane: string | null, total: Sent): Promise<void> {
    await resendDoubtful(lane, total);
    while (total.stopped === null) {
      const batch = isStopping ? [] : await claimBatch(lane);
      if (batch.length === 0) return;
      const loaded = await loadSetting(store.read, context.publicHolidays);
      const free = await sift(batch, total);
      const prepared = await prepareBatch(free, loaded, total);
      const round = { loaded, outdated: new Set<string>() };
      await Promise.all(prepared.map((mail) => deliverOne(mail, round, total)));
      if (ledger.trouble !== null) throw ledger.trouble;
    }
  }

  function claimBatch(lane: string | null): Promise<StoredMessage[]> {
    const now = clock();
    return store.write(async (tx) => {
      const limit = await roomWithinRate(tx, now);
      return limit <= 0 ? [] : claimReady(tx, { lane, now, limit, bootId, leaseUntil: now + LEASE_MS });
    });
  }

  /** What went before a backup was restored does not go again by itself. */
  async function sift(batch: readonly StoredMessage[], total: Sent): Promise<readonly StoredMessage[]> {
    if (witness === null) return batch;
    const { free, held } = await witness.sift(store, batch, clock());
    total.held += held;
    return free;
  }

  /** What is in doubt since a day goes once more where it is required (rules.md R9). */
  async function resendDoubtful(lane: string | null, total: Sent): Promise<void> {
    const now = clock();
    const claimed = isStopping
      ? []
      : await store.write(async (tx) => {
          const limit = await roomWithinRate(tx, now);
          return limit <= 0 ? [] : claimDoubtful(tx, { lane, now, limit, bootId, leaseUntil: now + LEASE_MS });
        });
    if (claimed.length === 0) return;
    const loaded = await loadSetting(store.read, context.publicHolidays);
    const free = await sift(claimed, total);
    const { going, back } = await lookAtDoubtful(store.read, free, loaded, now);
    for (const message of claimed)
      if (!free.includes(message)) back.push({ message, outcome: stillInDoubt(message, null, now) });
    const mended = await mendedLinks();
    const prepared: { mail: PreparedMail; validUntil: Instant }[] = [];
    for (const { going: one, validUntil } of going) {
      const preparation = await prepareMail(one, loaded.setting, postman, contentOf, cache, mended);
      if ('mail' in preparation) prepared.push({ mail: preparation.mail, validUntil });
      else back.push({ message: one.message, outcome: stillInDoubt(one.message, null, now) });
    }
    await Promise.all(back.map((one) => ledger.settle(one)));
    const stamped = await store.write((tx) =>
      stampResends(
        tx,
        prepared.map(({ mail, validUntil }) => ({ ...resendStampOf(mail, loaded), validUntil })),
      ),
    );
    const mails = prepared.map(({ mail }) => mail).filter((mail) => stamped.has(mail.going.message.id));
    await stockMarks(mails, loaded.setting);
    await Promise.all(mails.map((mail) => resendOne(mail, loaded.setting, total)));
    if (ledger.trouble !== null) throw ledger.trouble;
  }

  async function resendOne(mail: PreparedMail, setting: Setting, total: Sent): Promise<void> {
    const { message } = mail.going;
    const body = () => mail.composed.withMark(marks.take(blockOf(mail, setting)));
    const outcome = await postman.deliver({ envelope: mail.envelope, body, isOff: () => isStopping }, () =>
      ledger.pass(atTheGate(mail)),
    );
    if (outcome.kind === 'sent') total.sent += 1;
    else if ((outcome.kind === 'unreachable' || outcome.kind === 'transport-paused') && !isStopping)
      total.stopped ??= outcome.why;
    const outcomeOfRow = settlementOfResend(message, outcome, postman.simulated, clock(), random01);
    await ledger.settle({ message, outcome: outcomeOfRow });
  }

  async function mendedLinks() {
    return new Map(
      (await allMendedLinks(store.read)).map((one) => [linkKey(one.campaign, one.message, one.from), one.to]),
    );
  }

  /** What SMTP_RATE leaves of a batch, counted over all workers; what it does not leave waits for the next sweep. */
  async function roomWithinRate(tx: Database, now: Instant): Promise<number> {
    if (postman.ratePerMinute === null) return BATCH;
    return Math.min(BATCH, postman.ratePerMinute - (await countSentSince(tx, now - MINUTE_MS)));
  }

  /** The last look and the writing; what does not go is settled here, the rest is stamped with what it was based on. */
  async function prepareBatch(
    batch: readonly StoredMessage[],
    loaded: LoadedSetting,
    total: Sent,
  ): Promise<PreparedMail[]> {
    const now = clock();
    const { going, back } = await lastLook(store.read, batch, loaded, now);
    const settled = back.map((message) => ({
      message,
      outcome: { ...claimOf(message), state: 'planned', reason: null } as const,
    }));
    total.back += back.length;
    const mended = await mendedLinks();
    const prepared: PreparedMail[] = [];
    const failed: Settled[] = [];
    for (const one of going) {
      const preparation = await prepareMail(one, loaded.setting, postman, contentOf, cache, mended);
      if ('mail' in preparation) prepared.push(preparation.mail);
      else {
        const reply = { code: null, text: preparation.why };
        const state = preparation.failed === 'render-failed' ? 'failed' : 'passed';
        const outcome: Settlement =
          state === 'failed'
            ? { ...claimOf(one.message), state, at: now, reply, reason: preparation.failed }
            : { ...claimOf(one.message), state, reason: preparation.failed, settledAt: now };
        failed.push({ message: one.message, outcome });
        total.failed += 1;
      }
    }
    await Promise.all([...settled, ...failed].map((one) => ledger.settle(one)));
    const stamped = await store.write((tx) =>
      stampLastLooks(
        tx,
        prepared.map((mail) => stampOf(mail, loaded)),
      ),
    );
    const held = prepared.filter((mail) => stamped.has(mail.going.message.id));
    await stockMarks(held, loaded.setting);
    return held;
  }

  async function deliverOne(mail: PreparedMail, { loaded, outdated }: Round, total: Sent): Promise<void> {
    const { message } = mail.going;
    if (total.stopped !== null || isStopping) {
      await ledger.settle({ message, outcome: againSoon(message, clock()) });
      return;
    }
    const body = () => mail.composed.withMark(marks.take(blockOf(mail, loaded.setting)));
    const isOff = () => outdated.has(message.campaign);
    const outcome = await postman.deliver({ envelope: mail.envelope, body, isOff }, () => ledger.pass(atTheGate(mail)));
    if (outcome.kind === 'not-begun' && isOff()) {
      total.back += 1;
      return ledger.settle({ message, outcome: { ...claimOf(message), state: 'planned', reason: null } });
    }
    if (outcome.kind === 'gate-refused' && (await isOutdated(message.campaign, loaded))) outdated.add(message.campaign);
    if (!isStopping && (outcome.kind === 'unreachable' || outcome.kind === 'transport-paused'))
      total.stopped ??= outcome.why;
    total[COUNTED_AS[outcome.kind]] += 1;
    const settlement = settlementOf(message, outcome, { at: clock(), simulated: postman.simulated, random01 });
    await ledger.settle({ message, outcome: settlement });
  }

  /** Paused, published, finished …: nothing of the campaign that was looked at before passes, so nothing of it is tried. */
  async function isOutdated(campaign: string, loaded: LoadedSetting): Promise<boolean> {
    const row = await campaignById(store.read, campaign);
    const isSame = row?.revision === loaded.campaignRevisions.get(campaign);
    return !isSame || (await workspaceRevision(store.read)) !== loaded.workspaceRevision;
  }

  async function contentOf(campaign: string, number: number): Promise<CampaignContent> {
    const key = `${campaign}@${number}`;
    const known = contents.get(key);
    if (known !== undefined) return known;
    const version = await campaignVersion(store.read, campaign, number);
    invariant(version, `there is a version ${key}`);
    const content = contentFrom(version);
    contents.set(key, content);
    return content;
  }

  async function stockMarks(prepared: readonly PreparedMail[], setting: Setting): Promise<void> {
    if (setting.workspace.tracking === 'off') return;
    const counts = new Map<string, { block: ReturnType<typeof blockOf>; count: number }>();
    // Operational mail is not tracked.
    for (const mail of prepared.filter(({ going }) => going.message.kind !== 'around')) {
      const block = blockOf(mail, setting);
      const key = JSON.stringify(block);
      counts.set(key, { block, count: (counts.get(key)?.count ?? 0) + 1 });
    }
    for (const { block, count } of counts.values()) await marks.stock(block, count);
  }
}
