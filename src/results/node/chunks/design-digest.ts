import { createHash } from "node:crypto";
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
  const hash = textHash();
  add(hash, {
    ...rest,
    ...(keepHolders > 0 ? { keepsHolders: true } : {}),
    schema: CHUNK_SCHEMA,
    model: MODEL_VERSION,
    distinct,
    settings: settings.map((one) => places.get(one) as number),
    plugins: plugins.map(({ name, digest }) => ({ name, digest })),
  });
  return hash.digest();
}

/** A SHA-256 that takes many short texts: they are hashed some thousand at a time. */
interface TextHash {
  text(text: string): void;
  bytes(bytes: Uint8Array): void;
  digest(): string;
}

/** Texts that are put together before they are hashed. */
const TOGETHER = 4096;

function textHash(): TextHash {
  const hash = createHash("sha256");
  let texts: string[] = [];
  const flush = (): void => {
    hash.update(texts.join(""));
    texts = [];
  };
  return {
    text(text) {
      texts.push(text);
      if (texts.length >= TOGETHER) flush();
    },
    bytes(bytes) {
      flush();
      hash.update(bytes);
    },
    digest() {
      flush();
      return hash.digest("hex");
    },
  };
}

/** Adds a value so that no two different values give the same bytes: every part says its kind and length. */
function add(hash: TextHash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.text(`${value.constructor.name} ${value.byteLength}:`);
    hash.bytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (Array.isArray(value)) {
    hash.text(`array ${value.length}:`);
    for (const item of value) add(hash, item);
  } else if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    hash.text(`object ${fields.length}:`);
    for (const [key, field] of fields) {
      hash.text(`${key.length}:${key}`);
      add(hash, field);
    }
  } else if (typeof value === "number") {
    // -0 and 0, and whatever JSON has no word for, are told apart.
    hash.text(`number ${Object.is(value, -0) ? "-0" : String(value)};`);
  } else if (typeof value === "string") hash.text(`string ${value.length}:${value}`);
  else if (typeof value === "boolean" || value === null) hash.text(`${value};`);
  else throw new TypeError(`a design holds a ${typeof value}, which no digest can tell apart`);
}
