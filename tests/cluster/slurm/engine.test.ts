import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import type { BatchOptions } from "../../../src/cluster/batch.ts";
import { slurmEngine } from "../../../src/cluster/slurm/engine.ts";
import { planDouble, sharedFolderDouble } from "../plan-double.ts";

const own: BatchOptions = { jobs: null, plugins: [] };
const made: string[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A plan in a folder of its own, and a PATH with these programs in front. */
function place(programs: Readonly<Record<string, string>>, chunks = 1000) {
  const folder = sharedFolderDouble();
  const path = mkdtempSync(join(tmpdir(), "panoptes-sbatch-"));
  made.push(folder, path);
  mkdirSync(join(path, "bin"));
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(path, "bin", name), `#!/bin/bash\ncd ${path}\n${text}\n`);
    chmodSync(join(path, "bin", name), 0o755);
  }
  vi.stubEnv("PATH", `${join(path, "bin")}:/usr/bin:/bin`);
  return { plan: planDouble(chunks, { folder }), calls: join(path, "calls") };
}

/** Takes what it is given and numbers it from 41. */
const sbatch = 'echo "$@" >> calls; echo $((40 + $(wc -l < calls)))';
const scontrol = 'echo "MaxArraySize            = 11"';

test("the array is submitted, then the merge that waits for it, and the user is told of both", async () => {
  const { plan, calls } = place({ sbatch, scontrol });
  const said = await slurmEngine(["tasks=600"]).submit(plan, own);
  const folder = join(plan.shared.path, "slurm", "sweep-baseline-0123456789ab");
  expect(readFileSync(calls, "utf8").trim().split("\n")).toEqual([
    `--parsable ${folder}/array.sh`,
    `--parsable --dependency=afterany:41 ${folder}/merge.sh`,
  ]);
  expect(readFileSync(join(folder, "array.sh"), "utf8")).toContain("#SBATCH --array=0-10\n");
  expect(said).toContain("Job 41: 11 tasks of 2 min at most, by the time of this machine.");
  expect(said).toContain("Job 42: the merge, when all tasks have ended.");
  expect(said).toContain(`${folder}/answer.txt`);
  expect(said).toContain("squeue -j 41,42");
  expect(said).toContain("scancel 41 42");
});

test("where all runs are there only the merge is submitted, and it waits for nothing", async () => {
  const { plan, calls } = place({ sbatch, scontrol }, 0);
  expect(await slurmEngine([]).submit(plan, own)).toContain("only the merge was submitted");
  expect(readFileSync(calls, "utf8")).toMatch(/^--parsable \S+merge\.sh\n$/);
});

test("the scripts that are shown are those that are submitted", async () => {
  const { plan } = place({ sbatch, scontrol });
  const engine = slurmEngine(["partition=short"]);
  const shown = engine.script(plan, own);
  await engine.submit(plan, own);
  for (const name of ["array.sh", "merge.sh"]) {
    const folder = join(plan.shared.path, "slurm", "sweep-baseline-0123456789ab");
    expect(shown).toContain(readFileSync(join(folder, name), "utf8"));
  }
});

test("a machine without sbatch says where to go, and shows the scripts all the same", async () => {
  const { plan } = place({});
  vi.stubEnv("PATH", "");
  const engine = slurmEngine([]);
  await expect(engine.submit(plan, own)).rejects.toThrow(/no sbatch on this machine.*--dry-run/);
  expect(engine.script(plan, own)).toContain("#SBATCH --array=");
});

test("what Slurm refuses is passed on in its own words", async () => {
  const refuses = 'echo "sbatch: error: invalid partition specified: shrot" >&2; exit 1';
  const { plan } = place({ sbatch: refuses });
  const asked = slurmEngine(["partition=shrot"]).submit(plan, own);
  await expect(asked).rejects.toThrow(
    /did not take the array.*\nsbatch: error: invalid partition specified: shrot\n.*array\.sh/,
  );
});

test("a merge that is refused leaves word of the array that runs", async () => {
  const refuses = "case $* in *merge.sh) echo no >&2; exit 1;; esac; echo 41";
  const { plan } = place({ sbatch: refuses });
  await expect(slurmEngine([]).submit(plan, own)).rejects.toThrow(
    /did not take the merge\. The array runs as job 41; `scancel 41` ends it/,
  );
});
