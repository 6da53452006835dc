import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Served, startServe } from "../support/serve.ts";

/** Seconds of load; PANOPTES_LOAD=60 is what the figures in docs/decisions were taken with. */
const seconds = Number(process.env.PANOPTES_LOAD ?? 5);
const readers = 200;
const submitters = 20;

vi.setConfig({ testTimeout: (seconds + 120) * 1000, hookTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "panoptes-load-"));
let served: Served;
beforeAll(async () => {
  served = await startServe("--store", join(folder, "store"), "-j", "1");
});
afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

const agent = new Agent({ keepAlive: true, maxSockets: readers + submitters });
afterAll(() => agent.destroy());

/** Asks over a kept connection; gives back status and body. */
function ask(
  method: "GET" | "POST",
  path: string,
  headers: Record<string, string> = {},
  body = "",
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${served.address}${path}`, { method, headers, agent }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece: string) => {
        text += piece;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: text }));
      answer.on("error", reject);
    });
    asked.on("error", reject).end(body);
  });
}

/** Memory of the server's process, MB; null where the system does not tell. */
function memory(): number | null {
  try {
    const status = readFileSync(`/proc/${served.child.pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
  } catch {
    return null;
  }
}

const scenario =
  "schema: panoptes/scenario@1\nid: short\ntitle: Short\nextends: baseline\ntime: { start: 2011Q1, end: 2011Q4 }\n";

test(`${readers} readers and ${submitters} submitters for ${seconds} s meet no error, and memory stays under its ceiling`, async () => {
  const yaml = { "content-type": "application/yaml" };
  const first = JSON.parse((await ask("POST", "/v1/runs?runs=2", yaml, scenario)).body);
  const paths = [
    "/healthz",
    "/v1/version",
    "/v1/scenarios",
    "/v1/scenarios/baseline",
    first.links.self,
    `${first.links.series}?outcome=adoption.share&format=csv`,
    `${first.links.map}?format=csv`,
  ];
  const counts = { read: 0, submitted: 0 };
  const errors: string[] = [];
  let end = Number.POSITIVE_INFINITY;
  let number = 0;

  const read = async (k: number): Promise<void> => {
    for (let n = k; Date.now() < end; n++) {
      const path = paths[n % paths.length] ?? "/healthz";
      const { status, body } = await ask("GET", path);
      if (status !== 200) errors.push(`${path}: ${status} ${body.slice(0, 200)}`);
      counts.read++;
    }
  };
  const submit = async (): Promise<void> => {
    while (Date.now() < end) {
      // Some are new and some were asked for before.
      const seed = Math.floor((number++ * 2) / 3);
      const answer = await ask("POST", `/v1/runs?runs=1&seed=${seed}`, yaml, scenario);
      let { status, body } = answer;
      while (status === 202 || JSON.parse(body).ended === null) {
        const { self } = JSON.parse(body).links;
        ({ status, body } = await ask("GET", self, { prefer: "wait=10" }));
      }
      if (status !== 200) errors.push(`submit: ${status} ${body.slice(0, 200)}`);
      counts.submitted++;
    }
  };

  const work = [
    ...Array.from({ length: readers }, (_, k) => read(k)),
    ...Array.from({ length: submitters }, submit),
  ];
  // Half of the time warms up: code is compiled, connections are made, buffers grow.
  const begun = Date.now();
  await pause(seconds * 500);
  const before = memory();
  await pause(seconds * 500);
  end = Date.now();
  const after = memory();
  await Promise.all(work);
  const took = (Date.now() - begun) / 1000;
  console.log(
    `${counts.read} reads (${Math.round(counts.read / took)}/s), ${counts.submitted} runs, ` +
      `memory ${before?.toFixed(0)} to ${after?.toFixed(0)} MB`,
  );
  expect(errors).toEqual([]);
  expect(Math.min(counts.read, counts.submitted)).toBeGreaterThan(0);
  // It settles at 300 to 550 MB after some hundred runs; until then the engine takes what it may have, so
  // a few seconds can tell that there is a ceiling and not how level it is.
  if (before !== null && after !== null) {
    expect(after).toBeLessThan(900);
    if (seconds >= 30) expect(after - before).toBeLessThan(200);
  }
});
