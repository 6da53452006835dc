import { existsSync, statSync } from "node:fs";
import { extname } from "node:path";
import { wrongUsage } from "../exit-codes.ts";
import { requireWritable } from "../run/write-outcomes.ts";

const fileFormats = ["csv", "ndjson", "json", "parquet"] as const;
/** Formats of a file of rows. */
export type FileFormat = (typeof fileFormats)[number];

/** Where an experiment or a comparison is kept besides what is printed. */
export type Output =
  | { readonly kind: "none" }
  /** Everything: runs, tables and what made them. */
  | { readonly kind: "folder"; readonly path: string }
  /** The rows that the answer has, in one file. */
  | { readonly kind: "file"; readonly path: string; readonly format: FileFormat };

/**
 * Reads `--output`: a folder where it has no extension, a file of rows where it has one, and standard
 * output, which the answer goes to anyway, where it is `-`.
 * @throws Stop (usage) for another extension or a place that cannot be written
 */
export function outputOf(output: string | undefined): Output {
  if (output === undefined || output === "-") return { kind: "none" };
  if (output === "") throw wrongUsage("--output wants a folder, a file or -, got nothing.");
  const extension = extname(output).slice(1).toLowerCase();
  const folder = existsSync(output) && statSync(output).isDirectory();
  if (extension === "" || folder) return { kind: "folder", path: output };
  const format = fileFormats.find((known) => known === extension);
  if (format === undefined) {
    throw wrongUsage(
      `--output "${output}" ends in .${extension}; rows are written as ` +
        `${fileFormats.map((known) => `.${known}`).join(", ")}, a results folder has no extension.`,
    );
  }
  requireWritable(output);
  return { kind: "file", path: output, format };
}
