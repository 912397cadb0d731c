import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPlace } from './play-scenario.ts';
import { files } from './typed-world.ts';

const TEXT =
  'email;first_name;department\r\nana@waterlijn.example;Zoë;Verkoop\r\nbo@waterlijn.example;"Bo; junior";Inkoop\r\n';

/** What HR systems and spreadsheets write, byte for byte. */
const ENCODED: Readonly<Record<string, Buffer>> = {
  'UTF-8 with a byte order mark': Buffer.from(`\uFEFF${TEXT}`, 'utf8'),
  'UTF-16, little end first': Buffer.from(`\uFEFF${TEXT}`, 'utf16le'),
  'UTF-16, big end first': Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16(),
  'Windows-1252': Buffer.from(TEXT, 'latin1'),
  'lines that end in CR alone': Buffer.from(TEXT.replaceAll('\r\n', '\r'), 'utf8'),
  tabs: Buffer.from(TEXT.replaceAll('"Bo; junior"', 'Bo').replaceAll(';', '\t'), 'utf8'),
  commas: Buffer.from(TEXT.replaceAll(';', ',').replace('"Bo, junior"', 'Bo'), 'utf8'),
};

describe('an employees file is read whatever wrote it', () => {
  it.each(Object.keys(ENCODED))('%s', async (kind) => {
    const { druppel, folder } = await openPlace(files('email\n'));
    await writeFile(join(folder, 'bytes.csv'), ENCODED[kind] ?? '');
    const imported = await druppel(['import', 'employees', 'bytes.csv', '--json']);
    expect(JSON.parse(imported.stdout)).toMatchObject({ read: 2, new: 2, refused: 0, errors: [] });
    const named = await druppel(['audience', 'first_name: Zoë', '--json']);
    expect(JSON.parse(named.stdout)).toEqual({ count: 1 });
  });
});
