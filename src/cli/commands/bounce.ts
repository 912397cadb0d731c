import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { type Command, withHouse, workspaceLanguage } from '../command.ts';

/** Larger than any report with the whole mail in it. */
const MAX_BYTES = 10_000_000;
const STDIN = 0;

export const bounce: Command = {
  usage: 'bounce [file]',
  summary: 'Takes a mail that came back, from a file or from a pipe: what counts as bounced, whom nobody mails again.',
  examples: ['druppel bounce undelivered.eml', 'druppel bounce < undelivered.eml'],
  async run(call) {
    const raw = reportFrom(call.args[0] ?? null);
    const { done, locale } = await withHouse(call, 'writing', async (house) => {
      const { recordBounce } = await import('../../flow/answers/record-bounce.ts');
      const settings = { secret: house.secret, isRedirected: house.config.mailRedirect !== null };
      return { done: await recordBounce(house.context, raw, settings), locale: await workspaceLanguage(house) };
    });
    const { terminal } = call;
    const { wordsIn } = await import('../words.ts');
    const { BOUNCE_WORDS } = await import('../words/bounce-words.ts');
    const words = wordsIn(BOUNCE_WORDS, locale);
    terminal.answer(done);
    terminal.say(words(done.kind, done.kind === 'bounced' ? { campaign: done.campaign } : {}));
    if (done.kind === 'bounced' && done.suppressed) terminal.say(words('suppressed'));
  },
};

/** @throws {UserError} when there is nothing to read. */
function reportFrom(file: string | null): Uint8Array {
  let raw: Uint8Array;
  try {
    raw = readFileSync(file === null || file === '-' ? STDIN : resolve(file));
  } catch {
    throw new UserError(`${file ?? 'Standard input'} could not be read.`, {
      hint: 'Name the file of a mail that came back, or pipe the mail in: druppel bounce < undelivered.eml',
    });
  }
  if (raw.byteLength > 0 && raw.byteLength <= MAX_BYTES) return raw;
  const what = raw.byteLength === 0 ? 'is empty' : 'is larger than 10 MB';
  throw new UserError(`${file ?? 'Standard input'} ${what}.`, { hint: 'Hand over one mail, as it arrived.' });
}
