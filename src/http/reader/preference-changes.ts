import type { z } from 'zod';
import { NEEDS } from '../../domain/need.ts';
import type { EmployeeChoice } from '../../flow/answers/record-choice.ts';
import type { PREFERENCES, preferencesForm } from '../contract.ts';
import type { Reader } from './reader.ts';

/** A group of the preference page. */
export type Preference = (typeof PREFERENCES)[number];
export type PreferencesForm = z.output<typeof preferencesForm>;

/** What somebody changed in the form they had before them, and the groups with a choice that there is not (any more). */
export interface PreferenceChanges {
  readonly choices: readonly EmployeeChoice[];
  readonly changed: readonly Preference[];
  readonly wrong: readonly Preference[];
}

/**
 * Only what differs from how the page was shown: whatever was chosen meanwhile in another tab, or from another mail, is
 * not undone by a form in which it was not touched.
 */
export function changesIn(form: PreferencesForm, { workspace }: Pick<Reader, 'workspace'>): PreferenceChanges {
  const choices: EmployeeChoice[] = [];
  const changed: Preference[] = [];
  const wrong: Preference[] = [];
  const change = (group: Preference, ...made: readonly EmployeeChoice[]) => {
    if (made.length === 0) return;
    choices.push(...made);
    changed.push(group);
  };
  const { locale, need, span } = form;
  if (locale !== undefined && locale !== form.hadLocale) {
    if (workspace.locales.includes(locale)) change('language', { kind: 'language', locale });
    else wrong.push('language');
  }
  if (need !== undefined && need !== form.hadNeed) {
    const known = NEEDS.find((one) => one === need);
    if (known !== undefined || need === '') change('need', { kind: 'need', need: known ?? null });
    else wrong.push('need');
  }
  if (form.save === 'stop-all') change('stop-all', { kind: 'stop', topic: null });
  else change('topics', ...topicChoices(form, Object.keys(workspace.topics)));
  if (span === 'none') change('pause', { kind: 'now-again', campaign: null });
  else if (span !== 'same') change('pause', { kind: 'not-now', campaign: null, span, reason: null });
  return { choices, changed, wrong };
}

/**
 * Of the topics that the form listed and that there still are. First what comes back: it turns "stop all" into a stop of
 * each other topic.
 */
function topicChoices({ listed, topic, hadTopic }: PreferencesForm, topics: readonly string[]): EmployeeChoice[] {
  const asked = topics.filter((one) => listed.includes(one));
  const added = asked.filter((one) => topic.includes(one) && !hadTopic.includes(one));
  const removed = asked.filter((one) => !topic.includes(one) && hadTopic.includes(one));
  return [
    ...added.map((one): EmployeeChoice => ({ kind: 'resume', topic: one })),
    ...removed.map((one): EmployeeChoice => ({ kind: 'stop', topic: one })),
  ];
}
