import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import type { JobDocument } from "../../src/api/schemas/jobs.ts";
import { performOnThreads } from "../../src/server/jobs/threads/perform-on-threads.ts";
import { testApp } from "./test-app.ts";

vi.setConfig({ testTimeout: 60_000 });

const root = mkdtempSync(join(tmpdir(), "panoptes-threads-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type App = Awaited<ReturnType<typeof testApp>>;

/** A server whose jobs are done by a program on threads. */
const on = (threadUrl: URL, name: string, grace?: number): Promise<App> =>
  testApp({
    store: join(root, name),
    performer: (folder) =>
      performOnThreads(folder, {
        ...{ version: "9.9.9", jobs: 1, threadUrl },
        ...(grace === undefined ? {} : { grace }),
      }),
  });

const short = {
  schema: "panoptes/scenario@1",
  id: "short",
  title: "Short",
  extends: "baseline",
  time: { start: "2011Q1", end: "2012Q4" },
  levers: { "choice.price": { uniform: [1, 4] } },
};

const post = (app: App, url: string, headers: object = {}) =>
  app.inject({
    method: "POST",
    url,
    payload: JSON.stringify(short),
    headers: { "content-type": "application/json", ...headers },
  });

const asJob = async (app: App, url: string): Promise<JobDocument> =>
  (await post(app, url, { prefer: "respond-async" })).json();

const ended = async (app: App, { links }: JobDocument): Promise<JobDocument> =>
  (await app.inject({ url: links.self, headers: { prefer: "wait=30" } })).json();

describe("jobs on threads", () => {
  const built = new URL("../../dist/src/server/jobs/threads/thread.js", import.meta.url);

  test("have the results that they have on the server's own thread, and refuse the same", async () => {
    const there = await on(built, "there");
    const here = await testApp({ store: join(root, "here") });
    for (const url of [
      "/v1/runs?runs=3",
      "/v1/sweeps?points=2&runs=2",
      "/v1/explanations?country=KEN&runs=2",
      "/v1/tradeoffs?budget=3&goal=adoption.share=minimise,market.hhi=minimise",
    ]) {
      const [one, other] = [(await post(there, url)).json(), (await post(here, url)).json()];
      // A problem names its request, and a result the version of its server, which is the same.
      expect({ ...one, instance: "" }).toEqual({ ...other, instance: "" });
    }
    const events = await there.inject({
      url: `${(await asJob(there, "/v1/runs?runs=30&seed=e")).links.self}/events`,
      headers: { accept: "text/event-stream" },
    });
    expect(events.body).toMatch(/event: progress\n.*\n\n(?:.*\n)*event: partial/);
    await there.close();
    await here.close();
  });

  test("that are stopped keep what is finished", async () => {
    const app = await on(built, "stopped");
    const job = await asJob(app, "/v1/runs?runs=50000");
    await vi.waitFor(
      async () => expect((await app.inject(job.links.self)).json().done).toBeGreaterThan(1),
      { timeout: 20_000, interval: 10 },
    );
    await app.inject({ method: "POST", url: job.links.cancel });
    const last = await ended(app, job);
    expect(last.state).toBe("cancelled");
    expect((await app.inject(last.result ?? "")).json().runs.count).toBe(last.done);
    await app.close();
  });
});

test("a thread that breaks down fails its job, and the next job has a new one", async () => {
  const app = await on(new URL("./breaking-thread.mjs", import.meta.url), "breaking");
  for (const seed of ["a", "b"]) {
    const last = await ended(app, await asJob(app, `/v1/runs?runs=1&seed=${seed}`));
    expect(last).toMatchObject({ state: "failed", problem: { type: "/docs/problems/internal" } });
  }
  expect((await app.inject("/healthz")).statusCode).toBe(200);
  await app.close();
});

test("a thread that breaks down between jobs is not given another", async () => {
  const app = await on(new URL("./short-lived-thread.mjs", import.meta.url), "short-lived");
  const gone = new Promise((resolve) => {
    process.once("worker", (worker) => worker.once("exit", resolve));
  });
  await ended(app, await asJob(app, "/v1/runs?runs=1&seed=a"));
  // A job that were given to it after that would never end.
  await gone;
  const last = await ended(app, await asJob(app, "/v1/runs?runs=1&seed=b"));
  expect(last.state).toBe("succeeded");
  await app.close();
});

test("a thread that does not hear that it should stop is ended", async () => {
  const app = await on(new URL("./deaf-thread.mjs", import.meta.url), "deaf", 50);
  const job = await asJob(app, "/v1/runs?runs=1");
  await app.inject({ method: "POST", url: job.links.cancel });
  expect(await ended(app, job)).toMatchObject({ state: "cancelled", result: null });
  await app.close();
});
