import { join, relative, resolve } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { type Command, firstArgument, textOption, withHouse } from '../command.ts';
import { draftOrPublished } from '../drafts.ts';
import { writeFiles } from '../write-files.ts';

export const preview: Command = {
  usage: 'preview <campaign/message>',
  summary: 'Writes a mail as it would arrive: .html for a browser, .txt, and .eml for a mail program.',
  examples: [
    'druppel preview data-literacy/kick-off',
    'druppel preview data-literacy/kick-off --locale nl --out /tmp/mails',
    'druppel preview data-literacy/kick-off --for ana@waterlijn.example',
    'druppel preview data-literacy/whats-in-it --variant career',
  ],
  options: [
    ['--for <email>', 'as this person would read it; without it somebody made up'],
    ['--locale <locale>', 'in this language; without it the reader’s'],
    ['--variant <name>', 'this version of the message: career, career.a, subject-2'],
    ['--try <name>', 'this half of what is tried'],
    ['--out <folder>', 'where to (preview)'],
  ],
  async run(call) {
    const { terminal } = call;
    const [id = '', message = '', ...more] = firstArgument(call).split('/');
    if (id === '' || message === '' || more.length > 0) {
      throw new UserError(`"${firstArgument(call)}" is not a campaign and a message.`, {
        hint: 'Write it like data-literacy/kick-off.',
      });
    }
    const locale = textOption(call, 'locale');
    const mail = await withHouse(call, 'reading', async (house) => {
      const { previewMessage } = await import('../../flow/publishing/preview-message.ts');
      const draft = await draftOrPublished(call, house, id);
      return previewMessage(house.context, {
        draft,
        message,
        as: textOption(call, 'for'),
        locale,
        variant: textOption(call, 'variant'),
        half: textOption(call, 'try'),
      });
    });
    if (locale !== null && mail.locale !== locale) {
      terminal.note(`There is no text in ${locale}: readers of it get ${mail.locale}.`);
    }
    const name = [mail.message, mail.variant, mail.locale].filter((part) => part !== null).join('.');
    const file = (ending: string) => join(resolve(textOption(call, 'out') ?? 'preview'), id, `${name}.${ending}`);
    const files = new Map<string, string | Uint8Array>([
      [file('html'), mail.html],
      [file('txt'), mail.text],
      [file('eml'), mail.eml],
    ]);
    await writeFiles(files);
    const { eml: _eml, html: _html, images: _images, ...told } = mail;
    terminal.answer({ campaign: id, ...told, files: [...files.keys()] });
    terminal.say(`${terminal.colour.bold(mail.subject)}  ${terminal.colour.dim(mail.preheader)}`);
    if (mail.versions.length > 1) {
      const names = mail.versions.map((label) => label ?? 'the fallback');
      terminal.say(`Versions: ${names.join(', ')}; --variant NAME shows one.`);
    }
    for (const path of files.keys()) terminal.say(`${terminal.colour.green('✓')} ${relative('.', path)}`);
    const version = mail.variant === null ? '' : ` --variant ${mail.variant}`;
    terminal.say(`Next: open it, or send it to yourself: druppel test-send ${id}/${mail.message}${version} --to you@…`);
  },
};
