import { invariant, UserError } from '../../domain/errors.ts';
import { systemLocale } from '../../domain/reason-texts.ts';
import { didYouMean } from '../../domain/text.ts';
import { type LocalDate, yearOf } from '../../domain/time.ts';
import type { Voice } from '../../domain/time-words.ts';
import { advance } from '../../engine/advance.ts';
import type { ShownKeeper } from '../../engine/answers/explain.ts';
import { type PersonView, viewOfPerson } from '../../engine/answers/shown-for-person.ts';
import { type Keeper, type KeptMail, type MailName, whatKeeps } from '../../engine/answers/what-keeps.ts';
import { wasToldBy } from '../../engine/answers/what-may-be-told.ts';
import type { Decision } from '../../engine/decision.ts';
import { type LiveCampaign, type Setting, type Situation, zoneOf } from '../../engine/facts/situation.ts';
import { allCampaigns, type StoredCampaign } from '../../store/campaigns/campaigns.ts';
import { findByIdentities, type StoredEmployee } from '../../store/people/employees.ts';
import { similarEmails } from '../../store/people/similar-emails.ts';
import { EVER } from '../audiences/find-audience.ts';
import type { FlowContext } from '../context.ts';
import { loadSetting } from './load-setting.ts';
import { employeeOf, loadSituations } from './load-situations.ts';

/** One person as the engine sees them at this moment, and how to speak of them. */
export interface PersonFile {
  readonly person: StoredEmployee;
  readonly setting: Setting;
  readonly situation: Situation;
  /** What a look would decide now; nothing of it is written. */
  readonly decision: Decision;
  readonly kept: readonly KeptMail[];
  readonly voice: Voice;
  /** What may be said of a campaign's version; null: a version that nobody knows any more. */
  viewOf(campaign: string, version: number): PersonView | null;
  /** A reason as it may be said, with what makes it useful. */
  shown(keeper: Keeper, mail: MailName & { readonly version: number }): ShownKeeper;
}

/**
 * The person with an address, present or former, or an id.
 * @throws {UserError} when there is nobody, with who may have been meant.
 */
export async function findPerson({ store: { read } }: FlowContext, text: string): Promise<StoredEmployee> {
  const email = text.trim().toLowerCase();
  const found = await findByIdentities(read, [{ id: text.trim(), email }]);
  const person = found.byEmail.get(email) ?? found.byId.get(text.trim()) ?? found.byFormerEmail.get(email);
  if (person !== undefined) return person;
  const meant = didYouMean(email, await similarEmails(read, email));
  throw new UserError(`There is nobody with the address "${text}".`, {
    hint: meant === null ? 'Look at the spelling, or import employees first.' : `Did you mean ${meant}?`,
  });
}

/** @throws {UserError} when no campaign has this name, with which may have been meant. */
export async function campaignNamed({ store: { read } }: FlowContext, id: string): Promise<StoredCampaign> {
  const campaigns = await allCampaigns(read);
  const found = campaigns.find((one) => one.id === id);
  if (found !== undefined) return found;
  const names = campaigns.map((one) => one.id);
  const meant = didYouMean(id, names);
  const known = names.length === 0 ? 'None has been published yet.' : `There are: ${names.join(', ')}.`;
  throw new UserError(`There is no campaign "${id}" in this database.`, {
    hint: meant === null ? known : `Did you mean ${meant}?`,
  });
}

/** @throws {UserError} when nothing has been published yet. */
export async function loadPerson(context: FlowContext, person: StoredEmployee): Promise<PersonFile> {
  const { store, clock, publicHolidays } = context;
  const now = clock();
  const { setting } = await loadSetting(store.read, publicHolidays);
  const loaded = (await loadSituations(store.read, [person], EVER)).get(person.key);
  invariant(loaded, `${person.key} is loaded`);
  const { situation } = loaded;
  const decision = advance(situation, setting, now);
  const { workspace } = setting;
  const voice: Voice = { locale: systemLocale(workspace.locales[0]), zone: zoneOf(employeeOf(person), workspace), now };
  const views = new Map<string, PersonView | null>();

  function viewOf(campaign: string, version: number): PersonView | null {
    const key = `${campaign}@${version}`;
    const view = views.get(key) ?? makeView(setting.campaigns.get(campaign), version);
    views.set(key, view);
    return view;
  }

  function makeView(live: LiveCampaign | undefined, version: number): PersonView | null {
    const known = live?.versions.get(version);
    return known === undefined
      ? null
      : viewOfPerson(known.campaign, workspace, wasToldBy([known.campaign.id], situation));
  }

  /** Nobody knows by which version a mail that fills the limit went: hidden in one, it is hidden. */
  function stepOf({ campaign, step }: MailName): string | null {
    const versions = [...(setting.campaigns.get(campaign)?.versions.keys() ?? [])];
    return versions.every((version) => viewOf(campaign, version)?.step(step) !== null) ? step : null;
  }

  function holidayName(on: LocalDate): string | null {
    const country = person.country ?? workspace.country;
    const region = person.country === null ? (person.region ?? workspace.region) : person.region;
    if (country === null) return null;
    return publicHolidays.datesOf(country, region, yearOf(on), voice.locale).get(on) ?? null;
  }

  return {
    person,
    setting,
    situation,
    decision,
    kept: whatKeeps(situation, setting, decision, now),
    voice,
    viewOf,
    shown: (keeper, { campaign, step, version }) => ({
      reason: viewOf(campaign, version)?.reason(keeper.reason, step) ?? keeper.reason,
      since: keeper.since,
      until: keeper.until,
      detail: keeper.on === null ? null : holidayName(keeper.on),
      mails: keeper.mails.map((mail) => ({ campaign: mail.campaign, step: stepOf(mail) })),
      of: keeper.of,
    }),
  };
}
