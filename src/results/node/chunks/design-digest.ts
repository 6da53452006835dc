import { createHash, type Hash } from "node:crypto";
import { MODEL_VERSION } from "../../../core/version.ts";
import type { Design } from "../../../experiments/ensemble.ts";
import { kernelDesignOf } from "../../../experiments/kernel-design.ts";

/** Layout of a chunk's file and what its name stands for; another one finds nothing of this one's. */
export const CHUNK_SCHEMA = "panoptes/chunk@1";

/**
 * Digest of everything that decides what run k of a design is, 64 hexadecimal digits: exactly what a
 * worker thread is told (frame, settings, spread, seed, plan, what to record, digests of plugins) and the
 * version of the model. How many runs there are is no part of it, and neither are titles, labels,
 * outcomes or expectations, nor where a plugin lies. Of holders that are kept run by run it says whether, not of
 * how many runs: chunks with them are others.
 */
export function designDigest(design: Design): string {
  const { settings, keepHolders = 0, plugins = [], ...rest } = kernelDesignOf(design);
  // Sets stand in the list as often as they have seeds, and are large.
  const distinct = [...new Set(settings)];
  const places = new Map(distinct.map((one, place) => [one, place]));
  const hash = createHash("sha256");
  add(hash, {
    ...rest,
    ...(keepHolders > 0 ? { keepsHolders: true } : {}),
    schema: CHUNK_SCHEMA,
    model: MODEL_VERSION,
    distinct,
    settings: settings.map((one) => places.get(one) as number),
    plugins: plugins.map(({ name, digest }) => ({ name, digest })),
  });
  return hash.digest("hex");
}

/** Adds a value so that no two different values give the same bytes: every part says its kind and length. */
function add(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.update(`${value.constructor.name} ${value.byteLength}:`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (Array.isArray(value)) {
    hash.update(`array ${value.length}:`);
    for (const item of value) add(hash, item);
  } else if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    hash.update(`object ${fields.length}:`);
    for (const [key, field] of fields) {
      hash.update(`${key.length}:${key}`);
      add(hash, field);
    }
  } else if (typeof value === "number") {
    // -0 and 0, and whatever JSON has no word for, are told apart.
    hash.update(`number ${Object.is(value, -0) ? "-0" : String(value)};`);
  } else if (typeof value === "string") hash.update(`string ${value.length}:${value}`);
  else if (typeof value === "boolean" || value === null) hash.update(`${value};`);
  else throw new TypeError(`a design holds a ${typeof value}, which no digest can tell apart`);
}
