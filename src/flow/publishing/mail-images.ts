import type { CampaignContent } from '../../domain/campaign-content.ts';
import type { Image } from '../../domain/image.ts';
import type { Workspace } from '../../domain/workspace.ts';

/** Where an image is fetched, by its name; of mails that go, `PUBLIC_URL/i/NAME`. */
export type ImageUrl = (name: string) => string;

/** The images that mails of a version show, the logo among them. */
export function imageNames({ images }: CampaignContent, { brand }: Workspace): string[] {
  const logo = brand.logo !== null && 'image' in brand.logo ? [brand.logo.image] : [];
  return [...new Set([...Object.values(images), ...logo])];
}

/** Null: the academy's name stands there in words. */
export function logoUrl({ brand: { logo } }: Workspace, imageUrl: ImageUrl): string | null {
  if (logo === null) return null;
  return 'url' in logo ? logo.url : imageUrl(logo.image);
}

/** Stands for an image in a mail that goes nowhere, until {@link withImagesInside}. */
export const previewImageUrl: ImageUrl = (name) => `https://druppel.invalid/i/${name}`;

/** The mail with its images in it (RFC 2397), to be looked at without a network. */
export function withImagesInside(html: string, images: readonly Image[]): string {
  return images.reduce((inside, image) => inside.replaceAll(previewImageUrl(image.name), dataUrl(image)), html);
}

export function dataUrl({ type, bytes }: Image): string {
  return `data:${type};base64,${bytes.toString('base64')}`;
}
