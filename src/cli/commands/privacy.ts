import { relative, resolve } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { isSameData } from '../../domain/plain-data.ts';
import { systemLocale } from '../../domain/reason-texts.ts';
import type { PrivacyStatement } from '../../flow/privacy/privacy-statement.ts';
import type { Store } from '../../store/store.ts';
import { type Call, type Command, textOption } from '../command.ts';
import type { Terminal } from '../terminal.ts';
import { withStoreIfThere } from '../with-store.ts';
import { PRIVACY_WORDS } from '../words/privacy-words.ts';
import { wordsIn } from '../words.ts';
import { writeFiles } from '../write-files.ts';

const LANGUAGES = ['nl', 'en', 'fr'];

export const privacy: Command = {
  usage: 'privacy',
  summary:
    'What is kept about people, who sees it, for how long, and what this system cannot do: for the works council.',
  examples: ['druppel privacy', 'druppel privacy --locale nl --html for-the-works-council.html'],
  options: [
    ['--html <file>', 'as one page to print and to hand over'],
    ['--locale <locale>', 'nl, en or fr; without it: the first of the workspace'],
  ],
  async run(call) {
    const { terminal } = call;
    const wanted = textOption(call, 'locale');
    if (wanted !== null && !LANGUAGES.includes(wanted)) {
      throw new UserError(`--locale "${wanted}" is not a language of this page.`, {
        hint: `Write one of: ${LANGUAGES.join(', ')}.`,
      });
    }
    const { statement, remark } = await withStoreIfThere(call, ({ store }) => statementInForce(call, store, wanted));
    if (remark !== null) terminal.note(wordsIn(PRIVACY_WORDS, statement.locale)(remark));
    terminal.answer(statement);
    const file = textOption(call, 'html');
    if (file === null) return print(statement, terminal);
    const { privacyFile } = await import('../../http/reader/privacy-page.ts');
    await writeFiles(new Map([[resolve(file), privacyFile(statement)]]), '--html');
    terminal.say(
      `${terminal.colour.green('✓')} ${relative('.', resolve(file))}. Open it in a browser; print it from there.`,
    );
  },
};

/** What holds is what was published, whatever the files say by now; before that there are only the files. */
async function statementInForce(
  { config }: Call,
  store: Store,
  wanted: string | null,
): Promise<{ statement: PrivacyStatement; remark: keyof typeof PRIVACY_WORDS | null }> {
  const { workspaceInForce } = await import('../../flow/publishing/workspace-files.ts');
  const { privacyStatement } = await import('../../flow/privacy/privacy-statement.ts');
  const { newestWorkspace } = await import('../../store/campaigns/workspaces.ts');
  const published = (await newestWorkspace(store.read))?.definition ?? null;
  const { workspace: written } = await workspaceInForce(config.workspace, store.read);
  const locale = systemLocale(wanted ?? (published ?? written).locales[0]);
  const statement = privacyStatement(published ?? written, locale);
  if (published === null) return { statement, remark: 'not-published' };
  return { statement, remark: isSameData(privacyStatement(written, locale), statement) ? null : 'files-differ' };
}

function print({ title, lead, settings, kept, cannot, canStill, rights }: PrivacyStatement, terminal: Terminal): void {
  const { say, colour } = terminal;
  const heading = (text: string) => say(`\n${colour.bold(text)}`);
  say(colour.bold(title));
  say(lead);
  heading(settings.title);
  for (const line of settings.lines) say(line);
  heading(kept.title);
  const [, who, howLong] = kept.columns;
  for (const row of kept.rows) {
    say(`· ${row.what}`);
    say(`    ${who}: ${row.who}`);
    say(`    ${howLong}: ${row.howLong}`);
  }
  say(kept.note);
  for (const { title: words, lines } of [cannot, canStill]) {
    heading(words);
    for (const line of lines) say(`· ${line}`);
  }
  heading(rights.title);
  for (const line of rights.lines) say(line);
}
