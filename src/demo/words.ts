import { reasonText } from '../domain/reason-texts.ts';
import { REASONS, type Reason } from '../domain/reasons.ts';
import type { AroundStats } from '../stats/around-stats.ts';
import type { DemoSummary } from './demo-summary.ts';
import type { Colours } from './narrator.ts';
import { mails, people, sum } from './phrases.ts';

/** What the product is for, and where to look. */
export function openingWords(address: string, { bold, cyan, dim }: Colours): string[] {
  return [
    '',
    `${bold('Druppel')} helps people learn by mail: few, short and personal, in their own language, at a working hour.`,
    'It says what a training is for, invites, reminds at most a few times, and is silent as soon as somebody has learned.',
    'You write a campaign as a folder of texts; it decides for each person what comes when, and tells you why.',
    '',
    `Read the mails as they arrive:  ${cyan(`${address}/inbox`)}`,
    `See the campaigns and figures:  ${cyan(address)}`,
    '',
    dim(
      'What follows are six weeks at Waterlijn, a company that does not exist, in about a minute. No mail leaves this machine.',
    ),
    '',
  ];
}

export function closingWords(address: string, { cyan }: Colours): string {
  return `The pages stay open at ${cyan(address)} — Ctrl-C ends.`;
}

export function summaryInWords(summary: DemoSummary, { bold, green, dim }: Colours): string[] {
  const { employees, withoutMailbox, mailsPerPerson, mostVoluntaryInAWeek, outsideWorkingTime } = summary;
  const around = summary.campaigns.flatMap((one) => one.around).filter(({ state }) => state === 'done');
  return [
    '',
    bold('What came of it'),
    `${mails(summary.mails)} to ${employees} colleagues. ${withoutMailbox} have no mailbox: counted and shown, for somebody to tell them in person.`,
    ...summary.campaigns.map(({ campaign, participants, goal, steps }) => {
      const target = goal.target === null ? '' : `, the target is ${percent(goal.target)}`;
      const sent = sum(steps.map((step) => step.sent + step.simulated));
      return `  ${bold(campaign)}: ${people(participants)} took part, ${goal.reached} finished (${percent(goal.rate)}${target}), ${mails(sent)}`;
    }),
    `Mails per person: ${mailsPerPerson.median} (median), ${mailsPerPerson.max} at most, lists for managers included.`,
    `Of what is voluntary nobody got more than ${mails(mostVoluntaryInAWeek)} in seven days.`,
    green(`Outside working time, on a day off or a public holiday: ${mails(outsideWorkingTime)}.`),
    `Mails that waited for something: ${waitedInWords(summary)}.`,
    ...around.map(({ id, kind }) => aroundInWords(kind, id)),
    `In doubt: ${summary.inDoubt}. Failed: ${summary.failed}.`,
    dim('Opens and clicks stand on the pages as totals; what one person opens or clicks, nobody can look up.'),
    '',
  ];
}

function aroundInWords(kind: AroundStats['kind'], id: string): string {
  return kind === 'post'
    ? `Around the mails: ${id} would stand in its channel; here it lies in the inbox.`
    : `Around the mails: the owner of ${id} was reminded on its day.`;
}

/** That a mail waits for the morning, or for an address, is no news. */
const NO_NEWS: readonly Reason[] = ['window', 'no-mailbox'];

function waitedInWords({ waited }: DemoSummary): string {
  const known = REASONS.flatMap((reason) => {
    const count = waited[reason];
    return count === undefined || NO_NEWS.includes(reason) ? [] : [{ reason, count }];
  });
  const words = known
    .sort((a, b) => b.count - a.count)
    .map(({ reason, count }) => `${reasonText(reason, 'en')} (${count})`);
  return words.length === 0 ? 'none' : words.join(', ');
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
