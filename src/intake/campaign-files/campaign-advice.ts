import { type Campaign, type MailRequest, mailsOf, PHASES, stepsWithin } from '../../domain/campaign.ts';
import { asksAboutLearning } from '../../domain/condition.ts';
import type { Problems } from '../finding.ts';
import type { NamedMessage } from './check-message-files.ts';

/** What a campaign can be sent with, but a colleague would ask about. */
export function adviseOnCampaign(
  campaign: Campaign,
  named: ReadonlyMap<string, NamedMessage>,
  problems: Problems,
): void {
  adviseOnBrief(campaign, problems);
  adviseOnRequests(campaign, named, problems);
  adviseOnHalfway(campaign, problems);
  if (campaign.required && campaign.required.because === null) {
    const message = 'The campaign is required, and the file does not say why.';
    problems.advise('because', ['required-by'], message, 'Add "because": it stands in every mail.');
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

/** The mail goes; what its reader is asked for cannot be answered on a page yet. */
function adviseOnRequests(campaign: Campaign, named: ReadonlyMap<string, NamedMessage>, problems: Problems): void {
  for (const { message, step } of mailsOf(campaign)) {
    if (step.kind !== 'mail' || step.asks === null) continue;
    const path = named.get(message)?.path ?? [];
    const text = `${NOT_YET[step.asks.kind]} with a later version; the mail goes.`;
    problems.advise('not-yet', path, text, 'Until then, ask for an answer by mail.');
  }
}

const NOT_YET: Readonly<Record<MailRequest['kind'], string>> = {
  survey: 'The page on which readers answer comes',
  story: 'The page on which readers tell their story comes',
  moment: 'The page on which readers pick a moment, and the calendar invitation, come',
  event: 'The calendar invitation comes',
};

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
