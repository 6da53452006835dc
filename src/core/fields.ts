// Saving and loading the fields of an object whose shape is fixed once it is made: numbers, flags,
// typed arrays and objects of these, by their dotted names.

/** A saved field. */
export type Field = number | boolean | SavedArray;

/** The arrays that a state is made of. */
export type SavedArray =
  | Float64Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/**
 * Copies every field into `into`, under its name after `prefix`.
 *
 * @param skip names at the top that are left out
 * @throws TypeError for a field of another kind
 */
export function saveFields(
  object: object,
  prefix: string,
  into: Record<string, Field>,
  skip: readonly string[] = [],
): void {
  for (const [key, value] of Object.entries(object)) {
    if (skip.includes(key)) continue;
    const name = `${prefix}${key}`;
    if (typeof value === "number" || typeof value === "boolean") into[name] = value;
    else if (isArray(value)) into[name] = value.slice();
    else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
      saveFields(value, `${name}.`, into);
    } else throw new TypeError(`${name} is no number, flag or array and cannot be saved`);
  }
}

/**
 * Puts saved fields back into an object of the same shape.
 *
 * @throws RangeError for a field that is missing or has another kind or length; the object is then
 * half loaded and must not be used.
 */
export function loadFields(
  object: object,
  prefix: string,
  from: Readonly<Record<string, Field>>,
  skip: readonly string[] = [],
): void {
  const fields = object as Record<string, unknown>;
  for (const [key, value] of Object.entries(fields)) {
    if (skip.includes(key)) continue;
    const name = `${prefix}${key}`;
    if (typeof value === "number" || typeof value === "boolean") {
      const saved = from[name];
      if (typeof saved !== typeof value) throw misfit(name);
      fields[key] = saved;
    } else if (isArray(value)) {
      const saved = from[name];
      if (!isArray(saved) || saved.constructor !== value.constructor) throw misfit(name);
      if (saved.length !== value.length) throw misfit(name);
      value.set(saved);
    } else if (typeof value === "object" && value !== null) loadFields(value, `${name}.`, from);
  }
}

function misfit(name: string): RangeError {
  return new RangeError(`the checkpoint does not fit: ${name} is missing or has another length`);
}

function isArray(value: unknown): value is SavedArray {
  return (
    value instanceof Float64Array ||
    value instanceof Int32Array ||
    value instanceof Uint32Array ||
    value instanceof Uint8Array
  );
}
