import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Checked, Problem } from "../problem.ts";
import { resolvedDocument } from "../resolved-document.ts";
import type { Scenario } from "../scenario.ts";
import { quote } from "../source/limits.ts";
import type { Source } from "../source/source.ts";

/**
 * The scenario that a results folder was made with, written out whole, as something to branch off.
 *
 * @param reference folder as written
 * @param folder that a relative one starts from
 * @returns null if it is no folder
 */
export async function readResultsScenario(
  reference: string,
  folder: string,
): Promise<Checked<Source> | null> {
  const path = resolve(folder, reference);
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) return null;
  const manifest = join(path, "manifest.json");
  try {
    const { scenario } = JSON.parse(await readFile(manifest, "utf8")) as { scenario: Scenario };
    const text = resolvedDocument(scenario);
    return {
      ok: true,
      value: { text, file: join(reference, "manifest.json"), key: manifest },
      problems: [],
    };
  } catch {
    const problem: Problem = {
      code: "E280",
      severity: "error",
      message: `${quote(reference)} is a folder without results of this version`,
      path: [],
      hint: "name a scenario, or run it again",
    };
    return { ok: false, problems: [problem] };
  }
}
