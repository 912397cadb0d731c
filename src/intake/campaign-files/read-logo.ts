import type { Image } from '../../domain/image.ts';
import type { Brand } from '../../domain/workspace.ts';
import type { Path, Problems } from '../finding.ts';
import { show } from '../wording.ts';
import { judgeImage } from './read-images.ts';

/** A file beside workspace.yaml; null: there is none of that name. */
export type FileBeside = (name: string) => Buffer | null;

/** The logo of `brand`: a web address, or a file, which is then pinned by its content. */
export function readLogo(
  written: string | undefined,
  fileBeside: FileBeside,
  problems: Problems,
): { readonly logo: Brand['logo']; readonly image: Image | null } {
  const nothing = { logo: null, image: null };
  if (written === undefined) return nothing;
  if (/^https?:\/\/[^\s/]\S*$/i.test(written)) return { logo: { url: written }, image: null };
  const bytes = isFileName(written) ? fileBeside(written) : null;
  if (bytes === null) {
    problems.error(
      'logo',
      PATH,
      isFileName(written)
        ? `There is no file campaigns/${written}.`
        : `${show(written)} is neither a file beside workspace.yaml nor a web address.`,
      'Put the file beside workspace.yaml and write its name, or write a whole address: "https://…".',
    );
    return nothing;
  }
  const { image, fault } = judgeImage(bytes.length, bytes);
  if (fault !== null) {
    const tell = image === null ? problems.error : problems.advise;
    tell(fault.code, PATH, fault.message, fault.hint);
  }
  return image === null ? nothing : { logo: { image: image.name }, image };
}

const PATH: Path = ['brand', 'logo'];

/** `logo.png` or `brand/logo.png`: nothing that climbs or leaves. */
function isFileName(text: string): boolean {
  return /^\w[\w .-]*(?:\/\w[\w .-]*)*$/.test(text);
}
