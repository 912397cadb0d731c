import { describe, expect, it } from 'vitest';
import { parseMessage } from '../../src/render/message-source.ts';
import { compile, faults, mail, messageFile, SMALLEST_FRAME, source, tryMail } from './mail-for-test.ts';

describe('a template that reaches for more than the variables is refused', () => {
  it.each([
    '{{constructor "x"}}',
    '{{__proto__ "x"}}',
    '{{firstName.constructor "x"}}',
    '{{attributes.constructor "x"}}',
    '{{attributes.__proto__ "x"}}',
    '{{#if constructor.prototype}}x{{/if}}',
    '{{toString "x"}}',
    '{{hasOwnProperty "x"}}',
    '{{lookup this "constructor"}}',
    '{{lookup "x"}}',
    '{{@root.firstName}}',
    '{{this}}',
    '{{../firstName}}',
    '{{> header}}',
    '{{#> layout}}x{{/layout}}',
    '{{* decorator}}',
    '{{#* inline "x"}}x{{/inline}}',
    '{{{firstName}}}',
    '{{&firstName}}',
    '{{firstName (lookup this "x")}}',
    '{{#with firstName}}x{{/with}}',
    '{{log "x"}}',
    '{{firstName x=1}}',
    '{{[constructor] "x"}}',
    '{{#each people as |p|}}x{{/each}}',
    '{{#if due}}x{{else if start}}y{{/if}}',
    '{{{{raw}}}} x {{{{/raw}}}}',
    '{{~firstName "x"~}}',
    '{{^due}}x{{/due}}',
    '{{',
    '{{firstName "x"',
    '{{/if}}',
    '{{else}}',
    '{{#if due}}x{{/unless}}',
    '{{#if due}}x',
  ])('%s', async (expression) => {
    expect(await faults(messageFile(`Hi ${expression}`))).not.toEqual([]);
    expect(await faults(messageFile('Hi', JSON.stringify(`Hi ${expression}`)))).not.toEqual([]);
  });

  it('names the place', async () => {
    const message = await compile(messageFile('Hi there,\n\nsee {{> header}}'));
    expect('problems' in message && message.problems[0]).toMatchObject({
      code: 'not-in-the-language',
      message: '{{> header}} is a partial; messages have none.',
      place: { line: 7, column: 5 },
    });
  });

  it('knows the braces a person means as braces', async () => {
    const { html, text } = await mail(messageFile('Write \\{{firstName}} or &#123;&#123;constructor}} there.'));
    expect(html).toContain('Write {{firstName}} or {{constructor}} there.');
    expect(text).toContain('Write {{firstName}} or {{constructor}} there.');
  });
});

describe('a template made to be slow is refused before anything parses it', () => {
  const nested = (depth: number) => `${'{{#if due}}'.repeat(depth)}x${'{{/if}}'.repeat(depth)}`;

  it('80 kB of nested ifs', async () => {
    expect(await faults(messageFile(nested(4_400)))).toEqual(['too-long']);
    expect(await faults(messageFile(nested(300)))).toEqual(['too-deep']);
    expect(await faults(messageFile(nested(4)))).toEqual([]);
  });

  it('401 expressions, four nested loops', async () => {
    expect(await faults(messageFile('{{start}} '.repeat(401)))).toEqual(['too-many-expressions']);
    const loops = `${'{{#each activities}}'.repeat(4)}x${'{{/each}}'.repeat(4)}`;
    expect(await faults(messageFile(loops))).toContain('nested-each');
  });

  it('a list that would fill the memory gives no mail', async () => {
    const people = Array.from({ length: 500 }, () => ({ firstName: 'Ana' }));
    const rendered = await tryMail(
      messageFile(`{{#each people}}\n${'very long '.repeat(500)}\n{{/each}}`),
      { people },
      { kind: 'bundle' },
    );
    expect(rendered).toMatchObject({ problems: [{ code: 'too-long' }] });
  });

  it('deep quotes and lists in Markdown', async () => {
    expect(await faults(messageFile(`${'> '.repeat(3_000)}deep`))).toEqual(['too-deep']);
    expect(await faults(messageFile(`${'- '.repeat(3_000)}deep`))).toEqual(['too-deep']);
    expect((await mail(messageFile('- one\n  - two\n    > three'))).text).toContain('three');
  });
});

describe('a value stays a value', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '**bold** _it_ ![](http://x.example/p.gif)',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '{{constructor}}',
    '{{#each people}}',
    '</td></tr></table><h1>',
    '<!--[if mso]><b><![endif]-->',
    '&lt;b&gt; &amp; &#x3c;',
    '<mj-raw>x</mj-raw>',
    '$& $1 $`',
    '\\{{firstName}}',
  ];

  it.each(HOSTILE)('%s as a name', async (name) => {
    const text = messageFile(
      'Hi {{firstName "there"}}, **{{firstName "x"}}** [Start, {{firstName "x"}}](https://learn.waterlijn.example/?who={{firstName "x"}})\n\n[For {{firstName "x"}}]({{activity.url}} "button")\n\n![Photo of {{firstName "x"}}](images/p.png)',
      `'{{firstName "Hello"}}, ten minutes'`,
    );
    const options = { imageUrl: () => 'https://druppel.example/p.png' };
    const [tame, hostile] = [
      await mail(text, { firstName: 'Ana' }, options),
      await mail(text, { firstName: name }, options),
    ];
    const shape = (html: string) =>
      html.match(/<!--|-->|<\/?[a-z][a-z0-9]*|\s(?:href|src|on\w+)="(?:https?:\/\/[^"?]*)?/gi);
    expect(shape(hostile.html)).toEqual(shape(tame.html));
    expect(hostile.html).not.toContain(name.includes('&lt;') ? '<b>' : name.match(/[<"']/) ? name : '\u0000');
    expect(hostile.subject).toBe(`${name}, ten minutes`.replace(/\s+/g, ' '));
    expect(hostile.text).toContain(`Hi ${name},`);
    expect(hostile.html).toContain(`?who=${encodeURIComponent(name).replaceAll("'", '%27')}`);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/relative',
    'https://',
    'https://user:pass@evil.example/',
    'vbscript:x',
    ' ',
    'file:///etc/passwd',
  ])('%s as an address gives no mail', async (address) => {
    const rendered = await tryMail(messageFile('[Start]({{activity.url}} "button")'), { 'activity.url': address });
    expect(rendered).toHaveProperty('problems');
  });

  it.each([
    'Ana\r\nBcc: evil@evil.example',
    'Ana\u0000',
    'Ana\u2028x',
    'Ana\u202Egnp.exe',
    'Ana\u2066x',
    'Ana\uE0000\uE001',
  ])('a name with control or direction-changing characters gives no mail', async (firstName) => {
    expect(await tryMail(messageFile('Hi', `'{{firstName "x"}}'`), { firstName })).toMatchObject({
      problems: [{ code: 'unsafe-value' }],
    });
    expect(await tryMail(messageFile('Hi {{firstName "x"}}'), { firstName })).toMatchObject({
      problems: [{ code: 'unsafe-value' }],
    });
  });

  it('an inherited property is no value', async () => {
    const values = Object.create({ firstName: 'Inherited' }) as Record<string, string>;
    const message = await compile(messageFile('Hi {{firstName "there"}}'));
    if ('problems' in message) throw new Error('refused');
    const { links } = await import('./mail-for-test.ts');
    expect(message.render(values, links)).toMatchObject({ text: expect.stringMatching(/^Hi there/) });
  });
});

describe('what a marketer writes cannot become more than Markdown', () => {
  it('HTML is shown, not done', async () => {
    const { html } = await mail(
      messageFile('Hi <script>alert(1)</script> <b onclick="x">you</b>\n\n<mj-raw><script>x</script></mj-raw>'),
    );
    expect(html).not.toMatch(/<script|<b onclick|<mj-raw/);
    expect(html).toContain('&lt;script&gt;');
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JAVASCRIPT:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](learn.waterlijn.example/x)',
    '[x](/x)',
    '[x]()',
    '[x](ask:money)',
    '[x](https://{{department "x"}}.example/)',
    '[x](https://learn.waterlijn.example{{department "x"}})',
    '[x]({{firstName "x"}})',
    '[x]({{academyUrl "javascript:alert(1)"}})',
    '[x](https://a.example/{{#if due}}y{{/if}})',
    '[x](https://user:secret@a.example/)',
    '<javascript:alert(1)>',
    '![x](javascript:alert(1))',
    '![x](images/../../secret.png)',
    '[x](https://a.example "onclick")',
  ])('%s is refused', async (markdown) => {
    expect(await faults(messageFile(markdown), { imageUrl: () => 'https://druppel.example/p.png' })).not.toEqual([]);
  });

  it.each(['\u202E', '\uE0000\uE001', '\u0000', '\u2028'])(
    'a text with U+%# hidden in it is refused',
    async (hidden) => {
      expect(await faults(messageFile(`Hi ${hidden} you`))).toEqual(['forbidden-character']);
    },
  );

  it('private-use characters by entity stand for no expression', async () => {
    expect(await faults(messageFile('Hi {{firstName "x"}} &#xE000;0&#xE001;'))).toEqual(['misplaced-expression']);
    expect(await faults(messageFile('Hi &#xE000;7&#xE001;'))).not.toEqual([]);
  });
});

describe('a frame that is more than looks is refused with a list', () => {
  const frame = (inside: string, head = '') => ({
    file: 'templates/own.mjml',
    text: `<mjml>${head}<mj-body><mj-section><mj-column>${inside}<mj-slot /></mj-column></mj-section></mj-body></mjml>`,
  });
  const frameFaults = (inside: string, head = '') => faults(messageFile('Hi.'), { frame: frame(inside, head) });

  it.each([
    '<mj-include path="/etc/passwd" />',
    '<mj-include path="./other.mjml" type="html" />',
    '<mj-raw><script>alert(1)</script></mj-raw>',
    '<mj-text><script>alert(1)</script></mj-text>',
    '<mj-text><svg onload="alert(1)"></svg></mj-text>',
    '<mj-text><p onclick="alert(1)">x</p></mj-text>',
    "<mj-text><p ONCLICK='alert(1)'>x</p></mj-text>",
    '<mj-text><svg/onload=alert(1)></mj-text>',
    '<mj-text><form action="https://evil.example/"></form></mj-text>',
    '<mj-text><input></mj-text>',
    '<mj-text><iframe src="https://evil.example"></iframe></mj-text>',
    '<mj-text><a href="javascript:alert(1)">x</a></mj-text>',
    '<mj-text><a href="&#106;avascript:alert(1)">x</a></mj-text>',
    '<mj-text><a href="java\nscript:alert(1)">x</a></mj-text>',
    '<mj-button href="javascript:alert(1)">x</mj-button>',
    '<mj-button href="{{academy}}x">x</mj-button>',
    '<mj-image src="http://insecure.example/p.gif" alt="" />',
    '<mj-image src="data:image/svg+xml,x" alt="" />',
    '<mj-text><p style="background:url(javascript:x)">x</p></mj-text>',
    '<mj-text><!--[if mso]><script>x</script><![endif]--></mj-text>',
    '<mj-text>{{firstName "x"}}</mj-text>',
    '<mj-text>{{#each people}}x{{/each}}</mj-text>',
    '<mj-text>{{> x}}</mj-text>',
    '<mj-text>x',
    '</mj-column>',
    '<mj-slot />',
    '<mj-slot name="other" />',
    '<mj-text><mj-slot name="footer" /></mj-text>',
    '<mj-text colour="red">x</mj-text>',
    '<mj-section><mj-column></mj-column></mj-section>',
  ])('%s', async (inside) => {
    expect(await frameFaults(inside)).not.toEqual([]);
  });

  it.each([
    '<mj-head><mj-style>@import url(https://fonts.example/x.css);</mj-style></mj-head>',
    '<mj-head><mj-style>p{background:url(http://x.example/p.gif)}</mj-style></mj-head>',
    '<mj-head><mj-style>p{width:expression(alert(1))}</mj-style></mj-head>',
    '<mj-head><mj-style></style><script>x</script></mj-style></mj-head>',
    '<mj-head><mj-style inline="inline">p{color:red}</mj-style></mj-head>',
    '<mj-head><mj-font name="X" href="https://fonts.example/x.css" /></mj-head>',
    '<mj-head><mj-html-attributes></mj-html-attributes></mj-head>',
    '<mj-head><mj-preview>mine</mj-preview></mj-head>',
  ])('%s', async (head) => {
    expect(await frameFaults('', head)).not.toEqual([]);
  });

  it('2,000 levels deep, 64 kB and more, without a place for the message', async () => {
    expect(await frameFaults(`<mj-text>${'<div>'.repeat(2_000)}${'</div>'.repeat(2_000)}</mj-text>`)).toContain(
      'frame-too-deep',
    );
    expect(await frameFaults(`<mj-text>${'x'.repeat(70_000)}</mj-text>`)).toContain('too-long');
    expect(
      await faults(messageFile('Hi.'), { frame: { file: 'x.mjml', text: '<mjml><mj-body></mj-body></mjml>' } }),
    ).toContain('frame-slot');
    expect(await faults(messageFile('Hi.'), { frame: { file: 'x.mjml', text: '' } })).toContain('frame-slot');
  });

  it('names the place in the frame', async () => {
    const text = SMALLEST_FRAME.replace('<mj-slot />', '<mj-slot />\n  <mj-include path="x" />');
    const message = await compile(messageFile('Hi.'), { frame: { file: 'templates/own.mjml', text } });
    expect('problems' in message && message.problems[0]).toMatchObject({
      code: 'frame-element',
      place: { file: 'templates/own.mjml', line: 2, column: 3 },
    });
  });

  it('a workspace whose name is markup stays a name', async () => {
    const name = '<script>alert(1)</script>"{{x}}';
    const { html } = await mail(
      messageFile('Hi from {{academy}}.'),
      {},
      {
        frame: frame('<mj-text>{{academy}}</mj-text>'),
        campaignTitle: name,
        workspace: {
          name,
          academy: { name, url: null },
          brand: { logoUrl: null, colour: '#123', address: name },
          attributes: {},
        },
      },
    );
    expect(html).not.toContain('<script');
    expect(html.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(4);
  });
});

describe('a message file made to break its reader', () => {
  it.each([
    '---\n__proto__: x\nsubject: a\n---\nx',
    '---\nconstructor: x\nsubject: a\n---\nx',
    '---\n- a\n---\nx',
    '---\nsubject: {a: b}\n---\nx',
    '---\nsubject: 3\n---\nx',
    '---\n: :\n---\nx',
    '---\nsubject: a',
  ])('%j is refused', (text) => {
    expect(parseMessage(text, 'x.en.md')).toHaveProperty('problems');
  });

  it('a subject of two lines becomes one line', async () => {
    expect(source('---\nsubject: "one\\ntwo"\n---\nx').subjects[0].text).toBe('one\ntwo');
    expect((await mail('---\nsubject: "one\\ntwo"\npreheader: x\n---\nx')).subject).toBe('one two');
  });
});
