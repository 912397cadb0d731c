import { describe, expect, it } from 'vitest';
import { SYSTEM_LOCALES } from '../../src/domain/reason-texts.ts';
import { comparisonOf } from '../../src/stats/comparison.ts';
import { comparisonText, powerText } from '../../src/stats/comparison-words.ts';

const DAYS = 28;
const MINIMUM = 10;

function compared(now: [reached: number, people: number], later: [reached: number, people: number], until = 100) {
  const group = ([reached, people]: [number, number]) => ({ reached, people });
  return comparisonOf({ now: group(now), later: group(later), until }, DAYS, MINIMUM, 100);
}

function text(...groups: Parameters<typeof compared>) {
  const comparison = compared(...groups);
  if (comparison === null) throw new Error('somebody is compared');
  return Object.fromEntries(SYSTEM_LOCALES.map((locale) => [locale, comparisonText(comparison, locale)]));
}

describe('what the campaign added', () => {
  it('is the difference of the two groups, in points and in people', () => {
    expect(text([313, 642], [17, 71])).toEqual({
      en: 'Of the 642 who could begin at once 49% reached the goal within 4 weeks; of the 71 who begin later, 24%. So the campaign added about 25 points (probably between 13 and 34). That is about 159 people.',
      nl: 'Van de 642 die meteen konden beginnen haalde 49\u00a0% het doel binnen 4 weken; van de 71 die later beginnen 24\u00a0%. De campagne voegde dus ongeveer 25 punten toe (waarschijnlijk tussen 13 en 34). Dat zijn zo’n 159 mensen.',
      fr: 'Sur les 642 personnes qui pouvaient commencer tout de suite, 49\u00a0% ont atteint l’objectif en 4 semaines ; sur les 71 qui commencent plus tard, 24\u00a0%. La campagne a donc apporté environ 25 points (probablement entre 13 et 34). Cela fait environ 159 personnes.',
    });
  });

  it('cannot be told where the interval holds zero, and no number of people is claimed', () => {
    const { en, nl, fr } = text([37, 120], [11, 40]);
    expect(en).toContain('cannot be told: the difference lies probably between −14 and 18 points.');
    expect(nl).toContain('valt niet te zeggen: het verschil ligt waarschijnlijk tussen −14 en 18 punten.');
    expect(fr).toContain('On ne peut pas dire si la campagne a apporté quelque chose');
    expect(en).not.toContain('That is about');
  });

  it('says so when the campaign did worse', () => {
    expect(text([10, 100], [30, 60]).en).toContain(
      'So with the campaign it was about 40 points less (probably between 26 and 53).',
    );
  });

  it('says that it is so far while some are still compared', () => {
    expect(text([313, 642], [17, 71], 101).en).toContain('reached the goal so far, in at most 4 weeks;');
  });

  it.each<[what: string, now: [number, number], later: [number, number]]>([
    ['those who begin later are too few', [30, 60], [0, 9]],
    ['the others are too few', [3, 9], [20, 60]],
    ['nobody begins later', [3, 60], [0, 0]],
  ])('shows no figure when %s', (_what, now, later) => {
    expect(compared(now, later)).toEqual({ verdict: 'too-few', minimumGroup: MINIMUM });
    expect(text(now, later).en).toBe(
      'What the campaign added is not shown: a group of the comparison has fewer than 10 people.',
    );
  });

  it('is nothing where nobody is compared', () => {
    expect(compared([0, 0], [0, 0])).toBeNull();
  });

  it('is shown from twice the minimum group on', () => {
    expect(compared([5, 10], [5, 10])).toMatchObject({ verdict: 'cannot-tell' });
  });
});

describe('what a comparison could show', () => {
  it('is told in each language, or that there will be none', () => {
    expect(powerText({ now: 126, later: 54 }, MINIMUM, 'en')).toBe(
      'With 180 people, 54 of whom begin later, only a difference of 23 points or more would show.',
    );
    expect(powerText({ now: 126, later: 54 }, MINIMUM, 'nl')).toContain('pas een verschil van 23 punten of meer');
    expect(powerText({ now: 126, later: 54 }, MINIMUM, 'fr')).toContain('d’au moins 23 points');
    expect(powerText({ now: 30, later: 9 }, MINIMUM, 'en')).toBe(
      'With 39 people, 9 of whom begin later, nothing will be compared: each group needs at least 10.',
    );
  });
});
