import { describe, expect, it } from 'vitest';
import { readStoryText } from '../../../src/intake/campaign-files/read-stories.ts';
import { formatFinding } from '../../../src/intake/finding.ts';

const CONTEXT = {
  workspace: { locales: ['nl', 'en'] as const, topics: { 'digital-skills': { nl: 'Digitaal' } } },
  activities: new Set(['data-101']),
};
const GOOD = `author: E1042
name: Carlijn
department: Finance
about: data-101
consent: 2027-02-28
texts:
  nl: { title: Rustig, quote: Niks voor mij., role: controller, text: "Een.\\n\\nTwee." }
  en: { title: Calm, text: One. }
`;

function read(text: string) {
  const { story, findings } = readStoryText(text, 'campaigns/stories/month-end.yaml', 'month-end', CONTEXT);
  return { story, says: findings.map(formatFinding).join('\n') };
}

describe('a story file', () => {
  it('is read as it says, and stands a year where it does not', () => {
    expect(read(GOOD)).toEqual({
      says: '',
      story: {
        id: 'month-end',
        ...{ author: 'E1042', firstName: 'Carlijn', department: 'Finance', about: ['data-101'] },
        ...{ consentOn: '2027-02-28', expiresOn: '2028-02-28', withdrawnOn: null },
        texts: {
          nl: { title: 'Rustig', quote: 'Niks voor mij.', role: 'controller', text: 'Een.\n\nTwee.' },
          en: { title: 'Calm', quote: null, role: null, text: 'One.' },
        },
      },
    });
  });

  it('anonymous says neither name nor role, whatever the file holds', () => {
    const { story } = read(GOOD.replace('consent:', 'show: anonymous\nconsent:'));
    expect(story).toMatchObject({ firstName: null, texts: { nl: { role: null } } });
  });

  it('an address is compared in small letters', () => {
    expect(read(GOOD.replace('E1042', 'Carlijn@Waterlijn.example')).story?.author).toBe('carlijn@waterlijn.example');
  });

  it.each([
    ['without consent', 'consent: 2027-02-28\n', '', /month-end\.yaml:1:1: "consent" is missing\. Add it\./],
    [
      'with a consent that is no date',
      '2027-02-28',
      'yes please',
      /:5:10 › consent: "yes please" is not a date\. Write it like "2027-04-26"/,
    ],
    ['without an author', 'author: E1042\n', '', /"author" is missing/],
    [
      'with a key that nobody knows',
      'department:',
      'departement:',
      /:3:1 › departement: There is no "departement" here\. Did you mean "department"\?/,
    ],
    [
      'about what nobody knows',
      'about: data-101',
      'about: data-110',
      /:4:8 › about: "data-110" is neither an activity nor a topic\. Did you mean "data-101"\?/,
    ],
    [
      'about a list with a slip',
      'about: data-101',
      'about: [data-101, digital-skils]',
      /:4:19 › about: "digital-skils" is neither .* Did you mean "digital-skills"\?/,
    ],
    [
      'shown in a way that nobody knows',
      'consent:',
      'show: nobody\nconsent:',
      /show: "nobody" is not known here\. Known are: name, anonymous/,
    ],
    [
      'shown by a name that is missing',
      'name: Carlijn\n',
      '',
      /:1:1: Nothing says how the author is shown\. Add "name: Mara", the first name; or "show: anonymous"/,
    ],
    [
      'that ends before it begins',
      'consent:',
      'expires: 2027-01-01\nconsent:',
      /:5:10 › expires: "2027-01-01" lies before the consent of 2027-02-28/,
    ],
    [
      'without a text',
      /texts:[\s\S]*/,
      'texts: {}\n',
      /texts: There is no text\. Write it under "nl:", with "title" and "text"\./,
    ],
    ['with a text that has no title', 'title: Calm, ', '', /texts › en: "title" is missing/],
    ['in no language', 'en: {', 'english: {', /"english" is not a locale\. Write it like one of: nl, en/],
    ['that is no YAML', 'author: E1042', 'author: "E1042', /This is not valid YAML/],
  ])('%s is refused', (_name, from, to, says) => {
    const { story, says: told } = read(GOOD.replace(from, to));
    expect(told).toMatch(says);
    expect(story).toBeNull();
  });

  it('a language that is missing is advice: those readers get the first, or do not get it', () => {
    const without = (locale: string) => read(GOOD.replace(new RegExp(`  ${locale}: .*\\n`), ''));
    expect(without('en').says).toMatch(/texts: advice: The story has no text in en; those readers get it in nl\./);
    expect(without('nl').says).toMatch(/texts: advice: The story has no text in nl; those readers do not get it\./);
    expect(without('nl').story).not.toBeNull();
  });
});
