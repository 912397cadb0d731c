import { DAYS } from '../../demo/story-calendar.ts';
import { UserError } from '../../domain/errors.ts';
import { type Call, type Command, hasOption, numberOption, textOption } from '../command.ts';

const SECONDS_PER_DAY = 1.4;
const PORT = 3000;

export const demo: Command = {
  usage: 'demo',
  summary: 'Six weeks at a made-up company in about a minute: people, campaigns, mails and pages, all on this machine.',
  examples: ['druppel demo', 'druppel demo --speed 5', 'druppel demo --speed 0 --days 10 --exit --json'],
  options: [
    ['--speed <seconds>', `how long a day takes (${SECONDS_PER_DAY}); 0: as fast as it goes`],
    ['--days <number>', `how many days to play (${DAYS})`],
    ['--port <number>', `where to look for a free port (${PORT})`],
    ['--exit', 'end after the summary instead of keeping the pages open'],
  ],
  async run(call) {
    const { runDemo } = await import('../../demo/run-demo.ts');
    const { terminal } = call;
    const ending = new AbortController();
    const end = () => ending.abort();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
    try {
      const summary = await runDemo({
        days: numberOption(call, 'days', 1) ?? DAYS,
        dayMs: secondsPerDay(call) * 1_000,
        port: numberOption(call, 'port', 1) ?? PORT,
        exit: hasOption(call, 'exit') || terminal.json,
        say: (line) => terminal.say(line),
        colours: terminal.colour,
        signal: ending.signal,
      });
      if (summary !== null) terminal.answer(summary);
    } finally {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
    }
  },
};

/** @throws {UserError} unless --speed is a number of seconds, with a point where it is not whole. */
function secondsPerDay(call: Call): number {
  const text = textOption(call, 'speed');
  if (text === null) return SECONDS_PER_DAY;
  if (/^\d{1,4}(?:\.\d+)?$/.test(text)) return Number(text);
  throw new UserError(`--speed "${text}" is not a number of seconds.`, {
    hint: `Write it like --speed 3 or --speed 0.5; a day takes ${SECONDS_PER_DAY} seconds without it.`,
  });
}
