import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { StoredDocument } from "../../api/schemas/results.ts";
import { RESULT_FILE } from "./write-result.ts";

/** A result that is kept. */
export interface StoredResult {
  readonly runId: string;
  readonly resultHash: string;
  /** Form of its document. */
  readonly schema: string;
  readonly folder: string;
  /** When it was written, ms since 1970. */
  readonly written: number;
}

/** Results by their run id, on disk. */
export interface ResultStore {
  /** The result of a run id; "gone" where there was one once; null where there never was. */
  find(runId: string): StoredResult | "gone" | null;
  document(result: StoredResult): StoredDocument;
  /** Where an experiment keeps its runs while it is made; a result stands there once it has a document. */
  folderOf(runId: string): string;
  /**
   * Keeps a result; one that is there already stays as it is.
   * @param write writes its folder, with the document, whole or not at all
   */
  add(document: StoredDocument, write: (folder: string) => void): StoredResult;
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
    document: ({ folder: own }) =>
      JSON.parse(readFileSync(join(own, RESULT_FILE), "utf8")) as StoredDocument,
    folderOf: (runId) => join(folder, hexOf(runId)),
    add({ schema, run_id, result_hash }, write) {
      const before = results.get(run_id);
      if (before !== undefined) return before;
      mkdirSync(folder, { recursive: true });
      const own = join(folder, hexOf(run_id));
      write(own);
      const stored = {
        runId: run_id,
        resultHash: result_hash,
        schema,
        folder: own,
        written: Date.now(),
      };
      results.set(run_id, stored);
      gone.delete(run_id);
      rmSync(`${own}.gone`, { force: true });
      // Not at every one: to find the oldest takes a look at all.
      if (results.size > 1.1 * most) sweep(Date.now());
      return stored;
    },
    sweep,
  };
}

function hexOf(runId: string): string {
  return runId.slice("sha256:".length);
}

/** A result's folder from an earlier time of the server; null if it is not whole. */
function readStored(folder: string): StoredResult | null {
  try {
    const path = join(folder, RESULT_FILE);
    const { schema, run_id, result_hash } = JSON.parse(
      readFileSync(path, "utf8"),
    ) as StoredDocument;
    const written = statSync(path).mtimeMs;
    return { runId: run_id, resultHash: result_hash, schema, folder, written };
  } catch {
    return null;
  }
}
