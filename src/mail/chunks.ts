/** The bytes of a file as they come: an archive may be larger than memory. */
export type Chunks = AsyncIterable<Uint8Array>;

export async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

/**
 * Looks at the first bytes of a stream without taking them from it.
 *
 * @param count how many to look at; fewer come when the stream is shorter.
 * @returns the first bytes, the whole stream, and what ends it for who does not read it to its end.
 */
export async function peeked(
  chunks: Chunks,
  count: number,
): Promise<{ start: Uint8Array; all: Chunks; close: () => Promise<void> }> {
  const source = chunks[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let size = 0;
  while (size < count) {
    const next = await source.next();
    if (next.done) break;
    seen.push(next.value);
    size += next.value.length;
  }
  const start = seen.length === 1 ? (seen[0] as Uint8Array) : Buffer.concat(seen);
  return {
    start: start.subarray(0, count),
    all: follow(start, source),
    close: async () => {
      await source.return?.();
    },
  };
}

async function* follow(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (start.length > 0) yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** The same as a stream of the web's kind, which decompressors take. It may take over what it gets, so it gets copies. */
export function streamOf(chunks: Chunks): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await source.next();
      if (next.done) controller.close();
      else controller.enqueue(new Uint8Array(next.value));
    },
    async cancel() {
      await source.return?.();
    },
  });
}

/** All bytes of a stream, or null when there are more than `limit`. */
export async function collected(chunks: Chunks, limit: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) return null;
    parts.push(chunk);
  }
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}
