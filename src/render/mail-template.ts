import Handlebars from 'handlebars';
import { invariant } from '../domain/errors.ts';
import { MARKS, mark } from './expressions.ts';
import type { Scope } from './scope.ts';

/** What happens at a mark when a mail is rendered. What is written is already escaped for its place. */
export type Insert =
  | { readonly kind: 'write'; readonly write: (scope: Scope) => string }
  | { readonly kind: 'if'; readonly holds: (scope: Scope) => boolean }
  | { readonly kind: 'each'; readonly items: (scope: Scope) => readonly Scope[] }
  | { readonly kind: 'else' }
  | { readonly kind: 'close' };

/** Collects the inserts of one output (HTML, text, subject) while it is written; a mark in the text stands for each. */
export class Inserts {
  readonly #inserts: Insert[] = [];

  write(write: (scope: Scope) => string): string {
    return this.#add({ kind: 'write', write });
  }

  /** `then` if it holds, else `otherwise`. */
  when(holds: (scope: Scope) => boolean, then: string, otherwise = ''): string {
    const start = this.#add({ kind: 'if', holds });
    const middle = otherwise === '' ? '' : this.#add({ kind: 'else' }) + otherwise;
    return start + then + middle + this.#add({ kind: 'close' });
  }

  each(items: (scope: Scope) => readonly Scope[], content: string): string {
    return this.#add({ kind: 'each', items }) + content + this.#add({ kind: 'close' });
  }

  /** The marks of a block apart, where what is between them cannot be one text: MJML components. */
  start(insert: Insert & { kind: 'if' | 'each' }): string {
    return this.#add(insert);
  }

  otherwise(): string {
    return this.#add({ kind: 'else' });
  }

  end(): string {
    return this.#add({ kind: 'close' });
  }

  /** Compiles a text that holds the marks given out here. */
  compile(text: string): (scope: Scope) => string {
    const template = handlebars.compile<Scope>(program(text, this.#inserts), {
      noEscape: true,
      // Every line break is meant: Handlebars would drop those around blocks.
      ignoreStandalone: true,
      knownHelpersOnly: true,
      knownHelpers: { write: true, when: true, list: true },
    });
    const data = { inserts: this.#inserts };
    return (scope) => template(scope, { data });
  }

  #add(insert: Insert): string {
    return mark(this.#inserts.push(insert) - 1);
  }
}

type Helper = Handlebars.HelperOptions;

/** The three things a compiled mail does; each argument is the number of an insert. */
const handlebars = Handlebars.create();
for (const name of Object.keys(handlebars.helpers)) handlebars.unregisterHelper(name);
handlebars.registerHelper('write', function (this: Scope, index: number, options: Helper) {
  const insert = insertAt(options, index, 'write');
  return insert.write(this);
});
handlebars.registerHelper('when', function (this: Scope, index: number, options: Helper) {
  const insert = insertAt(options, index, 'if');
  return insert.holds(this) ? options.fn(this) : options.inverse(this);
});
handlebars.registerHelper('list', function (this: Scope, index: number, options: Helper) {
  const insert = insertAt(options, index, 'each');
  let text = '';
  for (const item of insert.items(this)) {
    text += options.fn(item);
    if (text.length <= MAX_LIST_CHARACTERS) continue;
    this.problems.push({
      code: 'too-long',
      about: 'each',
      message: 'A list makes this mail longer than any reader would read.',
    });
    break;
  }
  return text;
});

/** Mail programs cut mails at 100 kB; far beyond, a list is a fault and must not fill the memory. */
const MAX_LIST_CHARACTERS = 500_000;

function insertAt<Kind extends Insert['kind']>(options: Helper, index: number, kind: Kind): Insert & { kind: Kind } {
  const insert = (options.data.inserts as readonly Insert[])[index];
  invariant(insert?.kind === kind, `insert ${index} is not a ${kind}`);
  return insert as Insert & { kind: Kind };
}

/** The syntax tree that Handlebars compiles is built here: nothing that a person wrote is parsed by Handlebars. */
function program(text: string, inserts: readonly Insert[]): hbs.AST.Program {
  const root: Body = { program: newProgram(), inverse: null };
  const stack: Body[] = [root];
  const current = (): hbs.AST.Statement[] => {
    const body = stack.at(-1) ?? root;
    return (body.inverse ?? body.program).body;
  };
  let from = 0;
  for (const found of text.matchAll(MARKS)) {
    if (found.index > from) current().push(content(text.slice(from, found.index)));
    from = found.index + found[0].length;
    const index = Number(found[1]);
    const insert = inserts[index];
    invariant(insert !== undefined, `there is no insert ${index}`);
    if (insert.kind === 'write') current().push(mustache('write', index));
    else if (insert.kind === 'close') stack.pop();
    else if (insert.kind === 'else') (stack.at(-1) ?? root).inverse = newProgram();
    else {
      const body: Body = { program: newProgram(), inverse: null };
      current().push(block(insert.kind === 'if' ? 'when' : 'list', index, body));
      stack.push(body);
    }
  }
  invariant(stack.length === 1, 'every block of a mail is closed');
  if (from < text.length) current().push(content(text.slice(from)));
  return root.program;
}

interface Body {
  readonly program: hbs.AST.Program;
  inverse: hbs.AST.Program | null;
}

const LOC: hbs.AST.SourceLocation = { source: '', start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };
const STRIP: hbs.AST.StripFlags = { open: false, close: false };

function newProgram(): hbs.AST.Program {
  return { type: 'Program', body: [], blockParams: [], loc: LOC };
}

function content(value: string): hbs.AST.ContentStatement {
  return { type: 'ContentStatement', value, original: value, loc: LOC } as unknown as hbs.AST.ContentStatement;
}

function call(helper: string, index: number) {
  const path = { type: 'PathExpression', data: false, depth: 0, parts: [helper], original: helper, loc: LOC };
  const parameter = { type: 'NumberLiteral', value: index, original: index, loc: LOC };
  return { path: path as hbs.AST.PathExpression, params: [parameter], loc: LOC };
}

function mustache(helper: string, index: number): hbs.AST.MustacheStatement {
  return {
    type: 'MustacheStatement',
    ...call(helper, index),
    escaped: false,
    strip: STRIP,
  } as unknown as hbs.AST.MustacheStatement;
}

/** `inverse` is read when the tree is compiled, so it may be set after this. */
function block(helper: string, index: number, body: Body): hbs.AST.BlockStatement {
  return {
    type: 'BlockStatement',
    ...call(helper, index),
    program: body.program,
    get inverse() {
      return body.inverse ?? undefined;
    },
    openStrip: STRIP,
    inverseStrip: STRIP,
    closeStrip: STRIP,
  } as unknown as hbs.AST.BlockStatement;
}
