import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parseAllDocuments } from "yaml";
import { jobSchema } from "../../cluster/kubernetes/job-schema.ts";
import { callCli } from "../../support/cli.ts";
import { npxScript, shellBlocks } from "../../support/documented.ts";

vi.setConfig({ testTimeout: 150_000 });

const cwd = realpathSync(mkdtempSync(join(tmpdir(), "panoptes-pods-")));
const scenario = `schema: panoptes/scenario@1
id: mine
title: What does a dearer kit do?
extends: baseline
time: { end: 2014Q4 }
parameter_sets: { from: single }
runs: { count: 3, seed: 1 }
uncertainty:
  choice.price: { uniform: [1, 4] }
outcomes:
  share_china: { metric: adoption.share, supplier: china, at: 2014Q4 }
`;
const env = { PATH: `${cwd}${delimiter}${process.env.PATH}` };

/** What is needed of a Job to do what a cluster would do with it. */
interface Job {
  readonly spec: {
    readonly completions?: number;
    readonly template: {
      readonly spec: Readonly<
        Record<
          "initContainers" | "containers",
          readonly { readonly command: string[] }[] | undefined
        >
      >;
    };
  };
}

beforeAll(() => {
  writeFileSync(join(cwd, "mine.yaml"), scenario);
  writeFileSync(join(cwd, "npx"), npxScript(), { mode: 0o755 });
  writeFileSync(join(cwd, "panoptes"), '#!/bin/sh\nexec npx panoptes "$@"\n', { mode: 0o755 });
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs the containers of a pod one after the other; what they printed. */
async function pod(job: Job | undefined, index = 0): Promise<string> {
  const { initContainers = [], containers = [] } = job?.spec.template.spec ?? {};
  let out = "";
  for (const { command } of [...initContainers, ...containers]) {
    const [program = "", ...words] = command.map((word) =>
      word.replaceAll("$(JOB_COMPLETION_INDEX)", String(index)),
    );
    out = (await promisify(execFile)(program, words, { cwd: "/", env })).stdout;
  }
  return out;
}

test("a command that no pod could repeat is refused before anything is printed", async () => {
  const words = [
    "sweep",
    "mine.yaml",
    "--shared",
    join(cwd, "elsewhere"),
    "--engine",
    "kubernetes",
  ];
  const asked = [...words, "--kubernetes", "image=x", "--kubernetes", "claim=y"];
  const { code, out, err } = await callCli(asked, { cwd });
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(`no pod sees "${cwd}", where the command was given`);
  const settings = await callCli(["run", "baseline", "--kubernetes", "image=x"], { cwd });
  expect(settings.err).toContain("--kubernetes image=x means nothing without --engine kubernetes");
});

test("pods that do what the page's manifest says give the answer of one machine", async () => {
  const [block = ""] = shellBlocks("docs/engines/kubernetes.md");
  const [command = ""] = block.split(" > jobs.yaml");
  const typed = `${command.replaceAll("/mnt/studies", cwd)} --json --kubernetes tasks=2 --chunk-seconds 0.02`;
  const { stdout } = await promisify(execFile)(
    "bash",
    ["--norc", "-ec", typed.replace("2000", "200")],
    {
      cwd,
      env,
    },
  );
  const jobs = parseAllDocuments(stdout).map((document) => document.toJS() as Job);
  expect(jobs).toHaveLength(2);
  for (const job of jobs) expect(jobSchema.safeParse(job).error).toBeUndefined();
  const [array, merge] = jobs;
  expect(array?.spec.completions).toBe(2);
  await Promise.all([pod(array, 0), pod(array, 1)]);
  const words = ["sweep", "mine.yaml", "--points", "200", "--json"];
  const [merged, inline] = await Promise.all([pod(merge), callCli(words, { cwd })]);
  const answer = (text: string) => ({ ...JSON.parse(text), elapsed_seconds: 0 });
  expect(answer(merged)).toEqual(answer(inline.out));
});
