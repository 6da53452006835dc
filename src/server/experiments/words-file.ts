import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type WordLength, wordLengths } from "../../results/words/phrases.ts";

/** Name of the paragraphs of an experiment: a JSON object with one for each length. */
const WORDS_FILE = "words.json";

/** Writes what was found as a paragraph of each length. */
export function writeWords(folder: string, words: (length: WordLength) => string): void {
  const all = Object.fromEntries(wordLengths.map((length) => [length, words(length)]));
  writeFileSync(join(folder, WORDS_FILE), JSON.stringify(all));
}

/** Reads a paragraph; null where the experiment has none. */
export function readWords(folder: string, length: WordLength): string | null {
  try {
    const all = JSON.parse(readFileSync(join(folder, WORDS_FILE), "utf8"));
    return (all as Readonly<Record<WordLength, string>>)[length];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
