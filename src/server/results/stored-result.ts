import { readFileSync, statSync } from "node:fs";
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

/** The result in a folder; null if there is none, or not the whole of it. */
export function readStored(folder: string): StoredResult | null {
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
