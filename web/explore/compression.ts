import { words } from "../strings/words.ts";

/** Compresses text by raw DEFLATE. */
export async function deflate(text: string): Promise<Uint8Array> {
  const squeezed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(squeezed).arrayBuffer());
}

/**
 * Undoes `deflate`, and stops as soon as there is more than `mostBytes`: a few bytes can stand for
 * gigabytes.
 */
export async function inflate(bytes: Uint8Array, mostBytes: number): Promise<string> {
  const source = new Blob([Uint8Array.from(bytes)]).stream();
  const reader = source.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > mostBytes) {
      await reader.cancel();
      throw new RangeError(words.page.moreThan(mostBytes));
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
