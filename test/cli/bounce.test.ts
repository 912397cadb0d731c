import { expect, it, onTestFinished } from 'vitest';
import { privacyWorld } from '../privacy/privacy-world.ts';
import { deliveryReport } from '../support/delivery-reports.ts';
import { startScriptedSmtp } from '../support/smtp-script.ts';
import { WORKSPACE, workspaceWith } from './druppel.ts';

const PEOPLE = `id,email,first_name,department,country
1,ana@waterlijn.example,Ana,Sales,NL
2,bo@waterlijn.example,Bo,Sales,NL
`;

it('a mail that went out and came back stands in the figures, and nothing more goes to that address', async () => {
  const server = await startScriptedSmtp();
  onTestFinished(() => server.close());
  const { druppel, put } = await privacyWorld(PEOPLE, {}, { SMTP_URL: server.url, SMTP_CONNECTIONS: '1' });
  const file = await put('undelivered.eml', reportTo(returnPathTo('ana@waterlijn.example', server.commands)));
  expect((await druppel('bounce', file, '--json')).json()).toEqual({
    kind: 'bounced',
    campaign: 'data',
    suppressed: true,
  });
  const { steps } = (await druppel('stats', 'data', '--json')).json();
  expect(steps[0]).toMatchObject({ id: 'kick-off', sent: 1, bounced: 1 });
  server.commands.length = 0;
  expect((await druppel('run', '--until', '2027-05-12T12:00:00Z')).code).toBe(0);
  expect(recipientsIn(server.commands)).toEqual(['bo@waterlijn.example']);
  expect((await druppel('timeline', 'ana@waterlijn.example')).stdout).toContain('came back');
});

/** The envelope sender of the mail to somebody, as the mail server heard it. */
function returnPathTo(email: string, commands: readonly string[]): string {
  const at = commands.findIndex((line) => line.startsWith('RCPT') && line.includes(`<${email}>`));
  const from = commands.slice(0, at).findLast((line) => line.startsWith('MAIL FROM'));
  return /<([^>]*)>/.exec(from ?? '')?.[1] ?? '';
}

function recipientsIn(commands: readonly string[]): string[] {
  const all = commands.flatMap((line) => /^RCPT TO:<([^>]*)>/.exec(line)?.[1] ?? []);
  return [...new Set(all)].sort();
}

function reportTo(address: string): Uint8Array {
  const failed = ['Final-Recipient: rfc822; ana@waterlijn.example', 'Action: failed', 'Status: 5.1.1'];
  return deliveryReport(address, failed);
}

it('a report that did not come to a return path of ours changes nothing, and the pipe goes on', async () => {
  const { druppel, put } = await workspaceWith({ 'workspace.yaml': WORKSPACE });
  const file = await put('undelivered.eml', reportTo('learning@waterlijn.example'));
  const told = await druppel('bounce', file);
  expect([told.code, told.stdout]).toEqual([0, expect.stringContaining('did not come to a return path of ours')]);
  expect((await druppel('bounce', file, '--json')).json()).toEqual({ kind: 'not-ours' });
});

it('what cannot be read is said with what to do', async () => {
  const { druppel, put } = await workspaceWith({ 'workspace.yaml': WORKSPACE });
  const missing = await druppel('bounce', 'nothing.eml');
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('nothing.eml could not be read')]);
  const empty = await druppel('bounce', await put('empty.eml', ''));
  expect([empty.code, empty.stderr]).toEqual([1, expect.stringContaining('is empty')]);
});
