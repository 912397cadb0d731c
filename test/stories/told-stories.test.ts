import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timeline } from '../../src/flow/deciding/timeline.ts';
import { collectPersonData } from '../../src/flow/privacy/collect-person-data.ts';
import { erasePerson } from '../../src/flow/privacy/erase-person.ts';
import { allStories } from '../../src/store/learning/stories.ts';
import { messagesTo, type StoredMessage } from '../../src/store/mails/messages.ts';
import { employeeByEmail } from '../../src/store/people/employees.ts';
import { type ReasonWorld, reasonWorld } from '../support/reason-world.ts';
import { storyTime } from '../support/story-world.ts';

/** A Monday. */
const LAUNCH = '2027-05-10 08:00';
const CAMPAIGN = `for:
  - department: Sales
inform:
  - mail: one
    story: other department
  - mail: two
    after: 1 day
    story: other department`;

function file(author: string, more = ''): string {
  return `author: ${author}@waterlijn.example\nname: ${author}\ndepartment: IT\nconsent: 2027-01-01\n${more}texts:\n  en: { title: By ${author}, text: It went well. }\n`;
}

let world: ReasonWorld;
beforeAll(async () => {
  world = await reasonWorld(LAUNCH);
  await world.employees(
    'email,first_name,department',
    ...['ana', 'ben'].map((name) => `${name}@waterlijn.example,${name},Sales`),
    ...['ida', 'ivo', 'ike'].map((name) => `${name}@waterlijn.example,${name},IT`),
  );
  for (const author of ['ida', 'ivo', 'ike']) await world.put(`campaigns/stories/${author}.yaml`, file(author));
  for (const name of ['first', 'again']) {
    await world.write(name, CAMPAIGN);
    for (const step of ['one', 'two'])
      await world.put(
        `campaigns/${name}/${step}.en.md`,
        '---\nsubject: "{{story.title}}"\npreheader: A story\n---\n{{story.text}}\n\n**{{story.author}}**\n',
      );
  }
  await world.publish('first');
  await world.launch('first');
});
afterAll(() => world.close());

async function mailsOf(name: string): Promise<StoredMessage[]> {
  const { read } = world.context.store;
  return messagesTo(read, (await employeeByEmail(read, `${name}@waterlijn.example`))?.key ?? '');
}

async function told(name: string, campaign: string): Promise<(string | null)[]> {
  const mails = (await mailsOf(name)).filter((mail) => mail.campaign === campaign);
  return ['one', 'two'].map((step) => mails.find((mail) => mail.step === step)?.story ?? null);
}

describe('stories of three colleagues, told in two campaigns', () => {
  it('the row of a mail says which, and its words are the story’s', async () => {
    await world.until('2027-05-10 12:00');
    const [mail] = await mailsOf('ana');
    expect(mail).toMatchObject({ step: 'one', state: 'sent' });
    expect(mail?.values).toMatchObject({ 'story.title': `By ${mail?.story}`, 'story.author': `${mail?.story}, IT` });
  });

  it('a story whose file is gone is not told the next day, though the version is the old one', async () => {
    const [first] = await told('ana', 'first');
    const planned = (await told('ana', 'first'))[1] ?? '';
    expect(planned).not.toBe(first);
    await world.remove(`campaigns/stories/${planned}.yaml`);
    await world.publish('first');
    await world.until('2027-05-11 12:00');
    const [, second] = await told('ana', 'first');
    expect([first, planned, null]).not.toContain(second);
    await world.put(`campaigns/stories/${planned}.yaml`, file(planned));
    await world.publish('first');
  });

  it('another campaign tells the one that is left, and then none: nobody gets a story twice', async () => {
    await world.until('2027-05-18 08:00');
    await world.publish('again');
    await world.launch('again');
    await world.until('2027-05-21 12:00');
    const all = [...(await told('ana', 'first')), ...(await told('ana', 'again'))];
    expect(all.toSorted()).toEqual(['ida', 'ike', 'ivo', null].toSorted());
    const entry = (await timeline(world.context, 'ana@waterlijn.example', 'again')).find(({ step }) => step === 'two');
    expect(entry).toMatchObject({ state: 'passed', reason: 'no-story', story: null });
    const sent = (await timeline(world.context, 'ana@waterlijn.example', 'again')).find(({ step }) => step === 'one');
    expect(sent?.sentence).toContain(`Mail one of again, with the story ${sent?.story}, was sent.`);
  });

  it('who tells a story finds it among what is kept about them', async () => {
    const { read } = world.context.store;
    const ida = await employeeByEmail(read, 'ida@waterlijn.example');
    const kept = await collectPersonData(read, ida?.key ?? '', storyTime('2027-05-21 12:00'));
    expect(kept?.stories).toMatchObject([
      { story: 'ida', firstName: 'ida', consentOn: '2027-01-01', texts: { en: { title: 'By ida' } } },
    ]);
  });

  it('whoever is erased tells nothing any more: not in the library, not in mails that went, not after publishing anew', async () => {
    const words = async () =>
      JSON.stringify([...(await mailsOf('ana')), ...(await mailsOf('ben'))].map(({ values }) => values));
    expect(await words()).toContain('By ida');
    const erased = await erasePerson(world.context, 'ida@waterlijn.example', { dryRun: false });
    expect(erased.removed).toMatchObject({ stories: 1, employees: 1 });
    expect(await words()).not.toContain('By ida');
    await world.publish('first');
    expect((await allStories(world.context.store.read)).map(({ id }) => id)).toEqual(['ike', 'ivo']);
  });
});
