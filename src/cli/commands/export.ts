import { resolve } from 'node:path';
import { invariant } from '../../domain/errors.ts';
import { formatInstant } from '../../domain/time.ts';
import { type Call, type Command, firstArgument, textOption, withHouse } from '../command.ts';
import { writeFiles } from '../write-files.ts';

export const exportCommand: Command = {
  usage: 'export <email>',
  summary:
    'Gives a person everything that is kept about them: a link to the own address that works once, or a sealed file.',
  examples: ['druppel export ana@waterlijn.example', 'druppel export ana@waterlijn.example --out for-ana.html'],
  options: [
    ['--out <file>', 'a sealed file instead, which opens in any browser with the passphrase that is shown here'],
  ],
  async run(call) {
    const name = firstArgument(call);
    const file = textOption(call, 'out');
    if (file === null) await sendLink(call, name);
    else await writeSealed(call, name, resolve(file));
  },
};

async function sendLink(call: Call, name: string): Promise<void> {
  const { terminal } = call;
  const { openPostOffice, refuseAnswersToNobody } = await import('../../app.ts');
  const { sendExportLink } = await import('../../flow/privacy/export-link.ts');
  const sent = await withHouse(call, 'writing', async (house) => {
    await refuseAnswersToNobody(house);
    const office = await openPostOffice(house);
    try {
      const link = await sendExportLink(house.context, office.postman, house.config.publicUrl, name);
      return { ...link, simulated: office.simulated };
    } finally {
      await office.close();
    }
  });
  const { email, simulated } = sent;
  const expiresAt = formatInstant(sent.expiresAt);
  terminal.answer({ email, expiresAt, simulated });
  terminal.say(`${terminal.colour.green('✓')} A link went to ${email}. It works once, until ${expiresAt}.`);
  terminal.say('What is behind it, only the employee sees. An earlier link opens nothing any more.');
  if (simulated)
    terminal.say('Simulated: the mail is in the built-in inbox. Read it: druppel start --mode web, then /inbox.');
}

async function writeSealed(call: Call, name: string, file: string): Promise<void> {
  const { terminal } = call;
  const { collectPersonData } = await import('../../flow/privacy/collect-person-data.ts');
  const { languageOf, personToExport } = await import('../../flow/privacy/export-link.ts');
  const { newPassphrase, seal } = await import('../../flow/privacy/seal.ts');
  const { publishedWorkspace } = await import('../../flow/people/provision-employees.ts');
  const { exportDocument } = await import('../../http/reader/export-document.ts');
  const { sealedDocument } = await import('../../http/reader/sealed-document.ts');
  const passphrase = newPassphrase();
  const document = await withHouse(call, 'reading', async ({ context }) => {
    const { read } = context.store;
    const person = await personToExport(read, name);
    const { definition } = await publishedWorkspace(read);
    const locale = languageOf(person, definition);
    const data = await collectPersonData(read, person.key, context.clock());
    invariant(data !== null, 'whoever was found is there');
    const setting = { locale, organisation: definition.academy.name, zone: definition.timezone };
    return sealedDocument(seal(exportDocument(data, setting), passphrase), locale);
  });
  await writeFiles(new Map([[file, document]]));
  terminal.answer({ file, passphrase });
  terminal.say(`${terminal.colour.green('✓')} ${file} is sealed. Its passphrase, shown this once:`);
  terminal.say(`\n  ${terminal.colour.bold(passphrase)}\n`);
  terminal.say('Hand the file and the passphrase to the employee by two different ways. It opens in any browser.');
}
