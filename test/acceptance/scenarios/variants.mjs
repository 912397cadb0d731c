import { campaign, campaignFiles, files, firstDifference, launch, message } from '../world.mjs';

// Starts on Monday 6 September 2027. 60 people: 20 want a career, 15 growth (of which there is no text), 25 never said;
// every third reads Dutch, in which `hello.career` has no text: language goes before variant, so they get the Dutch
// fallback. By city: 30 in Utrecht, 30 elsewhere or unknown. Halves and subjects are by a hash: what plan says, run does.
const people = Array.from({ length: 60 }, (_, n) => ({
  email: `p${n}@waterlijn.example`,
  need: n < 20 ? 'Career' : n < 35 ? 'growth' : '',
  locale: n % 3 ? 'en' : 'nl',
  city: n % 2 ? 'Utrecht' : '',
}));
const rows = people.map(({ email, need, locale, city }) => [email, 'Sales', 'NL', locale, need, city].join());
const planned = new Map();

const subjectOf = ({ need, locale }) =>
  locale === 'nl' ? 'hello in Dutch' : need === 'Career' ? 'hello for a career' : 'hello for everybody';

function checkPlan({ mails }) {
  for (const { email, step, variant } of mails) planned.set(`${email} ${step}`, variant);
  const hidden = mails.filter(({ step }) => step === null);
  const variants = (step) => [...new Set(mails.filter((mail) => mail.step === step).map(({ variant }) => variant))];
  const inUtrecht = mails.filter(({ step, variant }) => step === 'place' && variant === 'utrecht');
  return firstDifference(
    ['mails whose variant tells a need, without step', hidden.length, 60],
    ['their variants', [...new Set(hidden.map(({ variant }) => variant))], [null]],
    ['halves', variants('halves').toSorted(), ['a', 'b']],
    ['subjects', variants('subjects').toSorted(), ['subject-1', 'subject-2']],
    ['mails to Utrecht', inUtrecht.length, 20],
    ['the same, in English', inUtrecht.every(({ locale }) => locale === 'en'), true],
  );
}

const few = { human: null, automatic: null };
const sent = (count) => ({ sent: count, simulated: 0, opens: few, clicks: few });

function checkStats({ steps }) {
  const of = (id) => steps.find((step) => step.id === id);
  const { a, b } = of('halves').variants;
  const [first, second] = Object.values(of('subjects').variants);
  return firstDifference(
    // 13 of 20 read English; the other 47 got the fallback.
    ['hello', of('hello').variants, { fallback: sent(47), career: sent(13) }],
    ['place', of('place').variants, { fallback: sent(40), utrecht: sent(20) }],
    ['halves', a.sent + b.sent, 60],
    ['subjects', first.sent + second.sent, 60],
    ['trials', of('halves').tried.map(({ versions, better }) => [versions, better]), [[['a', 'b'], null]]],
    ['a mail of one version', [of('last').variants, of('last').tried], [{}, []]],
  );
}

export default {
  name: 'variants per need and per column, halves, two subjects: who gets what, what plan tells, what stats count',
  files: {
    ...files(`email,department,country,locale,need,city\n${rows.join('\n')}\n`),
    ...campaignFiles(
      'data',
      campaign(`starts: 2027-09-06
inform:
  - mail: hello
    at: start
    variant-per: need
  - mail: halves
    after: 1 day
    try: [a, b]
  - mail: subjects
    after: 1 day
  - mail: place
    after: 1 day
    variant-per: city
  - mail: last
    after: 1 day
`),
      'last',
      'place',
    ),
    'campaigns/data/hello.en.md': message('hello for everybody'),
    'campaigns/data/hello.career.en.md': message('hello for a career'),
    'campaigns/data/hello.nl.md': message('hello in Dutch'),
    'campaigns/data/halves.a.en.md': message('half a'),
    'campaigns/data/halves.b.en.md': message('half b'),
    'campaigns/data/subjects.en.md': message('first').replace("'first'", '[first, second]'),
    'campaigns/data/place.utrecht.en.md': message('place in Utrecht'),
    'campaigns/data/place.nl.md': message('place in Dutch'),
  },
  script: [
    ...launch('2027-09-03T08:00:00Z', 'data'),
    { cli: ['plan', 'data', '--days', '20', '--json', '--now', '2027-09-03T08:00:00Z'], json: checkPlan },
    {
      cli: ['plan', 'data', '--as', 'p1@waterlijn.example', '--now', '2027-09-03T08:00:00Z'],
      output: (text) =>
        /a mail of data\n[\s\S]*data\/halves \([ab]\)\n[\s\S]*data\/place \(utrecht\)/.test(text) &&
        !/hello|career/.test(text)
          ? undefined
          : `tells too much or too little: ${text}`,
    },
    { from: '2027-09-03T08:00:00Z', until: '2027-09-20T08:00:00Z' },
    { cli: ['stats', 'data', '--json'], json: checkStats },
    {
      cli: ['timeline', 'p1@waterlijn.example'],
      output: (text) => (/hello|career/.test(text) ? `tells the need: ${text}` : undefined),
    },
    {
      cli: ['preview', 'data/hello', '--for', 'p1@waterlijn.example', '--json'],
      json: ({ subject, variant }) =>
        firstDifference(['a preview for somebody', [subject, variant], ['hello for everybody', null]]),
    },
    {
      cli: ['preview', 'data/subjects', '--variant', 'subject-2', '--json'],
      json: ({ subject, subjects }) =>
        firstDifference(['both subjects', [subject, subjects], ['second', ['first', 'second']]]),
    },
    {
      cli: ['preview', 'data/hello', '--variant', 'carer', '--json'],
      exit: 1,
      output: (text) => (text.includes('Did you mean "career"?') ? undefined : text),
    },
  ],
  mails: (arrived) => {
    const subjects = { a: 'half a', b: 'half b', 'subject-1': 'first', 'subject-2': 'second' };
    return arrived.map(({ to, headers }) => {
      const step = headers.get('x-druppel-step');
      const person = people.find(({ email }) => email === to[0]);
      const variant = planned.get(`${person.email} ${step}`);
      const wanted = step === 'hello' ? subjectOf(person) : subjects[variant];
      return wanted === undefined ? undefined : firstDifference([`${step} to ${to}`, headers.get('subject'), wanted]);
    });
  },
};
