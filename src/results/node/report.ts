import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../scenario/node/world.ts";
import { type Page, pageDocument } from "../page.ts";
import { reportDocument } from "../report.ts";
import type { ReportAssets, ReportInput } from "../report-input.ts";

/**
 * Writes the report as one HTML file. It is written beside its place and renamed, so that there is
 * never half a report; an older file of that name is replaced.
 *
 * @throws Error when the page's bundle has not been built, or the file cannot be written
 */
export async function writeReport(path: string, input: ReportInput): Promise<void> {
  await putInPlace(path, reportDocument(input, await readAssets()));
}

/**
 * Writes a page, as the report on an experiment, as one HTML file in the same way.
 *
 * @throws Error when the page's bundle has not been built, or the file cannot be written
 */
export async function writePage(path: string, page: Page): Promise<void> {
  await putInPlace(path, pageDocument(page, await readAssets()));
}

async function putInPlace(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`cannot write the report ${path}: ${reason}`, { cause });
  }
}

/**
 * Reads the built script, style and outlines from the package.
 *
 * @throws Error when they are missing
 */
async function readAssets(): Promise<ReportAssets> {
  const folder = join(packageRoot(), "dist", "web");
  const read = async (name: string): Promise<string> => {
    try {
      return await readFile(join(folder, name), "utf8");
    } catch (cause) {
      throw new Error(
        `the report needs ${join(folder, name)}, which is not there; run "npm run build"`,
        { cause },
      );
    }
  };
  const [script, style, geometry] = await Promise.all(
    ["report.js", "report.css", "world.json"].map(read),
  );
  return { script: script ?? "", style: style ?? "", geometry: geometry ?? "" };
}
