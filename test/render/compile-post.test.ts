import { describe, expect, it } from 'vitest';
import type { ChannelFormat } from '../../src/domain/workspace.ts';
import { compilePost } from '../../src/render/compile-post.ts';
import { postPayload } from '../../src/render/post-payload.ts';
import { reminderMail } from '../../src/render/reminder-mail.ts';
import { sampleValues } from '../../src/render/variables.ts';
import { compile as compileMail, messageFile, source } from './mail-for-test.ts';

const BODY = `On {{start}} something *small* begins: **six quarters of an hour**, [in your own time]({{activity.url}}).

- Read a chart
- Make one

[See part 1]({{activity.url}} "button")`;

function compile(body: string, format: ChannelFormat = 'text', subject?: string) {
  return compilePost({
    source: source(messageFile(body, subject)),
    locale: 'en',
    format,
    attributes: {},
    absent: {},
    certain: [],
  });
}

function rendered(body: string, format?: ChannelFormat, values = {}) {
  const compiled = compile(body, format);
  if (typeof compiled !== 'function') throw new Error(JSON.stringify(compiled.problems));
  const post = compiled({ ...sampleValues('post', {}), ...values });
  if ('problems' in post) throw new Error(JSON.stringify(post.problems));
  return post;
}

const codes = (body: string) => {
  const compiled = compile(body);
  return typeof compiled === 'function' ? [] : compiled.problems.map(({ code }) => code);
};

describe('a post in a channel', () => {
  it.each<[ChannelFormat, string]>([
    [
      'text',
      'On Tuesday 12 January something small begins: six quarters of an hour, in your own time (https://learn.waterlijn.example/data-101).\n\n- Read a chart\n- Make one\n\nSee part 1 (https://learn.waterlijn.example/data-101)',
    ],
    [
      'adaptive-card',
      'On Tuesday 12 January something small begins: **six quarters of an hour**, [in your own time](https://learn.waterlijn.example/data-101).\n\n- Read a chart\n- Make one\n\n[See part 1](https://learn.waterlijn.example/data-101)',
    ],
    [
      'slack',
      'On Tuesday 12 January something small begins: *six quarters of an hour*, <https://learn.waterlijn.example/data-101|in your own time>.\n\n- Read a chart\n- Make one\n\n<https://learn.waterlijn.example/data-101|See part 1>',
    ],
  ])('reads well as %s', (format, text) => {
    expect(rendered(BODY, format)).toEqual({ title: 'A quarter of an hour', text });
  });

  it('lets no value become a link, a mention or bold', () => {
    const values = { 'activity.title': '[free](https://evil.example) <!channel> *x*' };
    expect(rendered('{{activity.title}}', 'adaptive-card', values).text).toBe(
      '\\[free\\](https://evil.example) <!channel> \\*x\\*',
    );
    expect(rendered('{{activity.title}}', 'slack', values).text).toContain('&lt;!channel&gt;');
  });

  it('lets no address end its link early', () => {
    const values = { 'activity.url': 'https://learn.waterlijn.example/a)b|c>d' };
    expect(rendered('[Go]({{activity.url}})', 'adaptive-card', values).text).toBe(
      '[Go](https://learn.waterlijn.example/a%29b|c%3Ed)',
    );
    expect(rendered('[Go]({{activity.url}})', 'slack', values).text).toBe(
      '<https://learn.waterlijn.example/a)b%7Cc%3Ed|Go>',
    );
  });

  it('has no reader: names, answers and team figures are refused', () => {
    expect(codes('Hi {{firstName "there"}}')).toEqual(['wrong-kind-of-message']);
    expect(codes('[Later](ask:later)')).toEqual(['ask-in-post']);
    expect(codes('{{team.size "some"}} people')).toEqual(['wrong-kind-of-message']);
    expect(codes('{{#each people}}{{firstName "x"}}{{/each}}')).toContain('wrong-kind-of-message');
    expect(codes('{{attributes.city "x"}}')).toEqual(['unknown-variable']);
  });
});

describe('what the channel is given', () => {
  const post = { title: 'A title', text: 'One.\n\nTwo.' };

  it('Teams: an adaptive card in a message', () => {
    expect(JSON.parse(postPayload(post, 'adaptive-card'))).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard', body: [{ text: 'A title' }, { text: 'One.\n\nTwo.', wrap: true }] },
        },
      ],
    });
  });

  it('Slack: a header and sections, each within its limit', () => {
    const long = {
      title: 'T'.repeat(200),
      text: ['a'.repeat(2_000), 'b'.repeat(2_000), 'c'.repeat(4_000)].join('\n\n'),
    };
    const { blocks } = JSON.parse(postPayload(long, 'slack'));
    expect(blocks.map((block: { text: { text: string } }) => block.text.text.length)).toEqual([
      150, 2_000, 2_000, 3_000,
    ]);
    expect(JSON.parse(postPayload(post, 'slack')).blocks[1].text).toEqual({ type: 'mrkdwn', text: 'One.\n\nTwo.' });
  });

  it('anything else: a text', () => {
    expect(JSON.parse(postPayload(post, 'text'))).toEqual({ text: 'A title\n\nOne.\n\nTwo.' });
  });
});

describe('the reminder to an owner', () => {
  const facts = {
    kind: 'poster' as const,
    what: 'canteens <Utrecht> & Ghent',
    campaignTitle: 'Data literacy',
    organisation: 'Waterlijn',
    senderName: 'Noor',
  };

  it.each([
    ['nl', 'Vandaag, Poster: canteens <Utrecht> & Ghent', 'Je krijgt deze ene herinnering omdat Waterlijn'],
    ['en', 'Today, Poster: canteens <Utrecht> & Ghent', 'You get this one reminder because'],
    ['fr-BE', 'Aujourd’hui, Affiche : canteens <Utrecht> & Ghent', 'Vous recevez ce seul rappel parce que'],
    ['pl', 'Today, Poster: canteens <Utrecht> & Ghent', 'You get this one reminder because'],
  ])('in %s says what, for which campaign and why it comes', (locale, subject, why) => {
    const mail = reminderMail(facts, locale);
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain(why);
    expect(mail.text).toContain('Data literacy');
    expect(mail.html).toContain('canteens &lt;Utrecht&gt; &amp; Ghent');
    expect(`${mail.html}${mail.text}`).not.toMatch(/https?:|\{\w+\}/);
  });
});

describe('figures of a team', () => {
  it.each(['participant', 'bundle'] as const)('have no place in a mail to a %s', async (kind) => {
    const compiled = await compileMail(messageFile('{{team.size "some"}}'), { kind });
    expect(compiled).toMatchObject({ problems: [{ message: '"team.size" exists only in a team update.' }] });
  });

  it('need words for when they are missing, and have near names', async () => {
    const compiled = await compileMail(messageFile('{{team.size}} and {{team.sise "x"}}'), { kind: 'team' });
    expect(compiled).toMatchObject({
      problems: [{ code: 'no-fallback' }, { code: 'unknown-variable', hint: 'Did you mean "team.size"?' }],
    });
    const guarded = messageFile('{{#if team.started}}{{team.started}} of {{team.size "all"}}{{else}}some{{/if}}');
    expect(await compileMail(guarded, { kind: 'team' })).not.toHaveProperty('problems');
  });
});
