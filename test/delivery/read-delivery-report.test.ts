import { describe, expect, it } from 'vitest';
import { readDeliveryReport } from '../../src/delivery/read-delivery-report.ts';
import { deliveryReport } from '../support/delivery-reports.ts';

const TO = 'learning+msg_1-abcdefghijklmnop@waterlijn.example';
const ANA = 'Final-Recipient: rfc822; ana@waterlijn.example';

describe('a report of a mail server', () => {
  it.each<[server: string, fields: readonly string[], read: Record<string, unknown>]>([
    [
      'Postfix, folded over lines',
      [
        ANA,
        'Original-Recipient: rfc822;ana@waterlijn.example',
        'Action: failed',
        'Status: 5.1.1',
        'Remote-MTA: dns; mx.waterlijn.example',
        'Diagnostic-Code: smtp; 550 5.1.1 <ana@waterlijn.example>: Recipient address',
        '    rejected: User unknown in local recipient table',
      ],
      {
        action: 'failed',
        status: '5.1.1',
        text: '550 5.1.1 <ana@waterlijn.example>: Recipient address rejected: User unknown in local recipient table',
      },
    ],
    [
      'Exchange Online, lower case, with its own words in the status',
      ['Final-recipient: rfc822;ana@waterlijn.example', 'action: Failed', 'status: 5.1.10 (RecipientNotFound)'],
      { action: 'failed', status: '5.1.10', text: '' },
    ],
    [
      'Exim, which says 5.0.0 and lets the other server say the rest',
      [ANA, 'Action: failed', 'Status: 5.0.0', 'Diagnostic-Code: smtp; 550-5.2.1 The mailbox is disabled'],
      { status: '5.2.1' },
    ],
    ['one without a status', [ANA, 'Action: failed', 'Diagnostic-Code: smtp; 550 No such user'], { status: null }],
    ['one that goes on trying', [ANA, 'Action: delayed', 'Status: 4.4.1'], { action: 'delayed', status: '4.4.1' }],
    ['one that passed it on', [ANA, 'Action: relayed', 'Status: 2.0.0'], { action: 'relayed', status: '2.0.0' }],
  ])('is read from %s', async (_server, fields, read) => {
    const report = await readDeliveryReport(deliveryReport(TO, fields));
    expect(report?.addressedTo).toEqual([TO]);
    expect(report?.recipients).toEqual([expect.objectContaining(read)]);
  });

  it('tells of each recipient, where there are several', async () => {
    const two = [ANA, 'Action: expanded', 'Status: 2.0.0', '', ANA, 'Action: failed', 'Status: 5.2.2'];
    const report = await readDeliveryReport(deliveryReport(TO, two));
    expect(report?.recipients.map(({ action }) => action)).toEqual(['expanded', 'failed']);
  });

  it('is found by the address it came in for, also where To is another', async () => {
    const headers = [`Delivered-To: ${TO.toUpperCase()}`, `X-Original-To: <${TO}>`];
    const fields = [ANA, 'Action: failed', 'Status: 5.1.1'];
    const report = await readDeliveryReport(deliveryReport('bounces@waterlijn.example', fields, { headers }));
    expect(report?.addressedTo).toEqual(['bounces@waterlijn.example', TO]);
  });

  it('is read with the line that pipes of mail servers put before it', async () => {
    const piped = Buffer.concat([
      Buffer.from('From MAILER-DAEMON  Mon Apr 26 09:00:00 2027\n'),
      deliveryReport(TO, [ANA, 'Action: failed', 'Status: 5.1.1']),
    ]);
    expect(await readDeliveryReport(piped)).toMatchObject({ addressedTo: [TO], recipients: [{ status: '5.1.1' }] });
  });

  it('keeps one line of what was answered, without control characters', async () => {
    const hostile = `Diagnostic-Code: smtp; 550 a\tb\u0007c ${'x'.repeat(900)}`;
    const report = await readDeliveryReport(deliveryReport(TO, [ANA, 'Action: failed', 'Status: 5.1.1', hostile]));
    const text = report?.recipients[0]?.text ?? '';
    expect([text.length, text.startsWith('550 a b c x')]).toEqual([500, true]);
  });
});

it.each<[what: string, raw: Uint8Array]>([
  [
    'an answer out of office',
    new TextEncoder().encode(`To: ${TO}\r\nAuto-Submitted: auto-replied\r\n\r\nBack on Monday.`),
  ],
  [
    'a notice in words alone',
    new TextEncoder().encode(`To: ${TO}\r\n\r\n<ana@waterlijn.example>: user unknown (5.1.1)`),
  ],
  ['a report about nobody', deliveryReport(TO, ['Action: failed', 'Status: 5.1.1'])],
  ['a report of nothing known', deliveryReport(TO, [ANA, 'Action: eaten'])],
  ['nothing', new Uint8Array()],
  ['bytes that are no mail', new Uint8Array(2_000).map((_, at) => (at * 37) % 256)],
])('%s is no report', async (_what, raw) => {
  expect(await readDeliveryReport(raw)).toBeNull();
});
