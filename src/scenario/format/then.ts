/**
 * Name of a key of triggers, on which nothing can ever wait: a trigger is no promise. Apart from the
 * schema, so that running a scenario needs no zod.
 */
export const THEN = "then";
