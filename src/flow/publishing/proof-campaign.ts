import { type Campaign, mailsOf } from '../../domain/campaign.ts';
import { localized } from '../../domain/text.ts';
import type { FlowContext } from '../context.ts';
import type { CampaignDraft } from './campaign-draft.ts';
import { type Preview, previewMessage } from './preview-message.ts';

/**
 * Every text of a campaign, locales side by side, in the order in which they go: one HTML page without anything from
 * outside, to be read on a screen or on paper. Values are made up; what falls back to another locale is marked.
 * @throws {UserError} for a text that cannot be rendered.
 */
export async function proofCampaign(
  context: Pick<FlowContext, 'store' | 'clock'>,
  draft: CampaignDraft,
): Promise<{ html: string; messages: number; locales: readonly string[] }> {
  const { campaign, workspace } = draft;
  const { locales } = workspace;
  const rows: string[] = [];
  for (const mail of textsOf(campaign)) {
    for (const variant of variantsOf(draft, mail.message)) {
      const cells: string[] = [];
      for (const locale of locales) {
        const wish = { draft, message: mail.message, as: null, locale, variant };
        const preview = await previewMessage(context, wish);
        cells.push(cell(preview, locale));
      }
      rows.push(row(mail, variant, cells));
    }
  }
  const title = localized(campaign.title, locales[0], locales[0]) ?? campaign.id;
  return { html: page(title, campaign.id, locales, rows), messages: rows.length, locales };
}

/** What a campaign says: its mails in order, then the team update and the posts. */
interface ProofedText {
  readonly id: string;
  readonly message: string;
  /** How it goes, and to whom. */
  readonly about: readonly string[];
}

function textsOf(campaign: Campaign): ProofedText[] {
  const { teamUpdate, around } = campaign;
  return [
    ...mailsOf(campaign).map(({ id, message, phase, to }) => ({
      id,
      message,
      about: to === 'participant' ? [phase] : [phase, `to ${to}`],
    })),
    ...(teamUpdate === null ? [] : [{ id: teamUpdate.message, message: teamUpdate.message, about: ['team update'] }]),
    ...around.flatMap((action) =>
      action.kind === 'post' ? [{ id: action.id, message: action.message, about: [`post to ${action.channel}`] }] : [],
    ),
  ];
}

/** The fallback first, then each variant and half by name; both subjects stand with their text. */
function variantsOf({ content }: CampaignDraft, message: string): (string | null)[] {
  const names = content.messages.flatMap((text) => (text.message === message ? [text.variant] : []));
  return [...new Set(names)].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
}

function row({ id, message, about: parts }: ProofedText, variant: string | null, cells: readonly string[]): string {
  const about = [...parts, id === message ? '' : `message ${message}`, variant ?? '']
    .filter((part) => part !== '')
    .join(' · ');
  return `<section><h2>${escapeHtml(id)} <small>${escapeHtml(about)}</small></h2><div class="row">${cells.join('')}</div></section>`;
}

function cell({ locale, subjects, preheader, text, images, path }: Preview, wanted: string): string {
  const fallback =
    locale === wanted
      ? ''
      : `<p class="missing">No text in ${escapeHtml(wanted)}: readers get ${escapeHtml(locale)}.</p>`;
  return `<article lang="${escapeHtml(locale)}"><p class="locale">${escapeHtml(wanted)}</p>${fallback}
${headline(subjects)}<p class="preheader">${escapeHtml(preheader)}</p><pre>${escapeHtml(text)}</pre>${images.map((url) => `<img src="${url}" alt="">`).join('')}<p class="path">${escapeHtml(path)}</p></article>`;
}

/** Two subjects are tried with one text. */
function headline(subjects: readonly string[]): string {
  const letters = subjects.length > 1 ? ['A: ', 'B: '] : [''];
  return subjects.map((subject, index) => `<h3>${letters[index]}${escapeHtml(subject)}</h3>`).join('');
}

function page(title: string, id: string, locales: readonly string[], rows: readonly string[]): string {
  return `<!doctype html>
<html lang="${escapeHtml(locales[0] ?? 'en')}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; --line: #8884; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; padding: 0 1.5rem; max-width: ${24 * locales.length + 6}rem; }
h1 { margin: 0; } h2 { font-size: 1.1rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; } small { font-weight: 400; opacity: .7; }
h3 { font-size: 1rem; margin: .2rem 0; } p { margin: .2rem 0; }
section { break-inside: avoid; margin-top: 2rem; }
.row { display: grid; grid-template-columns: repeat(${locales.length}, minmax(0, 1fr)); gap: 1.5rem; }
.locale, .path, .preheader { font-size: .85rem; opacity: .7; } .missing { font-size: .85rem; font-weight: 600; }
img { display: block; max-width: 100%; max-height: 20rem; margin: .6rem 0; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: .6rem 0; }
@media (max-width: 50rem) { .row { grid-template-columns: 1fr; } }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } }
</style></head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(id)} · ${rows.length} messages · ${escapeHtml(locales.join(', '))}</p>
${rows.join('\n')}
</body></html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
