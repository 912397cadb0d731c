import { describe, expect, it } from 'vitest';
import { campaignOf, head } from './reading.ts';

/** What is said about the files of `kick-off`, sent by one step with these lines; the brief is not looked at. */
function says(lines: readonly string[], files: readonly string[]): { errors: string[]; advice: string[] } {
  const step = ['inform:', '  - mail: kick-off', ...lines.map((line) => `    ${line}`), ''].join('\n');
  const { errors, advice } = campaignOf(`${head}${step}`, files);
  const about = (found: readonly string[]) =>
    found.filter((line) => !/brief/.test(line)).map((line) => line.replace(/^.*?› kick-off: |^.*?› mail: /, ''));
  return { errors: about(errors), advice: about(advice) };
}

const perNeed = 'variant-per: need';
const tried = 'try: [A, b]';
const plain = ['kick-off.en.md', 'kick-off.nl.md'];
const halves = ['kick-off.a.en.md', 'kick-off.b.en.md', 'kick-off.a.nl.md', 'kick-off.b.nl.md'];

describe('versions of a message', () => {
  it.each<[are: string, lines: string[], files: string[]]>([
    [
      'a variant with its fallback, in each locale',
      [perNeed],
      [...plain, 'kick-off.career.en.md', 'kick-off.career.nl.md'],
    ],
    ['both halves, and no fallback beside them', [tried], halves],
    [
      'a variant that is not tried beside halves',
      [perNeed, tried],
      [...halves, 'kick-off.career.en.md', 'kick-off.career.nl.md'],
    ],
  ])('%s, are sound', (_, lines, files) => {
    expect(says(lines, files)).toEqual({ errors: [], advice: [] });
  });

  it.each<[what: string, lines: string[], files: string[], error: RegExp]>([
    [
      'variants without a fallback',
      [perNeed],
      ['kick-off.career.en.md', 'kick-off.nl.md'],
      /versions per need and no fallback in en, the workspace's first locale\. Write kick-off\.en\.md: it goes to whose need is not known/,
    ],
    [
      'one half alone',
      [tried],
      ['kick-off.en.md', 'kick-off.a.en.md'],
      /tries "a" and "b", and "b" has no text in en.*Write kick-off\.b\.en\.md/,
    ],
    [
      'a variant with one half',
      [perNeed, tried],
      [...halves, 'kick-off.career.a.en.md'],
      /"kick-off\.career" has the half "a" in en, and not "b"\. Write kick-off\.career\.b\.en\.md/,
    ],
  ])('%s, are an error with its place and mend', (_, lines, files, error) => {
    const { errors } = says(lines, files);
    expect(errors.join('\n')).toMatch(error);
    expect(errors).toHaveLength(1);
  });

  it.each<[what: string, lines: string[], files: string[], advice: RegExp]>([
    [
      'a variant that one locale lacks',
      [perNeed],
      [...plain, 'kick-off.career.en.md'],
      /"career" of the message "kick-off" has no text in nl; those readers get the fallback\. Write kick-off\.career\.nl\.md/,
    ],
    [
      'a half that one locale lacks',
      [tried],
      halves.slice(0, 3),
      /"b" of the message "kick-off" has no text in nl; those readers get en\. Write kick-off\.b\.nl\.md/,
    ],
    [
      'a version, and a step that knows of none',
      [],
      [...plain, 'kick-off.career.en.md', 'kick-off.career.nl.md'],
      /No step sends the version "career" of "kick-off"\. Add "variant-per" or "try"/,
    ],
    [
      'a half whose name is not quite what is tried',
      ['try: [short, long]'],
      ['short', 'long']
        .flatMap((half) => ['en', 'nl'].map((locale) => `kick-off.${half}.${locale}.md`))
        .concat('kick-off.shrt.en.md'),
      /No step sends the version "shrt" of "kick-off"\. Did you mean "short"\?/,
    ],
  ])('%s, is advice', (_, lines, files, advice) => {
    const found = says(lines, files);
    expect(found.errors).toEqual([]);
    expect(found.advice).toHaveLength(1);
    expect(found.advice[0]).toMatch(advice);
  });
});

describe('steps that ask', () => {
  it('name a mail as a survey is named, and the error says so', () => {
    const { errors } = campaignOf(`${head}retain:\n  - ask: five-questions\n`);
    expect(errors.join()).toMatch(
      /:7:10 .*no file for the message "five-questions"\. A survey goes out in a mail of the same name\..* Write it in campaigns\/data\/five-questions\.en\.md/,
    );
  });

  it.each<[step: string, comes: RegExp]>([
    ['ask: kick-off', /:7:5 .*The page on which readers answer comes with a later version; the mail goes/],
    ['ask-story: kick-off', /The page on which readers tell their story comes with a later version; the mail goes/],
    [
      'pick-a-moment: kick-off\n    choices: [tue 10:00]',
      /pick a moment, and the calendar invitation, come with a later/,
    ],
    [
      'event: kick-off\n    on: 2027-01-12\n    between: "10:00-11:00"',
      /The calendar invitation comes with a later version/,
    ],
  ])('%s is sent, and the advice says what is still to come', (step, comes) => {
    const { campaign, errors, advice } = campaignOf(`${head}retain:\n  - ${step}\n`);
    expect(errors).toEqual([]);
    expect(campaign?.phases.retain.steps).toHaveLength(1);
    expect(advice.join('\n')).toMatch(comes);
  });
});
