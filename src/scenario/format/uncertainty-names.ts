// Apart from the schema, so that running a scenario needs no zod.

/** Names of the ways to draw points of a design. */
export const samplers = [
  "latin-hypercube",
  "sobol",
  "random",
  "grid",
  "one-at-a-time",
  "morris",
] as const;

/** A value of an intervention may also be the name of an uncertain quantity. */
export const REFERENCE_PATTERN: RegExp = /^\$[a-z][a-z0-9_-]{0,63}$/;

/** Keys of an intervention that hold dates; a quantity named there is a decimal year. */
export const DATE_KEYS: readonly string[] = ["at", "until"];

/** Keys of an intervention below which values may be such names. */
export const REFERENCE_KEYS: readonly string[] = ["do", "ramp", "when", ...DATE_KEYS];
