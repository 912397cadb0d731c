import { UserError } from '../../domain/errors.ts';
import type { Erasure } from '../../flow/privacy/erase-person.ts';
import { type Call, type Command, firstArgument, hasOption } from '../command.ts';
import { withStore } from '../with-store.ts';

export const erase: Command = {
  usage: 'erase <email>',
  summary:
    'Removes everything about one person, for good; what stays are totals, and a keyed hash that keeps imports from bringing them back.',
  examples: [
    'druppel erase ana@waterlijn.example --dry-run',
    'druppel erase ana@waterlijn.example --yes',
    'druppel erase ana@waterlijn.example --readmit',
  ],
  options: [
    ['--dry-run', 'says how much would go, and changes nothing'],
    ['--yes', 'does not ask; without a terminal it must be said'],
    ['--readmit', 'lets imports bring an erased person again, or whoever has the address now'],
  ],
  async run(call) {
    const name = firstArgument(call);
    if (hasOption(call, 'readmit')) return readmit(call, name);
    const dryRun = hasOption(call, 'dryRun');
    if (!dryRun && !hasOption(call, 'yes')) await confirm(call, name);
    const { erased, dialect } = await withStore(call, dryRun ? 'reading' : 'writing', async (context) => {
      const { erasePerson } = await import('../../flow/privacy/erase-person.ts');
      return { erased: await erasePerson(context, name, { dryRun }), dialect: context.store.dialect };
    });
    tell(call, erased, dryRun);
    if (!dryRun && dialect === 'postgres') call.terminal.note(OLD_PAGES);
    call.terminal.answer({ dryRun, ...erased });
  },
};

/** Whoever sits at a terminal writes the name once more; a script says --yes. */
async function confirm({ terminal }: Call, name: string): Promise<void> {
  const answer = await terminal.ask(`This cannot be undone. Write ${name} once more to erase this person: `);
  if (answer === null) {
    throw new UserError('An erasure cannot be undone, and nobody is here to be asked.', {
      hint: `Look first: druppel erase ${name} --dry-run. Then say so: --yes.`,
    });
  }
  if (answer.trim() !== name) throw new UserError('That is not the same. Nothing was erased.');
}

function tell({ terminal }: Call, { removed, onTheWire, staysIn, wiped }: Erasure, dryRun: boolean): void {
  const some = Object.entries(removed).filter(([, count]) => count > 0);
  terminal.say(dryRun ? 'Would be erased:' : `${terminal.colour.green('✓')} Erased:`);
  for (const [kind, count] of some)
    terminal.say(`  ${String(count).padStart(6)}  ${WORDS[kind as keyof typeof removed]}`);
  if (onTheWire > 0)
    terminal.say(
      `${onTheWire} on the wire at this moment: they can no longer be called back, and count without a reader.`,
    );
  for (const place of staysIn)
    terminal.note(`The address stands in ${place}, as its text. Publish it without the address; versions stay.`);
  if (removed.stories > 0)
    terminal.note(
      'Where their stories lie as files, remove these from campaigns/stories: they are not published again.',
    );
  if (!wiped)
    terminal.note('Another program reads the database, so its write-ahead log still holds old pages; they go tonight.');
  if (dryRun) {
    terminal.say('Nothing was changed. The same with --yes erases it.');
    return;
  }
  terminal.say('Totals stay. A keyed hash keeps imports, the API, xAPI and SCIM from bringing this person back.');
  terminal.say('Backups made before still have the person: restore none of them without erasing again.');
}

/** SQLite writes zeros over what is deleted; a server of others is theirs to keep. */
const OLD_PAGES =
  'No query and no dump finds them any more. PostgreSQL itself keeps old pages until it writes over them, and its write-ahead log until that is recycled: whoever runs the server knows for how long.';

const WORDS: Readonly<Record<keyof Erasure['removed'], string>> = {
  employees: 'person',
  participations: 'participations in campaigns',
  messages: 'mails, sent and planned',
  learningRecords: 'learning records',
  statements: 'xAPI statements',
  engagement: 'facts that steered campaigns',
  choices: 'choices (stop, not now, already done)',
  inboxMails: 'mails of the built-in inbox',
  scimUsers: 'SCIM user',
  consoleUsers: 'user of the console, logged out everywhere',
  keptAnswers: 'kept answers of the API',
  importsChanged: 'imports, from whose change sets the person is gone',
  colleaguesChanged: 'colleagues who named the person',
  mailsOfOthersChanged: 'mails to others that named the person',
  stories: 'stories that they told',
};

async function readmit(call: Call, name: string): Promise<void> {
  await withStore(call, 'writing', async (context) => {
    const { readmitPerson } = await import('../../flow/privacy/stay-erased.ts');
    await readmitPerson(context, name);
  });
  call.terminal.say('The hash is gone: the next import may bring this person, as somebody new.');
  call.terminal.answer({ readmitted: true });
}
