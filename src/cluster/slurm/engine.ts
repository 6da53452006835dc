import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { PlanError } from "../../results/node/plans/plan-error.ts";
import { commandLine, shellWord } from "../../results/shell-words.ts";
import type { BatchEngine } from "../batch.ts";
import { type SlurmScripts, slurmScripts } from "./scripts.ts";
import { readSlurmSettings } from "./settings.ts";

/** MaxArraySize where the cluster does not say: what Slurm has as long as nobody sets it. */
const USUAL_ARRAY = 1001;

/**
 * Slurm: a job array over a plan's chunks, and a merge that waits for it.
 *
 * @param settings as in `--slurm key=value`
 * @throws RangeError for a setting that makes no sense
 */
export function slurmEngine(settings: readonly string[]): BatchEngine {
  const asked = readSlurmSettings(settings);
  return {
    name: "slurm",
    script(place, options) {
      const scripts = slurmScripts(place, options, asked, largestArray());
      const { folder, array, merge } = scripts;
      const both = array === null ? [merge] : [array, merge];
      return [
        `# To submit by hand, save as ${both.map(({ path }) => basename(path)).join(" and ")}. Slurm makes no folders.`,
        `#   mkdir -p ${shellWord(folder)}`,
        array === null
          ? "#   sbatch merge.sh"
          : "#   sbatch --dependency=afterany:$(sbatch --parsable array.sh) merge.sh",
        ...both.map(({ path, text }) => `\n# ${path}\n${text}`),
      ].join("\n");
    },
    async submit(place, options) {
      const scripts = slurmScripts(place, options, asked, largestArray());
      const { folder, array, merge } = scripts;
      mkdirSync(folder, { recursive: true });
      for (const one of [array, merge]) if (one) writeFileSync(one.path, one.text);
      const arrayId = array && submit([array.path], "the array", array.path);
      const waiting = arrayId === null ? [] : [`--dependency=afterany:${arrayId}`];
      const mergeId = submit(
        [...waiting, merge.path],
        "the merge",
        merge.path,
        arrayId === null
          ? ""
          : `. The array runs as job ${arrayId}; \`scancel ${arrayId}\` ends it`,
      );
      return told(scripts, arrayId, mergeId, place.path);
    },
  };
}

/** What the user is told once the jobs are with Slurm. */
function told(
  { folder, array, answer }: SlurmScripts,
  arrayId: string | null,
  mergeId: string,
  plan: string,
): string {
  const ids = arrayId === null ? [mergeId] : [arrayId, mergeId];
  return [
    array === null
      ? "All runs are there already: only the merge was submitted."
      : `Job ${arrayId}: ${array.tasks} ${array.tasks === 1 ? "task" : "tasks"} of ${roughly(array.seconds)} at most, by the time of this machine.`,
    `Job ${mergeId}: the merge${arrayId === null ? "" : ", when all tasks have ended"}.`,
    `Answer:   ${answer}; files that the command names are written as if it had run here`,
    `Watch:    squeue -j ${ids.join(",")}; ${commandLine(["panoptes", "chunk", "status", plan])}`,
    `Messages: ${folder}`,
    `Cancel:   scancel ${ids.join(" ")}; the same command goes on later with what is missing`,
  ].join("\n");
}

/** A time in whole units, rounded up. */
function roughly(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`;
}

/** Gives a script to sbatch; the number of the job. */
function submit(words: readonly string[], what: string, path: string, besides = ""): string {
  let said: string;
  try {
    said = execFileSync("sbatch", ["--parsable", ...words], { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === "ENOENT") {
      throw new PlanError(
        "there is no sbatch on this machine. Call this where jobs are submitted, on a login node of the " +
          "cluster, or print the scripts with --dry-run and submit them there",
      );
    }
    throw new PlanError(
      `Slurm did not take ${what}${besides}. It says:\n${(stderr || message).trim()}\n` +
        `The script is ${path}; --slurm key=value changes its options, such as --slurm partition=short`,
      { cause: error },
    );
  }
  // With clusters, `id;cluster`.
  return said.trim().split(";")[0] ?? "";
}

/** How many tasks an array may have here: one number less is the last index. */
function largestArray(): number {
  try {
    const said = execFileSync("scontrol", ["show", "config"], { encoding: "utf8", stdio: "pipe" });
    const size = Number(/^MaxArraySize\s*=\s*(\d+)/m.exec(said)?.[1]);
    return size >= 1 ? size : USUAL_ARRAY;
  } catch {
    return USUAL_ARRAY;
  }
}
