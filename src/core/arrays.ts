// The array types of the core. A bare `Float64Array` may sit on shared memory, whose buffer cannot
// be transferred to another thread; these may.

/** 64-bit floats that can be transferred. */
export type Vector = Float64Array<ArrayBuffer>;
/** 32-bit signed integers that can be transferred. */
export type Integers = Int32Array<ArrayBuffer>;
/** 32-bit unsigned integers that can be transferred. */
export type Words = Uint32Array<ArrayBuffer>;
/** Bytes that can be transferred. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Arrays of words one after the other, in an array of their own. */
export function joinWords(parts: readonly Words[]): Words {
  const whole = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
