import { describe, expect, it } from 'vitest';
import { compiled, faults, links, mail, messageFile, problemsOf, tryMail, workspace } from './mail-for-test.ts';

describe('a rendered mail', () => {
  it('greets the reader, in the subject, the HTML and the text', async () => {
    const { subject, preheader, html, text } = await mail(
      messageFile('Hi {{firstName "there"}}, this takes **ten minutes**.', `'{{firstName "Hello"}}, ten minutes'`),
      { firstName: 'Ana' },
    );
    expect(subject).toBe('Ana, ten minutes');
    expect(preheader).toBe('One idea');
    expect(html).toContain('Hi Ana, this takes <strong>ten minutes</strong>.');
    expect(html).toContain('<title>Ana, ten minutes</title>');
    expect(text).toMatch(/^Hi Ana, this takes ten minutes\.\n/);
  });

  it('uses the fallback for who has no such value', async () => {
    const { subject, html } = await mail(
      messageFile('Hi {{firstName "there"}}.', `'{{firstName "Hello"}}, ten minutes'`),
      {
        firstName: null,
      },
    );
    expect(subject).toBe('Hello, ten minutes');
    expect(html).toContain('Hi there.');
  });

  it('has lang, dir, a hidden preheader, both colour schemes, and layout tables only for layout', async () => {
    const { html } = await mail(messageFile('Bonjour.'), {}, { locale: 'fr' });
    expect(html).toContain('<html lang="fr" dir="ltr"');
    expect(html).toMatch(/display:none[^>]*>One idea/);
    expect(html).toContain('<meta name="color-scheme" content="light dark" />');
    expect(html).toContain('prefers-color-scheme:dark');
    for (const [table] of html.matchAll(/<table[^>]*>/g)) expect(table).toContain('role="presentation"');
    expect((await mail(messageFile('مرحبا'), {}, { locale: 'ar' })).html).toContain('<html lang="ar" dir="rtl"');
  });

  it('takes the first paragraph where there is no preheader', async () => {
    const { preheader } = await mail(
      '---\nsubject: Hello\n---\nIt takes [ten minutes]({{activity.url}}), {{firstName "you"}}.\n',
    );
    expect(preheader).toBe('It takes ten minutes, Noor.');
  });

  it('turns [Text](address "button") into a button, and says its address in the text part', async () => {
    const { html, text } = await mail(messageFile('[Start the training]({{activity.url}} "button")'));
    expect(html).toMatch(
      /bgcolor="#0b7a75"[\s\S]*href="https:\/\/learn\.waterlijn\.example\/data-101"[\s\S]*Start the training/,
    );
    expect(text).toContain('→ Start the training\n  https://learn.waterlijn.example/data-101\n');
  });

  it('asks through answer pages', async () => {
    const { html, text } = await mail(
      messageFile('[Later, in {{laterMonth}}](ask:later "button")\n\n[I know this](ask:known)'),
    );
    expect(html).toContain('href="https://druppel.example/a/later"');
    expect(html).toContain('Later, in March');
    expect(text).toContain('I know this (https://druppel.example/a/known)');
  });

  it('hands every link to the caller under its number, the same in HTML and text', async () => {
    const message = await compiled(
      messageFile('[Start]({{activity.url}} "button")\n\nOr read [the page](https://learn.waterlijn.example/page).'),
    );
    expect(message.links).toEqual([
      { index: 0, kind: 'button', template: '{{activity.url}}' },
      { index: 1, kind: 'link', template: 'https://learn.waterlijn.example/page' },
    ]);
    const rendered = message.render(
      { 'activity.url': 'https://learn.waterlijn.example/x?a=1&b=2' },
      {
        ...links,
        linkUrl: (index, target) => `https://druppel.example/t/c/${index}?to=${encodeURIComponent(target)}&x=1`,
      },
    );
    expect(rendered).toMatchObject({
      html: expect.stringContaining(
        'href="https://druppel.example/t/c/0?to=https%3A%2F%2Flearn.waterlijn.example%2Fx%3Fa%3D1%26b%3D2&amp;x=1"',
      ),
      text: expect.stringContaining('(https://druppel.example/t/c/1?to='),
    });
  });

  it('offers why, not now, preferences and stop, and leaves out what is not offered', async () => {
    const message = await compiled(messageFile('Hi.'));
    const voluntary = message.render({}, links);
    const required = message.render(
      {},
      {
        ...links,
        footer: { why: 'https://d.example/w', preferences: 'https://d.example/p', done: 'https://d.example/done' },
      },
    );
    for (const part of ['html', 'text'] as const) {
      expect(voluntary).toHaveProperty(part, expect.stringContaining('“Data literacy” is for you too.'));
      for (const name of ['why', 'not-now', 'me', 'stop'])
        expect(voluntary).toHaveProperty(part, expect.stringContaining(`https://druppel.example/${name}`));
      expect(voluntary).not.toHaveProperty(part, expect.stringContaining('Already done?'));
      expect(required).toHaveProperty(part, expect.stringContaining('Already done?'));
      expect(required).not.toHaveProperty(part, expect.stringContaining('Stop'));
      expect(required).not.toHaveProperty(part, expect.stringContaining('Not now'));
    }
  });

  it('carries an open mark only when one is given', async () => {
    const message = await compiled(messageFile('Hi.'));
    expect(message.render({}, { ...links, openMarkUrl: '@@open-mark@@' })).toHaveProperty(
      'html',
      expect.stringContaining('<img src="@@open-mark@@" alt="" width="1"'),
    );
    expect(message.render({}, links)).not.toHaveProperty('html', expect.stringContaining('width="1"'));
  });

  it('writes dates, months, numbers and budgets as the language does', async () => {
    const text = messageFile('{{start}} · {{laterMonth}} · {{learningBudgetLeft "–"}} · {{attributes.review_on "–"}}');
    const values = {
      start: '2027-01-26',
      laterMonth: '2027-03-01',
      learningBudgetLeft: { amount: 1200, unit: 'EUR' },
      'attributes.review_on': '2027-02-02',
    };
    const lines = async (locale: string) =>
      (await mail(text, values, { locale })).text.split('\n')[0]?.replaceAll('\u00A0', ' ');
    expect(await lines('nl')).toBe('dinsdag 26 januari · maart · € 1.200 · dinsdag 2 februari');
    expect(await lines('en')).toBe('Tuesday 26 January · March · €1,200 · Tuesday 2 February');
    expect(await lines('fr')).toMatch(/^mardi 26 janvier · mars · 1.200 € · mardi 2 février$/);
    const days = await mail(text, { ...values, learningBudgetLeft: { amount: 3, unit: 'days' } }, { locale: 'nl' });
    expect(days.text).toContain('3 dagen');
  });

  it('says one thing or another, and needs no fallback inside the condition', async () => {
    const text = messageFile(
      '{{#if due}}Before {{due}}.{{else}}Any time.{{/if}}\n\n{{#unless buddy.firstName}}\nNo buddy yet.\n{{else}}\nAsk {{buddy.firstName}}.\n{{/unless}}',
    );
    const known = await mail(text, { due: '2027-02-09', 'buddy.firstName': 'Lotte' });
    const unknown = await mail(text, { due: null, 'buddy.firstName': null });
    expect(known.text).toMatch(/^Before Tuesday 9 February\.\n\nAsk Lotte\.\n/);
    expect(unknown.text).toMatch(/^Any time\.\n\nNo buddy yet\.\n/);
    expect(unknown.html).not.toContain('Lotte');
  });

  it('hides a button in a condition without leaving a hole', async () => {
    const text = messageFile('Hi.\n\n{{#if academyUrl}}\n[Open]({{academyUrl}} "button")\n{{/if}}\n\nBye.');
    expect((await mail(text)).html).toContain('>\nOpen\n<');
    const without = await mail(text, {}, { workspace: { ...workspace, academy: { name: 'Academie', url: null } } });
    expect(without.html).not.toContain('Open');
    expect(without.text).toMatch(/^Hi\.\n\nBye\.\n/);
  });

  it('lists people as one list, an item each, with their own dates', async () => {
    const { html, text } = await mail(
      messageFile(
        '{{count}} people:\n\n{{#each people}}\n- **{{firstName "A colleague"}}**{{#if due}}, due {{due}}{{/if}}\n{{/each}}\n\nThanks, {{sender.firstName}}',
      ),
      {
        firstName: 'Bram',
        people: [{ firstName: 'Ana', due: '2027-02-09' }, { firstName: null }, { firstName: 'Bo' }],
      },
      { kind: 'bundle' },
    );
    expect(html.match(/<ul/g)).toHaveLength(1);
    expect(html.match(/<li/g)).toHaveLength(3);
    expect(text).toContain('- Ana, due Tuesday 9 February\n- A colleague\n- Bo\n\nThanks, Noor');
  });

  it('is the same bytes for the same reader, whatever came in between', async () => {
    const text = messageFile('Hi {{firstName "there"}}, [go]({{activity.url}}).');
    const [one, other] = [await compiled(text), await compiled(text)];
    const values = { firstName: 'Ana', 'activity.url': 'https://learn.waterlijn.example/1' };
    const first = one.render(values, links);
    one.render({ 'activity.url': 'javascript:x' }, links);
    one.render({ firstName: 'Bo', 'activity.url': 'https://learn.waterlijn.example/2' }, links);
    expect(one.render(values, links)).toEqual(first);
    expect(other.render(values, links)).toEqual(first);
  });

  it('shows the subject that is tried on this reader', async () => {
    const message = await compiled('---\nsubject: [Halfway, Three to go]\npreheader: x\n---\nHi.\n');
    expect(message.subjects).toBe(2);
    expect(message.render({}, links, 1)).toMatchObject({
      subject: 'Three to go',
      html: expect.stringContaining('<title>Three to go</title>'),
    });
  });

  it('fetches images from where the campaign has them, with their alt text', async () => {
    const text = messageFile('![A chart of {{department "your team"}}](images/chart.png)');
    const { html } = await mail(
      text,
      { department: 'R&D' },
      { imageUrl: (path) => `https://druppel.example/i/${path}` },
    );
    expect(html).toMatch(
      /alt="A chart of R&amp;D"[\s\S]*src="https:\/\/druppel\.example\/i\/images\/chart\.png"|src="https:\/\/druppel\.example\/i\/images\/chart\.png"[\s\S]*alt="A chart of R&amp;D"/,
    );
    expect(await faults(text, { imageUrl: () => null })).toEqual(['missing-image']);
    expect(await faults(messageFile('![x](https://tracker.example/p.gif)'))).toEqual(['foreign-image']);
  });
});

describe('a mail that lacks something', () => {
  it('is not rendered at all, and says what is missing', async () => {
    expect(await tryMail(messageFile('Go to [part 1]({{activity.url}}).'), { 'activity.url': null })).toEqual({
      problems: [
        { code: 'missing-value', about: 'activity.url', message: '"activity.url" is missing and has no fallback.' },
      ],
    });
  });

  it('does not ask the caller to track a link it cannot write', async () => {
    const message = await compiled(messageFile('Go to [part 1]({{activity.url}}).'));
    const asked: string[] = [];
    message.render(
      { 'activity.url': 'javascript:alert(1)' },
      { ...links, linkUrl: (_index, target) => `${asked.push(target)}` },
    );
    expect(asked).toEqual([]);
  });

  it('fails for an empty subject, a wrong type, a list too long', async () => {
    expect(await tryMail(messageFile('Hi.', "'{{#if due}}Due {{due}}{{/if}}'"), { due: null })).toMatchObject({
      problems: [{ code: 'empty-subject' }],
    });
    expect(await tryMail(messageFile('{{start}}'), { start: 'soon' })).toMatchObject({
      problems: [{ code: 'wrong-value' }],
    });
    const people = Array.from({ length: 501 }, () => ({ firstName: 'Ana' }));
    expect(
      await tryMail(messageFile('{{#each people}}\n- {{firstName "x"}}\n{{/each}}'), { people }, { kind: 'bundle' }),
    ).toMatchObject({
      problems: [{ code: 'too-many-items' }],
    });
  });
});

describe('a message that cannot mean anything is refused with its place', () => {
  it('a variable that can be missing without a fallback', async () => {
    expect(await problemsOf(messageFile('Hi {{firstName}}.'))).toEqual([
      {
        code: 'no-fallback',
        message: '"firstName" can be missing and has no fallback.',
        hint: 'Write {{firstName "…"}}, or put {{#if firstName}} … {{/if}} around the sentence.',
        place: { file: 'kick-off.en.md', line: 5, column: 4 },
      },
    ]);
    expect(await faults(messageFile('Before {{due}}.'), { certain: ['due'] })).toEqual([]);
  });

  it('an unknown variable, with the one that was meant', async () => {
    expect((await problemsOf(messageFile('Hi {{firstNaem "x"}}.')))[0]).toMatchObject({
      code: 'unknown-variable',
      hint: 'Did you mean "firstName"?',
    });
    expect(await faults(messageFile('{{attributes.town "x"}}'))).toEqual(['unknown-variable']);
  });

  it('a variable the campaign never has, or that belongs to another kind of mail', async () => {
    const absent = { 'activity.url': 'the campaign promotes nothing' };
    expect((await problemsOf(messageFile('[Go]({{activity.url}})'), { absent }))[0]?.message).toBe(
      '"activity.url" is never there: the campaign promotes nothing.',
    );
    expect(await faults(messageFile('{{count}} people'))).toEqual(['wrong-kind-of-message']);
    expect(await faults(messageFile('{{buddy.firstName "x"}}'), { kind: 'bundle' })).toEqual(['wrong-kind-of-message']);
  });

  it('a condition that ends in another place than it began, a list in a subject, a list in a list', async () => {
    expect(await faults(messageFile('**{{#if due}}bold** x{{/if}}'))).toContain('crossing-block');
    expect(await faults(messageFile('Hi {{#if due}}there\n\nand{{/if}} bye'))).toContain('crossing-block');
    expect(await faults(messageFile('x', "'{{#each activities}}{{title}}{{/each}}'"))).toEqual(['each-in-line']);
    expect(await faults(messageFile('{{#each activities}}{{#each activities}}x{{/each}}{{/each}}'))).toEqual([
      'nested-each',
    ]);
  });

  it('a colour that is none', async () => {
    const brand = { logoUrl: null, colour: 'red;} body{display:none', address: null };
    expect(await faults(messageFile('Hi.'), { workspace: { ...workspace, brand } })).toEqual(['bad-colour']);
  });
});
