import { describe, expect, it } from 'vitest';
import { campaignJsonSchema, workspaceJsonSchema } from '../../../src/intake/campaign-files/json-schema.ts';
import { workspaceOf, workspaceYaml } from './reading.ts';

describe('a workspace file', () => {
  it('is read with its defaults', () => {
    const { workspace, says } = workspaceOf(workspaceYaml);
    expect(says).toEqual([]);
    expect(workspace).toMatchObject({
      name: 'Waterlijn',
      locales: ['en', 'nl'],
      country: 'NL',
      sending: {
        days: ['mon', 'tue', 'wed', 'thu', 'fri'],
        from: 32_400_000,
        to: 59_400_000,
        spreadMs: 1_200_000,
        holidays: true,
        mailLimit: null,
      },
      learningDataMaxDays: null,
      tracking: 'journey',
      minimumGroup: 10,
      approval: 'none',
      attributes: { review_on: { type: 'date', sensitive: false }, level: { type: 'number', sensitive: false } },
      audiences: { 'new-joiners': { kind: 'attribute', name: 'hired_on' } },
    });
  });

  it('says when mail goes', () => {
    const { workspace } = workspaceOf(`${workspaceYaml}learning-data: at most 3 days old
sending:
  days: mon tue thu
  between: 08:30-12:00
  spread: 0 minutes
  holidays: false
  days-off: [2027-05-14]
  blackout: [2027-07-26..2027-08-06, 2027-12-24]
  mail-limit: 3 per 10 days
`);
    expect(workspace?.learningDataMaxDays).toBe(3);
    expect(workspace?.sending).toEqual({
      days: ['mon', 'tue', 'thu'],
      from: 30_600_000,
      to: 43_200_000,
      spreadMs: 0,
      holidays: false,
      daysOff: ['2027-05-14'],
      blackout: [
        { from: '2027-07-26', to: '2027-08-06' },
        { from: '2027-12-24', to: '2027-12-24' },
      ],
      mailLimit: { mails: 3, days: 10 },
    });
  });

  it.each([
    ['1 per day', { mails: 1, days: 1 }],
    ['2 per week', { mails: 2, days: 7 }],
    ['none', null],
  ])('a mail limit of %s', (written, limit) => {
    expect(workspaceOf(`${workspaceYaml}sending: { mail-limit: ${written} }\n`).workspace?.sending.mailLimit).toEqual(
      limit,
    );
  });

  it.each<[name: string, text: string, says: RegExp]>([
    [
      'a zone that is none',
      workspaceYaml.replace('Europe/Amsterdam', 'Mars/Base'),
      /campaigns\/workspace\.yaml:5:11 › timezone: "Mars\/Base" is not a time zone/,
    ],
    [
      'a country that is none',
      workspaceYaml.replace('NL', 'Holland'),
      /:6:10 › country: "Holland" is not a country code/,
    ],
    [
      'a locale that is none',
      workspaceYaml.replace('[en, nl]', '[en, dutch!]'),
      /:4:15 › locales: "dutch!" is not a language tag/,
    ],
    [
      'a group too small to protect anyone',
      `${workspaceYaml}minimum-group: 3\n`,
      /minimum-group: 3 is too small or too short\. At least 5/,
    ],
    [
      'hours that end before they begin',
      `${workspaceYaml}sending: { between: "16:00-09:00" }\n`,
      /sending › between: "16:00-09:00" is not a time of day from – to/,
    ],
    [
      'a spread longer than the window',
      `${workspaceYaml}sending: { between: "09:00-10:00", spread: 2 hours }\n`,
      /spread: "2 hours" is longer than the window/,
    ],
    [
      'a blackout that ends before it begins',
      `${workspaceYaml}sending: { blackout: [2027-08-06..2027-07-26] }\n`,
      /is not a span of dates/,
    ],
    [
      'a limit that is none',
      `${workspaceYaml}sending: { mail-limit: few }\n`,
      /"few" is not a limit\. Write it like "2 per week"/,
    ],
    ['a sender who does not listen', workspaceYaml.replace('learning@', 'noreply@'), /tells people not to answer/],
    [
      'an unknown key',
      `${workspaceYaml}trackings: off\n`,
      /trackings: There is no "trackings" here\. Did you mean "tracking"\?/,
    ],
    [
      'a channel without https',
      `${workspaceYaml}posts: { teams: { url: x } }\n`,
      /"x" is neither "env:NAME" nor an https/,
    ],
    [
      'a standard column of another type',
      workspaceYaml.replace('level: number', 'hired_on: text'),
      /"hired_on" is of type date, not text/,
    ],
    [
      'an audience of unknown attributes',
      workspaceYaml.replace('hired: within', 'hird: within'),
      /:11:7 › audiences › new-joiners › hird: There is no attribute "hird"\. Did you mean "hired/,
    ],
    [
      'an audience of who received an unknown mail',
      `${workspaceYaml}  reached: [received: kik-off]\n`,
      /workspace\.yaml:12:23 › audiences › reached › received: There is no message "kik-off"\. Did you mean "kick-off"\?/,
    ],
    [
      'an audience of who answered an unknown survey',
      `${workspaceYaml}  heard: [answered: midterm]\n`,
      /workspace\.yaml:12:21 › audiences › heard › answered: There is no survey "midterm"\. Did you mean "mid-term"\?/,
    ],
    [
      'an audience defined by itself',
      `${workspaceYaml}  a: { in: b }\n  b: [{ not in: a }]\n`,
      /The audience "a" is defined by itself/,
    ],
    ['a bare learning word', `${workspaceYaml}  late: [overdue]\n`, /"overdue" alone means what the campaign promotes/],
    ['a missing key', workspaceYaml.replace(/^from.*\n/m, ''), /"from" is missing/],
    ['a colour that YAML takes for a comment', `${workspaceYaml}brand: { colour: teal }\n`, /"teal" is not a colour/],
  ])('%s is refused', (_, text, says) => {
    const { workspace, says: told } = workspaceOf(text);
    expect(told.join('\n')).toMatch(says);
    expect(workspace).toBeNull();
  });
});

describe('the editor schema', () => {
  it('knows the keys of a campaign and of its steps, and no others', () => {
    const schema = JSON.stringify(campaignJsonSchema());
    for (const word of ['promotes', 'newcomers', 'remind', 'sooner-if', 'wait-until', 'additionalProperties":false']) {
      expect(schema).toContain(word);
    }
    expect(schema).not.toContain('"stories"');
  });

  it('knows the keys of the workspace', () => {
    expect(Object.keys(workspaceJsonSchema().properties as object)).toContain('minimum-group');
  });
});
