import { describe, expect, it } from 'vitest';
import { parseMessage } from '../../src/render/message-source.ts';

const problems = (text: string) => {
  const read = parseMessage(text, 'kick-off.en.md');
  return 'problems' in read ? read.problems : [];
};

describe('a message file', () => {
  it('is front matter and Markdown, and knows where each text stands', () => {
    const read = parseMessage("---\nsubject: 'Hello'\npreheader: Ten minutes\ndriver: fun\n---\nHi there\n", 'a.en.md');
    expect(read).toEqual({
      file: 'a.en.md',
      subjects: [{ text: 'Hello', file: 'a.en.md', line: 2, column: 11 }],
      preheader: { text: 'Ten minutes', file: 'a.en.md', line: 3, column: 12 },
      template: 'plain',
      driver: 'fun',
      body: { text: 'Hi there\n', file: 'a.en.md', line: 6, column: 1 },
    });
  });

  it('tries two subjects when it lists two', () => {
    const read = parseMessage('---\nsubject: [Halfway, Three to go]\n---\nHi\n', 'a.en.md');
    expect('subjects' in read && read.subjects.map(({ text }) => text)).toEqual(['Halfway', 'Three to go']);
  });

  it('reads Windows line ends and a byte order mark', () => {
    const read = parseMessage('\uFEFF---\r\nsubject: Hello\r\n---\r\nHi\r\n', 'a.en.md');
    expect('body' in read && read.body.text).toBe('Hi\n');
  });

  it('keeps a line of dashes in the body', () => {
    const read = parseMessage('---\nsubject: Hello\n---\nHi\n\n---\n\nBye\n', 'a.en.md');
    expect('body' in read && read.body.text).toBe('Hi\n\n---\n\nBye\n');
  });

  it('says which key was meant, with line and column', () => {
    expect(problems('---\nsubject: Hello\npreheder: Ten minutes\n---\nHi')).toEqual([
      {
        code: 'unknown-key',
        message: '"preheder" is not a key of a message.',
        hint: 'Did you mean "preheader"?',
        place: { file: 'kick-off.en.md', line: 3, column: 1 },
      },
    ]);
  });

  it('refuses a missing subject, three subjects, an unknown driver, a template that is a path', () => {
    expect(problems('---\ndriver: fun\n---\nHi')[0]).toMatchObject({
      code: 'missing-key',
      message: '"subject" is missing.',
    });
    expect(problems('---\nsubject: [a, b, c]\n---\nHi')[0]).toMatchObject({
      code: 'wrong-value',
      place: { line: 2, column: 1 },
    });
    expect(problems('---\nsubject: a\ndriver: fear\n---\nHi')[0]?.hint).toContain('autonomy');
    expect(problems('---\nsubject: a\ntemplate: ../../etc/passwd\n---\nHi')[0]?.code).toBe('wrong-value');
  });

  it('tells how to quote when YAML stumbles over braces', () => {
    const [problem] = problems('---\nsubject: {{firstName "there"}}, hello\n---\nHi');
    expect(problem).toMatchObject({ code: 'yaml', place: { file: 'kick-off.en.md', line: 2 } });
    expect(problem?.hint).toContain('single quotes');
  });

  it('refuses a file without front matter', () => {
    expect(problems('Hi there')[0]?.code).toBe('no-front-matter');
    expect(problems('')[0]?.code).toBe('no-front-matter');
  });

  it('is not expanded by YAML aliases', () => {
    const bomb = '---\nsubject: &a hello\npreheader: *a\n---\nHi';
    expect(() => problems(bomb)).not.toThrow();
    expect(problems(bomb).length).toBeGreaterThan(0);
  });
});
