/** Consecutive runs of a stored design: the unit of work of every engine. */
export interface ChunkReference {
  /** Digest of the design, 64 hexadecimal digits. */
  readonly design: string;
  /** First run and number of runs, at least 1. */
  readonly first: number;
  readonly count: number;
}

/** Name of a chunk, fit for a file or the id of a job; equal for equal chunks only. */
export function chunkName({ design, first, count }: ChunkReference): string {
  return `${design}-${first}-${count}`;
}

/**
 * Whether a value that came from elsewhere is a reference to a chunk. What a message says ends in the path of
 * a file, so nothing but digits may stand in it.
 */
export function isChunkReference(value: unknown): value is ChunkReference {
  if (typeof value !== "object" || value === null) return false;
  const { design, first, count } = value as Partial<Record<keyof ChunkReference, unknown>>;
  return (
    isDigest(design) &&
    Number.isSafeInteger(first) &&
    Number.isSafeInteger(count) &&
    (first as number) >= 0 &&
    (count as number) >= 1
  );
}

/** Whether a value is a SHA-256 in hexadecimal digits. */
export function isDigest(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}
