import { inArray } from 'drizzle-orm';
import { type Image, imageHash, imageName } from '../../domain/image.ts';
import type { Database } from '../database.ts';

/** Keeps what is not kept yet: the same bytes are kept once, for every version that shows them. */
export async function addImages({ db, tables }: Database, added: readonly Image[]): Promise<void> {
  for (const { name, type, bytes } of added) {
    const hash = imageHash(name) ?? '';
    await db.insert(tables.images).values({ hash, contentType: type, bytes }).onConflictDoNothing();
  }
}

/** Those of the names that are kept. */
export async function imagesNamed({ db, tables }: Database, names: readonly string[]): Promise<Image[]> {
  const hashes = names.flatMap((name) => imageHash(name) ?? []);
  if (hashes.length === 0) return [];
  const rows = await db.select().from(tables.images).where(inArray(tables.images.hash, hashes));
  return rows
    .map(({ hash, contentType, bytes }) => ({ name: imageName(hash, contentType), type: contentType, bytes }))
    .filter(({ name }) => names.includes(name));
}
