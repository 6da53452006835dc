import { createHash } from "node:crypto";
import { endianness } from "node:os";

/** Arrays that a packed value may hold. */
const arrayTypes = {
  Float64Array,
  Int32Array,
  Uint32Array,
  Uint8Array,
} as const;
type ArrayType = keyof typeof arrayTypes;
type Typed = InstanceType<(typeof arrayTypes)[ArrayType]>;

/**
 * A part of a packed value. A text stands for a typed array, its type and length, whose bytes follow in the
 * order of these texts; a list for a list, an object for an object, and `[[k], {…}]` for the object of node k with
 * other values in the fields that are named. In lists and objects stand texts, numbers, true, false and null as
 * they are; `[k]` for node k, which came before; `["NaN"]` and the like for numbers that JSON has no word for.
 */
type Node = string | readonly Child[] | Fields | readonly [readonly [number], Fields];
type Child = string | number | boolean | null | readonly [number] | readonly [string];
type Fields = { readonly [key: string]: Child };

/** A value ready to be written: nodes, of which the last is the value, and the bytes of its arrays. */
export interface PackedValue {
  /** JSON of the nodes. */
  readonly nodes: string;
  readonly arrays: readonly Uint8Array[];
}

/**
 * Packs plain values with typed arrays, exactly: -0, NaN and infinities are kept, fields that are undefined are
 * left out. Equal parts are packed once, however often they occur, so that many sets of parameters that
 * differ in a few values take little more than those.
 *
 * @throws TypeError for what does not cross threads either: functions, symbols, other classes
 */
export function packValue(value: unknown): PackedValue {
  const nodes: string[] = [];
  const arrays: Uint8Array[] = [];
  const known = new Map<string, number>();
  const last = new Map<string, PlacedFields>();
  const add = (key: string, node: string, bytes: Uint8Array | null): readonly [number] => {
    const before = known.get(key);
    if (before !== undefined) return [before];
    known.set(key, nodes.length);
    if (bytes !== null) arrays.push(bytes);
    return [nodes.push(node) - 1];
  };
  const child = (one: unknown): Child => {
    if (typeof one === "number") {
      return Number.isFinite(one) && !Object.is(one, -0)
        ? one
        : [Object.is(one, -0) ? "-0" : `${one}`];
    }
    if (typeof one === "string" || typeof one === "boolean" || one === null) return one;
    if (ArrayBuffer.isView(one)) {
      const type = one.constructor.name;
      if (!isArrayType(type)) throw new TypeError(`a ${type} cannot be stored`);
      const bytes = new Uint8Array(one.buffer, one.byteOffset, one.byteLength);
      const node = JSON.stringify(`${type} ${(one as Typed).length}`);
      const hash = createHash("sha256").update(bytes).digest("base64");
      return add(`${node}${hash}`, node, bytes);
    }
    if (Array.isArray(one)) {
      const node = JSON.stringify(one.map(child));
      return add(node, node, null);
    }
    const isPlain = typeof one === "object" && Object.getPrototypeOf(one) === Object.prototype;
    if (!isPlain) throw new TypeError(`a ${typeof one} cannot be stored`);
    const fields = Object.fromEntries(
      Object.entries(one as object)
        .filter(([, field]) => field !== undefined)
        .map(([key, field]) => [key, child(field)]),
    );
    return addFields(fields);
  };
  /** Objects with the same fields differ in few of them, one after the other: only these are written. */
  const addFields = (fields: Fields): readonly [number] => {
    const whole = JSON.stringify(fields);
    const keys = JSON.stringify(Object.keys(fields));
    const before = last.get(keys);
    const place = add(whole, before === undefined ? whole : shorter(whole, fields, before), null);
    last.set(keys, { place, fields });
    return place;
  };
  const root = child(value);
  if (!Array.isArray(root)) throw new TypeError("only objects and arrays are stored");
  return { nodes: `[${nodes.join(",")}]`, arrays };
}

/** An object that has been packed. */
interface PlacedFields {
  readonly place: readonly [number];
  readonly fields: Fields;
}

/** The node of an object: whole, or by what differs from another with the same fields. */
function shorter(whole: string, fields: Fields, { place, fields: before }: PlacedFields): string {
  const changed = Object.entries(fields).filter(([key, field]) => !isEqual(field, before[key]));
  const difference = JSON.stringify([place, Object.fromEntries(changed)]);
  return difference.length < whole.length ? difference : whole;
}

function isEqual(a: Child, b: Child | undefined): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && a[0] === b[0]);
}

/**
 * Unpacks what `packValue` has packed. Parts that were equal are the same object or array.
 *
 * @param bytes of the arrays, one after the other
 * @param room makes the buffer of an array of so many bytes
 * @throws SyntaxError, RangeError or TypeError where these are not such a value's
 */
export function unpackValue(
  nodes: string,
  bytes: Uint8Array,
  room: (bytes: number) => ArrayBuffer,
): unknown {
  const made: unknown[] = [];
  let from = 0;
  const value = (one: Child): unknown => {
    if (!Array.isArray(one)) return one;
    const [mark] = one as readonly [number | string];
    if (typeof mark === "string") return Number(mark);
    if (mark >= made.length) throw new RangeError(`node ${mark} comes too late`);
    return made[mark];
  };
  const record = (fields: Fields): object =>
    Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, value(one)]));
  for (const node of JSON.parse(nodes) as readonly Node[]) {
    if (typeof node === "string") {
      const [type = "", length] = node.split(" ");
      if (!isArrayType(type)) throw new TypeError(`"${type}" is no array that is known`);
      const Type = arrayTypes[type];
      const size = Number(length) * Type.BYTES_PER_ELEMENT;
      if (!(from + size <= bytes.length)) throw new RangeError("bytes of an array are missing");
      const buffer = room(size);
      new Uint8Array(buffer).set(bytes.subarray(from, from + size));
      from += size;
      made.push(new Type(buffer));
    } else if (isDifference(node)) {
      const [before, changed] = node;
      made.push({ ...(value(before) as object), ...record(changed) });
    } else if (Array.isArray(node)) made.push((node as readonly Child[]).map(value));
    else made.push(record(node as Fields));
  }
  if (from !== bytes.length) throw new RangeError("bytes are left over");
  return made.at(-1);
}

/** Whether a node says what differs from another: in a list nothing stands that is an object. */
function isDifference(node: Node): node is readonly [readonly [number], Fields] {
  const second: unknown = Array.isArray(node) ? node[1] : null;
  return typeof second === "object" && second !== null && !Array.isArray(second);
}

function isArrayType(type: string): type is ArrayType {
  return Object.hasOwn(arrayTypes, type);
}

/** First line of a file that holds a packed value, JSON; the nodes and the bytes of the arrays follow. */
export interface PackedHead {
  readonly schema: string;
  /** Version of the model that it is for. */
  readonly model: string;
  /** Order of the bytes in a word. */
  readonly bytes: "LE" | "BE";
  /** Length of the JSON of the nodes, bytes. */
  readonly nodes: number;
  /** SHA-256 of the rest of this line, as JSON, and of all that follows it; hexadecimal. */
  readonly sha256: string;
}

/** The pieces of a file, and the SHA-256 that it says of itself. */
export function packFile(
  schema: string,
  model: string,
  value: unknown,
): { readonly pieces: readonly (string | Uint8Array)[]; readonly sha256: string } {
  const { nodes, arrays } = packValue(value);
  const text = Buffer.from(nodes);
  const rest = { schema, model, bytes: endianness(), nodes: text.length };
  const sha256 = sha256Of(rest, [text, ...arrays]);
  return { pieces: [`${JSON.stringify({ ...rest, sha256 })}\n`, text, ...arrays], sha256 };
}

/** What a file of a packed value holds; null if its bytes are not, or not all, those that were written. */
export function readHead(file: Uint8Array): {
  readonly head: PackedHead;
  readonly unpack: (room: (bytes: number) => ArrayBuffer) => unknown;
} | null {
  const end = file.indexOf(10);
  let head: PackedHead;
  try {
    head = JSON.parse(new TextDecoder().decode(file.subarray(0, Math.max(0, end)))) as PackedHead;
  } catch {
    return null;
  }
  const { sha256, ...rest } = head;
  const body = file.subarray(end + 1);
  if (typeof sha256 !== "string" || sha256Of(rest, [body]) !== sha256) return null;
  return {
    head,
    unpack: (room) =>
      unpackValue(
        new TextDecoder().decode(body.subarray(0, head.nodes)),
        body.subarray(head.nodes),
        room,
      ),
  };
}

function sha256Of(rest: Omit<PackedHead, "sha256">, parts: readonly Uint8Array[]): string {
  const hash = createHash("sha256").update(JSON.stringify(rest));
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
