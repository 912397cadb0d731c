import { EnvironmentError } from '../../domain/errors.ts';
import { wallClock } from '../../domain/time.ts';
import type { Symptom } from '../../flow/symptom.ts';
import { type Call, type Command, instantOption } from '../command.ts';

export const doctor: Command = {
  usage: 'doctor',
  summary: 'Looks at database, clock, queue, mail server, links, DNS, disk and learning data, and says what to do.',
  examples: ['druppel doctor', 'druppel doctor --json'],
  async run(call) {
    const { config, terminal } = call;
    const { examine } = await import('../../flow/doctor.ts');
    const { journalPlace } = await import('../../store/mails/open-send-journal.ts');
    const { databaseUrl, smtpUrl, publicUrl, variable } = config;
    const journal = journalPlace(config.journal, databaseUrl);
    const now = instantOption(call, 'now') ?? wallClock();
    const symptoms: Symptom[] = [];
    for await (const symptom of examine({ databaseUrl, smtpUrl, publicUrl, journal, variable, now })) {
      symptoms.push(symptom);
      tell(call, symptom);
    }
    const queue = await examineQueue(config.queueUrl);
    symptoms.push(queue);
    tell(call, queue);
    terminal.answer({ healthy: symptoms.every(({ state }) => state !== 'bad'), symptoms });
    const bad = symptoms.filter(({ state }) => state === 'bad');
    if (bad.length > 0) {
      const what = [...new Set(bad.map(({ about }) => about))].join(', ');
      throw new EnvironmentError(`Not well: ${what}.`, { hint: 'What to do stands beside each.' });
    }
    terminal.say('All well.');
  },
};

function tell({ terminal }: Call, { about, state, says, mend }: Symptom): void {
  const { colour } = terminal;
  const mark = { good: colour.green('✓'), look: colour.yellow('!'), bad: colour.red('✗') }[state];
  terminal.say(`${mark} ${about.padEnd(14)}${says}`);
  if (mend !== null) terminal.say(`  ${' '.repeat(14)}${colour.dim(mend)}`);
}

/** Whether something listens where QUEUE_URL points. */
async function examineQueue(url: string): Promise<Symptom> {
  if (url === '') return { about: 'queue', state: 'good', says: 'embedded in the worker', mend: null };
  if (!URL.canParse(url)) {
    const mend = 'Write it like redis://127.0.0.1:6379 or postgres://user:password@host/name, or leave it empty.';
    return { about: 'queue', state: 'bad', says: 'QUEUE_URL is not an address', mend };
  }
  const { hostname, port, protocol } = new URL(url);
  const to = Number(port) || (protocol.startsWith('redis') ? 6379 : 5432);
  const { connect } = await import('node:net');
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[(.*)\]$/, '$1'), port: to, timeout: 3_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
  const where = `${hostname}:${to}`;
  if (answers) return { about: 'queue', state: 'good', says: `${where} answers`, mend: null };
  const mend = 'Start it, or look at QUEUE_URL. Mail waits meanwhile; nothing is lost.';
  return { about: 'queue', state: 'bad', says: `${where} does not answer`, mend };
}
