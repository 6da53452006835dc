import { SCENARIO_CODES } from "./codes.ts";
import { LINK_CODES } from "./link/codes.ts";
import { TARGET_CODES } from "./target-codes.ts";
import { WORLD_PROBLEM_CODES } from "./world/problem-codes.ts";

/** What a code of the catalogue stands for. */
export interface CatalogueEntry {
  readonly code: string;
  /** One line. */
  readonly title: string;
  /** What it means and how to mend it. */
  readonly explanation: string;
  /** What the command line exits with: 3 for invalid input, 2 for wrong usage, 0 for warnings. */
  readonly exitCode: 0 | 2 | 3;
}

/** Codes that say how a command was typed, not what a file holds. */
const USAGE: readonly string[] = ["E250", "E251"];

/** Every code that a user can meet, in the order of codes: the one catalogue of all interfaces. */
export const catalogue: ReadonlyMap<string, CatalogueEntry> = new Map(
  Object.entries({ ...SCENARIO_CODES, ...LINK_CODES, ...WORLD_PROBLEM_CODES, ...TARGET_CODES })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { title, explanation }]) => [
      code,
      { code, title, explanation, exitCode: exitCodeOf(code) },
    ]),
);

function exitCodeOf(code: string): 0 | 2 | 3 {
  if (code.startsWith("W")) return 0;
  return USAGE.includes(code) ? 2 : 3;
}

/** The entry of a code, whatever its case: `e102` is E102. */
export function explainCode(code: string): CatalogueEntry | null {
  return catalogue.get(code.trim().toUpperCase()) ?? null;
}
