import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InjectOptions } from "fastify";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { JobDocument } from "../../src/api/schemas/jobs.ts";
import type { ResultDocument } from "../../src/api/schemas/results.ts";
import { schemas } from "../../src/api/schemas.ts";
import { MODEL_VERSION } from "../../src/core/version.ts";
import { appOfFile, testApp } from "./test-app.ts";

vi.setConfig({ testTimeout: 30_000 });

type App = Awaited<ReturnType<typeof testApp>>;

const { app, store } = await appOfFile();

/** Five years, so that a run takes a few milliseconds. */
const short = "schema: panoptes/scenario@1\nid: short\ntitle: Short\nextends: baseline\n";
const time = "time: { start: 2011Q1, end: 2013Q4 }\n";
const yaml = { "content-type": "application/yaml" };

const post = (app: App, query: string, payload = short + time, headers: object = yaml) =>
  app.inject({ method: "POST", url: `/v1/runs?${query}`, payload, headers: { ...headers } });

const extra: App[] = [];
async function another(options: Parameters<typeof testApp>[0] = {}): Promise<App> {
  const own = await testApp(options);
  extra.push(own);
  return own;
}
afterEach(async () => {
  for (const own of extra.splice(0)) await own.close();
});

async function problemOf(own: App, request: InjectOptions): Promise<string> {
  const answer = await own.inject(request);
  expect(schemas.Problem?.safeParse(answer.json()).error).toBeUndefined();
  return (answer.json().type as string).replace("/docs/problems/", "");
}

/** Waits for a job's end. */
async function ended(own: App, id: string): Promise<JobDocument> {
  const answer = await own.inject({ url: `/v1/jobs/${id}`, headers: { prefer: "wait=20" } });
  expect(schemas.Job?.safeParse(answer.json()).error).toBeUndefined();
  return answer.json();
}

describe("validate", () => {
  const validate = (payload: string, query = "") =>
    app.inject({ method: "POST", url: `/v1/validate?${query}`, payload, headers: yaml });

  test("tells what a valid scenario would take, without running it", async () => {
    const answer = await validate(short + time, "runs=10");
    expect(answer.statusCode).toBe(200);
    expect(schemas.Validation?.safeParse(answer.json()).error).toBeUndefined();
    expect(answer.json()).toMatchObject({
      valid: true,
      problems: [],
      cost: { runs: 10, country_steps: 10 * 12 * 197, inline: true, allowed: true },
    });
  });

  test("lists every problem with code, pointer, line and column", async () => {
    const answer = await validate(
      `${short}parameters:\n  choice.prise: 2\nruns: { count: many }\n`,
    );
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ valid: false, cost: null });
    expect(answer.json().problems).toMatchObject([
      { code: "E102", pointer: "/parameters/choice.prise", line: 6, column: 3 },
      { code: "E111", pointer: "/runs/count", line: 7 },
    ]);
  });
});

describe("a small ensemble", () => {
  test("is answered with its result, which is found again at its address", async () => {
    const answer = await post(app, "runs=4");
    expect(answer.statusCode).toBe(200);
    const result = answer.json() as ResultDocument;
    expect(schemas.Result?.safeParse(result).error).toBeUndefined();
    expect(result.runs).toMatchObject({ count: 4, finished: 4, failed: 0, seed: "1" });
    expect(result.period).toEqual({ first: "2011Q1", last: "2013Q4" });
    expect(answer.headers["content-location"]).toBe(result.links.self);
    const found = await app.inject(result.links.self);
    expect(found.json()).toEqual(result);
    expect(found.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  });

  test("has one run id whether it is sent as YAML, as JSON or as a link", async () => {
    const document = {
      schema: "panoptes/scenario@1",
      id: "baseline-changed",
      title: "baseline with 2 changes",
      extends: "baseline",
      time: { start: "2011Q1", end: "2012Q4" },
    };
    const link = encodeURIComponent("#/explore?s=baseline&p=time.end:2012Q4~time.start:2011Q1");
    const asJson = await post(app, "runs=3", JSON.stringify(document), {
      "content-type": "application/json; charset=utf-8",
    });
    const asYaml = await post(app, "runs=3", JSON.stringify(document, null, 2));
    const asLink = await app.inject({ method: "POST", url: `/v1/runs?runs=3&scenario=${link}` });
    expect(asJson.statusCode).toBe(200);
    expect(asYaml.json()).toEqual(asJson.json());
    expect(asLink.json()).toEqual(asJson.json());
  });

  test("is not run again", async () => {
    const before = (await app.inject("/v1/jobs")).json().jobs.length;
    await post(app, "runs=4");
    expect((await app.inject("/v1/jobs")).json().jobs).toHaveLength(before);
  });

  test("has other runs for another seed, and the first of the same for fewer", async () => {
    const hashes = async (query: string) => {
      const { links } = (await post(app, query)).json() as ResultDocument;
      const { columns, rows } = (await app.inject(links.runs)).json();
      const at = columns.findIndex(({ name }: { name: string }) => name === "result_hash");
      return rows.map((row: string[]) => row[at]);
    };
    const four = await hashes("runs=4");
    expect(await hashes("runs=2")).toEqual(four.slice(0, 2));
    expect(await hashes("runs=4&seed=other")).not.toContain(four[0]);
  });
});

describe("a job", () => {
  const asJob = (own: App, query: string) =>
    post(own, query, short + time, { ...yaml, prefer: "respond-async" });

  test("is found at its location and ends with a result", async () => {
    const answer = await asJob(app, "runs=12&seed=a");
    expect(answer.statusCode).toBe(202);
    const job = answer.json() as JobDocument;
    expect(answer.headers.location).toBe(`/v1/jobs/${job.id}`);
    const last = await ended(app, job.id);
    expect(last).toMatchObject({ state: "succeeded", done: 12, total: 12, failed: 0, eta_s: null });
    expect((await app.inject(last.result ?? "")).json().run_id).toBe(job.run_id);
  });

  test("tells of itself as events, which can be taken up again where they broke off", async () => {
    const { id } = (await asJob(app, "runs=40&seed=b")).json() as JobDocument;
    const stream = (headers: object = {}) =>
      app.inject({
        url: `/v1/jobs/${id}/events`,
        headers: { accept: "text/event-stream", ...headers },
      });
    const answer = await stream();
    expect(answer.headers["content-type"]).toBe("text/event-stream");
    expect(answer.body.startsWith("retry: 2000\n\n")).toBe(true);
    const events = [...answer.body.matchAll(/^id: (\d+)\nevent: (\w+)\ndata: (.*)$/gm)];
    expect(events.map(([, number]) => Number(number))).toEqual(events.map((_, k) => k + 1));
    expect(events.at(-1)?.[2]).toBe("done");
    expect(JSON.parse(events.at(-1)?.[3] ?? "")).toMatchObject({ state: "succeeded" });
    const partial = events.findLast(([, , name]) => name === "partial")?.[3];
    const { outcome, p10, p50, p90, n } = JSON.parse(partial ?? "{}");
    expect(outcome).toBe("adoption.share");
    expect(p10 <= p50 && p50 <= p90 && n > 0 && n <= 40).toBe(true);
    const again = await stream({ "last-event-id": "1" });
    expect(again.body.replace("retry: 2000\n\n", "")).toBe(
      answer.body.slice(answer.body.indexOf("id: 2\n")),
    );
  });

  test("gives its latest state where no events are wanted", async () => {
    const { id } = (await asJob(app, "runs=12&seed=a")).json() as { id?: string } & JobDocument;
    if (id !== undefined) {
      expect((await app.inject(`/v1/jobs/${id}/events`)).json()).toMatchObject({ id });
    }
  });

  test("is joined by whoever asks for the same while it lasts", async () => {
    const [one, two] = await Promise.all([
      asJob(app, "runs=60&seed=c"),
      asJob(app, "runs=60&seed=c"),
    ]);
    expect(one?.json().id).toBe(two?.json().id);
    await ended(app, one?.json().id);
  });

  test("that is cancelled keeps what it finished, as the smaller ensemble that it is", async () => {
    const { id } = (await asJob(app, "runs=5000&seed=d")).json() as JobDocument;
    await vi.waitFor(async () => {
      expect((await app.inject(`/v1/jobs/${id}`)).json().done).toBeGreaterThan(1);
    });
    const answer = await app.inject({ method: "POST", url: `/v1/jobs/${id}/cancel` });
    expect(answer.statusCode).toBe(202);
    const last = await ended(app, id);
    expect(last.state).toBe("cancelled");
    const kept = (await app.inject(last.result ?? "")).json() as ResultDocument;
    expect(kept.runs.count).toBe(last.done);
    expect((await asJob(app, `runs=${last.done}&seed=d`)).json()).toEqual(kept);
    const again = await app.inject({ method: "POST", url: `/v1/jobs/${id}/cancel` });
    expect(again.json()).toEqual(last);
  });

  test("that takes too long is partial", async () => {
    const own = await another({ limits: { jobSeconds: 0.3 } });
    const { id } = (await asJob(own, "runs=50000&seed=e")).json() as JobDocument;
    const last = await ended(own, id);
    expect(last.state).toBe("partial");
    expect((await own.inject(last.result ?? "")).json().runs.count).toBe(last.done);
  });

  test("goes on when the server that had it comes back, and results stay", async () => {
    const own = mkdtempSync(join(tmpdir(), "panoptes-store-"));
    const first = await testApp({ store: own, limits: { parallel: 1 } });
    const kept = (await post(first, "runs=2")).json() as ResultDocument;
    const running = (await asJob(first, "runs=300&seed=f")).json() as JobDocument;
    const waiting = (await asJob(first, "runs=3&seed=f")).json() as JobDocument;
    await vi.waitFor(async () => {
      expect((await first.inject(`/v1/jobs/${running.id}`)).json().done).toBeGreaterThan(0);
    });
    await first.close();

    const second = await another({ store: own });
    expect((await second.inject(kept.links.self)).json()).toEqual(kept);
    for (const { id, total } of [running, waiting]) {
      expect(await ended(second, id)).toMatchObject({ state: "succeeded", done: total });
    }
    const events = await second.inject({
      url: `/v1/jobs/${running.id}/events`,
      headers: { accept: "text/event-stream", "last-event-id": "1" },
    });
    expect(events.body).toContain("event: done");
    const uninterrupted = await post(app, "runs=300&seed=f");
    expect((await second.inject(`/v1/results/${running.run_id}`)).json().result_hash).toBe(
      ((await app.inject(uninterrupted.json().links.self)).json() as ResultDocument).result_hash,
    );
  });

  test("of another model is not run with this one", async () => {
    const own = mkdtempSync(join(tmpdir(), "panoptes-store-"));
    const first = await testApp({ store: own });
    const { id } = (await asJob(first, "runs=5000&seed=g")).json() as JobDocument;
    await first.close();
    const { readFileSync, writeFileSync } = await import("node:fs");
    const file = join(own, "jobs", `${id}.json`);
    writeFileSync(file, readFileSync(file, "utf8").replace(`"${MODEL_VERSION}"`, '"0.0.1"'));
    const second = await another({ store: own });
    expect(await ended(second, id)).toMatchObject({
      state: "failed",
      problem: { type: "/docs/problems/model-unavailable" },
    });
  });

  test("whose runs fail to start is failed, and the server goes on", async () => {
    const own = await another({
      executor: () => {
        throw new Error("no threads today");
      },
    });
    const { id } = (await asJob(own, "runs=3")).json() as JobDocument;
    expect(await ended(own, id)).toMatchObject({ state: "failed", result: null });
    expect(await problemOf(own, { method: "POST", url: "/v1/runs?scenario=baseline&runs=1" })).toBe(
      "internal",
    );
    expect((await own.inject("/healthz")).statusCode).toBe(200);
  });
});

test("of jobs that have ended the newest are kept, in the store too", async () => {
  const own = mkdtempSync(join(tmpdir(), "panoptes-store-"));
  const small = await another({ store: own, limits: { mostJobs: 3, mostResults: 2 } });
  for (const seed of "abcdef") await post(small, `runs=1&seed=${seed}`);
  const { jobs } = (await small.inject("/v1/jobs")).json();
  expect(jobs.map(({ run_id }: JobDocument) => run_id)).toHaveLength(3);
  expect(readdirSync(join(own, "jobs"))).toHaveLength(3);
  const results = readdirSync(join(own, "results")).filter((name) => !name.endsWith(".gone"));
  expect(results).toHaveLength(2);
  const gone = await small.inject(
    `/v1/results/${(await post(small, "runs=1&seed=a")).json().run_id}`,
  );
  expect(gone.statusCode).toBe(200);
});

describe("what is refused", () => {
  const run = (payload: string, headers: object = yaml): InjectOptions => ({
    method: "POST",
    url: "/v1/runs?runs=1",
    payload,
    headers: { ...headers },
  });

  test.each([
    ["malformed-body", run("", {})],
    ["malformed-body", { ...run(short), url: "/v1/runs?scenario=baseline" }],
    ["unsupported-media-type", run(short, { "content-type": "text/plain" })],
    ["unsupported-media-type", run(short, { "content-type": "application/x-www-form-urlencoded" })],
    ["body-too-large", run(`# ${"x".repeat(262_144)}`)],
    ["invalid-scenario", run("[")],
    ["invalid-scenario", run(`${short}x: ${"[".repeat(5000)}`)],
    ["invalid-scenario", run("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")],
    ["invalid-scenario", run("schema: panoptes/scenario@1\nid: x\ntitle: X\nextends: ./x.yaml\n")],
    ["invalid-scenario", run("schema: panoptes/scenario@1\nid: x\ntitle: X\nextends: package\n")],
    ["invalid-scenario", run(`${short}world: /etc\n`)],
    ["invalid-scenario", run(`${short}branch: { from: ./package.json, at: 2015Q1 }\n`)],
    ["invalid-scenario", run(`${short}parameter_sets: { from: ../package.json }\n`)],
    ["invalid-scenario", { method: "POST", url: "/v1/runs?scenario=./package.json" }],
    ["invalid-scenario", { method: "POST", url: "/v1/runs?scenario=README.md" }],
    ["invalid-scenario", { method: "POST", url: "/v1/runs?scenario=%23/explore?s=z:AAAA" }],
    ["invalid-scenario", { method: "POST", url: "/v1/runs?scenario=baseline@1999.1" }],
    ["model-unavailable", { method: "POST", url: "/v1/runs?scenario=baseline&model=0.0.1" }],
    ["too-expensive", { method: "POST", url: "/v1/runs?scenario=baseline&runs=50001" }],
    ["invalid-request", { method: "POST", url: "/v1/runs?scenario=baseline&runs=0" }],
    ["invalid-request", { method: "POST", url: "/v1/runs?scenario=baseline&run=5" }],
    ["not-found", { url: "/v1/jobs/job_0123456789abcdef" }],
    ["invalid-request", { url: "/v1/jobs/..%2f..%2fjobs" }],
    [
      "malformed-body",
      { method: "POST", url: "/v1/jobs/job_0123456789abcdef/cancel", payload: "x" },
    ],
  ] as const)("%s", async (type, request) => {
    expect(await problemOf(app, request as InjectOptions)).toBe(type);
  });

  test("a hundred aliases of aliases are refused without being written out", async () => {
    const bomb = Array.from({ length: 30 }, (_, k) =>
      k === 0
        ? "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1]"
        : `a${k}: &a${k} [*a${k - 1}, *a${k - 1}, *a${k - 1}]`,
    ).join("\n");
    const answer = await app.inject(run(bomb));
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0].code).toBe("E005");
  });

  test("too much work, with what would be taken", async () => {
    const answer = await post(app, "runs=1000000", short);
    expect(answer.json()).toMatchObject({ status: 422, limit: 5e9, fits: 50_000 });
    const fits = await app.inject({
      method: "POST",
      url: `/v1/validate?runs=${answer.json().fits}`,
      payload: short,
      headers: yaml,
    });
    expect(fits.json().cost.allowed).toBe(true);
  });

  test("more jobs than may wait, with the time to come back", async () => {
    const own = await another({ limits: { queued: 1, parallel: 1 } });
    const ask = (seed: string) =>
      post(own, `runs=5000&seed=${seed}`, short + time, { ...yaml, prefer: "respond-async" });
    expect((await ask("1")).statusCode).toBe(202);
    expect((await ask("2")).statusCode).toBe(202);
    const full = await ask("3");
    expect(full.statusCode).toBe(503);
    expect(full.headers["retry-after"]).toBe("10");
    const { jobs } = (await own.inject("/v1/jobs")).json();
    for (const { id } of jobs) await own.inject({ method: "POST", url: `/v1/jobs/${id}/cancel` });
    expect((await ended(own, jobs[0].id)).state).toBe("cancelled");
  });

  test("more requests for work than a minute may see", async () => {
    const own = await another({ limits: { perMinute: 2 } });
    const ask = () => own.inject({ method: "POST", url: "/v1/validate?scenario=baseline" });
    expect([(await ask()).statusCode, (await ask()).statusCode]).toEqual([200, 200]);
    const answer = await ask();
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect((await own.inject("/v1/scenarios")).statusCode).toBe(200);
  });
});

test("nothing but jobs and results stands in the store, and no halves", () => {
  expect(readdirSync(store).sort()).toEqual(["jobs", "results"]);
  expect(readdirSync(join(store, "jobs")).every((name) => /^job_\w+\.json$/.test(name))).toBe(true);
  expect(readdirSync(join(store, "results")).every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(
    true,
  );
});
