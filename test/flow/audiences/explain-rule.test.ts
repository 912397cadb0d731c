import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/domain/condition.ts';
import { SYSTEM_LOCALES, type SystemLocale } from '../../../src/domain/reason-texts.ts';
import { explainedWords } from '../../../src/flow/audiences/explain-rule.ts';
import type { AudienceQuestion } from '../../../src/flow/audiences/find-audience.ts';
import { explainAudience, listAudience, mayNamePeople } from '../../../src/flow/audiences/name-people.ts';
import { partWords, type RulePart } from '../../../src/flow/audiences/rule-words.ts';
import { conditionContext } from '../../../src/intake/conditions/condition-context.ts';
import { readConditionText } from '../../../src/intake/conditions/read-condition-text.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { at, campaign, mail, setting } from '../../support/engine-world.ts';
import { type FactsWorld, factsWorld } from '../people/facts-world.ts';

const activities = [...setting([]).activities.values()];
const SELLERS: Condition = {
  kind: 'attribute',
  name: 'department',
  test: { is: 'one-of', values: ['Sales', 'Finance'] },
};
const audiences = { sellers: SELLERS };
const attributes = {
  level: { type: 'number' as const, sensitive: false },
  birth_year: { type: 'number' as const, sensitive: true },
};
const known = conditionContext({ attributes, audiences }, { activities, campaigns: ['safe'], attributes: ['city'] });
const rule = (text: string): Condition => readConditionText(text, known);

describe('a rule in words', () => {
  it.each<[written: string, nl: string, en: string, fr: string]>([
    [
      'department: Sales, Finance',
      'afdeling is Sales of Finance',
      'department is Sales or Finance',
      'service est Sales ou Finance',
    ],
    ['not department: IT', 'afdeling is niet IT', 'department is not IT', 'service n’est pas IT'],
    ['level: over 1000', 'niveau is meer dan 1.000', 'level is over 1,000', 'niveau dépasse 1 000'],
    ['city: has dam', 'city bevat “dam”', 'city contains “dam”', 'city contient « dam »'],
    ['manager: unknown', 'leidinggevende is onbekend', 'manager is unknown', 'responsable est inconnu'],
    ['not manager: unknown', 'leidinggevende is bekend', 'manager is known', 'responsable est connu'],
    [
      'hired: within 90 days',
      'eerste werkdag ligt in de laatste 90 dagen',
      'first working day is within the last 90 days',
      'premier jour de travail remonte à 90 jours au plus',
    ],
    [
      'hired: over 1 year ago',
      'eerste werkdag is meer dan 1 jaar geleden',
      'first working day is over 1 year ago',
      'premier jour de travail remonte à plus de 1 an',
    ],
    ['not finished: safety', 'safety is niet afgerond', 'safety is not finished', 'safety n’est pas terminé'],
    [
      '- due: { safety: in 14 days }',
      'uiterste datum van safety komt binnen 14 dagen',
      'due date of safety comes within 14 days',
      'échéance de safety arrive d’ici 14 jours',
    ],
    [
      '- progress: { safety: over 50% }',
      'voortgang in % van safety is meer dan 50',
      'progress in % on safety is over 50',
      'avancement en % de safety dépasse 50',
    ],
    [
      '- no progress for 10 days: safety',
      'safety staat al 10 dagen stil',
      'no progress on safety for 10 days',
      'aucun progrès sur safety depuis 10 jours',
    ],
    ['takes part in: safe', 'doet mee aan safe', 'takes part in safe', 'participe à safe'],
    ['in: managers', 'geeft leiding', 'leads people', 'encadre une équipe'],
  ])('%s', (written, ...texts) => {
    const condition = rule(written);
    const denied = condition.kind === 'not';
    const part = (denied ? condition.of : condition) as RulePart;
    const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(SYSTEM_LOCALES.map((locale) => plain(partWords(part, denied, locale)))).toEqual(texts);
  });
});

const SAFE = campaign(
  { inform: [mail('announce')] },
  { id: 'safe', promotes: ['safety'], required: { by: 'law', because: null }, audience: { kind: 'all', of: [] } },
);
const VOLUNTARY = campaign({ inform: [mail('kick-off')] });

async function world(): Promise<FactsWorld> {
  const store = await openStore('memory:');
  const made = await factsWorld(store, [SAFE, VOLUNTARY], { attributes, audiences });
  await made.employees(
    'id,email,department,level,city',
    'ana,ana@waterlijn.example,Sales,3,Rotterdam',
    'bo,bo@waterlijn.example,Legal,7,Gent',
    'cas,cas@waterlijn.example,Sales,,',
  );
  made.now = at('2027-04-26 09:00');
  return made;
}

const about = ({ workspace, now }: FactsWorld, text: string): AudienceQuestion => ({
  rule: rule(text),
  workspace,
  activities: [],
  campaign: null,
  now,
});

async function words(made: FactsWorld, text: string, who: string, locale: SystemLocale = 'en') {
  const explained = await explainAudience(made.store.read, about(made, text), `${who}@waterlijn.example`, locale);
  return explained === null ? null : `${explained.holds}: ${explainedWords(explained, locale)}`;
}

describe('how a rule stands to one person', () => {
  it('is told whole, "not" taken into the parts and audiences by what they mean', async () => {
    const made = await world();
    const text = '[{ in: sellers }, { not: { any of: [{ level: over 6 }, { city: has gent }] } }]';
    expect(await words(made, text, 'ana')).toBe(
      'true: department is Sales or Finance; level is not over 6; city does not contain “gent”',
    );
    expect(await words(made, text, 'bo', 'nl')).toBe(
      'false: afdeling is Sales of Finance; niveau is niet meer dan 6; city bevat niet “gent”',
    );
    expect(await words(made, '{ any of: [{ level: over 6 }, { department: Sales }] }', 'cas', 'fr')).toBe(
      'true: niveau dépasse 6 ou service est Sales',
    );
    expect(await words(made, 'everyone', 'cas')).toBe('true: everyone');
    expect(await words(made, 'everyone', 'nobody')).toBeNull();
  });

  it.each([
    'clicked',
    'received: kick-off',
    'answered: x',
    'active: within 9 days',
    'need: career',
    'birth_year: over 1990',
    'finished: data-101',
    'finished campaign: safe',
    '[{ department: Sales }, { finished: data-101 }]',
  ])('is never told where it asks what is nobody’s business: %s', async (text) => {
    const made = await world();
    await expect(words(made, text, 'ana')).rejects.toThrow(/not listed or explained/);
    await expect(listAudience(made.store.read, about(made, text))).rejects.toThrow(/not listed or explained/);
    expect(await mayNamePeople(made.store.read, about(made, text))).toBe(false);
  });

  it('about required training is told of whom an earlier mail has told so, and of nobody else', async () => {
    const made = await world();
    const text = 'not finished: safety';
    await expect(words(made, text, 'ana')).rejects.toThrow(/No mail has told ana@waterlijn.example yet/);
    expect(await listAudience(made.store.read, about(made, text))).toMatchObject({ people: [], untold: 3 });
    await made.tick();
    await made.store.write(async ({ db, tables: { messages, employees } }) => {
      const rows = await db.select({ key: employees.key, id: employees.id }).from(employees);
      const ana = rows.find(({ id }) => id === 'ana')?.key ?? '';
      const sent = { state: 'sent', settledAt: made.now, sentAt: made.now } as const;
      await db.update(messages).set(sent).where(eq(messages.recipient, ana));
    });
    expect(await words(made, text, 'ana')).toBe('true: safety is not finished');
    const { people, untold } = await listAudience(made.store.read, about(made, text));
    expect([people.map(({ id }) => id), untold]).toEqual([['ana'], 2]);
  });
});
