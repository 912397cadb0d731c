/** One module that a file names, wherever it does so: import, export … from, import(), require(), new URL(). */
export interface SourceImport {
  /** As written: `../domain/time.ts`, `zod`, `node:fs`; null when it is computed, so that nobody can tell. */
  readonly specifier: string | null;
  readonly line: number;
  /** `import type` or `export type`: gone after compiling. */
  readonly typeOnly: boolean;
}

/**
 * The modules that a TypeScript file names, in order. Reads text, not syntax trees: TypeScript 7 has no stable API for
 * them. Comments, strings and regular expressions are blanked first, so that words in them mean nothing.
 */
export function importsOf(source: string): SourceImport[] {
  const code = blank(source);
  const found = NAMING_FORMS.flatMap((form) =>
    [...code.matchAll(form)].map((match) => {
      const quoteAt = match.index + match[0].length;
      return {
        at: match.index,
        specifier: stringAt(source, code, quoteAt),
        line: lineAt(source, match.index),
        typeOnly: /^(?:import|export)\s+type\b/.test(match[0]),
        // `new URL` names a module only when it is quoted and relative: workers are started so.
        isModule:
          !match[0].startsWith('new') || /^\.{1,2}\/.*\.[cm]?[jt]sx?$/.test(stringAt(source, code, quoteAt) ?? ''),
      };
    }),
  );
  return found
    .filter(({ isModule }) => isModule)
    .sort((a, b) => a.at - b.at)
    .map(({ specifier, line, typeOnly }) => ({ specifier, line, typeOnly }));
}

/** The line of a position, counted from 1. */
export function lineAt(source: string, position: number): number {
  return source.slice(0, position).split('\n').length;
}

/**
 * The same text, character for character, with what stands in comments, strings, templates and regular expressions
 * replaced by spaces. Quotes, line ends and the code in `${…}` stay.
 */
export function blank(source: string): string {
  const out: string[] = [];
  /** Braces open inside each `${…}` under way. */
  const substitutions: number[] = [];
  let at = 0;
  const keep = (length: number) => {
    out.push(source.slice(at, at + length));
    at += length;
  };
  const hide = (length: number) => {
    out.push(source.slice(at, at + length).replace(/[^\n]/g, ' '));
    at += length;
  };
  const template = () => {
    hide(lengthOf(/(?:\\[\s\S]|\$(?!\{)|[^\\`$])*/y, source, at));
    if (source[at] === '`') return keep(1);
    substitutions.push(0);
    keep(2);
  };

  while (at < source.length) {
    const character = source[at] as string;
    const depth = substitutions.at(-1);
    if (source.startsWith('//', at)) hide(lengthOf(/[^\n]*/y, source, at));
    else if (source.startsWith('/*', at)) hide(lengthOf(/\/\*[\s\S]*?(?:\*\/|$)/y, source, at));
    else if (character === '"' || character === "'") {
      keep(1);
      hide(lengthOf(character === '"' ? /(?:\\[\s\S]|[^"\\\n])*/y : /(?:\\[\s\S]|[^'\\\n])*/y, source, at));
      keep(1);
    } else if (character === '`') {
      keep(1);
      template();
    } else if (character === '}' && depth === 0) {
      substitutions.pop();
      keep(1);
      template();
    } else if (character === '/' && startsRegExp(out.slice(-LONGEST_KEYWORD).join(''))) {
      hide(lengthOf(/\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/\w*/y, source, at) || 1);
    } else {
      if (depth !== undefined && character === '{') substitutions[substitutions.length - 1] = depth + 1;
      if (depth !== undefined && character === '}') substitutions[substitutions.length - 1] = depth - 1;
      keep(1);
    }
  }
  return out.join('');
}

/** Each ends right before the opening quote of the module's name, or before whatever stands in its place. */
const NAMING_FORMS = [
  /\b(?:import|export)\b(?:\s+type\b)?[\s\w$*,{}]*?\bfrom\s*(?=['"])/g,
  /\bimport\s*(?=['"])/g,
  /\bimport\s*\(\s*/g,
  /\brequire(?:\.resolve)?\s*\(\s*/g,
  /\bnew\s+URL\s*\(\s*/g,
];

/** The string that opens at `position`; null when something else stands there. */
function stringAt(source: string, code: string, position: number): string | null {
  const quote = code[position];
  if (quote !== '"' && quote !== "'") return null;
  return source.slice(position + 1, code.indexOf(quote, position + 1));
}

function lengthOf(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0].length ?? 0;
}

/** In characters, with room for white space around it: `return`, `typeof`. */
const LONGEST_KEYWORD = 40;

/** A slash after a value divides; after an operator, an opening bracket or a keyword it begins a regular expression. */
function startsRegExp(before: string): boolean {
  const code = before.trimEnd();
  return code === '' || /[=(,;:!&|?{}[+\-*%<>~^]$|\b(?:return|typeof|case|in|of|else|do|void|await|yield)$/.test(code);
}
