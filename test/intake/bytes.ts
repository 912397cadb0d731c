/** A file's bytes in chunks of `size`, as a stream gives them. */
export async function* bytesOf(content: string | Uint8Array, size = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content as string);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What comes in parts, in one list. */
export async function listOf<T>(parts: AsyncIterable<readonly T[]>): Promise<T[]> {
  const list: T[] = [];
  for await (const part of parts) for (const item of part) list.push(item);
  return list;
}
