import { beforeAll, describe, expect, it } from 'vitest';
import { loadPublicHolidays, type PublicHolidays } from '../../src/calendar/public-holidays.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Employee } from '../../src/domain/employee.ts';
import type { Setting } from '../../src/engine/facts/situation.ts';
import { EngineRun } from '../support/engine-run.ts';
import {
  campaign,
  learned,
  live,
  mail,
  moment,
  on,
  remind,
  setting,
  situation,
  wait,
  workspace,
} from '../support/engine-world.ts';

let known: PublicHolidays;
beforeAll(async () => {
  known = await loadPublicHolidays();
});
const real: Setting['holidays'] = (country, region, year) =>
  new Set(country === null ? [] : known.datesOf(country, region, year).keys());

describe('a due date on a public holiday: on due comes on the last working day before, by the calendar of the reader', () => {
  const LAW: Partial<Campaign> = { required: { by: 'law', because: null } };

  it.each<[what: string, where: Partial<Employee>, due: string, voluntary: string, required: string]>([
    ['King’s Day, in the Netherlands', { country: 'NL' }, '2027-04-27', 'Mon 26 Apr 09:00', 'Mon 26 Apr 09:00'],
    [
      'the same day in Belgium',
      { country: 'BE', timezone: 'Europe/Brussels' },
      '2027-04-27',
      'Tue 27 Apr 09:00',
      'Tue 27 Apr 09:00',
    ],
    [
      'Corpus Christi, in Bavaria',
      { country: 'DE', region: 'BY', timezone: 'Europe/Berlin' },
      '2027-05-27',
      'Wed 26 May 09:00',
      'Wed 26 May 09:00',
    ],
    [
      'the same day in Berlin',
      { country: 'DE', region: 'BE', timezone: 'Europe/Berlin' },
      '2027-05-27',
      'Thu 27 May 09:00',
      'Thu 27 May 09:00',
    ],
    [
      'the summer bank holiday, in Scotland',
      { country: 'GB', region: 'SCT', timezone: 'Europe/London' },
      '2027-08-02',
      'Fri 30 Jul 09:00',
      'Fri 30 Jul 09:00',
    ],
    [
      'the same day in England',
      { country: 'GB', region: 'ENG', timezone: 'Europe/London' },
      '2027-08-02',
      'Mon 2 Aug 09:00',
      'Mon 2 Aug 09:00',
    ],
    [
      'Whit Monday after a Friday of leave: only what is required comes on that Friday',
      { country: 'NL', leave: [{ from: '2027-05-14', to: '2027-05-14' }] },
      '2027-05-17',
      'Thu 13 May 09:00',
      'Fri 14 May 09:00',
    ],
  ])('%s', (_what, where, due, voluntary, required) => {
    const arrives = (changes: Partial<Campaign>) => {
      const dated = campaign(
        { inform: [mail('today', on('due'))] },
        { starts: '2027-03-01', perPersonDays: 365, ...changes },
      );
      const world = setting([live(dated, '2027-02-22')], { holidays: real });
      const ana = situation('ana', where, { learning: [learned('assigned', '2027-02-01', { due })] });
      return new EngineRun([ana], world, '2027-02-22').until('2027-09-01').mails;
    };
    expect({ voluntary: arrives({}), required: arrives(LAW) }).toEqual({
      voluntary: [`ana today ${voluntary}`],
      required: [`ana today ${required}`],
    });
  });
});

describe('29 February', () => {
  const free = workspace({ holidays: false });
  const play = (definition: Campaign, launch: string, until: string, ana = situation('ana')) =>
    new EngineRun([ana], setting([live(definition, launch)], { workspace: free }), launch)
      .until(until)
      .mails.map((line) => line.replace('ana ', ''));
  const from = (launch: string, span: string) =>
    play(
      campaign(
        { inform: [mail('first'), mail('second', wait(span))] },
        { starts: 'launch', goal: null, perPersonDays: 800 },
      ),
      launch,
      '2029-04-01',
    ).at(-1);

  it.each<[what: string, mailed: string | undefined, goes: string]>([
    ['a month after Monday 31 January 2028', from('2028-01-31 10:00', '1 month'), 'second Tue 29 Feb 10:00'],
    ['a day after 28 February 2028', from('2028-02-28 10:00', '1 day'), 'second Tue 29 Feb 10:00'],
    ['a working day after 28 February 2028', from('2028-02-28 10:00', '1 working day'), 'second Tue 29 Feb 10:00'],
    ['a week after 22 February 2028', from('2028-02-22 10:00', '1 week'), 'second Tue 29 Feb 10:00'],
    ['a month after 29 February 2028', from('2028-02-29 10:00', '1 month'), 'second Wed 29 Mar 10:00'],
    ['a year after it: 28 February 2029', from('2028-02-29 10:00', '12 months'), 'second Wed 28 Feb 10:00'],
  ])('%s', (_what, mailed, goes) => {
    expect(mailed).toBe(goes);
  });

  it('as a due date it is a day like any other', () => {
    const list = remind(['week', 'today', 'after'], {
      kind: 'dated',
      moments: [moment('due', -7), moment('due', 0), moment('due', 1)],
    });
    const ana = situation('ana', {}, { learning: [learned('assigned', '2028-01-03', { due: '2028-02-29' })] });
    expect(play(campaign({ inform: [list] }, { starts: '2028-02-01' }), '2028-01-24', '2028-04-01', ana)).toEqual([
      'week Tue 22 Feb 09:00',
      'today Tue 29 Feb 09:00',
      'after Wed 1 Mar 09:00',
    ]);
  });

  it('what was finished on it and is valid for a year lapses on 28 February', () => {
    const yearly = campaign(
      { inform: [mail('again', on('lapse', -7))] },
      { starts: '2029-01-01', promotes: ['safety'], goal: null },
    );
    const done = learned('completed', '2028-02-29 11:00', { activity: 'safety' });
    expect(play(yearly, '2028-12-20', '2029-04-01', situation('ana', {}, { learning: [done] }))).toEqual([
      'again Wed 21 Feb 09:00',
    ]);
  });
});
