import { WordHash } from "./hash.ts";

/**
 * Hash of a plain value, 32 hexadecimal digits: equal for equal content, whatever the order of keys.
 * Numbers count by their bits, typed arrays by their bytes; a field that is undefined counts as absent.
 *
 * @throws TypeError for functions and symbols, with the path of the value.
 */
export function hashValue(value: unknown): string {
  const hash = new WordHash();
  add(hash, value, "value");
  return hash.digest();
}

const KIND = { null: 1, boolean: 2, number: 3, string: 4, array: 5, object: 6, bytes: 7 } as const;

function add(hash: WordHash, value: unknown, path: string): void {
  if (value === null) tag(hash, KIND.null, 0);
  else if (typeof value === "boolean") tag(hash, KIND.boolean, value ? 1 : 0);
  else if (typeof value === "number") {
    tag(hash, KIND.number, 0);
    hash.add(new Uint32Array(Float64Array.of(value).buffer));
  } else if (typeof value === "string") text(hash, value);
  else if (ArrayBuffer.isView(value)) bytes(hash, value);
  else if (Array.isArray(value)) {
    tag(hash, KIND.array, value.length);
    value.forEach((item, k) => {
      add(hash, item, `${path}[${k}]`);
    });
  } else if (typeof value === "object") {
    const fields = Object.entries(value as object)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    tag(hash, KIND.object, fields.length);
    for (const [key, field] of fields) {
      text(hash, key);
      add(hash, field, `${path}.${key}`);
    }
  } else throw new TypeError(`${path} is a ${typeof value}; only plain values can be hashed`);
}

function tag(hash: WordHash, kind: number, length: number): void {
  hash.add(Uint32Array.of(kind, length));
}

function text(hash: WordHash, value: string): void {
  tag(hash, KIND.string, value.length);
  hash.add(Uint32Array.from({ length: value.length }, (_, k) => value.charCodeAt(k)));
}

/** The bytes of a typed array, padded to whole words. */
function bytes(hash: WordHash, { buffer, byteOffset, byteLength }: ArrayBufferView): void {
  tag(hash, KIND.bytes, byteLength);
  if (byteOffset % 4 === 0 && byteLength % 4 === 0) {
    hash.add(new Uint32Array(buffer, byteOffset, byteLength / 4));
    return;
  }
  const padded = new Uint8Array(Math.ceil(byteLength / 4) * 4);
  padded.set(new Uint8Array(buffer, byteOffset, byteLength));
  hash.add(new Uint32Array(padded.buffer));
}
