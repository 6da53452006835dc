import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parseAllDocuments } from "yaml";
import type { BatchOptions } from "../../../src/cluster/batch.ts";
import { kubernetesManifest } from "../../../src/cluster/kubernetes/manifest.ts";
import { readKubernetesSettings } from "../../../src/cluster/kubernetes/settings.ts";
import { planDouble } from "../plan-double.ts";
import { jobSchema } from "./job-schema.ts";

const own: BatchOptions = { jobs: null, plugins: [] };
const needed = ["image=example.org/panoptes:1", "claim=studies"];
const self = { user: 1234, group: 100 };

/** What the tests look at in a Job. */
interface Job {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly completionMode?: string;
    readonly completions?: number;
    readonly parallelism?: number;
    readonly maxFailedIndexes?: number;
    readonly podFailurePolicy?: {
      readonly rules: readonly { readonly onExitCodes?: { readonly containerName: string } }[];
    };
    readonly template: {
      readonly spec: {
        readonly restartPolicy: string;
        readonly securityContext: Readonly<Record<string, unknown>>;
        readonly initContainers?: readonly Container[];
        readonly containers: readonly Container[];
      };
    };
  };
}
interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly volumeMounts: readonly { readonly mountPath: string; readonly subPath?: string }[];
  readonly resources: { readonly requests: Readonly<Record<string, string>> };
}

function jobs(settings: readonly string[], place = planDouble(1000), options = own): Job[] {
  const read = readKubernetesSettings([...needed, ...settings], self);
  return parseAllDocuments(kubernetesManifest(place, options, read)).map(
    (document) => document.toJS() as Job,
  );
}

test("both Jobs fit the schema of batch/v1, which knows every field and refuses a mistyped one", () => {
  const settings = ["namespace=lab", "sub-path=a/b", "tasks=40", "concurrent=8"];
  const both = jobs(settings);
  expect(both).toHaveLength(2);
  for (const job of both) expect(jobSchema.safeParse(job).error).toBeUndefined();
  const [array] = both;
  const mistyped = { ...array, spec: { ...array?.spec, completionsMode: "Indexed" } };
  expect(jobSchema.safeParse(mistyped).success).toBe(false);
  const asText = { ...array, spec: { ...array?.spec, completions: "40" } };
  expect(jobSchema.safeParse(asText).success).toBe(false);
});

test("what the schema does not say but Kubernetes asks for holds too", () => {
  const long = planDouble(50_000, { msPerRun: 60_000 });
  for (const place of [
    planDouble(1000),
    { ...long, path: `/mnt/${"Very_long.".repeat(9)}0a.json` },
  ]) {
    const [array, merge] = jobs(["concurrent=500"], place);
    const { completions = 0, parallelism = 0, maxFailedIndexes = 0 } = array?.spec ?? {};
    expect(array?.spec.completionMode).toBe("Indexed");
    expect(completions).toBeLessThanOrEqual(10_000);
    expect(parallelism).toBeLessThanOrEqual(completions);
    expect(maxFailedIndexes).toBeLessThanOrEqual(completions);
    // A pod's name is the Job's with an index, and a name of a host.
    for (const job of [array, merge]) {
      expect(`${job?.metadata.name}-${completions}`).toMatch(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
      expect(job?.spec.template.spec.restartPolicy).toBe("Never");
      expect(job?.spec.template.spec.securityContext.runAsNonRoot).toBe(true);
    }
    const names = array?.spec.template.spec.containers.map(({ name }) => name);
    const named = array?.spec.podFailurePolicy?.rules.flatMap(
      ({ onExitCodes }) => onExitCodes?.containerName ?? [],
    );
    expect(names).toEqual([...new Set(named)]);
  }
});

test("a pod computes the shard of its index, in the folder's path of here", () => {
  const options = { jobs: 2, plugins: ["b".repeat(64)] };
  const [array] = jobs(["tasks=40", "sub-path=a/b"], planDouble(1000), options);
  const [container] = array?.spec.template.spec.containers ?? [];
  const plan = "/mnt/shared/plans/sweep-baseline-0123456789ab.json";
  expect(array?.spec.completions).toBe(40);
  expect(container?.command.join(" ")).toBe(
    `panoptes chunk run ${plan} --shard $(JOB_COMPLETION_INDEX)/40 -j 2 --allow-plugin ${"b".repeat(64)}`,
  );
  expect(container?.resources.requests).toEqual({ cpu: "2", memory: "1280Mi" });
  expect(container?.volumeMounts[0]).toMatchObject({ mountPath: "/mnt/shared", subPath: "a/b" });
});

test("the merge waits while chunks are missing, goes on when none is, and ends with what else goes wrong", () => {
  const [, merge] = jobs(["command=./panoptes"]);
  const [, , script = ""] = merge?.spec.template.spec.initContainers?.[0]?.command ?? [];
  const cwd = mkdtempSync(join(tmpdir(), "panoptes-wait-"));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  // Answers with these codes, one after the other, and does not sleep.
  const wait = (codes: string) => {
    writeFileSync(join(cwd, "codes"), codes);
    writeFileSync(
      join(cwd, "panoptes"),
      '#!/bin/sh\nread -r code < codes\nsed -i 1d codes\nexit "$code"\n',
      { mode: 0o755 },
    );
    writeFileSync(join(cwd, "sleep"), "#!/bin/sh\n", { mode: 0o755 });
    const { status } = spawnSync("sh", ["-c", script], {
      cwd,
      env: { PATH: `${cwd}:${process.env.PATH}` },
    });
    return { status, left: readFileSync(join(cwd, "codes"), "utf8") };
  };
  expect(wait("5\n5\n0\n0\n")).toEqual({ status: 0, left: "" });
  expect(wait("5\n2\n2\n0\n")).toEqual({ status: 2, left: "0\n" });
});

test("a folder's name is not taken for a variable", () => {
  const [array] = jobs([], planDouble(1, { folder: "/mnt/$(HOME)" }));
  expect(array?.spec.template.spec.containers[0]?.command[3]).toMatch(/^\/mnt\/\$\$\(HOME\)\//);
});

test("where all runs are there the merge stands alone", () => {
  const [merge, more] = jobs([], planDouble(0));
  expect(merge?.metadata.name).toBe("panoptes-sweep-baseline-0123456789ab-merge");
  expect(more).toBeUndefined();
});

test("containers run as whoever asks, and never as root", () => {
  const context = (settings: readonly string[], who = self) =>
    readKubernetesSettings([...needed, ...settings], who);
  expect(context([])).toMatchObject({ user: 1234, group: 100 });
  expect(context([], { user: 0, group: 0 })).toMatchObject({ user: 1000, group: 1000 });
  expect(context(["user=77"])).toMatchObject({ user: 77, group: 100 });
  expect(() => context(["user=0"])).toThrow(/user wants a whole number from 1/);
});

test.each([
  [[], /needs --kubernetes image=/],
  [["image=x"], /needs --kubernetes claim=/],
  [[...needed, "cpus=3"], /cpus is not known; known are image, claim/],
  [[...needed, "memory=lots"], /memory wants an amount such as 1Gi, got "lots"/],
  [[...needed, "namespace=My Lab"], /namespace wants the name of a namespace/],
  [[...needed, "sub-path=/abs"], /sub-path wants a path within the volume/],
])("%j is refused with the way out", (settings, message) => {
  expect(() => readKubernetesSettings(settings, self)).toThrow(message);
});
