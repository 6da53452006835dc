import type { Problem } from "../problem.ts";
import type { WorldCode } from "./problem-codes.ts";

/** Where a problem stands in a file; all 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** What to add to a problem's message. */
export interface Extra {
  readonly hint?: string;
  readonly note?: string;
  /** The table's column, for the problem's path. */
  readonly path?: readonly string[];
}

/** Collects the problems of a world's files. */
export interface Report {
  /** Adds a problem of a file, at a place if there is one. Codes that start with W are warnings. */
  add(code: WorldCode, file: string, place: Place | null, message: string, extra?: Extra): void;
  /** Whether any error has been added. */
  failed(): boolean;
  /** Everything added, by file in the order read. */
  problems(): readonly Problem[];
}

/** Beyond this, problems of one file are counted, not kept: a million alike help nobody. */
const MOST_PER_FILE = 10_000;

/** An empty report. */
export function createReport(): Report {
  const kept: Problem[] = [];
  const counts = new Map<string, number>();
  let errors = 0;
  return {
    add(code, file, place, message, extra = {}) {
      const severity = code.startsWith("W") ? "warning" : "error";
      if (severity === "error") errors++;
      const count = (counts.get(file) ?? 0) + 1;
      counts.set(file, count);
      if (count > MOST_PER_FILE) return;
      kept.push({
        code,
        severity,
        message,
        path: extra.path ?? [],
        file,
        ...(place ?? {}),
        ...(extra.hint === undefined ? {} : { hint: extra.hint }),
        ...(extra.note === undefined ? {} : { note: extra.note }),
      });
    },
    failed: () => errors > 0,
    problems: () =>
      kept.map((problem, k) => {
        const total = counts.get(problem.file ?? "") ?? 0;
        const last = kept[k + 1]?.file !== problem.file;
        return total > MOST_PER_FILE && last
          ? {
              ...problem,
              note: `${total - MOST_PER_FILE} more problems in this file are not listed`,
            }
          : problem;
      }),
  };
}
