import { type Campaign, type CampaignMail, mailsOf, type Phase, type Recipients } from '../../domain/campaign.ts';
import { invariant } from '../../domain/errors.ts';
import { localized } from '../../domain/text.ts';
import { type LocalDate, localDate, parseInstant } from '../../domain/time.ts';
import type { FlowContext } from '../context.ts';
import type { CampaignDraft } from './campaign-draft.ts';
import { describeMoment, describeTiming } from './describe-timing.ts';
import type { Plan } from './plan-campaign.ts';
import { previewMessage } from './preview-message.ts';

/** A sheet of a workbook: a heading per column with its width in letters, and rows of texts and numbers. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly { readonly heading: string; readonly width: number }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/**
 * The communication plan for those who have a say (practice.md T18, T28): what goes, when, to how many; who, what,
 * where, when and why; how much mail that is. It names nobody, and counts below the minimum group are not given.
 */
export async function communicationPlan(
  context: Pick<FlowContext, 'store' | 'clock'>,
  draft: CampaignDraft,
  plan: Plan,
): Promise<Sheet[]> {
  const words = WORDS[draft.workspace.locales[0].split('-')[0] as keyof typeof WORDS] ?? WORDS.en;
  return [
    await mailSheet(context, draft, plan, words),
    briefSheet(draft, words),
    daySheet(plan, words),
    loadSheet(plan, words),
  ];
}

type Words = (typeof WORDS)[keyof typeof WORDS];

async function mailSheet(
  context: Pick<FlowContext, 'store' | 'clock'>,
  draft: CampaignDraft,
  plan: Plan,
  words: Words,
): Promise<Sheet> {
  const { campaign, workspace } = draft;
  const days = daysOfSteps(plan, campaign.id, workspace.timezone);
  const rows: Sheet['rows'][number][] = [];
  for (const mail of mailsOf(campaign)) {
    const locale = workspace.locales[0];
    const { subject } = await previewMessage(context, {
      draft,
      message: mail.message,
      as: null,
      locale,
      variant: null,
    });
    const on = days.get(mail.id) ?? [];
    const people = on.length >= workspace.minimumGroup || on.length === 0 ? on.length : `< ${workspace.minimumGroup}`;
    const phase = words.phases[mail.phase];
    rows.push([on[0] ?? null, on.at(-1) ?? null, phase, mail.id, subject, words.to[mail.to], people, timingOf(mail)]);
  }
  if (campaign.teamUpdate !== null) {
    const { message, weekday } = campaign.teamUpdate;
    const on = days.get(message) ?? [];
    const { subject } = await previewMessage(context, {
      draft,
      message,
      as: null,
      locale: workspace.locales[0],
      variant: null,
    });
    const { managers } = words.to;
    rows.push([on[0] ?? null, on.at(-1) ?? null, words.around, message, subject, managers, null, `weekly: ${weekday}`]);
  }
  for (const action of campaign.around) {
    const at = plan.around.find(({ id }) => id === action.id)?.at ?? null;
    const instant = at === null ? null : parseInstant(at, workspace.timezone);
    const on = instant === null ? null : localDate(instant, workspace.timezone);
    const about = action.kind === 'post' ? action.channel : action.what;
    const owner = action.kind === 'post' ? null : action.owner;
    rows.push([on, on, words.around, action.id, about, owner, null, `at: ${describeMoment(action.at)}`]);
  }
  const widths = [12, 12, 14, 24, 52, 22, 10, 40];
  return { name: words.plan, columns: columnsOf(words.planHeadings, widths), rows };
}

/** One mail of a `remind` goes at its own date, or after the one before. */
function timingOf({ id, step }: CampaignMail): string {
  if (step.kind === 'mail') return describeTiming(step.timing);
  const index = step.mails.findIndex((mail) => mail.id === id);
  if (step.timing.kind === 'dated') {
    const moment = step.timing.moments[index];
    invariant(moment, `${id} has a date`);
    return `at: ${describeMoment(moment)}`;
  }
  if (index === 0 || step.every === null) return describeTiming(step.timing);
  return describeTiming({ kind: 'after', wait: step.every });
}

/** The local days of the workspace on which a step's mails go, in order. */
function daysOfSteps({ mails }: Plan, campaign: string, zone: string): Map<string, LocalDate[]> {
  const days = new Map<string, LocalDate[]>();
  for (const { campaign: of, step, at } of mails) {
    const instant = parseInstant(at, zone);
    if (of !== campaign || step === null || instant === null) continue;
    days.set(step, [...(days.get(step) ?? []), localDate(instant, zone)]);
  }
  return days;
}

function briefSheet({ campaign, workspace }: CampaignDraft, words: Words): Sheet {
  const [locale] = workspace.locales;
  const { brief } = campaign;
  const target = brief?.target;
  const lines: readonly (readonly [string, string | null | undefined])[] = [
    [words.campaign, localized(campaign.title, locale, locale)],
    [words.who, brief?.who],
    [words.what, brief?.what],
    [words.where, brief?.where],
    [words.when, brief?.when],
    [words.whyOrganisation, brief?.why.organisation],
    [words.whyTeam, brief?.why.team],
    [words.whyMe, brief?.why.me],
    [words.reason, brief?.reason],
    [words.target, target && `${Math.round(target.share * 100)} %, ${target.by}`],
    [words.sponsor, brief?.sponsor],
    ...Object.entries(brief?.costs ?? {}).map(([what, amount]) => [`${words.costs}: ${what}`, String(amount)] as const),
    ...requiredLines(campaign, locale, words),
  ];
  return {
    name: words.brief,
    columns: columnsOf(words.briefHeadings, [28, 90]),
    rows: lines.map(([what, text]) => [what, text ?? words.missing]),
  };
}

function requiredLines({ required }: Campaign, locale: string, words: Words): (readonly [string, string])[] {
  if (required === null) return [];
  return [[words.required, localized(required.because ?? {}, locale, locale) ?? required.by]];
}

function daySheet({ perDay }: Plan, words: Words): Sheet {
  return { name: words.perDay, columns: columnsOf(words.dayHeadings, [12, 10]), rows: Object.entries(perDay) };
}

function loadSheet({ perPerson }: Plan, words: Words): Sheet {
  const rows = Object.entries(perPerson).map(([mails, people]) => [Number(mails), people]);
  return { name: words.perPerson, columns: columnsOf(words.loadHeadings, [18, 10]), rows };
}

function columnsOf(headings: readonly string[], widths: readonly number[]): Sheet['columns'] {
  return headings.map((heading, index) => ({ heading, width: widths[index] ?? 12 }));
}

const EN = {
  plan: 'Plan',
  planHeadings: ['First day', 'Last day', 'Phase', 'Mail', 'Subject', 'To', 'People', 'When'],
  phases: { inform: 'inform', activate: 'activate', retain: 'retain' } satisfies Record<Phase, string>,
  to: { participant: 'participants', managers: 'managers', buddy: 'buddies' } satisfies Record<Recipients, string>,
  around: 'around',
  brief: 'Brief',
  briefHeadings: ['Question', 'Answer'],
  campaign: 'Campaign',
  who: 'Who',
  what: 'What',
  where: 'Where',
  when: 'When',
  whyOrganisation: 'Why: the organisation',
  whyTeam: 'Why: the team',
  whyMe: 'Why: the reader',
  reason: 'Reason',
  target: 'Target',
  sponsor: 'Sponsor',
  costs: 'Costs',
  required: 'Required because',
  missing: 'not said yet',
  perDay: 'Per day',
  dayHeadings: ['Day', 'Mails'],
  perPerson: 'Per person',
  loadHeadings: ['Mails per person', 'People'],
};

const WORDS = {
  en: EN,
  nl: {
    plan: 'Plan',
    planHeadings: ['Eerste dag', 'Laatste dag', 'Fase', 'Mail', 'Onderwerp', 'Aan', 'Mensen', 'Wanneer'],
    phases: { inform: 'informeren', activate: 'activeren', retain: 'vasthouden' },
    to: { participant: 'deelnemers', managers: 'leidinggevenden', buddy: 'buddy’s' },
    around: 'eromheen',
    brief: 'Briefing',
    briefHeadings: ['Vraag', 'Antwoord'],
    campaign: 'Campagne',
    who: 'Wie',
    what: 'Wat',
    where: 'Waar',
    when: 'Wanneer',
    whyOrganisation: 'Waarom: de organisatie',
    whyTeam: 'Waarom: het team',
    whyMe: 'Waarom: de lezer',
    reason: 'Aanleiding',
    target: 'Doel',
    sponsor: 'Sponsor',
    costs: 'Kosten',
    required: 'Verplicht omdat',
    missing: 'nog niet gezegd',
    perDay: 'Per dag',
    dayHeadings: ['Dag', 'Mails'],
    perPerson: 'Per persoon',
    loadHeadings: ['Mails per persoon', 'Mensen'],
  },
  fr: {
    plan: 'Plan',
    planHeadings: ['Premier jour', 'Dernier jour', 'Phase', 'Courriel', 'Objet', 'À', 'Personnes', 'Quand'],
    phases: { inform: 'informer', activate: 'activer', retain: 'fidéliser' },
    to: { participant: 'participants', managers: 'responsables', buddy: 'parrains' },
    around: 'autour',
    brief: 'Brief',
    briefHeadings: ['Question', 'Réponse'],
    campaign: 'Campagne',
    who: 'Qui',
    what: 'Quoi',
    where: 'Où',
    when: 'Quand',
    whyOrganisation: 'Pourquoi : l’organisation',
    whyTeam: 'Pourquoi : l’équipe',
    whyMe: 'Pourquoi : le lecteur',
    reason: 'Motif',
    target: 'Objectif',
    sponsor: 'Sponsor',
    costs: 'Coûts',
    required: 'Obligatoire parce que',
    missing: 'pas encore dit',
    perDay: 'Par jour',
    dayHeadings: ['Jour', 'Courriels'],
    perPerson: 'Par personne',
    loadHeadings: ['Courriels par personne', 'Personnes'],
  },
} satisfies Record<string, typeof EN>;
