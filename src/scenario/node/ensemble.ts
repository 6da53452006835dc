import { readFile } from "node:fs/promises";
import { dirname, extname, join, resolve } from "node:path";
import { checkEnsemble, type ParameterEnsemble } from "../ensemble.ts";
import type { Checked } from "../problem.ts";
import { packageRoot } from "./world.ts";

/** Folder of the parameter sets that are shipped. */
export function ensembleFolder(): string {
  return join(packageRoot(), "scenarios", "ensembles");
}

/**
 * Reads parameter sets. Never throws for bad input.
 *
 * @param name name of shipped ones, or a path
 * @param from file that a relative path is followed from
 */
export async function loadEnsemble(
  name: string,
  from: string,
): Promise<Checked<ParameterEnsemble>> {
  const builtin = extname(name) === "" && !/[\\/]/.test(name);
  const path = builtin ? join(ensembleFolder(), `${name}.json`) : resolve(dirname(from), name);
  const refuse = (reason: string): Checked<ParameterEnsemble> => ({
    ok: false,
    problems: [
      {
        code: "E290",
        severity: "error",
        message: `the parameter sets "${name}" cannot be used: ${reason}`,
        path: [],
      },
    ],
  });
  let read: unknown;
  try {
    read = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT")
      return refuse(builtin ? "none of that name are shipped" : "there is no such file");
    return refuse(error instanceof SyntaxError ? "the file is no JSON" : String(error));
  }
  const checked = checkEnsemble(read);
  return typeof checked === "string" ? refuse(checked) : { ok: true, value: checked, problems: [] };
}
