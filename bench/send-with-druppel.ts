import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPublicHolidays } from '../src/calendar/public-holidays.ts';
import { parseSmtpUrl } from '../src/delivery/smtp-settings.ts';
import { createSmtpTransport } from '../src/delivery/smtp-transport.ts';
import { invariant } from '../src/domain/errors.ts';
import { newId } from '../src/domain/ids.ts';
import type { FlowContext } from '../src/flow/context.ts';
import { advancePeople } from '../src/flow/deciding/advance-people.ts';
import { createSender } from '../src/flow/sending/send-messages.ts';
import { openWitness } from '../src/flow/sending/witness.ts';
import { openSendJournal } from '../src/store/mails/open-send-journal.ts';
import { openStore } from '../src/store/open-store.ts';
import { upsertEmployees } from '../src/store/people/employees.ts';
import { launchHere } from './crowd.ts';
import { content, SECRET, URLS } from './mail-of-the-bench.ts';
import { answerWith, timed } from './measure.ts';
import { employeeOf, LAUNCH, oneMail } from './world.ts';

export interface SentByDruppel {
  readonly perSecond: number;
  readonly bytesEach: number;
}

export interface ToSend {
  readonly messages: number;
  readonly connections: number;
  readonly port: number;
  /** With a send journal beside the database, as the product does. */
  readonly isWitnessed: boolean;
}

const EVERYBODY_AT_WORK = { country: null, timezone: null, workingDays: null };

/** From ready rows in a SQLite file to rows that say "sent": claim, last look, render, compose, gate, SMTP, result. */
await answerWith(async ({ messages, connections, port, isWitnessed }: ToSend): Promise<SentByDruppel> => {
  const folder = mkdtempSync(join(tmpdir(), 'druppel-bench-'));
  try {
    const context: FlowContext = {
      store: await openStore(`file:${join(folder, 'sending.db')}`),
      clock: () => LAUNCH,
      newId,
      publicHolidays: await loadPublicHolidays(),
    };
    const people = Array.from({ length: messages }, (_, number) => ({ ...employeeOf(number), ...EVERYBODY_AT_WORK }));
    await context.store.write((tx) => upsertEmployees(tx, people, LAUNCH));
    await launchHere(context, oneMail(), content());
    const { ready } = await advancePeople(context, LAUNCH);
    invariant(ready === messages, `${ready} of ${messages} mails are ready`);

    const transport = createSmtpTransport({ settings: parseSmtpUrl(`smtp://127.0.0.1:${port}`), connections });
    const journal = isWitnessed ? await openSendJournal(join(folder, 'sending.db.sent')) : null;
    const witness = journal === null ? null : await openWitness(context.store, journal, 'boot_bench');
    let bytes = 0;
    const sender = createSender(
      context,
      {
        deliver: ({ envelope, body }, gate) =>
          transport.deliver({ envelope, body: async () => count(await body()) }, gate),
        simulated: false,
        redirect: null,
        allow: null,
        ratePerMinute: null,
        secret: SECRET,
        urls: URLS,
      },
      'boot_bench',
      () => 0.5,
      undefined,
      witness,
    );
    let sent = 0;
    const ms = await timed(async () => {
      sent = (await sender.sendReady(null)).sent;
    });
    invariant(sent === messages, `${sent} of ${messages} mails were sent`);
    await transport.close();
    await journal?.close();
    await context.store.close();
    return { perSecond: (messages / ms) * 1000, bytesEach: Math.round(bytes / messages) };

    function count(body: Buffer): Buffer {
      bytes += body.length;
      return body;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
