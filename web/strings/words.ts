import * as words from "./en.ts";

/** The page's texts. By section, so that a bundle takes those of its own parts alone. */
export { words };
