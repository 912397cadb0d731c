import { describe, expect, it, onTestFinished } from 'vitest';
import { formatInstant } from '../../src/domain/time.ts';
import { planCampaign } from '../../src/flow/publishing/plan-campaign.ts';
import { type StoryWorld, storyTime, storyWorld } from '../support/story-world.ts';
import { people } from './people.ts';

const JOINERS = ['kai', 'lea', 'max'].map(
  (name, index) =>
    `${name}@waterlijn.example,${name},Sales,NL,Europe/Amsterdam,,mia@waterlijn.example,ana@waterlijn.example,2027-0${index + 3}-15,en`,
);
const BEGINS = '2027-03-22 08:00';
const DAYS = 150;

async function world(): Promise<StoryWorld> {
  const made = await storyWorld(BEGINS);
  onTestFinished(() => made.close());
  await made.employees(people(...JOINERS));
  return made;
}

/** Its version tells the reader's need, so the plan speaks of "a mail" (guarantees.md §3). */
const shownAs = (step: string) => (step === 'whats-in-it' ? null : step);

const ran = (story: StoryWorld) =>
  story.arrived.map(({ to, campaign, step, at }) => `${formatInstant(at)} ${to} ${campaign}/${shownAs(step)}`).sort();

/** With the reminders to owners, which are no mails of participants and stand apart in the plan. */
async function foretold(story: StoryWorld, campaign: string): Promise<string[]> {
  const plan = await planCampaign(story.context, { campaign, draft: null, from: story.now, days: DAYS });
  const reminders = plan.around.filter(({ kind, done }) => kind !== 'post' && !done);
  return [
    ...plan.mails.map(({ at, email, campaign: of, step }) => `${at} ${email} ${of}/${step}`),
    ...reminders.map(({ at, to, id }) => `${at} ${to} ${campaign}/${id}`),
  ].sort();
}

describe('the plan foretells the run, mail by mail (R12)', () => {
  it.each(['data-literacy', 'safe-at-work', 'welcome-aboard'])('%s', async (campaign) => {
    const story = await world();
    await story.publish(campaign);
    const plan = await foretold(story, campaign);
    await story.launch(campaign);
    await story.until(formatInstant(storyTime(BEGINS) + DAYS * 86_400_000));
    expect(plan.length).toBeGreaterThan(10);
    expect(ran(story)).toEqual(plan);
  });

  it('all three at once, under one mail limit, also from the middle on', async () => {
    const story = await world();
    for (const campaign of ['data-literacy', 'safe-at-work', 'welcome-aboard']) await story.launch(campaign);
    const whole = await foretold(story, 'data-literacy');
    await story.until('2027-04-13 12:00');
    const before = ran(story);
    const rest = await foretold(story, 'data-literacy');
    await story.until(formatInstant(storyTime(BEGINS) + DAYS * 86_400_000));
    expect(ran(story)).toEqual(whole);
    expect(
      [...before, ...rest.filter((line) => line < formatInstant(storyTime(BEGINS) + DAYS * 86_400_000))].sort(),
    ).toEqual(whole);
  });

  it('the same input gives the same plan', async () => {
    const [one, other] = [await world(), await world()];
    for (const story of [one, other]) await story.publish('data-literacy');
    expect(await foretold(one, 'data-literacy')).toEqual(await foretold(other, 'data-literacy'));
  });
});
