import type { Campaign } from '../../domain/campaign.ts';
import type { LearningCondition } from '../../domain/condition.ts';
import { invariant } from '../../domain/errors.ts';
import { activitiesAbout } from '../../domain/learning-target.ts';
import type { Participation } from '../../domain/participation.ts';
import { DAY_MS, formatInstant, type Instant } from '../../domain/time.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { mailText, sayIn } from '../../engine/answers/explain.ts';
import { type PersonView, viewOfPerson } from '../../engine/answers/shown-for-person.ts';
import { mayBeTold, wasToldBy } from '../../engine/answers/what-may-be-told.ts';
import { askingToJoin, whyNotTakingPart } from '../../engine/answers/why-not.ts';
import type { Asking } from '../../engine/conditions/asking.ts';
import type { CampaignVersion, LiveCampaign } from '../../engine/facts/situation.ts';
import { standpointOf } from '../../engine/journey/standpoint.ts';
import { simulate } from '../../engine/plan/simulate.ts';
import { explainedWords, explainRule } from '../audiences/explain-rule.ts';
import { countAudience } from '../audiences/find-audience.ts';
import type { FlowContext } from '../context.ts';
import { planSetting } from '../publishing/plan-world.ts';
import { campaignNamed, findPerson, loadPerson, type PersonFile } from './load-person.ts';
import { type TimelineEntry, timelineOf } from './timeline.ts';
import type { AudienceLine, Why } from './why-answer.ts';
import { whyInWords } from './why-in-words.ts';

/** How far ahead `why` looks. */
const DAYS_AHEAD = 100;

/**
 * Why one person gets what they get of one campaign, or nothing.
 * @param email an address, present or former, or an id
 * @throws {UserError} when nobody has this address, or no campaign this name.
 */
export async function why(context: FlowContext, email: string, campaignId: string): Promise<Why> {
  const person = await findPerson(context, email);
  const row = await campaignNamed(context, campaignId);
  const file = await loadPerson(context, person);
  const { voice, situation } = file;
  const planned = await planSetting(context, { campaign: campaignId, draft: null, from: voice.now, ofOnePerson: true });
  const isLaunched = file.setting.campaigns.has(campaignId);
  const setting = isLaunched ? file.setting : planned.setting;
  const live = setting.campaigns.get(campaignId);
  invariant(live, `${campaignId} is in its own plan`);

  const participation = situation.participations.findLast((one) => one.campaign === campaignId) ?? null;
  const version = participation?.version ?? live.current;
  // Before the launch the plan is played with a campaign that tells nothing of persons; its rule is told as it is written.
  const pinned = (isLaunched ? null : planned.written) ?? live.versions.get(version) ?? live.versions.get(live.current);
  invariant(pinned, `campaign ${campaignId} has version ${version}`);
  const isTold = wasToldBy([campaignId], situation);
  const view = viewOfPerson(pinned.campaign, setting.workspace, isTold);

  const asking =
    participation === null ? askingToJoin(situation, setting, live, voice.now) : askingOf(file, participation);
  const audience = audienceOf(pinned, asking, isTold, file);
  const stood = standingOf({ ...file, setting }, live, participation, audience.holds, view, isLaunched);
  const entries = (await timelineOf(context, file)).filter((entry) => entry.campaign === campaignId);
  const waiting = entries.filter(({ state }) => WAITING.includes(state));
  const past = entries.filter(({ state }) => !WAITING.includes(state));
  const told = new Set(waiting.map(({ step }) => step));
  const next = isLaunched || stood.standing === 'not-launched' ? nextMails(file, planned.setting, campaignId) : [];
  const isEmpty =
    audience.lines.every(({ rule }) => rule !== null) &&
    !(await hasAnybody(context, pinned.campaign, setting.workspace, voice.now));
  const phase =
    participation !== null && participation.fixed !== null && participation.ended === null && view.showsPhase
      ? participation.place.phase
      : null;
  const answer = {
    id: person.id,
    email: person.email,
    campaign: campaignId,
    version,
    ...stood,
    audience,
    round: participation?.round ?? null,
    beganAt: participation === null ? null : formatInstant(participation.beganAt),
    phase,
    past,
    waiting,
    next: next.filter(({ step, at }) => !(told.has(step) && waiting.some((one) => one.at === at))),
    isAssumed: !isLaunched && planned.assumed.length > 0,
  };
  return {
    ...answer,
    sentences: whyInWords(answer, file, participation, { state: row.state, isEmpty, daysAhead: DAYS_AHEAD }),
  };
}

const WAITING: readonly TimelineEntry['state'][] = ['planned', 'ready', 'claimed', 'held'];

async function hasAnybody(
  { store }: FlowContext,
  campaign: Campaign,
  workspace: Workspace,
  now: Instant,
): Promise<boolean> {
  const question = { rule: campaign.audience, workspace, activities: [], campaign, now };
  return (await countAudience(store.read, question)).count > 0;
}

/** For who has begun, the parts of `for` that are not read again keep the truth they had (rules.md R1). */
function askingOf({ situation, setting, voice }: PersonFile, participation: Participation): Asking {
  const { asking } = standpointOf(situation, setting, participation, voice.now);
  return { ...asking, fixed: participation.fixed, round: null };
}

function audienceOf(
  { campaign, audiences }: CampaignVersion,
  asking: Asking,
  isTold: boolean,
  { voice, setting }: PersonFile,
): Why['audience'] {
  const { audience, promotes, required } = campaign;
  const mayBeSaid = ({ about }: LearningCondition) =>
    required !== null &&
    isTold &&
    activitiesAbout(about, { promotes, activities: setting.activities }).every((id) => promotes.includes(id));
  const rules = audience.kind === 'all' ? audience.of : [audience];
  const lines = rules.map((rule): AudienceLine => {
    if (!mayBeTold(rule, { ...setting.workspace, audiences }, mayBeSaid))
      return { rule: null, holds: null, value: null };
    const explained = explainRule(rule, asking, voice.locale);
    const value = explained.kind === 'part' && !explained.holds ? explained.value : null;
    return {
      rule: explainedWords(explained, voice.locale),
      holds: explained.holds,
      value: value === null ? null : String(value),
    };
  });
  const isKnown = lines.some((line) => line.holds === false) || lines.every((line) => line.holds !== null);
  return { holds: isKnown ? lines.every((line) => line.holds === true) : null, lines };
}

function standingOf(
  { situation, setting, voice, decision }: PersonFile,
  live: LiveCampaign,
  participation: Participation | null,
  fits: boolean | null,
  view: PersonView,
  isLaunched: boolean,
): Pick<Why, 'standing' | 'reason'> {
  if (!isLaunched) return { standing: 'not-launched', reason: null };
  if (participation !== null) {
    const { ended, suspended, beganAt } = participation;
    if (ended !== null) return { standing: 'ended', reason: view.reason(ended.because, null) };
    if (suspended !== null) return { standing: 'suspended', reason: view.reason(suspended.because, null) };
    if (beganAt <= voice.now) return { standing: 'takes-part', reason: null };
    return { standing: 'begins-later', reason: participation.compared?.group === 'later' ? 'start-later' : null };
  }
  if (decision.participations.some((one) => one.campaign === live.id)) return { standing: 'next-look', reason: null };
  const whyNot = whyNotTakingPart(situation, setting, live, voice.now);
  switch (whyNot) {
    case 'left-company':
    case 'campaign-over':
    case 'stopped':
      return { standing: whyNot, reason: whyNot };
    case 'not-in-audience':
      return fits === false ? { standing: whyNot, reason: null } : NOT_SHOWN;
    case 'goal-reached': {
      const reason = view.reason('goal-reached', null);
      return reason === 'goal-reached' ? { standing: whyNot, reason } : NOT_SHOWN;
    }
    case 'not-in-pilot':
    case 'no-newcomers':
    case 'next-look':
      // With a part of `for` that is not shown, to be told that nothing else is in the way would tell it.
      return fits === null ? NOT_SHOWN : { standing: whyNot, reason: null };
  }
}

const NOT_SHOWN: Pick<Why, 'standing' | 'reason'> = { standing: 'not-shown', reason: 'not-needed-any-more' };

/** The dry run of this one person, with all campaigns that run beside it. */
function nextMails(file: PersonFile, setting: PersonFile['setting'], campaign: string): Why['next'] {
  const { situation, voice, viewOf } = file;
  const { mails } = simulate([situation], setting, voice.now, voice.now + DAYS_AHEAD * DAY_MS);
  return mails
    .filter((mail) => mail.campaign === campaign && mail.recipient === situation.employee.key && mail.at > voice.now)
    .map(({ at, step: name, story, about }) => {
      const live = setting.campaigns.get(campaign);
      const versions = [...(live?.versions.entries() ?? [])];
      const isHidden = versions.some(
        ([number, version]) =>
          (viewOf(campaign, number) ?? viewOfPerson(version.campaign, setting.workspace, false)).step(name) === null,
      );
      const step = isHidden ? null : name;
      const mail = mailText({ campaign, step, story }, about.length > 0 ? 'bundle' : 'step', voice);
      return { at: formatInstant(at), step, sentence: sayIn(voice, 'goes', { mail, when: at }) };
    });
}
