import { en } from "./en.ts";

/** What a language file holds: the same keys everywhere, so that none can be forgotten. */
export type Words = typeof en;

/** The page's texts. */
export const words: Words = en;
