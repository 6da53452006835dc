import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { threadsExecutor } from "../../src/experiments/node/threads.ts";
import { runsHash } from "../../src/results/identity.ts";
import { packageRoot } from "../../src/scenario/node/world.ts";
import { fixedSet, pluginModule, setRuns } from "../golden/fixed-set.ts";
import { builtinTexts, computePlaces, type GoldenPlaces, withSet } from "../golden/places.ts";
import { launchChromium } from "../support/chromium.ts";
import { findFirefox, openFirefox } from "../support/firefox.ts";
import { bundle } from "./same-bits/bundle.ts";
import type { Posted, Texts } from "./same-bits/everywhere.ts";

// One set of scenarios (as it is, with many interventions, with a plugin, branched, resumed), one list of hashes.

const kept: GoldenPlaces = JSON.parse(
  readFileSync(new URL("../golden/places.json", import.meta.url), "utf8"),
);
const counts = [1, 2, 3, 4, 5, 6, 7, 8];
const workerUrl = new URL("../../dist/src/experiments/node/worker.js", import.meta.url);

test("the calling thread gives what is in the golden file, for every member of the set", async () => {
  expect(Object.keys(kept.hashes)).toEqual(fixedSet.map(({ name }) => name));
  expect(new Set(Object.values(kept.hashes)).size).toBe(fixedSet.length);
  expect(await computePlaces()).toEqual(kept);
});

test("what is resumed gives the hashes of runs that nothing interrupted", async () => {
  const spine = JSON.parse(
    readFileSync(new URL("../golden/spine.json", import.meta.url), "utf8"),
  ) as { scenarios: Record<string, { runs: { result_hash: string }[] }> };
  await withSet(async (set) => {
    const resumed = set.filter(({ member }) => member.resumedAt !== undefined);
    expect(resumed).toHaveLength(1);
    for (const { member, hashes } of resumed) {
      const runs = spine.scenarios[member.name]?.runs.map(({ result_hash }) => result_hash) ?? [];
      expect(hashes(0, runs.length)).toEqual(runs);
    }
  });
});

test("1, 3 and 8 threads of Node give it", async () => {
  await withSet(async (set) => {
    for (const jobs of [1, 3, 8]) {
      const executor = threadsExecutor({ jobs, workerUrl, chunk: 1 });
      try {
        for (const { member, design } of set) {
          const runs: string[] = [];
          await executor.run(design, ({ hashes }) => void runs.push(...hashes));
          expect(runsHash(runs), `${member.name} on ${jobs}`).toBe(kept.hashes[member.name]);
        }
      } finally {
        await executor.close();
      }
    }
  });
}, 240_000);

const browser: Browser | null = await launchChromium();
const firefox = findFirefox();

describe("a page that was served the texts and posts its hashes back", () => {
  let address = "";
  let posted: (what: Posted) => void;
  const server = createServer();

  beforeAll(async () => {
    const { files, complaints } = await bundle("everywhere.ts");
    expect(complaints).toEqual([]);
    const texts = JSON.stringify(await readTexts());
    server.on("request", (request, response) => {
      const path = (request.url ?? "").slice(1);
      if (request.method === "POST") {
        let body = "";
        request.setEncoding("utf8").on("data", (part: string) => {
          body += part;
        });
        request.on("end", () => {
          response.end();
          posted(JSON.parse(body));
        });
        return;
      }
      const script = path === "listen.js" ? pluginModule : files.get(path);
      if (path === "texts.json") response.setHeader("content-type", "application/json").end(texts);
      else if (script !== undefined) {
        response.setHeader("content-type", "text/javascript").end(script);
      } else if (path === "") {
        const page = '<!doctype html><title>Same bits</title><script type="module" src="/page.js">';
        response.setHeader("content-type", "text/html").end(`${page}</script>`);
      } else response.writeHead(404).end();
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }, 60_000);
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await browser?.close();
  });

  const next = (): Promise<Posted> =>
    new Promise((fulfil) => {
      posted = fulfil;
    });

  function expectKept(what: Posted): void {
    if (what.kind === "failed") throw new Error(what.reason);
    const hashes = Object.entries(what.runs).map(([count, runs]) => [
      Number(count),
      Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, runsHash(list)])),
    ]);
    expect(hashes).toEqual(counts.map((count) => [count, kept.hashes]));
    expect(
      Object.values(what.runs)
        .flatMap(Object.values)
        .every((list) => list.length === setRuns),
    ).toBe(true);
  }

  test.skipIf(browser === null)(
    "1 to 8 workers of Chromium give it",
    async () => {
      const answer = next();
      const page = await browser?.newPage();
      await page?.goto(address);
      expectKept(await answer);
      await page?.close();
    },
    240_000,
  );

  test.skipIf(firefox === null)(
    "1 to 8 workers of Firefox give it",
    async () => {
      const answer = next();
      const opened = openFirefox(firefox ?? "", address);
      try {
        const early = opened.ended.then(
          (said): Posted => ({ kind: "failed", reason: `Firefox ended: ${said}` }),
        );
        expectKept(await Promise.race([answer, early]));
      } finally {
        await opened.close();
      }
    },
    240_000,
  );
});

/** The shipped tables, the built-in scenarios and where the plugin is served. */
async function readTexts(): Promise<Texts> {
  const folder = join(packageRoot(), "scenarios", "world");
  const tables = readdirSync(folder).filter((file) => /\.(csv|json)$/.test(file));
  const digest = `sha256:${createHash("sha256").update(pluginModule).digest("hex")}`;
  return {
    world: Object.fromEntries(
      tables.map((file) => [file, readFileSync(join(folder, file), "utf8")]),
    ),
    scenarios: await builtinTexts(),
    plugin: { name: "listen", url: "/listen.js", digest },
  };
}
