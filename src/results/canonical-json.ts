/**
 * JSON with one spelling per value, to be hashed: keys in code-unit order, no white space, absent
 * and undefined fields alike, typed arrays as arrays. Numbers that JSON lacks become texts ("NaN",
 * "Infinity"), because a threshold may be infinite and must still change the digest.
 *
 * @throws TypeError for functions, symbols and big integers, with the path of the value.
 */
export function canonicalJson(value: unknown): string {
  return write(value, "value");
}

function write(value: unknown, path: string): string {
  if (value === null) return "null";
  if (typeof value === "number") {
    return Number.isFinite(value) ? JSON.stringify(value) : `"${value}"`;
  }
  if (typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "object") {
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      return writeArray(Array.from(value as unknown as Iterable<unknown>), path);
    }
    return Array.isArray(value) ? writeArray(value, path) : writeObject(value, path);
  }
  throw new TypeError(`${path} is a ${typeof value}; only what JSON knows can be digested`);
}

function writeArray(values: readonly unknown[], path: string): string {
  return `[${values.map((item, k) => write(item ?? null, `${path}[${k}]`)).join(",")}]`;
}

function writeObject(object: object, path: string): string {
  const fields = Object.entries(object)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${write(field, `${path}.${key}`)}`);
  return `{${fields.join(",")}}`;
}
