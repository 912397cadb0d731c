import { type PrivacyWorld, privacyWorld } from './privacy-world.ts';

export const ANA = 'ana@waterlijn.example';
/** Thirty in Sales, of whom twelve have clicked already, and as many in IT; Ana is one like any other. */
const NAMES = ['ana', ...Array.from({ length: 29 }, (_, n) => `s${String(n).padStart(2, '0')}`)];
export const PEOPLE = [
  'id,email,first_name,department,country,need,birth_year,level',
  ...NAMES.map(
    (name, n) =>
      `${n},${name}@waterlijn.example,${name},Sales,NL,${n % 2 ? 'time' : 'skills'},19${70 + (n % 20)},${n === 0 ? 9 : 3}`,
  ),
  ...NAMES.map((_, n) => `it${n},it${n}@waterlijn.example,It,IT,NL,skills,1980,3`),
].join('\n');

/** Which mail somebody gets hangs on a click; whichever it is, it comes at the same time. */
export const STEER = `title: { en: Steered, nl: Gestuurd }
topic: digital-skills
for:
  - department: Sales
starts: 2027-04-26
per-person: 30 days
inform:
  - mail: first
    at: start
activate:
  - if: { clicked: first }
    then:
      - mail: more
        after: 3 days
    else:
      - mail: nudge
        after: 3 days
`;

export const text = (subject: string, body: string) =>
  `---\nsubject: "${subject}"\npreheader: A look\n---\n${body}\n\n[Open it](https://learn.waterlijn.example/look "button")\n`;

export const FILES = {
  'campaigns/steer/campaign.yaml': STEER,
  'campaigns/steer/first.en.md': text(
    'A first look',
    'Hello {{firstName "there"}}, born in {{attributes.birth_year "some year"}}, this takes **ten minutes**.',
  ),
  'campaigns/steer/more.en.md': text('More of it', 'Hello {{firstName "there"}}, here is more.'),
  'campaigns/steer/nudge.en.md': text('Once more', 'Hello {{firstName "there"}}, here it is again.'),
};

const it0to = (count: number) => Array.from({ length: count }, (_, n) => `it${n}@waterlijn.example`).join(', ');

const clickersAndAna = (column: string) =>
  NAMES.slice(0, 26)
    .map((name) => (column === 'email' ? `${name}@waterlijn.example` : name))
    .join(', ');

/** Rules that point at Ana, by whoever knows everything else: cutting, padding with people who are known to fit. */
export const POINTED = [
  '[{ clicked: first }, { email: ana@waterlijn.example }]',
  '[{ clicked: first }, { not: { email: ana@waterlijn.example } }]',
  '[{ clicked: first }, { department: Sales }, { not: { level: 9 } }]',
  ...[9, 12].map((known) => `any of: [{ email: "${it0to(known)}" }, [{ clicked: first }, { level: 9 }]]`),
  // Lists as long as groups: each of these with and without her would differ in one person.
  ...['email', 'first_name'].map((column) => `[{ clicked: first }, { ${column}: [${clickersAndAna(column)}] }]`),
  '[{ clicked: first }, { any of: [{ email: has s0 }, { email: has s1 }, { email: has ana }] }]',
  `[{ clicked: first }, { not: { email: "${it0to(30)}, s28@waterlijn.example" } }]`,
  '[{ need: skills }, { level: 9 }]',
  `any of: [{ email: "${it0to(12)}" }, [{ birth_year: over 1975 }, { email: ana@waterlijn.example }]]`,
];

/** Rules about groups. */
export const GROUPS = [
  'clicked: first',
  '[{ clicked: first }, { department: Sales }]',
  'need: skills',
  'birth_year: over 1975',
  'most-active',
  'finished: data-101',
  'takes part in: steer',
];
export const RULES = [...POINTED, ...GROUPS];

/** Both campaigns under way; twelve colleagues have clicked. */
export async function steeredWorld(): Promise<PrivacyWorld> {
  const world = await privacyWorld(PEOPLE, FILES, {}, ['data', 'steer']);
  for (const name of NAMES.slice(1, 13)) await world.click(`${name}@waterlijn.example`, 'first');
  return world;
}
