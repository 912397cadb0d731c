import type { Employee } from '../../src/domain/employee.ts';
import type { Message } from '../../src/domain/message.ts';
import type { Participation } from '../../src/domain/participation.ts';
import { DAY_MS, HOUR_MS, type Instant } from '../../src/domain/time.ts';
import { addCampaign, changeCampaign } from '../../src/store/campaigns/campaigns.ts';
import { type Claim, claimReady, type LastLook, stampLastLooks } from '../../src/store/mails/claims.ts';
import { type MessageToSave, saveMessages } from '../../src/store/mails/messages.ts';
import { raiseWorkspaceRevision } from '../../src/store/meta.ts';
import { upsertEmployees } from '../../src/store/people/employees.ts';
import type { Store } from '../../src/store/store.ts';

/** Monday 26 April 2027, 09:00 in Amsterdam. */
export const MONDAY: Instant = Date.parse('2027-04-26T07:00:00Z');

export function person(name: string, fields: Partial<Employee> = {}): Employee {
  return {
    key: `emp_${name}`,
    id: name,
    email: `${name}@waterlijn.example`,
    locale: 'nl',
    timezone: null,
    country: 'NL',
    region: null,
    workingDays: null,
    leave: [],
    hiredOn: null,
    leftOn: null,
    missingSince: null,
    managerEmail: null,
    buddyEmail: null,
    attributes: {},
    ...fields,
  };
}

export function participation(of: string, fields: Partial<Participation> = {}): Participation {
  return {
    id: `par_${of}`,
    campaign: 'data-literacy',
    person: `emp_${of}`,
    round: 1,
    version: 1,
    beganAt: MONDAY,
    joinedAt: MONDAY,
    newcomer: false,
    fixed: { '{"kind":"attribute"}': true },
    place: {
      phase: 'inform',
      phaseBeganAt: MONDAY,
      last: null,
      turnAt: MONDAY,
      remind: null,
      waitedUntil: null,
      datedSent: null,
    },
    goalReachedAt: null,
    saidDoneAt: null,
    suspended: null,
    ended: null,
    ...fields,
  };
}

/** The kick-off to somebody, ready at MONDAY and good for that day. */
export function kickOff(to: string, fields: Partial<MessageToSave> = {}): Message {
  return {
    id: `msg_${to}`,
    kind: 'step',
    key: `par_${to}/kick-off/0`,
    campaign: 'data-literacy',
    version: 1,
    participation: `par_${to}`,
    recipient: `emp_${to}`,
    step: 'kick-off',
    phase: 'inform',
    message: 'kick-off',
    about: [],
    state: 'ready',
    dueAt: MONDAY,
    openingAt: MONDAY,
    slotAt: MONDAY,
    validUntilAt: MONDAY + DAY_MS / 3,
    reason: null,
    settledAt: null,
    ...fields,
  };
}

/** A running campaign `data-literacy`, these people in it, and a kick-off ready for each. */
export async function kickOffsReady(store: Store, names: readonly string[]): Promise<void> {
  await store.write(async (tx) => {
    await raiseWorkspaceRevision(tx);
    await addCampaign(tx, { id: 'data-literacy', state: 'published', currentVersion: 1 });
    await changeCampaign(tx, 'data-literacy', { state: 'running', launchedAt: MONDAY, startsAt: MONDAY });
    await upsertEmployees(
      tx,
      names.map((name) => person(name)),
      MONDAY,
    );
    await saveMessages(
      tx,
      names.map((name) => kickOff(name)),
    );
  });
}

/** Claims what is ready and stamps it with the revisions as they are. */
export async function claimAndLook(store: Store, bootId = 'boot_a', limit = 200): Promise<Claim[]> {
  return store.write(async (tx) => {
    const leaseUntil = MONDAY + HOUR_MS;
    const claimed = await claimReady(tx, { lane: null, now: MONDAY, limit, bootId, leaseUntil });
    await stampLastLooks(
      tx,
      claimed.map((message) => lastLook(message)),
    );
    return claimed.map(({ id, claim }) => ({ id, claim }));
  });
}

export function lastLook({ id, claim }: Claim, fields: Partial<LastLook> = {}): LastLook {
  return {
    id,
    claim,
    email: `${id}@waterlijn.example`,
    locale: 'nl',
    variant: null,
    messageId: `<${id}@druppel.example>`,
    values: { firstName: 'Ana' },
    about: [],
    personRevision: 1,
    campaignRevision: 2,
    workspaceRevision: 1,
    ...fields,
  };
}
