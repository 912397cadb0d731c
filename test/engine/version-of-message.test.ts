import { describe, expect, it } from 'vitest';
import { FOR_EVERYBODY_ALIKE, type Personalised } from '../../src/domain/campaign.ts';
import type { Employee } from '../../src/domain/employee.ts';
import { stableShare } from '../../src/domain/hash.ts';
import {
  FALLBACK,
  textFor,
  variantName,
  versionFor,
  versionLabel,
  versionOfLabel,
  type WantedVersion,
} from '../../src/engine/mails/version-of-message.ts';
import { situation } from '../support/engine-world.ts';

const perNeed: Personalised = { variantPer: { of: 'need' }, tries: [] };
const perDepartment: Personalised = { variantPer: { of: 'attribute', name: 'department' }, tries: [] };
const tried: Personalised = { variantPer: null, tries: ['a', 'b'] };

function person(attributes: Employee['attributes'], id = 'ana'): Employee {
  return situation(id, { attributes }).employee;
}

describe('the version somebody is due', () => {
  it.each<[who: string, attributes: Employee['attributes'], per: Personalised, variant: string | null]>([
    ['wants a career', { need: 'career' }, perNeed, 'career'],
    ['wants it in capitals, with a space', { need: ' Solve Now ' }, perNeed, 'solve-now'],
    ['never said what they need', {}, perNeed, null],
    ['is in Customer Care', { department: 'Customer Care' }, perDepartment, 'customer-care'],
    ['is in R&D / Élan', { department: 'R&D / Élan' }, perDepartment, 'r-d-élan'],
    ['is in a department without a letter', { department: '--' }, perDepartment, null],
    [
      'is an ambassador',
      { ambassador: true },
      { variantPer: { of: 'attribute', name: 'ambassador' }, tries: [] },
      'yes',
    ],
    ['has level 3', { level: 3 }, { variantPer: { of: 'attribute', name: 'level' }, tries: [] }, '3'],
    ['wants a career, in a mail for everybody', { need: 'career' }, FOR_EVERYBODY_ALIKE, null],
  ])('of who %s', (_, attributes, per, variant) => {
    expect(versionFor(per, 'data', person(attributes)).variant).toBe(variant);
  });

  it('spells an accent in one way, however it was typed', () => {
    expect(variantName('Me\u0301tier')).toBe(variantName('M\u00e9tier'));
  });

  it('tries halves that stick to the person, by the hash of R12, and subjects apart from them', () => {
    const people = Array.from({ length: 400 }, (_, index) => person({}, `p${index}`));
    const versions = people.map((one) => versionFor(tried, 'data', one));
    for (const [index, { half, subject }] of versions.entries()) {
      const id = people[index]?.id ?? '';
      expect(half).toBe(stableShare('try', 'data', id) < 0.5 ? 'a' : 'b');
      expect(subject).toBe(stableShare('subject', 'data', id) < 0.5 ? 0 : 1);
    }
    const both = versions.filter(({ half, subject }) => half === 'a' && subject === 0).length;
    expect(both).toBeGreaterThan(60);
    expect(both).toBeLessThan(140);
    expect(versionFor(FOR_EVERYBODY_ALIKE, 'data', person({})).half).toBeNull();
  });
});

/** `whats-in-it.career.nl` → a text. */
function texts(...names: readonly string[]) {
  return names.map((name) => {
    const parts = name.split('.');
    return {
      message: parts[0] ?? '',
      variant: parts.slice(1, -1).join('.') || null,
      locale: parts.at(-1) ?? '',
      name,
    };
  });
}

describe('the text that serves: language before variant', () => {
  const all = texts('m.nl', 'm.career.nl', 'm.en', 'm.career.en', 'm.fr', 'm.career.nl-BE', 'other.career.de');
  it.each<[locale: string | null, variant: string | null, serves: string]>([
    ['nl', 'career', 'm.career.nl'],
    ['nl', 'growth', 'm.nl'],
    ['nl', null, 'm.nl'],
    ['nl-BE', 'career', 'm.career.nl-BE'],
    ['nl-BE', 'growth', 'm.nl'],
    ['en-GB', 'career', 'm.career.en'],
    ['fr', 'career', 'm.fr'],
    ['fr-BE', 'career', 'm.fr'],
    ['de', 'career', 'm.career.nl'],
    ['de', 'growth', 'm.nl'],
    [null, 'career', 'm.career.nl'],
  ])('who reads %s and is due %s gets %s', (locale, variant, serves) => {
    expect(textFor(all, 'm', locale, { variant, half: null }, 'nl')?.name).toBe(serves);
  });

  const halves = texts('m.a.nl', 'm.b.nl', 'm.career.nl', 'm.growth.a.nl', 'm.growth.b.nl', 'm.a.en', 'm.en');
  it.each<[locale: string, variant: string | null, half: string, serves: string]>([
    ['nl', null, 'a', 'm.a.nl'],
    ['nl', null, 'b', 'm.b.nl'],
    ['nl', 'career', 'b', 'm.career.nl'],
    ['nl', 'growth', 'b', 'm.growth.b.nl'],
    ['nl', 'efficiency', 'b', 'm.b.nl'],
    ['en', 'growth', 'a', 'm.a.en'],
    ['en', null, 'b', 'm.en'],
  ])('who reads %s, is due %s and half %s gets %s', (locale, variant, half, serves) => {
    expect(textFor(halves, 'm', locale, { variant, half }, 'nl')?.name).toBe(serves);
  });

  it('says when there is no text at all', () => {
    expect(textFor(all, 'm', 'it', FALLBACK, 'pt')).toBeNull();
  });
});

describe('what a mail is counted by', () => {
  it.each<[variant: string | null, subjects: number, subject: 0 | 1, label: string | null]>([
    [null, 1, 1, null],
    ['career', 1, 1, 'career'],
    ['a', 1, 0, 'a'],
    ['career.a', 1, 0, 'career.a'],
    [null, 2, 0, 'subject-1'],
    ['a', 2, 1, 'a.subject-2'],
  ])('text %s with %s subject(s), the reader’s number %s: %s', (variant, subjects, subject, label) => {
    expect(versionLabel({ variant }, subjects, { subject })).toBe(label);
  });

  it.each<[label: string, wanted: WantedVersion]>([
    ['career', { variant: 'career', half: null, subject: 0 }],
    ['b', { variant: null, half: 'b', subject: 0 }],
    ['Career.b', { variant: 'career', half: 'b', subject: 0 }],
    ['subject-2', { variant: null, half: null, subject: 1 }],
    ['solve now.subject-1', { variant: 'solve-now', half: null, subject: 0 }],
  ])('%s asks for %o', (label, wanted) => {
    expect(versionOfLabel(label, ['a', 'b'])).toEqual(wanted);
  });
});
