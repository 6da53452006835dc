// How fast the built page is in Chromium: `npm run bench -- page`. Medians over some repetitions, on
// as many cores as the machine has; nothing else should run beside it.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { packageRoot } from "../src/scenario/node/world.ts";

/** Times that each is measured; the first argument, or this. */
const repetitions = Number(process.argv[2] ?? 7);
const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

await benchPage();

/** Measures and prints. */
async function benchPage(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox", "--disable-gpu", "--lang=en-US"],
  });
  const server = createServer((request, response) => {
    const path = request.url === "/" ? "/index.html" : (request.url ?? "");
    readFile(join(packageRoot(), "dist", "web", path)).then(
      (content) => {
        response.writeHead(200, { "content-type": types[extname(path)] ?? "text/plain" });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  try {
    const loads: number[] = [];
    let last: Page | null = null;
    for (let k = 0; k < repetitions; k++) {
      const context = await browser.newContext({ locale: "en-US", serviceWorkers: "block" });
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.waitForSelector("html[data-ready]");
      loads.push(await page.evaluate("performance.now()"));
      if (k < repetitions - 1) await context.close();
      else last = page;
    }
    if (last === null) return;
    // The first move also starts the workers; it is left out.
    await move(last, "ArrowRight");
    const first: number[] = [];
    const all: number[] = [];
    for (let k = 0; k < repetitions; k++) {
      const taken = await move(last, "ArrowRight");
      first.push(taken.first);
      all.push(taken.all);
    }
    const scrubs: number[] = [];
    for (let k = 0; k < 20; k++) scrubs.push(await scrub(last));
    console.log(`The page in Chromium, ${availableParallelism()} cores, medians in ms`);
    console.table({
      "opened until the baseline is drawn": rounded(median(loads)),
      "lever moved until the first new picture (16 runs)": rounded(median(first)),
      "lever moved until all 200 runs are drawn": rounded(median(all)),
      "time moved until the map is painted": rounded(median(scrubs)),
    });
  } finally {
    await browser.close();
    server.close();
  }
}

/** Moves a lever by a key, and waits for the first picture of the new runs and for all of them. */
async function move(
  page: Page,
  key: string,
): Promise<{ readonly first: number; readonly all: number }> {
  await page.getByLabel("Weight of price", { exact: true }).focus();
  await page.evaluate(`
    void (globalThis.taken = new Promise((done) => {
      let begun = 0;
      let first = 0;
      addEventListener("keydown", () => { begun = performance.now(); }, { once: true, capture: true });
      const watch = () => {
        const line = document.querySelector(".run-line");
        const now = performance.now();
        if (begun > 0 && first === 0 && line?.textContent?.includes("are shown")) first = now - begun;
        if (begun > 0 && now - begun > 20 && line?.classList.contains("done")) {
          done({ first: first || now - begun, all: now - begun });
        } else requestAnimationFrame(watch);
      };
      requestAnimationFrame(watch);
    }))`);
  await page.keyboard.press(key);
  return page.evaluate("globalThis.taken");
}

/** Moves the time bar by a quarter and waits until the frame with the new map has been painted. */
async function scrub(page: Page): Promise<number> {
  await page.getByLabel("Period", { exact: true }).focus();
  await page.evaluate(`
    void (globalThis.taken = new Promise((done) => {
      addEventListener("keydown", () => {
        const begun = performance.now();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun), 0));
      }, { once: true, capture: true });
    }))`);
  await page.keyboard.press("ArrowLeft");
  return page.evaluate("globalThis.taken");
}

function chromiumPath(): string {
  const given = process.env.CHROMIUM_PATH;
  const unpacked = join(packageRoot(), "node_modules", ".cache", "chromium-147.0.0", "chromium");
  const found = given ?? (existsSync(unpacked) ? unpacked : undefined);
  if (found === undefined) {
    throw new Error("no Chromium: set CHROMIUM_PATH, or run `npm test` once, which unpacks one");
  }
  return found;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value);
}
