// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { packageFolder } from "../../support/cli.ts";
import { type StaticHost, serveFolder } from "../../support/static-host.ts";

/** Few runs, so that a test is quick. */
export const brief = "#/explore?s=baseline&v=1&n=20";

/** How a page is opened. */
export interface OpenOptions extends BrowserContextOptions {
  readonly hash?: string;
  /** Done before the page is fetched. */
  readonly prepare?: (page: Page, context: BrowserContext) => Promise<void> | void;
}

/** A page as a test uses it. */
export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly address: string;
  /** Everything the page complained about. */
  readonly complaints: readonly string[];
}

/** Serves the built page under a sub-path of a plain host. */
export function hostPage(): Promise<StaticHost> {
  return serveFolder(join(packageFolder, "dist", "web"));
}

/** Opens the page in a context of its own, waits until it is drawn, and closes it afterwards. */
export async function withPage(
  browser: Browser,
  address: string,
  { hash = "", prepare, ...options }: OpenOptions,
  use: (opened: Opened) => Promise<void>,
): Promise<void> {
  // The npm package's browser has no valid language of its own.
  const context = await browser.newContext({
    locale: "en-US",
    serviceWorkers: "block",
    ...options,
  });
  const complaints: string[] = [];
  try {
    const page = await context.newPage();
    page.on("console", (message) => {
      if (!message.text().includes("blocked by Playwright")) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await prepare?.(page, context);
    await page.goto(address + hash);
    await ready(page);
    await use({ page, context, address, complaints });
  } finally {
    await context.close();
  }
}

/** Waits until the page stands, and where Explore is open until its charts are drawn. */
export async function ready(page: Page): Promise<void> {
  await page.waitForSelector("html[data-ready]");
  await page.waitForFunction(
    () =>
      document.querySelector("main[data-view=explore]") === null ||
      document.querySelectorAll("canvas").length === 7,
  );
}

/** Waits until all runs of what is chosen are drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector(".run-line.done");
}

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/**
 * What axe finds, as "rule: where".
 *
 * @param rules those to look for; all unless told
 */
export async function violations(
  page: Page,
  rules: readonly string[] = [],
): Promise<readonly string[]> {
  // Not by a script element: the page's policy would refuse it, as it should.
  if (!(await page.evaluate(() => "axe" in globalThis)))
    await page.evaluate(await readFile(axe, "utf8"));
  return page.evaluate(async (only) => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(options: { runOnly?: readonly string[] }): Promise<{
          violations: { id: string; nodes: { html: string }[] }[];
        }>;
      };
    };
    const { violations: found } = await checker.run(only.length === 0 ? {} : { runOnly: only });
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
    );
  }, rules);
}

/** Number of pixels that hold ink, over all canvases. Runs in the page. */
export function ink(): number {
  let inked = 0;
  for (const canvas of document.querySelectorAll("canvas")) {
    const pen = canvas.getContext("2d");
    if (pen === null) continue;
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 0) inked++;
  }
  return inked;
}
