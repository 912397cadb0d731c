import { isDeepStrictEqual } from 'node:util';

// Pieces that the scenarios share: a workspace in Utrecht, activities, messages, and short forms of what is expected.

/** A workspace; `sending` replaces single lines, `more` is added at the end. */
export const workspace = ({ sending = {}, more = '' } = {}) => {
  const lines = {
    days: 'mon-fri',
    between: '09:00-16:30',
    spread: '0 minutes',
    holidays: true,
    'mail-limit': 'none',
    ...sending,
  };
  return `name: Waterlijn
academy: { name: Academie Waterlijn, url: "https://learn.waterlijn.example" }
from: Learning & Development <learning@waterlijn.example>
locales: [en, nl]
timezone: Europe/Amsterdam
country: NL
sending:
${Object.entries(lines)
  .map(([key, value]) => `  ${key}: ${value}`)
  .join('\n')}
topics: { digital-skills: { en: Digital skills }, safety: { en: Safety } }
${more}`;
};

export const activities = `id,title,kind,duration_minutes,url
data-101,Data literacy,micro,15,https://learn.waterlijn.example/data-101
safety,Safe at work,course,45,https://learn.waterlijn.example/safety
`;

const brief = `brief:
  who: Everyone concerned
  what: One training
  where: The platform
  when: In working time
  why: { organisation: We decide on facts., team: Less retyping., me: An hour a week. }
  target: 60% finished by 2027-12-31
`;

/** A campaign file about data-101 for Sales; what `text` says comes last. */
export const campaign = (
  text,
  { rule = '- department: Sales', promotes = 'data-101', topic = 'digital-skills' } = {},
) =>
  `title: { en: A campaign }
promotes: ${promotes}
topic: ${topic}
for:
  ${rule}
${brief}${text}`;

export const message = (subject, body = 'Hello {{firstName "there"}}, this takes **ten minutes**, in working time.') =>
  `---
subject: '${subject}'
preheader: Ten minutes, one idea
---
${body}

[Open the training](https://learn.waterlijn.example/start "button")
`;

export const messages = (id, ...names) =>
  Object.fromEntries(names.map((name) => [`campaigns/${id}/${name}.en.md`, message(`About ${name}`)]));

/** The files of one campaign: its text, and a message for every name. */
export const campaignFiles = (id, text, ...names) => ({
  [`campaigns/${id}/campaign.yaml`]: text,
  ...messages(id, ...names),
});

/** A bundle's message: it names the people it is about. */
export const bundleMessage = message('Your team', 'Hello,\n\n{{#each people}}\n- {{firstName "Colleague"}}\n{{/each}}');

/** A workspace with activities and people. */
export const files = (people, settings) => ({
  'campaigns/workspace.yaml': workspace(settings),
  'campaigns/activities.csv': activities,
  'people.csv': people,
});

export const importPeople = (now, file = 'people.csv', ...options) => ({
  cli: ['import', 'employees', file, '--now', now, ...options],
});

export const importLearning = (now, file = 'learning.csv', ...options) => ({
  cli: ['import', 'learning', file, '--now', now, ...options],
});

/** Imports of activities and people, publish and launch, all at `now`. */
export const launch = (now, ...campaigns) => [
  { cli: ['import', 'activities', 'campaigns/activities.csv', '--now', now] },
  importPeople(now),
  ...campaigns.flatMap((id) => [{ cli: ['publish', id, '--now', now] }, { cli: ['launch', id, '--now', now] }]),
];

/** `who step instant` on lines, who without the domain; a `#` begins the reason. */
export const mails = (text) =>
  text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [who, step, at] = line.split(/\s+/);
      return { to: `${who}@waterlijn.example`, step, at };
    });

/** The first of `[label, found, wanted]` that differs; keys of objects in any order. */
export const firstDifference = (...checks) => {
  for (const [label, found, wanted] of checks)
    if (!isDeepStrictEqual(found, wanted))
      return `${label}: ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`;
  return undefined;
};

/** What a contract promises of an answer; more may be added to it (interfaces.md). */
export const promised = (answer, keys) =>
  Object.fromEntries(keys.flatMap((key) => (key in answer ? [[key, answer[key]]] : [])));

/** The first of `parts` that a text does not hold. */
export const holds =
  (...parts) =>
  (text) => {
    const missing = parts.filter((part) => !text.includes(part));
    return missing.length === 0 ? undefined : `does not say ${missing.join(' | ')}: ${text.slice(0, 600)}`;
  };
