// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runChunk } from "../../src/experiments/chunk.ts";
import type { ChunkResult, Design, Executor } from "../../src/experiments/ensemble.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { openKernel } from "../../src/experiments/kernel.ts";
import { makeDesign } from "../../src/experiments/make-design.ts";
import { threadsExecutor } from "../../src/experiments/node/threads.ts";
import { ensembleHash } from "../../src/results/identity.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import type { Compiled } from "../../src/scenario/compiled.ts";
import { loadPlugin } from "../../src/scenario/node/plugin.ts";
import { packageRoot } from "../../src/scenario/node/world.ts";
import { parseScenario } from "../../src/scenario/parse.ts";
import {
  compileBuiltin,
  type Golden,
  goldenDesign,
  goldenRuns,
  goldenSeed,
  shippedWorld,
} from "../golden/spine.ts";
import { launchChromium } from "../support/chromium.ts";
import { workedExample } from "../support/contributing.ts";
import { bundle } from "./same-bits/bundle.ts";
import type { Offers } from "./same-bits/page.ts";
import type { Hashes, Order, Outcome } from "./same-bits/pipeline.ts";

// Every other test of hashes compares like with like; here the same runs are made in every way and at
// every place there is, and held against the golden file.

const golden: Golden = JSON.parse(
  readFileSync(new URL("../golden/spine.json", import.meta.url), "utf8"),
);
const names = Object.keys(golden.scenarios);
const kept = Object.fromEntries(
  Object.entries(golden.scenarios).map(([name, { runs, result_hash }]): [string, Hashes] => [
    name,
    { runs: runs.map((run) => run.result_hash), ensemble: result_hash },
  ]),
);

// The pool runs what was built; the rest of the test runs the sources.
const workerUrl = new URL("../../dist/src/experiments/node/worker.js", import.meta.url);

const example = workedExample();

/** A scenario with interventions, and enough runs that every thread gets several chunks. */
const many = 14;
let design: Design;
/** Another scenario on the same world. */
let other: Compiled;
/** Its hashes from the calling thread. */
let inline: Hashes;

beforeAll(async () => {
  const world = await shippedWorld();
  other = await compileBuiltin("set-b", world);
  const compiled = await compileBuiltin("silk-road-2", world);
  design = makeDesign(compiled, { count: many, seed: goldenSeed });
  inline = await hashesOf(design, inlineExecutor());
}, 60_000);

describe("equal hashes of every run and of the ensemble", () => {
  test("on the calling thread, whatever the size of a chunk", async () => {
    expect(new Set(inline.runs).size).toBe(many);
    expect(inline.runs.slice(0, goldenRuns)).toEqual(kept["silk-road-2"]?.runs);
    for (const chunk of [1, 5, many]) {
      expect(await hashesOf(design, inlineExecutor({ chunk })), `chunk ${chunk}`).toEqual(inline);
    }
  });

  test.each([
    ["backwards", Array.from({ length: many }, (_, k) => many - 1 - k)],
    ["all odd ones first", Array.from({ length: many }, (_, k) => (2 * k + 1) % (many + 1))],
  ])("with the runs made one by one, %s", (_, order) => {
    const kernel = openKernel(design);
    const runs: string[] = [];
    for (const k of order.filter((run) => run < many)) runs[k] = hashOf(runChunk(kernel, k, 1));
    expect([...runs]).toEqual(inline.runs);
  });

  test("with the ensemble cut in two, wherever the second part starts", async () => {
    for (const cut of [1, 6, many - 1]) {
      const head = await hashesOf({ ...design, count: cut }, inlineExecutor());
      const tail = await hashesOf({ ...design, first: cut, count: many - cut }, inlineExecutor());
      expect([...head.runs, ...tail.runs]).toEqual(inline.runs);
    }
  });

  test("with a run repeated alone by its own seed", async () => {
    const alone = await hashesOf({ ...design, seed: "5", count: 1 }, inlineExecutor());
    expect(alone.runs).toEqual([inline.runs[4]]);
  });

  test("with a state that other scenarios used before", async () => {
    const kernel = openKernel({ ...design, settings: [...design.settings, other.settings] });
    expect(hashOf(runChunk(kernel, 0, 1))).toBe(inline.runs[0]);
    expect(hashOf(runChunk(kernel, 1, 1))).not.toBe(inline.runs[1]);
    expect(hashOf(runChunk(kernel, 2, 1))).toBe(inline.runs[2]);
  });
});

describe.each([1, 2, 4])("on %i worker threads", (jobs) => {
  test("every built-in scenario gives what is in the golden file", async () => {
    const world = await shippedWorld();
    const executor = threadsExecutor({ jobs, workerUrl });
    try {
      for (const name of names) {
        const its = goldenDesign(await compileBuiltin(name, world));
        expect(await hashesOf(its, executor), name).toEqual(kept[name]);
      }
    } finally {
      await executor.close();
    }
  });

  test.each([undefined, 1, 3])(
    "chunks of %s runs give what the calling thread gives",
    async (chunk) => {
      const options = chunk === undefined ? { jobs, workerUrl } : { jobs, workerUrl, chunk };
      const executor = threadsExecutor(options);
      try {
        expect(await hashesOf(design, executor)).toEqual(inline);
      } finally {
        await executor.close();
      }
    },
  );
});

const bundled = bundle();
const browser: Browser | null = await launchChromium();
afterAll(() => browser?.close());

test("from text to hash nothing of Node is needed: it is bundled for a browser without complaint", async () => {
  const { files, complaints } = await bundled;
  expect(complaints).toEqual([]);
  expect([...files.keys()].sort()).toEqual([expect.stringMatching(/^assets\/worker/), "page.js"]);
});

describe.skipIf(browser === null)("in Chromium, from the texts of tables and scenarios", () => {
  const origin = "http://same-bits.test";
  let page: Page;
  let order: Order;
  /** What the page says, and every address it asks for beyond its own files. */
  const said: string[] = [];

  beforeAll(async () => {
    if (browser === null) return;
    const { files } = await bundled;
    order = await readOrder();
    page = await browser.newPage();
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    // Answered from memory: nothing listens and nothing leaves the machine.
    await page.context().route("**/*", (route) => {
      const path = route
        .request()
        .url()
        .slice(origin.length + 1);
      const script = path === "campaign.js" ? example.module : files.get(path);
      if (script !== undefined) {
        return route.fulfill({ contentType: "text/javascript", body: script });
      }
      if (path !== "") {
        said.push(`asked for ${route.request().url()}`);
        return route.abort();
      }
      const body = '<!doctype html><title>Same bits</title><script type="module" src="/page.js">';
      return route.fulfill({ contentType: "text/html", body: `${body}</script>` });
    });
    await page.goto(`${origin}/`);
    // Modules run before the page counts as loaded.
    const started = await page.evaluate("'inPage' in globalThis");
    if (started !== true) throw new Error(`the page does not start: ${said.join("; ")}`);
  }, 60_000);

  test("the page gives what is in the golden file", async () => {
    const outcome: Outcome = await page.evaluate(
      (given) => (globalThis as unknown as Offers).inPage(given),
      order,
    );
    expect(outcome).toEqual({ data: golden.data.digest, scenarios: kept });
  });

  test("a module worker gives what is in the golden file", async () => {
    const outcome: Outcome = await page.evaluate(
      (given) => (globalThis as unknown as Offers).inWorker(given),
      order,
    );
    expect(outcome).toEqual({ data: golden.data.digest, scenarios: kept });
  });

  test("a plugin gives in page and worker what it gives in Node and in threads", async () => {
    const folder = await mkdtemp(join(tmpdir(), "panoptes-plugin-"));
    try {
      const path = join(folder, "campaign.js");
      await writeFile(path, example.module);
      const plugin = await loadPlugin(path);
      const parsed = await parseScenario(example.scenario, {
        resolve: async (name) => ({
          ok: true,
          value: { text: order.scenarios[name] ?? "", file: name, key: name },
          problems: [],
        }),
        world: await shippedWorld(),
        plugins: [plugin],
      });
      if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join());
      const compiled = compileScenario(parsed.value, await shippedWorld(), [plugin]);
      const its = makeDesign(compiled, { count: 4, seed: goldenSeed });
      const expected = await hashesOf(its, inlineExecutor());
      const threads = threadsExecutor({ jobs: 2, workerUrl });
      expect(await hashesOf(its, threads).finally(() => threads.close())).toEqual(expected);
      expect(expected.runs).not.toEqual(kept.baseline?.runs.slice(0, 4));
      const { digest } = plugin;
      const given: Order = {
        ...order,
        scenarios: { talk: example.scenario, baseline: order.scenarios.baseline ?? "" },
        plugins: [{ name: "campaign", url: `${origin}/campaign.js`, digest }],
        count: 4,
      };
      for (const place of ["inPage", "inWorker"] as const) {
        const outcome: Outcome = await page.evaluate(
          ([where, what]) => (globalThis as unknown as Offers)[where](what),
          [place, given] as const,
        );
        expect(outcome.scenarios.talk, place).toEqual(expected);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("nothing is fetched and nothing complained about", () => {
    expect(said).toEqual([]);
  });
});

/** The shipped tables and the scenarios of the golden file, as texts. */
async function readOrder(): Promise<Order> {
  const folder = join(packageRoot(), "scenarios");
  const text = async (...path: string[]): Promise<readonly [string, string]> => [
    path.at(-1) ?? "",
    await readFile(join(folder, ...path), "utf8"),
  ];
  const tables = (await readdir(join(folder, "world"))).filter((file) =>
    /\.(csv|json)$/.test(file),
  );
  const scenarios = names.map(async (name) => [name, (await text(`${name}.yaml`))[1]] as const);
  return {
    world: Object.fromEntries(await Promise.all(tables.map((file) => text("world", file)))),
    scenarios: Object.fromEntries(await Promise.all(scenarios)),
    plugins: [],
    seed: goldenSeed,
    count: goldenRuns,
  };
}

/** Hashes of an ensemble and of its runs. */
async function hashesOf(its: Design, executor: Executor): Promise<Hashes> {
  const runs: string[] = [];
  const ensemble = ensembleHash();
  await executor.run(its, ({ hashes }) => {
    for (const hash of hashes) ensemble.add(hash);
    runs.push(...hashes);
  });
  return { runs, ensemble: ensemble.digest() };
}

function hashOf({ hashes }: ChunkResult): string {
  return hashes[0] ?? "";
}
