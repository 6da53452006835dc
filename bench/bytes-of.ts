/**
 * Bytes of all typed arrays that a value holds, however deep.
 *
 * @param seen buffers that are counted already, each once
 */
export function bytesOf(value: unknown, seen: Set<ArrayBufferLike>): number {
  if (typeof value !== "object" || value === null) return 0;
  if (ArrayBuffer.isView(value)) {
    if (seen.has(value.buffer)) return 0;
    seen.add(value.buffer);
    return value.buffer.byteLength;
  }
  let bytes = 0;
  for (const part of Object.values(value)) bytes += bytesOf(part, seen);
  return bytes;
}
