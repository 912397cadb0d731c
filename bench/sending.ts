import { renderedMail } from './mail-of-the-bench.ts';
import { type Measured, measure, type Spread, spreadOf } from './measure.ts';
import type { Report } from './report.ts';
import type { SentByDruppel } from './send-with-druppel.ts';
import type { SentByNodemailer } from './send-with-nodemailer.ts';
import { openSink } from './sink.ts';

const MESSAGES = 4_000;
const CONNECTIONS = 10;
const ROUNDS = 5;
const LIGHT_BYTES = 8_000;

interface Round {
  readonly ours: Measured<SentByDruppel>;
  readonly unwitnessed: Measured<SentByDruppel>;
  readonly same: Measured<SentByNodemailer>;
  readonly light: Measured<SentByNodemailer>;
}

/** Mails per second from due row to recorded, next to a bare loop over nodemailer's pool: in turns, to the same sink. */
export async function sendingBench(): Promise<Report[]> {
  const { html, text } = await renderedMail();
  const light = { html: html.slice(0, LIGHT_BYTES - text.length), text };
  const sink = await openSink();
  const rounds: Round[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const job = { messages: MESSAGES, connections: CONNECTIONS, port: sink.port };
      rounds.push({
        ours: await measure('send-with-druppel', { ...job, isWitnessed: true }),
        unwitnessed: await measure('send-with-druppel', { ...job, isWitnessed: false }),
        same: await measure('send-with-nodemailer', { ...job, html, text }),
        light: await measure('send-with-nodemailer', { ...job, ...light }),
      });
    }
  } finally {
    await sink.close();
  }
  const of = (pick: (round: Round) => number): Spread => spreadOf(rounds.map(pick));
  const bytes = rounds[0]?.ours.bytesEach ?? 0;
  return [
    {
      name: 'sending',
      about: [
        `${MESSAGES.toLocaleString('en')} mails of ${kB(bytes)} kB (as they are on the wire) over ${CONNECTIONS} connections to ${sink.name}, in turns.`,
        'Druppel: ready rows in a SQLite file (synchronous=FULL) → claimed → looked at again → rendered → gate → send journal → sent → recorded.',
        `The bare loop: nodemailer's pool, the same HTML and text; and once more with ${kB(LIGHT_BYTES)} kB of them.`,
      ],
      figures: [
        { what: 'druppel', unit: '/s', spread: of(({ ours }) => ours.perSecond) },
        { what: 'druppel without the journal', unit: '/s', spread: of(({ unwitnessed }) => unwitnessed.perSecond) },
        { what: 'bare loop, same mail', unit: '/s', spread: of(({ same }) => same.perSecond) },
        { what: `bare loop, ${kB(LIGHT_BYTES)} kB`, unit: '/s', spread: of(({ light: bare }) => bare.perSecond) },
        {
          what: 'druppel ÷ same mail',
          unit: '×',
          spread: of(({ ours, same }) => ours.perSecond / same.perSecond),
          wanted: '≥ 0.7',
        },
        {
          what: `druppel ÷ ${kB(LIGHT_BYTES)} kB`,
          unit: '×',
          spread: of(({ ours, light: bare }) => ours.perSecond / bare.perSecond),
        },
        { what: 'peak memory, druppel', unit: 'MB', spread: of(({ ours }) => ours.peakMb) },
        { what: 'peak memory, bare loop', unit: 'MB', spread: of(({ same }) => same.peakMb) },
      ],
    },
  ];
}

function kB(bytes: number): string {
  return (bytes / 1000).toFixed(bytes % 1000 === 0 ? 0 : 1);
}
