import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { JobDocument } from "../../src/api/schemas/jobs.ts";
import { type Served, startServe } from "../support/serve.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "panoptes-busy-"));
let served: Served;
beforeAll(async () => {
  served = await startServe("--store", join(folder, "store"), "-j", "1");
});
afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

const get = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(`${served.address}${path}`, { headers })).json();

test("readers are answered while a job searches, and a search that is stopped ends", async () => {
  const { parameters } = (await get("/v1/parameters")) as {
    parameters: { id: string; range: [number, number] }[];
  };
  const levers = parameters
    .filter(({ id, range }) => id.startsWith("choice.") && range[0] < range[1])
    .slice(0, 10)
    .map(({ id, range }) => [id, { uniform: range }]);
  expect(levers.length).toBeGreaterThan(5);
  // Half a year, so that all but the search is done soon.
  const scenario = {
    schema: "panoptes/scenario@1",
    id: "wide",
    title: "Wide",
    extends: "baseline",
    time: { start: "2011Q1", end: "2011Q2" },
    levers: Object.fromEntries(levers),
  };
  const query = "points=10000&runs=1&boxes=9&above=market.share.china=0.52";
  const asked = await fetch(`${served.address}/v1/discoveries?${query}`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "respond-async" },
    body: JSON.stringify(scenario),
  });
  expect(asked.status).toBe(202);
  const { links, total } = (await asked.json()) as JobDocument;
  const job = () => get(links.self) as Promise<JobDocument>;
  await vi.waitFor(async () => expect(await job()).toMatchObject({ done: total }), {
    timeout: 60_000,
    interval: 20,
  });
  // All runs are done: what is left is the search. One that held up the server would be over by the first answer.
  for (let k = 0; k < 50; k++) {
    expect(await get("/healthz")).toEqual({ status: "ok" });
    expect(await job()).toMatchObject({ state: "running", done: total, result: null });
  }
  await fetch(`${served.address}${links.cancel}`, { method: "POST" });
  const ended = (await get(links.self, { prefer: "wait=60" })) as JobDocument;
  expect(ended).toMatchObject({ state: "cancelled", problem: null });
  expect(await get(ended.result ?? "")).toMatchObject({ status: "partial", kind: "discovery" });
});
