import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { ProblemItem } from "../../src/api/problem-types.ts";
import type { ExperimentDocument } from "../../src/api/schemas/experiments.ts";
import type { JobDocument } from "../../src/api/schemas/jobs.ts";
import { schemas } from "../../src/api/schemas.ts";
import { appOfFile, testApp } from "./test-app.ts";

vi.setConfig({ testTimeout: 30_000 });

const { app } = await appOfFile();

/** Three years and two measures, so that a run takes a few milliseconds. */
const short = {
  schema: "panoptes/scenario@1",
  id: "short",
  title: "Short",
  extends: "baseline",
  time: { start: "2011Q1", end: "2013Q4" },
  parameters: { "choice.price": 0.5 },
  interventions: [
    { id: "aid", at: "2011Q2", who: "all", do: { subsidise: { supplier: "china", share: 0.5 } } },
  ],
};

function post(url: string, headers: object = {}, own: Awaited<ReturnType<typeof testApp>> = app) {
  const payload = JSON.stringify(short);
  return own.inject({
    method: "POST",
    url,
    payload,
    headers: { "content-type": "application/json", ...headers },
  });
}

async function found(url: string): Promise<ExperimentDocument> {
  const answer = await post(url);
  expect(answer.statusCode, answer.body.slice(0, 500)).toBe(200);
  expect(schemas.Experiment?.safeParse(answer.json()).error).toBeUndefined();
  return answer.json();
}

async function rowsOf({ links }: ExperimentDocument): Promise<Record<string, unknown>[]> {
  const { columns, rows } = (await app.inject(links.rows)).json();
  const names = columns.map(({ name }: { name: string }) => name);
  return rows.map((row: unknown[]) => Object.fromEntries(row.map((cell, k) => [names[k], cell])));
}

/** The baseline over the same years. */
const against = encodeURIComponent("#/explore?s=baseline&p=time.end:2013Q4~time.start:2011Q1");

const questions = {
  attributions: `metric=adoption.share.china&against=${against}&runs=2`,
  flips: "lever=choice.price&metric=adoption.share&limit=0.01&runs=2&grid=4",
  cascades: "runs=1",
  loops: "metric=adoption.share&runs=2",
} as const;

describe("an attribution", () => {
  test("shares the effect out among the measures, which add up", async () => {
    const document = await found(`/v1/attributions?${questions.attributions}`);
    // No measure, each alone, both.
    expect(document).toMatchObject({
      kind: "attribution",
      status: "complete",
      scenarios: [{ id: "baseline-changed" }, { id: "short" }],
      runs: { done: 8, failed: 0 },
    });
    const { total, measures } = document.answer as {
      total: { mean: number };
      measures: { id: string; mean: number }[];
    };
    expect(measures.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["aid", "choice.price"].map((id) => expect.stringContaining(id))),
    );
    expect(measures.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(total.mean, 9);
    const parts = (await rowsOf(document)).map(({ part }) => part);
    expect(parts.filter((part) => part === "measure")).toHaveLength(measures.length);
  });
});

describe("a flip", () => {
  test("is the nearest value of a lever that turns the answer round, among all that were tried", async () => {
    const document = await found(`/v1/flips?${questions.flips}`);
    const { flip, lever, before } = document.answer as {
      flip: { value: number; after: { yes: number; runs: number } } | null;
      lever: { base: number };
      before: { yes: number; runs: number };
    };
    expect(document.kind).toBe("flip");
    expect(lever.base).toBe(0.5);
    expect(before.runs).toBe(2);
    const rows = await rowsOf(document);
    expect(rows.filter(({ flips }) => flips)).toHaveLength(flip === null ? 0 : 1);
    if (flip !== null) {
      expect(2 * flip.after.yes >= flip.after.runs).not.toBe(2 * before.yes >= before.runs);
    }
  });

  test("can be of a decision, in one run", async () => {
    const { answer } = await found(
      "/v1/flips?lever=suppliers.china.price&country=KEN&supplier=none&runs=3&run=2&grid=2",
    );
    expect(answer).toMatchObject({
      question: "Kenya without a contract at the end of 2013Q4",
      run: 2,
      before: { runs: 1 },
    });
  });
});

test("a cascade lists the countries on which others hang, and each influence as a row", async () => {
  const document = await found(`/v1/cascades?${questions.cascades}`);
  const { countries, influences } = document.answer as {
    countries: object[];
    influences: object[];
  };
  expect(countries).toHaveLength(197);
  expect(await rowsOf(document)).toHaveLength(influences.length);
});

test("loops carry the whole change, period by period", async () => {
  const document = await found(`/v1/loops?${questions.loops}`);
  const { total, outside, loops } = document.answer as Record<
    "total" | "outside",
    { carried: { mean: number }[] }
  > & { loops: { carried: { mean: number }[] }[] };
  const sum = [outside, ...loops].reduce(
    (all, { carried }) => all + (carried.at(-1)?.mean ?? 0),
    0,
  );
  expect(sum).toBeCloseTo(total.carried.at(-1)?.mean ?? Number.NaN, 9);
  expect(await rowsOf(document)).toHaveLength(11 * (2 + loops.length));
});

test("an explanation tells what becomes of the decision without each intervention", async () => {
  const all = await found("/v1/explanations?country=KEN&runs=2");
  expect(all.answer).toMatchObject({ without: [{ intervention: "aid", runs: 2 }] });
  const none = await found("/v1/explanations?country=KEN&runs=2&without=none");
  expect(none.answer).toMatchObject({ without: [] });
  expect(none.run_id).not.toBe(all.run_id);
});

describe("each of these questions", () => {
  const all = Object.entries(questions);

  test.each(all)(
    "%s is found again, with rows in every form and words in every length",
    async (path, query) => {
      const document = await found(`/v1/${path}?${query}`);
      const jobs = (await app.inject("/v1/jobs")).json().jobs.length;
      expect(await found(`/v1/${path}?${query}`)).toEqual(document);
      expect((await app.inject("/v1/jobs")).json().jobs).toHaveLength(jobs);
      const kept = await app.inject(document.links.self);
      expect(kept.headers["cache-control"]).toContain("immutable");
      const etag = String(kept.headers.etag);
      const again = await app.inject({
        url: document.links.self,
        headers: { "if-none-match": etag },
      });
      expect(again.statusCode).toBe(304);
      const rows = await rowsOf(document);
      const csv = (await app.inject(`${document.links.rows}?format=csv`)).body.trim().split("\r\n");
      expect(csv[0]).toBe(Object.keys(rows[0] ?? {}).join(","));
      expect(csv).toHaveLength(rows.length + 1);
      const parquet = await app.inject(`${document.links.rows}?format=parquet`);
      expect(parquet.rawPayload.subarray(0, 4).toString()).toBe("PAR1");
      const words = async (length: string) => {
        const answer = await app.inject(`${document.links.words}?length=${length}`);
        expect(schemas.Words?.safeParse(answer.json()).error).toBeUndefined();
        return answer.json().words as string;
      };
      const lengths = [await words("short"), await words("medium"), await words("long")];
      expect(lengths[0]?.length).toBeGreaterThan(20);
      expect(lengths[2]?.length).toBeGreaterThanOrEqual(lengths[0]?.length ?? 0);
      const text = await app.inject({
        url: document.links.words ?? "",
        headers: { accept: "text/plain" },
      });
      expect(text.body).toBe(`${lengths[1]}\n`);
    },
  );

  test.each([
    ["attributions", `metric=adoption.share.china&against=${against}&runs=900`, 900, 4],
    ["flips", "lever=choice.price&metric=adoption.share&limit=0.3&runs=900", 900, 52],
    ["cascades", "runs=200", 200, 197],
    ["loops", "metric=adoption.share&runs=900", 900, 32],
  ])("%s counts its repetitions before anything is run", async (path, query, runs, repeats) => {
    const job = (await post(`/v1/${path}?${query}`, { prefer: "respond-async" })).json();
    expect(job).toMatchObject({ total: runs * repeats });
    await app.inject({ method: "POST", url: (job as JobDocument).links.cancel });
    const last = await app.inject({ url: job.links.self, headers: { prefer: "wait=20" } });
    expect(last.json().state).toBe("cancelled");
    const small = await testApp({ limits: { runs: 2 * repeats } });
    const answer = await post(`/v1/${path}?${query}`, {}, small);
    await small.close();
    expect(answer.json()).toMatchObject({ type: "/docs/problems/too-expensive", fits: 2 });
  });

  test("goes on when the server that had it comes back", async () => {
    const own = mkdtempSync(join(tmpdir(), "panoptes-store-"));
    // Nothing is run here: all of them wait behind the first, which is long.
    const first = await testApp({ store: own, limits: { parallel: 1 } });
    const asked = [["runs", "runs=40000"] as const, ...all];
    const jobs: JobDocument[] = [];
    for (const [path, query] of asked) {
      jobs.push((await post(`/v1/${path}?${query}`, { prefer: "respond-async" }, first)).json());
    }
    const [long, ...waiting] = jobs;
    await first.inject({ method: "POST", url: long?.links.cancel ?? "" });
    await first.close();
    const second = await testApp({ store: own });
    for (const [k, { links, run_id }] of waiting.entries()) {
      const job = (await second.inject({ url: links.self, headers: { prefer: "wait=20" } })).json();
      expect(job.state, `${all[k]?.[0]} ${JSON.stringify(job.problem)}`).toBe("succeeded");
      const { result_hash } = (await app.inject(`/v1/results/${run_id}`)).json();
      expect((await second.inject(job.result)).json().result_hash).toBe(result_hash);
    }
    await second.close();
    rmSync(own, { recursive: true, force: true });
  });
});

test("what cannot be asked is named", async () => {
  for (const [query, pointer] of [
    ["attributions?", "metric"],
    ["attributions?metric=adoption.shar", "metric"],
    ["attributions?metric=adoption.share&at=1990", "at"],
    ["flips?lever=choice.prise&metric=adoption.share&limit=0.3", "lever"],
    ["flips?lever=choice.price&metric=adoption.share", "metric"],
    ["flips?lever=choice.price&metric=adoption.share&limit=much", "limit"],
    ["flips?lever=choice.price&metric=adoption.share&limit=1&country=KEN", "metric"],
    ["flips?lever=choice.price&country=KEN&supplier=chine", "supplier"],
    ["flips?lever=choice.price&country=KNE&supplier=none", "country"],
    ["flips?lever=choice.price&metric=adoption.share&limit=1&segment=residential", "segment"],
    ["cascades?at=soon", "at"],
    ["loops?metric=price.index", "metric"],
    ["loops?metric=adoption.share&since=2013Q4", "since"],
    ["loops?metric=adoption.share&since=never", "since"],
    ["explanations?country=KEN&without=nothing", "without"],
  ]) {
    const answer = await post(`/v1/${query}`);
    expect(schemas.Problem?.safeParse(answer.json()).error).toBeUndefined();
    const { type, errors = [] } = answer.json();
    expect([type, ...errors.map((one: { pointer: string }) => one.pointer)], query).toEqual([
      "/docs/problems/invalid-request",
      pointer,
    ]);
  }
  const hints = async (metric: string) =>
    (await post(`/v1/loops?metric=${metric}`)).json().errors.map((one: ProblemItem) => one.hint);
  expect(await hints("adoption.shar")).toEqual(['did you mean "adoption.share"?']);
  expect(await hints("nope")).toEqual([
    expect.stringMatching(/^one of adoption\.countries, adoption\.share, .*dependence\.leverage$/),
  ]);
  const alone = await app.inject({
    method: "POST",
    url: "/v1/attributions?scenario=baseline&metric=adoption.share",
  });
  expect(alone.json().errors).toMatchObject([{ pointer: "against" }]);
  const wrong = await post("/v1/attributions?metric=adoption.share&against=no-such");
  expect(wrong.json().type).toBe("/docs/problems/invalid-scenario");
});
