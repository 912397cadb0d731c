import { describe, expect, it } from 'vitest';
import { type LintInput, lintMessage } from '../../src/render/lint-message.ts';
import { readingEase } from '../../src/render/reading-ease.ts';
import { messageFile, source } from './mail-for-test.ts';

const lint = (text: string, input: Partial<LintInput> = {}) =>
  lintMessage({
    source: source(text),
    locale: 'en',
    kind: 'participant',
    attributes: {},
    brandColour: '#0b7a75',
    invites: true,
    required: false,
    html: null,
    ...input,
  });
const codes = (text: string, input: Partial<LintInput> = {}) => lint(text, input).map((advice) => advice.code);

const GOOD = `Hi {{firstName "there"}}, you asked for less time in spreadsheets.

[Start]({{activity.url}} "button")`;

describe('advice on a message', () => {
  it('is silent about a short, kind mail with one button', () => {
    expect(lint(messageFile(GOOD))).toEqual([]);
  });

  it('counts a subject with values as names of eight letters', () => {
    expect(
      codes(messageFile(GOOD, `'{{firstName "A very very very very long fallback indeed"}}, ${'x'.repeat(42)}'`)),
    ).toEqual([]);
    expect(lint(messageFile(GOOD, `'{{firstName "you"}}, ${'x'.repeat(43)}'`))).toMatchObject([
      {
        code: 'long-subject',
        message: 'The subject has 53 characters; phones show 52.',
        place: { line: 2, column: 11 },
      },
    ]);
  });

  it('keeps the core at 140 characters, wherever the greeting stands', () => {
    const core = `${'word '.repeat(29)}.`;
    expect(lint(messageFile(`Hi {{firstName "there"}},\n\n${core}\n\n[Go]({{activity.url}} "button")`))).toMatchObject([
      { code: 'long-core', place: { line: 7 } },
    ]);
  });

  it('keeps the body at 120 words', () => {
    expect(codes(messageFile(`Hi.\n\n${'We go on. '.repeat(45)}\n\n[Go]({{activity.url}} "button")`))).toEqual([
      'long-body',
      'long-core',
    ]);
  });

  it.each([
    ['en', "You still haven't started."],
    ['en', 'You forgot to start.'],
    ['en', 'Everyone else has already finished it.'],
    ['nl', 'Je hebt nog steeds niet gereageerd.'],
    ['nl', 'Je hebt deze training nog niet gedaan.'],
    ['nl', 'Doe het z.s.m. alsjeblieft.'],
    ['fr', 'Vous n’avez toujours pas commencé.'],
    ['fr', 'Vous êtes en retard.'],
  ])('flags guilt wording (%s): %s', (locale, sentence) => {
    const [advice, ...others] = lint(messageFile(`${sentence}\n\n[x]({{activity.url}} "button")`), { locale });
    expect(advice).toMatchObject({ code: 'guilt', place: { line: 5 } });
    expect(others).toEqual([]);
  });

  it.each([
    ['en', 'You have ten minutes. It has not changed.'],
    ['nl', 'Je hebt een kwartier. Nog niet klaar? Dat is prima.'],
    ['fr', 'Vous avez dix minutes.'],
    ['fr', 'Tout est en ordre ? Vous n’avez rien à faire.'],
  ])('lets kind words be (%s): %s', (locale, sentence) => {
    expect(codes(messageFile(`${sentence}\n\n[x]({{activity.url}} "button")`), { locale })).toEqual([]);
  });

  it('flags heavy language', () => {
    const heavy =
      'Organisational transformation necessitates comprehensive familiarisation with analytical methodologies, facilitating interdepartmental collaboration, accountability, operational standardisation and continuous professional development throughout international organisations, notwithstanding administrative responsibilities, regulatory considerations or organisational particularities.';
    expect(codes(messageFile(`${heavy}\n\n[x]({{activity.url}} "button")`))).toContain('hard-to-read');
  });

  it('wants one act, on a line of its own', () => {
    expect(codes(messageFile('Hi.'))).toEqual(['no-act']);
    expect(codes(messageFile(`${GOOD}\n\n[Or this](https://a.example/ "button")`))).toEqual(['two-acts']);
    expect(codes(messageFile(`${GOOD}\n[Later](ask:later "button")`))).toEqual([]);
    expect(codes(messageFile('Hi, [start]({{activity.url}} "button") now.'))).toEqual(['button-in-text']);
    expect(
      codes(
        messageFile('{{#if due}}\n[A]({{activity.url}} "button")\n{{else}}\n[B]({{activity.url}} "button")\n{{/if}}'),
      ),
    ).toEqual([]);
  });

  it.each([
    ['en', 'Is your question missing? Reply to this email.'],
    ['nl', 'Antwoord in één regel, of houd het in gedachten.'],
    ['fr', 'Répondez à cet e-mail en une phrase.'],
    ['fr', 'Nous sommes curieux : dites-nous.'],
    ['sv', 'Skriv en rad till oss.'],
  ])('lets a mail ask for an answer instead (%s): %s', (locale, sentence) => {
    expect(codes(messageFile(`Hi.\n\n${sentence}`), { locale })).toEqual([]);
  });

  it('wants no button of a mail that leads somewhere by a link, or that invites nobody', () => {
    expect(codes(messageFile('Hi. It is [in the academy]({{activity.url}}).'))).toEqual([]);
    expect(codes(messageFile('Well done.'), { invites: false })).toEqual([]);
    expect(codes(messageFile('We replied to nobody.'))).toEqual(['no-act']);
  });

  it('wants a preheader, words for images, a visible brand colour, a light mail, no stop in required training', () => {
    expect(codes(`---\nsubject: Hi\n---\n${GOOD}\n`)).toEqual(['no-preheader']);
    expect(codes(messageFile(`![](images/a.png)\n\n${GOOD}`))).toEqual(['no-alt']);
    expect(codes(messageFile(GOOD), { brandColour: '#ffd400' })).toEqual(['low-contrast']);
    expect(codes(messageFile(GOOD), { html: 'x'.repeat(100_001) })).toEqual(['too-heavy']);
    expect(codes(messageFile(`${GOOD}\n[Stop](ask:stop "button")`), { required: true })).toEqual(['stop-in-required']);
  });

  it('leaves what cannot be read to the compiler', () => {
    expect(lint(messageFile('{{> x}}'))).toEqual([]);
  });
});

describe('reading ease', () => {
  const easy = {
    en: 'We made a short class for you. It takes ten minutes. You can do it in work time. Stop when you want. It is fine. Ask us what you like. We are glad to help you.',
    nl: 'We maakten een korte les voor je. Hij duurt tien minuten. Je doet hem in werktijd. Stop als je wilt. Dat is prima. Vraag ons wat je wilt. We helpen je graag verder.',
    fr: 'Nous avons fait un petit cours pour vous. Il dure dix minutes. Il se fait au travail. Vous pouvez vite finir. Dites ce que vous voulez. Nous sommes là pour vous aider.',
  };

  it.each(Object.entries(easy))('finds everyday %s easy', (locale, text) => {
    expect(readingEase(text, locale)).toBeGreaterThan(60);
  });

  it('says nothing about few words or an unknown language', () => {
    expect(readingEase('Hi there.', 'en')).toBeNull();
    expect(readingEase(easy.en, 'ja')).toBeNull();
  });
});
