import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openHouse } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { OPEN_MARK_PLACEHOLDER } from '../../../src/delivery/compose-mail.ts';
import { HOUR_MS, parseInstant } from '../../../src/domain/time.ts';
import { VirtualClock } from '../../../src/domain/virtual-clock.ts';
import { recordChoices } from '../../../src/flow/answers/record-choice.ts';
import { advancePeople } from '../../../src/flow/deciding/advance-people.ts';
import { importEmployees } from '../../../src/flow/people/import-employees.ts';
import { launchCampaign } from '../../../src/flow/publishing/campaign-lifecycle.ts';
import { publishCampaign } from '../../../src/flow/publishing/publish-campaign.ts';
import { workspaceInForce } from '../../../src/flow/publishing/workspace-files.ts';
import type { Postman } from '../../../src/flow/sending/postman.ts';
import { createSender } from '../../../src/flow/sending/send-messages.ts';
import { messagesTo } from '../../../src/store/mails/messages.ts';
import { employeeByEmail } from '../../../src/store/people/employees.ts';
import { mailUrls } from '../../../src/tracking/links.ts';
import { createTokens } from '../../../src/tracking/tokens.ts';
import { CAMPAIGN, message, SOUND } from '../../cli/druppel.ts';

const BUSY = { code: 451, enhanced: '4.3.0', text: '4.3.0 try again later' };
const TAKEN = { code: 250, enhanced: '2.0.0', text: '2.0.0 queued' };

const TELLERS = ['a file', 'the person, on the preference page,'] as const;

it.each(TELLERS)('a need that %s tells while a mail waits to be tried again changes its version', async (teller) => {
  const folder = await mkdtemp(join(tmpdir(), 'druppel-version-'));
  const files = {
    ...SOUND,
    'campaigns/data/campaign.yaml': CAMPAIGN.replace('    at: start\n', '    at: start\n    variant-per: need\n'),
    'campaigns/data/kick-off.career.en.md': message('For a career'),
    'campaigns/data/kick-off.growth.en.md': message('For growth'),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const clock = new VirtualClock(parseInstant('2027-04-26T06:00:00Z', 'UTC') ?? Number.NaN);
  const house = await openHouse(readConfig({ DATABASE_URL: 'file::memory:', WORKSPACE: folder }), clock.now);
  onTestFinished(async () => {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { context, secret } = house;
  const says = async (row: string) => {
    const path = join(folder, 'people.csv');
    await writeFile(path, `email,department,locale,need\n${row}\n`);
    const { workspace } = await workspaceInForce(folder, context.store.read);
    const options = { full: false, dryRun: false, strict: true, dates: null, yes: null };
    await importEmployees(context, { path, workspace, ...options });
  };
  const bodies: string[] = [];
  let isBusy = true;
  const postman: Postman = {
    deliver: async (mail, gate) => {
      if (isBusy) return { kind: 'deferred', reply: BUSY, why: 'the mail server is busy' };
      expect(await gate()).toBe(true);
      bodies.push(String(mail.body()));
      return { kind: 'sent', reply: TAKEN };
    },
    ...{ simulated: false, redirect: null, allow: null, ratePerMinute: null, secret },
    urls: mailUrls('http://127.0.0.1:3000', createTokens(secret), OPEN_MARK_PLACEHOLDER),
  };
  const sender = createSender(context, postman, 'boot_test', () => 0.5);
  const kickOff = async () => {
    await advancePeople(context, clock.now());
    await sender.sendReady(null);
    const ana = await employeeByEmail(context.store.read, 'ana@waterlijn.example');
    const mails = await messagesTo(context.store.read, ana?.key ?? '');
    return mails.find(({ step }) => step === 'kick-off');
  };

  await says('ana@waterlijn.example,Sales,en,Career');
  expect(await publishCampaign(context, folder, 'data')).toMatchObject({ version: 1 });
  await launchCampaign(context, 'data');
  await advancePeople(context, clock.now());
  clock.moveTo(clock.now() + 2 * HOUR_MS);
  const first = await kickOff();
  expect(first).toMatchObject({ state: 'ready', attempts: 1, variant: 'career' });

  if (teller === 'a file') await says('ana@waterlijn.example,Sales,en,growth');
  else {
    const ana = await employeeByEmail(context.store.read, 'ana@waterlijn.example');
    const from = { person: ana?.key ?? '', campaign: 'data', step: 'kick-off' };
    expect(await recordChoices(context, from, [{ kind: 'need', need: 'growth' }])).toHaveLength(1);
  }
  isBusy = false;
  clock.moveTo(clock.now() + HOUR_MS);
  const second = await kickOff();
  expect(second).toMatchObject({ state: 'sent', variant: 'growth', messageId: first?.messageId });
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toContain('Subject: For growth');
});
