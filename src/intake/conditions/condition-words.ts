import { fold } from '../../domain/text.ts';

const ANY_OF = 'Where one is enough, write "any of: […]".';
const LINES = 'Lines of a list all hold: leave the word out.';
const NONE_OF = 'Write "not: { any of: […] }", or "not …" on lines of their own.';
const FINISHED = 'Write "finished" or "finished: safety": who completed or passed.';
const OPENS = 'Who opened a mail is not known; write "received: kick-off" or "clicked: kick-off".';

/** What other grammars say, by the word that this one has for it. */
const MEANT: Readonly<Record<string, string>> = {
  or: ANY_OF,
  any: ANY_OF,
  'one of': ANY_OF,
  either: ANY_OF,
  and: LINES,
  all: LINES,
  'all of': LINES,
  none: NONE_OF,
  'none of': NONE_OF,
  except: NONE_OF,
  unless: NONE_OF,
  completed: FINISHED,
  complete: FINISHED,
  passed: FINISHED,
  done: FINISHED,
  opened: OPENS,
  opens: OPENS,
  read: OPENS,
  seen: OPENS,
  inactive: 'Write "not active: within 60 days".',
  audience: 'Write "in: new-joiners".',
  campaign: 'Write "takes part in: data-literacy" or "finished campaign: data-literacy".',
  id: 'A person is named by "email"; the id is for imports.',
  name: 'A person is named by "email", or by "first_name" and "last_name".',
};

/** What to write instead of a word that belongs to another grammar; null: it is none of those. */
export function wordsMeant(word: string): string | null {
  const name = fold(word).replaceAll(/[\s_-]+/g, ' ');
  return Object.hasOwn(MEANT, name) ? (MEANT[name] ?? null) : null;
}
