import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { ExperimentDocument } from "../../src/api/schemas/experiments.ts";
import { schemas } from "../../src/api/schemas.ts";
import { appOfFile } from "./test-app.ts";

vi.setConfig({ testTimeout: 30_000 });

const { app, store } = await appOfFile();

/** Three years, so that a run takes a few milliseconds. */
const short = {
  schema: "panoptes/scenario@1",
  id: "short",
  title: "Short",
  extends: "baseline",
  time: { start: "2011Q1", end: "2013Q4" },
};
const cheap = { ...short, id: "cheap", title: "Cheap", parameters: { "choice.price": 0.5 } };

function post(url: string, body?: object) {
  return app.inject({
    method: "POST",
    url,
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    headers: body === undefined ? {} : { "content-type": "application/json" },
  });
}

async function found(url: string, body?: object): Promise<ExperimentDocument> {
  const answer = await post(url, body);
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
  expect(schemas.Experiment?.safeParse(answer.json()).error).toBeUndefined();
  return answer.json();
}

async function pointers(url: string, body?: object): Promise<unknown[]> {
  const answer = await post(url, body);
  expect(schemas.Problem?.safeParse(answer.json()).error).toBeUndefined();
  const { type, errors = [] } = answer.json();
  return [
    type.replace("/docs/problems/", ""),
    ...errors.map(({ pointer }: { pointer: string }) => pointer),
  ];
}

describe("a comparison", () => {
  test("says of each scenario how it differs from the first, and is found again by its run id", async () => {
    const document = await found("/v1/comparisons?runs=4&seed=7", { scenarios: [short, cheap] });
    expect(document).toMatchObject({
      kind: "comparison",
      status: "complete",
      scenarios: [{ id: "short" }, { id: "cheap" }],
      seed: "7",
      runs: { done: 8, failed: 0 },
      reproduce: "panoptes compare '<scenario>' '<scenario>' --runs 4 --seed 7 --json",
    });
    const { comparisons } = document.answer as {
      comparisons: { pairs: number; differs_in: object[] }[];
    };
    expect(comparisons).toMatchObject([
      { pairs: 4, differs_in: [{ path: "parameters.choice.price", b: 0.5 }] },
    ]);
    expect(document.answer).not.toHaveProperty("elapsed_seconds");
    const again = await app.inject(document.links.self);
    expect(again.json()).toEqual(document);
    expect(again.headers["cache-control"]).toContain("immutable");
    const jobs = (await app.inject("/v1/jobs")).json().jobs.length;
    expect(await found("/v1/comparisons?runs=4&seed=7", { scenarios: [short, cheap] })).toEqual(
      document,
    );
    expect((await app.inject("/v1/jobs")).json().jobs).toHaveLength(jobs);
  });

  test("gives its rows as JSON, CSV and NDJSON, and no tables of an ensemble", async () => {
    const { links } = await found("/v1/comparisons?runs=2", { scenarios: [short, cheap] });
    const table = (await app.inject(links.rows)).json();
    expect(schemas.Table?.safeParse(table).error).toBeUndefined();
    const csv = (await app.inject(`${links.rows}?format=csv`)).body.trim().split("\r\n");
    expect(csv[0]).toMatch(/^a,b,outcome,by,of,unit,period,pairs,/);
    expect(csv).toHaveLength(table.rows.length + 1);
    const ndjson = (await app.inject(`${links.rows}?format=ndjson`)).body.trim().split("\n");
    expect(JSON.parse(ndjson[0] ?? "")).toMatchObject({ a: "short", b: "cheap", pairs: 2 });
    const answer = await app.inject(`${links.self}/series`);
    expect(answer.statusCode).toBe(404);
    expect(answer.json().detail).toContain("/rows");
  });

  test("takes built-in names, and counts the runs of all of them as its cost", async () => {
    const answer = await app.inject({
      method: "POST",
      url: "/v1/comparisons?scenarios=baseline,brussels-wave,beraja&runs=40",
      headers: { prefer: "respond-async" },
    });
    expect(answer.statusCode).toBe(202);
    const job = answer.json();
    expect(job).toMatchObject({ kind: "comparison", total: 120, cost: 120 * 120 * 197 });
    await app.inject({ method: "POST", url: job.links.cancel });
    const ended = await app.inject({ url: job.links.self, headers: { prefer: "wait=20" } });
    expect(ended.json().state).toBe("cancelled");
  });

  test("refuses what cannot be compared and says where it stands", async () => {
    const wrong = { ...short, parameters: { "choice.prise": 2 } };
    expect(await pointers("/v1/comparisons", { scenarios: ["baseline", wrong] })).toEqual([
      "invalid-scenario",
      "/scenarios/1/parameters/choice.prise",
    ]);
    expect(await pointers("/v1/comparisons", { scenarios: ["baseline", "no-such"] })).toEqual([
      "invalid-scenario",
      "/scenarios/1",
    ]);
    expect(await pointers("/v1/comparisons", { scenarios: ["baseline"] })).toEqual([
      "invalid-request",
      "/scenarios",
    ]);
    expect(await pointers("/v1/comparisons?scenarios=baseline")).toEqual([
      "invalid-request",
      "scenarios",
    ]);
    expect(await pointers("/v1/comparisons")).toEqual(["malformed-body"]);
    expect(await pointers("/v1/comparisons?at=1990", { scenarios: [short, cheap] })).toEqual([
      "invalid-request",
      "at",
    ]);
    expect(await pointers("/v1/comparisons?runs=900000", { scenarios: [short, cheap] })).toEqual([
      "too-expensive",
    ]);
  });
});

const varied = {
  ...short,
  id: "varied",
  title: "Varied",
  levers: { "choice.price": { uniform: [0.5, 4] } },
  uncertainty: { "choice.alignment": { uniform: [0, 0.8] } },
  outcomes: {
    all: { metric: "adoption.share", goal: "minimise" },
    wide: { metric: "coverage.share", goal: "maximise" },
  },
};

describe("experiments at points", () => {
  test("a sweep has a summary for each point, a row for each run, and tables in its folder", async () => {
    const document = await found(
      "/v1/sweeps?points=3&runs=2&sampler=sobol&vary=choice.price",
      varied,
    );
    expect(document).toMatchObject({
      kind: "sweep",
      runs: { done: 6, failed: 0 },
      reproduce:
        "panoptes sweep '<scenario>' --vary choice.price --sampler sobol --points 3 --runs 2 --seed 1 --json",
    });
    const { points } = document.answer as { points: { at: object; outcomes: object }[] };
    expect(points).toHaveLength(3);
    expect(Object.keys(points[0]?.at ?? {})).toEqual(["choice.price"]);
    expect(Object.keys(points[0]?.outcomes ?? {})).toEqual(["all", "wide"]);
    expect((await app.inject(document.links.rows)).json().rows).toHaveLength(6);
    const folder = join(store, "results", document.run_id.slice(7));
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(["manifest.json", "points.parquet", "result.json", "runs"]),
    );
  });

  test("a sensitivity analysis ranks what varies with luck", async () => {
    const { answer, runs } = await found("/v1/sensitivities?base=4&outcome=all", varied);
    // Two that vary, the parameter set, and luck.
    expect(runs.done).toBe(4 * (4 + 2));
    const { outcomes } = answer as { outcomes: Record<string, { inputs: { input: string }[] }> };
    expect(Object.keys(outcomes)).toEqual(["all"]);
    expect(outcomes.all?.inputs.map(({ input }) => input)).toEqual(
      expect.arrayContaining(["choice.price", "choice.alignment", "luck"]),
    );
  });

  test("a discovery finds boxes, and none where nothing is of interest", async () => {
    const near = await found("/v1/discoveries?points=16&runs=1&above=all=0.02&boxes=1", varied);
    expect(near.answer).toMatchObject({ interest: "all above 0.02, 2013Q4", points: 16 });
    const never = await found("/v1/discoveries?points=8&runs=1&above=all=2", varied);
    expect(never.answer).toMatchObject({ boxes: [], share_of_interest: 0 });
  });

  test("a trade-off gives a front with its goals", async () => {
    const { answer } = await found("/v1/tradeoffs?worlds=2&population=4&budget=40&fresh=2", varied);
    const { front, objectives } = answer as { front: object[]; objectives: object[] };
    expect(objectives).toEqual([
      { outcome: "all", goal: "minimise", unit: "share", period: "2013Q4" },
      { outcome: "wide", goal: "maximise", unit: "share", period: "2013Q4" },
    ]);
    expect(front.length).toBeGreaterThan(0);
    expect(front[0]).toHaveProperty("all_fresh");
  });

  test("what cannot be asked is named", async () => {
    for (const [query, pointer] of [
      ["sweeps?vary=choice.prise", "vary"],
      ["sweeps?sampler=dice", "sampler"],
      ["sweeps?points=20000", "points"],
      ["sweeps?points=1&sampler=morris", "points"],
      ["sweeps?precise=nothing", "precise"],
      ["sweeps?precise=none=0.1", "precise"],
      ["sweeps?most=5", "most"],
      ["sweeps?budget=0", "budget"],
      ["sensitivities?group=a", "group"],
      ["sensitivities?method=morris&second_order=true", "second_order"],
      ["sensitivities?outcome=none", "outcome"],
      ["discoveries?", "above"],
      ["discoveries?above=all", "above"],
      ["tradeoffs?robust=luck", "robust"],
      ["tradeoffs?robust=satisfy&satisfy=all=1", "satisfy"],
      ["tradeoffs?goal=all=least", "goal"],
    ]) {
      expect(await pointers(`/v1/${query}`, varied), query).toEqual(["invalid-request", pointer]);
    }
    expect(await pointers("/v1/tradeoffs?budget=3", varied)).toEqual(["invalid-request"]);
    expect(await pointers("/v1/sweeps", short)).toEqual(["invalid-scenario", "/uncertainty"]);
    expect(await pointers("/v1/sweeps?points=9000&runs=200", varied)).toEqual(["too-expensive"]);
  });

  test("one that is stopped keeps what it found as a partial result, and goes on from there when asked again", async () => {
    const url = "/v1/sweeps?points=200&runs=40&seed=stop";
    const asked = await app.inject({
      method: "POST",
      url,
      payload: JSON.stringify(varied),
      headers: { "content-type": "application/json", prefer: "respond-async" },
    });
    const { links, run_id } = asked.json();
    await vi.waitFor(
      async () => expect((await app.inject(links.self)).json().done).toBeGreaterThan(300),
      { timeout: 20_000, interval: 20 },
    );
    await app.inject({ method: "POST", url: links.cancel });
    const job = (await app.inject({ url: links.self, headers: { prefer: "wait=20" } })).json();
    expect(job.state).toBe("cancelled");
    const partial = (await app.inject(job.result)).json() as ExperimentDocument;
    expect(partial.status).toBe("partial");
    expect(partial.run_id).not.toBe(run_id);
    expect(partial.runs.done).toBeGreaterThan(300);
    const shards = readdirSync(join(store, "results", run_id.slice(7), "runs"));
    expect(shards.length).toBeGreaterThan(0);
  });

  test("a discovery that is stopped tells the boxes among the points that it came to", async () => {
    const asked = await app.inject({
      method: "POST",
      url: "/v1/discoveries?above=all=0.215&points=400&runs=20&seed=stop",
      payload: JSON.stringify(varied),
      headers: { "content-type": "application/json", prefer: "respond-async" },
    });
    const { links } = asked.json();
    await vi.waitFor(
      async () => expect((await app.inject(links.self)).json().done).toBeGreaterThan(300),
      { timeout: 20_000, interval: 20 },
    );
    await app.inject({ method: "POST", url: links.cancel });
    const job = (await app.inject({ url: links.self, headers: { prefer: "wait=20" } })).json();
    expect(job.state).toBe("cancelled");
    const { status, answer } = (await app.inject(job.result)).json() as ExperimentDocument;
    expect(status).toBe("partial");
    const { points, boxes } = answer as {
      points: number;
      boxes: { conditions: { stability: number | null }[] }[];
    };
    expect(points).toBeGreaterThan(10);
    expect(points).toBeLessThan(400);
    expect(boxes.length).toBeGreaterThan(0);
    expect(boxes[0]?.conditions[0]?.stability).toBeNull();
  });
});

describe("an explanation", () => {
  test("says what a country did and why, with the terms that add up to the margin", async () => {
    const document = await found("/v1/explanations?country=cHN&runs=4&at=2013Q4", short);
    expect(document).toMatchObject({
      kind: "explanation",
      scenarios: [{ id: "short" }],
      runs: { done: 4, failed: 0 },
      reproduce: "panoptes explain '<scenario>' --country CHN --at 2013Q4 --runs 4 --seed 1 --json",
    });
    const { decision } = document.answer as {
      decision: { margin: number; terms: { value: number }[] };
    };
    const sum = decision.terms.reduce((total, { value }) => total + value, 0);
    expect(sum).toBeCloseTo(decision.margin, 9);
    const rows = (await app.inject(document.links.rows)).json();
    expect(rows.columns[0].name).toBe("country");
  });

  test("can be of one run of the ensemble", async () => {
    const document = await found("/v1/explanations?country=CHN&runs=4&run=3", short);
    expect(document.answer).toMatchObject({ run: 3, runs: 1 });
  });

  test("refuses a country, a period and a supplier that are not there", async () => {
    for (const [query, pointer] of [
      ["country=KNE", "country"],
      ["country=KEN&at=soon", "at"],
      ["country=KEN&chosen=chine", "chosen"],
      ["country=KEN&chosen=usa&over=usa", "over"],
      ["runs=2", "country"],
    ]) {
      expect(await pointers(`/v1/explanations?${query}`, short), query).toEqual([
        "invalid-request",
        pointer,
      ]);
    }
  });
});
