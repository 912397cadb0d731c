import mjml2html from 'mjml';
import type { Problem } from './problem.ts';

/** Compiles a filled frame strictly: whatever MJML would pass over becomes a problem of the frame. Reads no other file. */
export async function compileMjml(
  mjml: string,
  file: string,
): Promise<{ html: string } | { problems: readonly Problem[] }> {
  try {
    const { html } = await mjml2html(mjml, {
      validationLevel: 'strict',
      keepComments: false,
      fonts: {},
      ignoreIncludes: true,
    });
    // MJML indents deeply; the indentation is a third of the mail.
    return { html: html.replace(/\n\s+/g, '\n') };
  } catch (error) {
    const faults = (error as { errors?: { line?: number; message?: string; tagName?: string }[] }).errors ?? [];
    const told = faults.length > 0 ? faults : [{ message: (error as Error).message }];
    return {
      problems: told.map((fault) => ({
        code: 'mjml',
        message: `MJML: ${'tagName' in fault ? `<${fault.tagName}> ` : ''}${fault.message ?? 'is not valid.'}`,
        hint: 'See documentation.mjml.io for what the component takes.',
        place: { file, line: 'line' in fault ? fault.line : undefined },
      })),
    };
  }
}
