import { describe, expect, it } from 'vitest';
import { storyValues } from '../../src/flow/sending/story-values.ts';
import { story } from '../support/engine-world.ts';
import { mail, messageFile, problemsOf } from './mail-for-test.ts';

const TOLD = story('month-end', {
  firstName: 'Carlijn',
  department: 'Finance',
  texts: {
    nl: { title: 'Rustig', quote: null, role: 'controller', text: 'Een\nregel.\n\n\n  Twee <b>vet</b>.' },
    en: { title: 'Calm', quote: 'Not for me.', role: null, text: 'One.' },
  },
});

describe('the story in a mail', () => {
  it('keeps its paragraphs, in HTML and as text, and is nothing but text', async () => {
    const { html, text } = await mail(messageFile('{{story.text "…"}}'), storyValues(TOLD, 'nl-BE', 'en'));
    expect(html).toContain('Een regel.<br /><br />Twee &lt;b&gt;vet&lt;/b&gt;.');
    expect(text).toContain('Een regel.\n\nTwee <b>vet</b>.');
  });

  it('stands in a quote and in a list line by line', async () => {
    const { text } = await mail(
      messageFile('> {{story.text "…"}}\n\n- {{story.text "…"}}'),
      storyValues(TOLD, 'nl', 'en'),
    );
    expect(text).toContain('> Een regel.\n>\n> Twee <b>vet</b>.');
    expect(text).toContain('- Een regel.\n\n  Twee <b>vet</b>.');
  });

  it.each([
    ['nl', 'Carlijn, controller, Finance'],
    ['en', 'Carlijn, Finance'],
    ['de', 'Carlijn, Finance'],
  ])('in %s says who tells it as the author agreed', (locale, author) => {
    expect(storyValues(TOLD, locale, 'en')['story.author']).toBe(author);
  });

  it('without a name says a colleague, in the language of the text', () => {
    const anonymous = { ...TOLD, firstName: null };
    expect(storyValues(anonymous, 'nl', 'en')).toMatchObject({
      'story.author': 'Een collega van Finance',
      'story.firstName': 'een collega',
    });
    expect(storyValues({ ...anonymous, department: null }, 'en', 'en')['story.author']).toBe('A colleague');
  });

  it('a name that is misspelt is told, and a quote may be missing', async () => {
    expect(await problemsOf(messageFile('{{story.titel "…"}}'))).toMatchObject([
      { code: 'unknown-variable', hint: 'Did you mean "story.title"?' },
    ]);
    const quote = messageFile('{{#if story.quote}}“{{story.quote}}”{{else}}No quote.{{/if}}');
    expect((await mail(quote, storyValues(TOLD, 'nl', 'en'))).text).toContain('No quote.');
    expect((await mail(quote, storyValues(TOLD, 'en', 'en'))).text).toContain('“Not for me.”');
  });
});
