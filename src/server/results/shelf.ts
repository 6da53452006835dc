import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { StoredDocument } from "../../api/schemas/results.ts";
import { readStored, type StoredResult } from "./stored-result.ts";

/** Where results are put, each in a folder that is named by its run id. */
export interface Shelf {
  /** Where an experiment keeps its runs while it is made; a result stands there once it has a document. */
  folderOf(runId: string): string;
  /**
   * Puts a result there; one that is there already stays as it is.
   * @param write writes its folder, with the document, whole or not at all
   */
  add(document: StoredDocument, write: (folder: string) => void): StoredResult;
}

/** @param folder is made with the first result */
export function openShelf(folder: string): Shelf {
  const folderOf = (runId: string) => join(folder, hexOf(runId));
  return {
    folderOf,
    add({ schema, run_id: runId, result_hash: resultHash }, write) {
      const own = folderOf(runId);
      const before = readStored(own);
      if (before !== null) return before;
      mkdirSync(folder, { recursive: true });
      write(own);
      return { runId, resultHash, schema, folder: own, written: Date.now() };
    },
  };
}

/** The part of a run id that names its folder. */
export function hexOf(runId: string): string {
  return runId.slice("sha256:".length);
}
