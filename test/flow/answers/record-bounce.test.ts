import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeReturnPath } from '../../../src/delivery/verp.ts';
import { recordBounce } from '../../../src/flow/answers/record-bounce.ts';
import { suppressedPeople } from '../../../src/flow/privacy/suppress-address.ts';
import { messagesById } from '../../../src/store/mails/messages.ts';
import { employeesByKey } from '../../../src/store/people/employees.ts';
import { openWebWorld, SECRET, type WebWorld } from '../../http/web-world.ts';
import { deliveryReport } from '../../support/delivery-reports.ts';

const MAILBOX = 'learning@waterlijn.example';
let world: WebWorld;
let id: string;
beforeEach(async () => {
  world = await openWebWorld();
  id = world.mails.get('data-literacy/ana') ?? '';
  await world.store.write(async ({ db, tables: { messages } }) => {
    await db.update(messages).set({ email: 'ana@waterlijn.example' }).where(eq(messages.id, id));
  });
});
afterEach(() => world.close());

const returnPath = (key = SECRET) => makeReturnPath(id, { mailbox: MAILBOX, key });
const failed = (status: string, action = 'failed') => [
  'Final-Recipient: rfc822; ana@waterlijn.example',
  `Action: ${action}`,
  `Status: ${status}`,
  'Diagnostic-Code: smtp; 550 no',
];
const record = (raw: Uint8Array, isRedirected = false) =>
  recordBounce({ store: world.store, clock: () => world.now }, raw, { secret: SECRET, isRedirected });

async function ana() {
  const [person] = await employeesByKey(world.store.read, ['emp_ana']);
  const [message] = await messagesById(world.store.read, [id]);
  const suppressed = person === undefined ? null : (await suppressedPeople(world.store.read, [person])).has('emp_ana');
  return { state: message?.state, reply: message?.replyText, suppressed };
}

describe('a mail that came back', () => {
  it('because there is no such mailbox counts as bounced, and its address takes no more mail', async () => {
    const revision = await world.revision('ana');
    expect(await record(deliveryReport(returnPath(), failed('5.1.1')))).toEqual({
      kind: 'bounced',
      campaign: 'data-literacy',
      suppressed: true,
    });
    expect(await ana()).toEqual({ state: 'bounced', reply: '550 no', suppressed: true });
    expect(await world.revision('ana')).toBeGreaterThan(revision);
  });

  it.each(['5.2.2', '5.7.1', '4.4.7', '5.0.0'])(
    'with %s counts as bounced, and says nothing about the address',
    async (status) => {
      expect(await record(deliveryReport(returnPath(), failed(status)))).toMatchObject({ suppressed: false });
      expect(await ana()).toMatchObject({ state: 'bounced', suppressed: false });
    },
  );

  it('is counted once, however often it is told', async () => {
    const report = deliveryReport(returnPath(), failed('5.2.2'));
    await record(report);
    expect(await record(report)).toEqual({ kind: 'known' });
  });

  it('from a trial that goes to one address says nothing about a person’s', async () => {
    expect(await record(deliveryReport(returnPath(), failed('5.1.1')), true)).toMatchObject({ suppressed: false });
    expect((await ana()).suppressed).toBe(false);
  });
});

describe('nothing is changed by', () => {
  it.each<[what: string, report: () => Uint8Array, kind: string]>([
    ['a server that goes on trying', () => deliveryReport(returnPath(), failed('4.4.1', 'delayed')), 'not-final'],
    ['a server that delivered it', () => deliveryReport(returnPath(), failed('2.0.0', 'delivered')), 'not-final'],
    ['a forged return path', () => deliveryReport(returnPath('x'.repeat(32)), failed('5.1.1')), 'not-ours'],
    ['the sender’s own address', () => deliveryReport(MAILBOX, failed('5.1.1')), 'not-ours'],
    ['an answer out of office', () => new TextEncoder().encode(`To: ${returnPath()}\r\n\r\nBack soon.`), 'no-report'],
  ])('%s', async (_what, report, kind) => {
    const before = await ana();
    expect(await record(report())).toEqual({ kind });
    expect(await ana()).toEqual(before);
  });

  it('a report about a mail that nobody sent', async () => {
    const path = makeReturnPath('msg_nothing', { mailbox: MAILBOX, key: SECRET });
    expect(await record(deliveryReport(path, failed('5.1.1')))).toEqual({ kind: 'known' });
  });
});
