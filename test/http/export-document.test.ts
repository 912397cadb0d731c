import { describe, expect, it } from 'vitest';
import type { PersonData } from '../../src/flow/privacy/collect-person-data.ts';
import { exportDocument } from '../../src/http/reader/export-document.ts';

const NOTHING = {
  addresses: [],
  learning: [],
  statements: [],
  campaigns: [],
  mails: [],
  mailsAboutYou: [],
  stories: [],
  clicks: [],
  steered: [],
  choices: [],
  identityProvider: [],
  console: [],
  deeds: [],
  imports: [],
};
const DATA: PersonData = {
  ...NOTHING,
  made: '2027-06-01T10:00:00Z',
  person: {
    id: '17',
    timezone: 'Europe/Amsterdam',
    region: null,
    leave: [{ from: '2027-01-04', to: '2027-01-08' }],
    workingDays: ['mon', 'thu'],
    shoe_size: 41,
    chosenNeed: 'career',
    mayBeMailed: true,
  },
  mails: [
    {
      ...{ campaign: 'safety', step: 'kick-off', state: 'passed', reason: 'mail-limit', variant: null },
      ...{ at: '2027-05-31T22:30:00Z', words: { first_name: 'Ana<b>' } },
    },
  ],
};

/** The words a reader sees, one to a line. */
function wordsOf(locale: 'nl' | 'en' | 'fr', data = DATA): string {
  const page = exportDocument(data, { locale, organisation: 'Waterlijn', zone: 'UTC' });
  return page
    .slice(page.indexOf('<main>'), page.indexOf('<script'))
    .replace(/<[^>]+>/g, '\n')
    .replace(/\n+/g, '\n');
}

describe('the file with everything about somebody', () => {
  it('reads in the words of the reader: names of fields, days, codes, yes and no', () => {
    const words = wordsOf('nl');
    for (const said of ['Personeelsnummer', 'maandag en donderdag', '2027-01-04 – 2027-01-08', 'Shoe size', 'ja'])
      expect(words).toContain(`\n${said}\n`);
    expect(words).toContain('\nniet verstuurd\nmaillimiet\n');
    expect(words).toContain('\nWat je helpt, naar eigen keuze\nEen volgende stap in mijn loopbaan\n');
    expect(wordsOf('fr')).toContain('\nlundi et jeudi\n');
  });

  it('tells moments on the clock of the person, or of the organisation where theirs is not known', () => {
    expect(wordsOf('en')).toContain('\nTue 1 Jun 00:30\n');
    expect(wordsOf('en', { ...DATA, person: { ...DATA.person, timezone: null } })).toContain('\nMon 31 May 22:30\n');
  });

  it('says in one sentence what is not known, and of what there is nothing', () => {
    expect(wordsOf('en')).toContain('\nNot known: region.\n');
    expect(wordsOf('en')).toContain(
      'There is nothing of: addresses, learning, statements of the learning platform, campaigns, mails about you to your manager or buddy, your stories, clicks',
    );
    expect(wordsOf('en')).not.toContain('Variant');
  });

  it('takes nothing that somebody wrote for a part of the page', () => {
    expect(exportDocument(DATA, { locale: 'en', organisation: '<i>W', zone: 'UTC' })).not.toMatch(/<b>|<i>/);
  });
});
