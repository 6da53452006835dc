import { basename, join } from "node:path";
import type { PlanPlace } from "../../results/node/plans/plan-file.ts";
import { commandLine, shellWord } from "../../results/shell-words.ts";
import type { BatchOptions } from "../batch.ts";
import { ownProgram } from "../own-program.ts";
import { memoryOf, tasksOf } from "../tasks.ts";
import { quoted } from "./quoted.ts";
import type { SlurmSettings } from "./settings.ts";

/** How much longer than measured a task may take: nodes are slower, and share their memory with others. */
const MARGIN = 4;
/** Minutes for what is not computing: starting, reading the design from a busy disk. */
const SPARE = 5;

/** The jobs of a plan as scripts for sbatch. */
export interface SlurmScripts {
  /** Folder of the scripts and of what the jobs say. */
  readonly folder: string;
  /** Null where every chunk was there when the plan was made. */
  readonly array: {
    readonly path: string;
    readonly text: string;
    readonly tasks: number;
    /** What the task with the most work should take, s. */
    readonly seconds: number;
  } | null;
  readonly merge: { readonly path: string; readonly text: string };
  /** Where the merge prints the answer. */
  readonly answer: string;
}

/**
 * Writes the array over a plan's chunks and the merge that waits for it.
 *
 * @param most tasks that an array may have on this cluster, its MaxArraySize
 */
export function slurmScripts(
  place: PlanPlace,
  options: BatchOptions,
  settings: SlurmSettings,
  most: number,
): SlurmScripts {
  const { plan, shared, path } = place;
  const name = basename(path, ".json");
  const folder = join(shared.path, "slurm", name);
  const threads = Number(settings.options.get("cpus-per-task") ?? options.jobs ?? 1);
  const { count, seconds } = tasksOf(plan, { most, threads, wanted: settings.tasks });
  const runs = plan.designs.reduce((sum, design) => sum + design.runs, 0);
  const allowed = options.plugins.flatMap((digest) => ["--allow-plugin", digest]);
  const limit = settings.concurrent === null ? "" : `%${settings.concurrent}`;
  const arrayText = (): string =>
    script(place, settings, {
      comment: `Task i computes shard i of ${count} of a plan; what is there already is not done again.`,
      options: [
        ["job-name", `panoptes-${name}`],
        ["array", `0-${count - 1}${limit}`],
        ["ntasks", "1"],
        ["cpus-per-task", `${threads}`],
        ["time", `${SPARE + Math.ceil((MARGIN * seconds) / 60)}`],
        ...memory(settings.options, `${memoryOf(threads)}M`),
        ...settings.options,
        ["requeue", ""],
        ["open-mode", "append"],
        ["output", pattern(join(folder, "task-"), "%a.log")],
      ],
      // The shell puts in the number of the task.
      words: `chunk run ${shellWord(path)} --shard "$SLURM_ARRAY_TASK_ID/${count}" -j "$SLURM_CPUS_PER_TASK"`,
      allowed,
    });
  const answer = join(folder, "answer.txt");
  const mergeOptions = new Map([...settings.options, ...settings.mergeOptions]);
  const merge = script(place, settings, {
    comment: "Makes the answer of what the array has computed, as if the command had run here.",
    options: [
      ["job-name", `panoptes-${name}-merge`],
      ["ntasks", "1"],
      ["cpus-per-task", "1"],
      ["time", `${30 + Math.ceil(runs / 10_000)}`],
      ...memory(mergeOptions, "2G"),
      ...mergeOptions,
      ["requeue", ""],
      ["open-mode", "truncate"],
      ["output", pattern(answer)],
      ["error", pattern(join(folder, "merge.log"))],
    ],
    words: `chunk merge ${shellWord(path)}`,
    allowed: [],
  });
  return {
    folder,
    array:
      count === 0
        ? null
        : {
            path: join(folder, "array.sh"),
            text: arrayText(),
            tasks: count,
            seconds: seconds / threads,
          },
    merge: { path: join(folder, "merge.sh"), text: merge },
    answer,
  };
}

/** One job: its options, a look at the folder and the program, and the call. */
function script(
  { shared }: PlanPlace,
  { setup, command }: SlurmSettings,
  job: {
    readonly comment: string;
    readonly options: readonly (readonly [name: string, value: string])[];
    readonly words: string;
    readonly allowed: readonly string[];
  },
): string {
  // Of two equal options sbatch takes the last one; a reader should see one.
  const options = new Map(job.options);
  const program = ownProgram();
  const missing = program.map((one) => `[ ! -r ${shellWord(one)} ]`).join(" || ");
  return `${[
    "#!/bin/bash",
    ...[...options].map(
      ([name, value]) => `#SBATCH --${name}${value === "" ? "" : `=${quoted(value)}`}`,
    ),
    "",
    `# ${job.comment}`,
    `if ! grep -qsF ${shellWord(shared.id)} ${shellWord(join(shared.path, "shared.json"))}; then`,
    `  echo "$(hostname) does not see the shared folder:" ${shellWord(shared.path)} >&2`,
    "  exit 1",
    "fi",
    ...setup,
    ...(command === null
      ? [
          `if ${missing}; then`,
          `  echo "$(hostname) does not see this program; name another by --slurm command=...:" ${commandLine(program)} >&2`,
          "  exit 1",
          "fi",
        ]
      : []),
    `exec ${command ?? commandLine(program)} ${[job.words, ...job.allowed].join(" ")}`,
  ].join("\n")}\n`;
}

/** Memory of a task, unless it is asked for in another way: many clusters give the whole node without it. */
function memory(options: ReadonlyMap<string, string>, amount: string): [string, string][] {
  return options.has("mem-per-cpu") ? [] : [["mem", amount]];
}

/** A path as sbatch takes one, which reads letters behind a percent sign. */
function pattern(path: string, end = ""): string {
  return `${path.replaceAll("%", "%%")}${end}`;
}
