import { execFileSync, spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { BatchOptions } from "../../../src/cluster/batch.ts";
import { slurmScripts } from "../../../src/cluster/slurm/scripts.ts";
import { readSlurmSettings } from "../../../src/cluster/slurm/settings.ts";
import { planDouble, sharedFolderDouble } from "../plan-double.ts";

const own: BatchOptions = { jobs: null, plugins: [] };

function scripts(settings: readonly string[], place = planDouble(1000), most = 1001) {
  return slurmScripts(place, own, readSlurmSettings(settings), most);
}

/** Value of an option in a script; undefined where it has none. */
function optionOf(text: string | undefined, name: string): string | undefined {
  return new RegExp(`^#SBATCH --${name}(?:=(.*))?$`, "m").exec(text ?? "")?.[1];
}

test("an array asks for what its tasks need, and the merge for itself", () => {
  const { array, merge } = scripts(["tasks=50", "concurrent=20", "partition=short"]);
  const text = array?.text;
  expect(optionOf(text, "array")).toBe("0-49%20");
  expect(optionOf(text, "partition")).toBe("short");
  expect(optionOf(text, "cpus-per-task")).toBe("1");
  expect(optionOf(text, "mem")).toBe("1024M");
  // 20 chunks of a second each, four times that, and five minutes.
  expect(optionOf(text, "time")).toBe("7");
  expect(text).toContain("\n#SBATCH --requeue\n");
  expect(optionOf(merge.text, "partition")).toBe("short");
  expect(optionOf(merge.text, "array")).toBeUndefined();
  expect(optionOf(merge.text, "mem")).toBe("2G");
});

test("what the user asks for stands once, in place of what is derived, and merge- means the merge", () => {
  const asked = ["time=2:00:00", "mem=4G", "merge-time=1-0", "merge-mem=16G", "exclusive"];
  const { array, merge } = scripts(asked);
  expect(array?.text.match(/--time/g)).toHaveLength(1);
  expect(optionOf(array?.text, "time")).toBe("2:00:00");
  expect(optionOf(merge.text, "time")).toBe("1-0");
  expect(optionOf(merge.text, "mem")).toBe("16G");
  expect(merge.text).toContain("\n#SBATCH --exclusive\n");
  expect(optionOf(scripts(["mem-per-cpu=2G"]).array?.text, "mem")).toBeUndefined();
});

test("an array is never larger than the cluster takes", () => {
  const { array } = scripts(["tasks=90000"], planDouble(5000, { msPerRun: 1000 }), 101);
  expect(optionOf(array?.text, "array")).toBe("0-100");
  expect(array?.text).toContain('--shard "$SLURM_ARRAY_TASK_ID/101"');
});

test("a plan without chunks has no array", () => {
  expect(scripts([], planDouble(0)).array).toBeNull();
});

/** Runs a script by itself, without Slurm. */
function call(text: string) {
  return spawnSync("bash", ["--norc", "-c", text], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, SLURM_ARRAY_TASK_ID: "7", SLURM_CPUS_PER_TASK: "3" },
  });
}

test("a task calls its shard by paths with spaces and quotes, after what the user sets up", () => {
  const folder = sharedFolderDouble("panoptes it's 100% shared-");
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const place = planDouble(1000, { folder });
  const settings = ["setup=cow=moo", "command=echo $cow", "tasks=12", "comment=it's # one"];
  const { array, merge } = scripts(settings, place);
  const words = `moo chunk run ${place.path} --shard 7/12 -j 3\n`;
  expect(call(array?.text ?? "")).toMatchObject({ status: 0, stderr: "", stdout: words });
  expect(call(merge.text).stdout).toBe(`moo chunk merge ${place.path}\n`);
  expect(optionOf(array?.text, "comment")).toBe('"it\'s # one"');
  expect(optionOf(array?.text, "output")).toContain("100%% shared");
});

test("a machine that sees no folder, or another one, says so before anything is called", () => {
  const folder = sharedFolderDouble();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { array } = scripts(["command=echo"], planDouble(10, { folder }));
  writeFileSync(join(folder, "shared.json"), '{"schema":"panoptes/shared@1","id":"another"}');
  const other = call(array?.text ?? "");
  expect(other).toMatchObject({ status: 1, stdout: "" });
  expect(other.stderr).toMatch(/does not see the shared folder: .*panoptes-shared-/);
  const none = scripts(["command=echo"], planDouble(10, { folder: "/not/there" })).array;
  expect(call(none?.text ?? "")).toMatchObject({ status: 1, stdout: "" });
});

test("a machine that does not see the program says how to name another", () => {
  const folder = sharedFolderDouble();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { array } = scripts([], planDouble(10, { folder }));
  // Tests run from the sources, where the built program is not.
  const said = call(array?.text ?? "").stderr;
  expect(said).toMatch(/does not see this program; name another by --slurm command=/);
  execFileSync("bash", ["-n", "-c", array?.text ?? ""]);
});

test("a plugin is allowed by its digest in the tasks that load it", () => {
  const place = planDouble(10);
  const { array } = slurmScripts(
    place,
    { jobs: 4, plugins: ["b".repeat(64)] },
    readSlurmSettings([]),
    1001,
  );
  expect(array?.text).toContain(` --allow-plugin ${"b".repeat(64)}\n`);
  expect(optionOf(array?.text, "cpus-per-task")).toBe("4");
  expect(optionOf(array?.text, "mem")).toBe("1792M");
});

test.each([
  ["Tasks=3", /wants key=value/],
  ["tasks=none", /tasks wants a whole number from 1, got "none"/],
  ["cpus-per-task=many", /cpus-per-task wants a whole number from 1/],
  ["concurrent=0", /concurrent wants a whole number/],
  ["array=0-3", /array cannot be set: write tasks/],
  ["merge-output=x", /merge-output cannot be set: messages go/],
  ["account=a\nrm -rf /", /a line break/],
  ['comment=it\'s "so"', /one sort of quotes/],
  ["command=", /wants what is to be called/],
])("%j is refused with the way out", (setting, message) => {
  expect(() => readSlurmSettings([setting])).toThrow(message);
});
