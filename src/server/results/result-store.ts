import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hexOf } from "./shelf.ts";
import { readStored, type StoredResult } from "./stored-result.ts";
import { RESULT_FILE } from "./write-result.ts";

/** Results by their run id, on disk. */
export interface ResultStore {
  /** The result of a run id; "gone" where there was one once; null where there never was. */
  find(runId: string): StoredResult | "gone" | null;
  /** Its document as it stands on disk: the text of a JSON object, which may be of megabytes. */
  text(result: StoredResult): Promise<Buffer>;
  /** Knows a result from now on that has been put on the shelf. */
  take(result: StoredResult): void;
  /** Lets go of results that are too old or too many. */
  sweep(now: number): void;
}

const name = /^[0-9a-f]{64}$/;

/** Run ids of results that are gone which are remembered, the newest. */
const MOST_GONE = 10_000;

/**
 * Opens the results of a store, each a results folder named by its run id. Folders are found when it
 * is opened, so that no path is ever made of what a request says; halves that a crash left are removed.
 *
 * @param folder is made with the first result
 * @param keep how long results are kept, s
 * @param most how many are kept
 */
export function openResults(folder: string, keep: number, most: number): ResultStore {
  const results = new Map<string, StoredResult>();
  /** When each went, ms since 1970. */
  const gone = new Map<string, number>();
  if (existsSync(folder)) {
    for (const entry of readdirSync(folder)) {
      const path = join(folder, entry);
      if (entry.endsWith(".gone")) gone.set(`sha256:${entry.slice(0, -5)}`, statSync(path).mtimeMs);
      else if (name.test(entry)) {
        const found = readStored(path);
        if (found !== null) results.set(found.runId, found);
        // An experiment that was broken off is gone on with, but not after all its results would be gone.
        else if (Date.now() - statSync(path).mtimeMs > keep * 1000) {
          rmSync(path, { recursive: true, force: true });
        }
      } else if (entry.endsWith(".part") || entry.startsWith(".")) {
        rmSync(path, { recursive: true, force: true });
      }
    }
  }

  const drop = (result: StoredResult): void => {
    results.delete(result.runId);
    gone.set(result.runId, Date.now());
    writeFileSync(`${result.folder}.gone`, "");
    rmSync(result.folder, { recursive: true, force: true });
  };

  const sweep = (now: number): void => {
    const byAge = [...results.values()].sort((a, b) => b.written - a.written);
    for (const [k, result] of byAge.entries()) {
      if (k >= most || now - result.written > keep * 1000) drop(result);
    }
    const lost = [...gone].sort(([, a], [, b]) => b - a).slice(MOST_GONE);
    for (const [runId] of lost) {
      gone.delete(runId);
      rmSync(join(folder, `${hexOf(runId)}.gone`), { force: true });
    }
  };

  return {
    find: (runId) => results.get(runId) ?? (gone.has(runId) ? "gone" : null),
    text: ({ folder: own }) => readFile(join(own, RESULT_FILE)),
    take(result) {
      const { runId, folder: own } = result;
      results.set(runId, result);
      gone.delete(runId);
      rmSync(`${own}.gone`, { force: true });
      // Not at every one: to find the oldest takes a look at all.
      if (results.size > 1.1 * most) sweep(Date.now());
    },
    sweep,
  };
}
