import { readNumber, readSetting } from "../settings.ts";
import { quoted } from "./quoted.ts";

/** What a user asks of Slurm. */
export interface SlurmSettings {
  /** Long options of sbatch for the array and the merge, by name; "" for one without a value. */
  readonly options: ReadonlyMap<string, string>;
  /** The same for the merge alone, in place of the others. */
  readonly mergeOptions: ReadonlyMap<string, string>;
  /** Tasks of the array at most; null: as many as have two minutes of work. */
  readonly tasks: number | null;
  /** Tasks at work at the same time at most; null: no limit. */
  readonly concurrent: number | null;
  /** Lines of shell that come before the command, such as `module load nodejs`. */
  readonly setup: readonly string[];
  /** Shell text that is called in place of this Node with this program; null: that one. */
  readonly command: string | null;
}

/** Options of sbatch that the scripts set themselves, and what does it in their place. */
const taken: Readonly<Record<string, string>> = {
  array:
    "write tasks=… for the number of tasks and concurrent=… for how many work at the same time",
  clusters: "set SLURM_CLUSTERS in the environment, which squeue and scancel read as well",
  chdir: "the command runs in the folder in which it was given",
  dependency: "the merge waits for the array; use begin=… or hold to let the array wait",
  error: "messages go to the folder that is named when the jobs are submitted",
  "no-requeue": "a task whose node fails is to come back; what it has finished is not done again",
  "open-mode": "a task that comes back goes on in its file of messages",
  output: "messages go to the folder that is named when the jobs are submitted",
  parsable: "it is set",
  requeue: "it is set",
  "test-only": "--dry-run prints what would be submitted",
  wait: "use `panoptes chunk status` on the plan",
  wrap: "write command=… for what is called",
};

/**
 * Reads what was asked by `--slurm key=value`. A key is a long option of sbatch (`partition=short`, `exclusive`),
 * one with `merge-` in front, which holds for the merge alone, or `tasks`, `concurrent`, `setup` or `command`.
 *
 * @throws RangeError for one that the scripts set themselves, or a value that makes no sense
 */
export function readSlurmSettings(texts: readonly string[]): SlurmSettings {
  const options = new Map<string, string>();
  const mergeOptions = new Map<string, string>();
  const setup: string[] = [];
  let tasks: number | null = null;
  let concurrent: number | null = null;
  let command: string | null = null;
  for (const text of texts) {
    const [key, value] = readSetting("--slurm", text);
    if (key === "tasks") tasks = readNumber("--slurm", key, value);
    else if (key === "concurrent") concurrent = readNumber("--slurm", key, value);
    else if (key === "setup") setup.push(value);
    else if (key === "command") {
      if (value.trim() === "") throw new RangeError("--slurm command wants what is to be called");
      command = value;
    } else {
      const own = key.startsWith("merge-");
      const option = own ? key.slice("merge-".length) : key;
      const instead = Object.hasOwn(taken, option) ? taken[option] : undefined;
      if (instead !== undefined) throw new RangeError(`--slurm ${key} cannot be set: ${instead}`);
      if (key === "cpus-per-task") readNumber("--slurm", key, value);
      quoted(value);
      (own ? mergeOptions : options).set(option, value);
    }
  }
  return { options, mergeOptions, tasks, concurrent, setup, command };
}
