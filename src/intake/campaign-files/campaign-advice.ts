import { type Campaign, PHASES, stepsWithin } from '../../domain/campaign.ts';
import { asksAboutLearning } from '../../domain/condition.ts';
import type { Path, Problems } from '../finding.ts';
import type { MessageFile } from './message-files.ts';

/** What a campaign can be sent with, but a colleague would ask about. */
export function adviseOnCampaign(campaign: Campaign, problems: Problems): void {
  adviseOnBrief(campaign, problems);
  adviseOnHalfway(campaign, problems);
  if (campaign.required && campaign.required.because === null) {
    const message = 'The campaign is required, and the file does not say why.';
    problems.advise('because', ['required-by'], message, 'Add "because": it stands in every mail.');
  }
}

/** A text in the default locale is a must; the others are missed by those who read them. */
export function checkLocales(
  named: ReadonlyMap<string, Path>,
  files: readonly MessageFile[],
  locales: readonly [string, ...string[]],
  problems: Problems,
): void {
  const [first, ...others] = locales;
  for (const [message, path] of named) {
    const present = files
      .filter((file) => file.message === message && file.variant === null)
      .map(({ locale }) => locale);
    if (!present.includes(first)) {
      const text = `The message "${message}" has no text in ${first}, the workspace's first locale.`;
      problems.error('default-locale-missing', path, text, `Write ${message}.${first}.md beside this file.`);
    }
    for (const locale of others.filter((tag) => !present.includes(tag) && !present.includes(tag.split('-')[0] ?? ''))) {
      const text = `The message "${message}" has no text in ${locale}; those readers get ${first}.`;
      problems.advise('locale-missing', path, text, `Write ${message}.${locale}.md beside this file.`);
    }
  }
}

/** The five W's belong in every communication plan, and a target with number and date. */
function adviseOnBrief({ brief }: Campaign, problems: Problems): void {
  if (brief === null) {
    const message = 'There is no brief: who, what, where, when, why, and a target.';
    problems.advise('brief', [], message, 'Add "brief" with a line for each.');
    return;
  }
  for (const key of ['who', 'what', 'where', 'when'] as const) {
    if (brief[key] === null)
      problems.advise('brief', ['brief'], `The brief does not say "${key}".`, `Add "${key}: …".`);
  }
  for (const key of ['organisation', 'team', 'me'] as const) {
    if (brief.why[key] !== null) continue;
    const whom = key === 'me' ? 'for the reader' : `for the ${key}`;
    problems.advise(
      'brief',
      ['brief', 'why'],
      `The brief does not say what is in it ${whom}.`,
      `Add "why: { ${key}: … }".`,
    );
  }
  if (brief.target === null) {
    problems.advise(
      'brief',
      ['brief'],
      'The brief has no target.',
      'Add one with number and date: "target: 60% finished by 2027-04-30".',
    );
  }
}

/** A halfway mail to people who may not have begun makes no sense. */
function adviseOnHalfway(campaign: Campaign, problems: Problems): void {
  for (const phase of PHASES) {
    for (const step of stepsWithin(campaign.phases[phase].steps)) {
      if (step.kind !== 'mail' && step.kind !== 'remind') continue;
      if (step.timing.kind === 'after-no-progress' || asksAboutLearning(step.when)) continue;
      const names = step.kind === 'mail' ? [step.message] : step.mails.map(({ message }) => message);
      const halfway = names.find((name) => HALFWAY.test(name));
      if (halfway === undefined || phase === 'retain') continue;
      const message = `"${halfway}" sounds like a halfway mail, and reaches people who have not begun.`;
      problems.advise('halfway', [phase], message, 'Add "when: started", or "after: 10 days without progress".');
    }
  }
}

const HALFWAY = /half-?way|halverwege|almost-?there|nearly-?there|bijna-?klaar|mi-?parcours|mi-?chemin|keep-?going/i;
