import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/domain/time.ts';
import type { Channels } from '../../../src/flow/around/channels.ts';
import { doAround } from '../../../src/flow/around/do-around.ts';
import { playUntil } from '../../../src/flow/deciding/play.ts';
import { readInbox, readInboxMail } from '../../../src/flow/sending/read-inbox.ts';
import { claimAroundActions } from '../../../src/store/campaigns/around-actions.ts';
import { countByState } from '../../../src/store/mails/settling.ts';
import { pauseAll } from '../../../src/store/meta.ts';
import { upsertEmployees } from '../../../src/store/people/employees.ts';
import { person } from '../../store/world.ts';
import { AROUND, aroundWorld } from '../../support/around-world.ts';
import { type ChannelServer, channelServer } from '../../support/channel-server.ts';
import { at, moment } from '../../support/engine-world.ts';

const START = '2027-05-18 09:00';
const nowhere: Channels = { sendOut: null, variable: () => null };
const to = (channel: ChannelServer): Channels => ({
  sendOut: channel.sendOut,
  variable: (name) => (name === 'TEAMS_URL' ? channel.url : null),
});

describe('around a campaign', () => {
  it('the owner is reminded and the channel gets its post, each on its day and once', async () => {
    const world = await aroundWorld();
    const channel = await channelServer();
    await world.at('2027-05-03 09:00', to(channel));
    expect(await world.actions()).toEqual([
      'poster-canteens planned Mon 10 May 09:00',
      'post-kick-off planned Tue 18 May 09:00',
    ]);
    for (const day of [
      '2027-05-09 12:00',
      '2027-05-10 08:59',
      '2027-05-10 09:00',
      '2027-05-11 09:00',
      START,
      '2027-05-19 09:00',
    ])
      await world.at(day, to(channel));
    expect(await world.actions()).toEqual([
      'poster-canteens done Mon 10 May 09:00',
      'post-kick-off done Tue 18 May 09:00',
    ]);
    expect(world.mails.map(({ subject }) => subject)).toEqual(['Today, Poster: canteens']);
    expect(channel.received.map(({ body }) => body)).toEqual([
      {
        text: 'Six quarter-hours have begun\n\nData literacy begins on Tuesday 18 May. See part 1 (https://learn.waterlijn.example/data-101)',
      },
    ]);
  });

  it('the reminder says why it comes, from the workspace, in the owner’s language, and follows nobody', async () => {
    const world = await aroundWorld();
    const owner = person('facilities', { locale: 'fr', email: 'facilities@waterlijn.example' });
    await world.context.store.write((tx) => upsertEmployees(tx, [owner], world.clock.now()));
    await world.at('2027-05-10 09:00', nowhere);
    const [mail] = world.mails;
    expect(mail).toMatchObject({
      subject: 'Aujourd’hui, Affiche : canteens',
      from: { address: 'learning@waterlijn.example' },
      to: [{ address: 'facilities@waterlijn.example' }],
    });
    expect(mail?.text).toContain('vous désigne comme responsable');
    expect(mail?.html).not.toMatch(/https?:|<img/);
    const names = mail?.headers.map(({ name }) => name.toLowerCase());
    expect(names).toContain('auto-submitted');
    expect(names).not.toContain('list-unsubscribe');
  });

  it('a pause holds both, and they come behind it', async () => {
    const world = await aroundWorld();
    const channel = await channelServer();
    await world.change({ state: 'paused', pausedSince: at('2027-05-07') });
    await world.at('2027-05-10 09:00', to(channel));
    expect(await world.actions()).toEqual(['post-kick-off planned: paused', 'poster-canteens planned: paused']);
    const pauses = [{ from: at('2027-05-07'), to: at('2027-05-12 11:00') }];
    await world.change({ state: 'running', pausedSince: null, pauses });
    await world.at('2027-05-12 11:00', to(channel));
    await world.at(START, to(channel));
    expect(await world.actions()).toEqual([
      'poster-canteens done Wed 12 May 11:00: paused',
      'post-kick-off done Tue 18 May 09:00',
    ]);
    expect([world.mails.length, channel.received.length]).toEqual([1, 1]);
  });

  it('all mail paused between the decision and the sending: the reminder comes back and waits', async () => {
    const world = await aroundWorld({}, {});
    const { store } = world.context;
    world.clock.moveTo(at('2027-05-10 09:00'));
    await doAround(world.context, nowhere, 'boot_test', () => 0);
    await store.write((tx) => pauseAll(tx, world.clock.now()));
    await world.sender.sendReady(null);
    await doAround(world.context, nowhere, 'boot_test', () => 0);
    expect(await countByState(store.read)).toEqual({ planned: 1 });
    expect(world.mails).toEqual([]);
  });

  it('a new version moves, drops and adds what is not done, and never repeats what is', async () => {
    const world = await aroundWorld();
    const channel = await channelServer();
    await world.at('2027-05-10 09:00', to(channel));
    const [poster, post] = AROUND as [(typeof AROUND)[0], (typeof AROUND)[1]];
    const date = (on: string) => moment({ kind: 'date', on });
    await world.publish({
      around: [
        { ...poster, at: date('2027-05-20') },
        { ...post, at: date('2027-05-19') },
        { kind: 'meeting', id: 'meeting-team', what: 'team', owner: 'mia@waterlijn.example', at: date('2027-05-21') },
      ],
    });
    await world.at('2027-05-11 09:00', to(channel));
    expect(await world.actions()).toEqual([
      'poster-canteens done Mon 10 May 09:00',
      'post-kick-off planned Wed 19 May 09:00',
      'meeting-team planned Fri 21 May 09:00',
    ]);
    await world.publish({ around: [poster] });
    await world.at('2027-05-21 09:00', to(channel));
    expect(await world.actions()).toEqual([
      'poster-canteens done Mon 10 May 09:00',
      'post-kick-off withdrawn',
      'meeting-team withdrawn',
    ]);
    expect([world.mails.length, channel.received.length]).toEqual([1, 0]);
  });

  it('recalled or finished: nothing; launched again: what was done is done', async () => {
    const world = await aroundWorld();
    const channel = await channelServer();
    await world.at('2027-05-10 09:00', to(channel));
    await world.change({ state: 'published', launchedAt: null, startsAt: null });
    await world.at(START, to(channel));
    expect(await world.actions()).toEqual(['poster-canteens done Mon 10 May 09:00', 'post-kick-off withdrawn']);
    await world.change({ state: 'running', launchedAt: at('2027-05-18 10:00'), startsAt: at('2027-05-18 10:00') });
    await world.at('2027-05-18 10:00', to(channel));
    expect(channel.received).toHaveLength(1);
    const finished = await aroundWorld();
    await finished.change({ state: 'finished' });
    await finished.at(START, to(channel));
    expect(await finished.actions()).toEqual([
      'poster-canteens withdrawn: campaign-over',
      'post-kick-off withdrawn: campaign-over',
    ]);
  });

  it('launched too late: passed, with the reason; a new date brings it back', async () => {
    const world = await aroundWorld({ starts: '2027-04-20' });
    await world.at('2027-05-03 09:00', nowhere);
    expect(await world.actions()).toEqual(['poster-canteens passed: too-late', 'post-kick-off passed: too-late']);
    await world.publish({ starts: '2027-05-18' });
    await world.at('2027-05-03 10:00', nowhere);
    expect(await world.actions()).toEqual([
      'poster-canteens planned Mon 10 May 09:00',
      'post-kick-off planned Tue 18 May 09:00',
    ]);
  });
});

describe('where nothing leaves the machine', () => {
  it('a post stands in the built-in inbox, and counts as simulated', async () => {
    const world = await aroundWorld();
    await world.at(START, nowhere);
    const page = await readInbox(world.context, { search: 'teams', before: null, limit: 10 });
    expect(page.entries).toMatchObject([
      { recipient: 'post: teams', subject: 'Six quarter-hours have begun', campaign: 'data', step: 'post-kick-off' },
    ]);
    const reading = await readInboxMail(world.context, page.entries[0]?.id ?? '');
    expect(reading?.mail.text).toContain('See part 1 (https://learn.waterlijn.example/data-101)');
  });

  it('a play does it all at its own instant, whatever the settings say, and in parts as in one', async () => {
    const whole = await aroundWorld();
    await playUntil(whole.context, whole.clock, whole.sender, at('2027-06-01'));
    const parts = await aroundWorld();
    for (let day = at('2027-05-03 08:00'); day < at('2027-06-01'); day += DAY_MS / 2)
      await playUntil(parts.context, parts.clock, parts.sender, day);
    await playUntil(parts.context, parts.clock, parts.sender, at('2027-06-01'));
    for (const world of [whole, parts]) {
      expect(await world.actions()).toEqual([
        'poster-canteens done Mon 10 May 09:00',
        'post-kick-off done Tue 18 May 09:00',
      ]);
      expect(world.mails.map(({ date }) => date)).toEqual([at('2027-05-10 09:00')]);
      const { entries } = await readInbox(world.context, { search: '', before: null, limit: 10 });
      expect(entries.map((entry) => entry.at)).toEqual([at(START)]);
    }
  });
});

describe('a channel that does not take it', () => {
  it('busy or broken: again later, sooner or as it asks, at last it has failed', async () => {
    const world = await aroundWorld();
    const answers = [500, 429, 503, 200];
    const channel = await channelServer((response, count) =>
      response.writeHead(answers[count - 1] ?? 200, count === 2 ? { 'retry-after': '7200' } : {}).end(),
    );
    await world.at(START, to(channel));
    expect(await world.words('post-kick-off')).toBe('the channel answered 500');
    await world.at(at(START) + 30_000, to(channel));
    expect(channel.received).toHaveLength(1);
    await world.at(at(START) + MINUTE_MS, to(channel));
    expect(channel.received).toHaveLength(2);
    await world.at(at(START) + 2 * HOUR_MS, to(channel));
    expect(channel.received).toHaveLength(2);
    await world.at(at(START) + 2 * HOUR_MS + MINUTE_MS, to(channel));
    expect(channel.received).toHaveLength(3);
    await world.at(at(START) + 3 * HOUR_MS, to(channel));
    expect(channel.received).toHaveLength(4);
    expect(await world.actions()).toContain('post-kick-off done Tue 18 May 12:00');
  });

  it('for days on end: it has failed, in working hours alone', async () => {
    const world = await aroundWorld();
    const tried: number[] = [];
    const channel = await channelServer((response) => {
      tried.push(world.clock.now());
      response.writeHead(502).end();
    });
    for (let now = at(START); now < at('2027-05-22'); now += 5 * MINUTE_MS) await world.at(now, to(channel));
    expect(await world.words('post-kick-off')).toBe('the channel answered 502, 7 times');
    expect(tried).toHaveLength(7);
    const hours = tried.map((instant) => new Date(instant).toLocaleTimeString('nl', { timeZone: 'Europe/Amsterdam' }));
    expect(hours.filter((time) => time < '09:00' || time >= '16:30')).toEqual([]);
  });

  it.each([
    [400, 'the channel answered 400: it does not understand the format; look at "format" in workspace.yaml'],
    [404, 'the channel answered 404: there is no such channel; make a new address'],
    [307, 'the channel sends on to another address (307); put that one into the settings'],
  ])('%i: it has failed, and says what to do', async (status, words) => {
    const world = await aroundWorld();
    const elsewhere = await channelServer();
    const channel = await channelServer((response) => response.writeHead(status, { location: elsewhere.url }).end());
    await world.at(START, to(channel));
    await world.at('2027-05-19 12:00', to(channel));
    expect(await world.actions()).toContain('post-kick-off failed Tue 18 May 09:00');
    expect(await world.words('post-kick-off')).toBe(words);
    expect([channel.received.length, elsewhere.received.length]).toEqual([1, 0]);
  });

  it('no address in the settings: it waits, and says which one; then it goes', async () => {
    const world = await aroundWorld();
    const channel = await channelServer();
    await world.at(START, { ...to(channel), variable: () => null });
    expect(await world.words('post-kick-off')).toContain('TEAMS_URL is not set');
    await world.at(at(START) + HOUR_MS, to(channel));
    expect(await world.actions()).toContain('post-kick-off done Tue 18 May 10:00');
  });

  it('an address inside the house: refused, and the address stays a secret', async () => {
    const world = await aroundWorld();
    const channel = await channelServer(undefined, { refuse: () => 'it is not an address of the public internet' });
    await world.at(START, to(channel));
    expect(await world.words('post-kick-off')).toBe(
      'the channel’s address is refused: it is not an address of the public internet',
    );
    expect(JSON.stringify(await world.actions())).not.toContain('secret-of-this-channel');
  });
});

describe('a post goes out once', () => {
  it('a channel that takes it and hangs: in doubt, for people to see, and never again', async () => {
    const world = await aroundWorld();
    const channel = await channelServer(() => {}, { totalMs: 100 });
    await world.at(START, to(channel));
    for (const hours of [1, 24, 48]) await world.at(at(START) + hours * HOUR_MS, to(channel));
    expect(await world.actions()).toContain('post-kick-off in-doubt Tue 18 May 09:00');
    expect(await world.words('post-kick-off')).toContain('it did not answer in time');
    expect(channel.received).toHaveLength(1);
  });

  it('a process that dies between the claim and the answer: in doubt once its lease is over', async () => {
    const world = await aroundWorld();
    const channel = await channelServer();
    const { store } = world.context;
    await world.at('2027-05-17 09:00', to(channel));
    const lease = { now: at(START), bootId: 'boot_dead', leaseUntil: at(START) + 5 * MINUTE_MS };
    expect(await store.write((tx) => claimAroundActions(tx, lease))).toHaveLength(1);
    await world.at(at(START) + 4 * MINUTE_MS, to(channel));
    expect(await world.actions()).toContain('post-kick-off claimed Tue 18 May 09:00');
    await world.at(at(START) + 5 * MINUTE_MS, to(channel));
    await world.at('2027-05-20 09:00', to(channel));
    expect(await world.actions()).toContain('post-kick-off in-doubt Tue 18 May 09:05');
    expect(channel.received).toEqual([]);
  });

  it('five processes at once: one post, one reminder', async () => {
    const world = await aroundWorld({ around: AROUND.map((action) => ({ ...action, at: moment('start') })) });
    const channel = await channelServer();
    world.clock.moveTo(at(START));
    const boots = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(boots.map((boot) => doAround(world.context, to(channel), boot, () => 0)));
    await world.sender.sendReady(null);
    expect([channel.received.length, world.mails.length]).toEqual([1, 1]);
  });

  it('mail does not wait for a channel that hangs', async () => {
    const world = await aroundWorld({ around: AROUND.map((action) => ({ ...action, at: moment('start') })) });
    let answer = () => {};
    const channel = await channelServer((response) => {
      answer = () => response.end('1');
    });
    world.clock.moveTo(at(START));
    const posting = doAround(world.context, to(channel), 'boot_test', () => 0);
    while (channel.received.length === 0) await new Promise(setImmediate);
    await world.sender.sendReady(null);
    expect(world.mails).toHaveLength(1);
    answer();
    expect(await posting).toMatchObject({ posted: 1 });
  });
});
