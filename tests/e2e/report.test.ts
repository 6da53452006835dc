// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeReport } from "../../src/results/node/report.ts";
import { syntheticInput } from "../results/report-fixture.ts";
import { launchChromium } from "../support/chromium.ts";

const browser: Browser | null = await launchChromium();
let folder = "";
let file = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "panoptes-report-"));
  file = join(folder, "report.html");
  await writeReport(file, syntheticInput());
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

test("the report is one file below 1 MB and nothing is left beside it", async () => {
  expect(await readdir(folder)).toEqual(["report.html"]);
  expect((await stat(file)).size).toBeLessThan(1_000_000);
});

test("a report that cannot be written says where, and leaves nothing", async () => {
  const path = join(folder, "missing", "report.html");
  await expect(writeReport(path, syntheticInput())).rejects.toThrow(
    `cannot write the report ${path}`,
  );
});

describe.skipIf(browser === null)("in Chromium, from a file and offline", () => {
  test("it draws without a request, a message or an error", async () => {
    const messages: string[] = [];
    const requests: string[] = [];
    await open(
      { offline: true },
      async (page) => {
        expect(await page.locator("figure").count()).toBe(7);
        // What the policy refuses would be a message of the console.
        await page.mouse.wheel(0, 4_000);
      },
      (page) => {
        page.on("console", (message) => messages.push(message.text()));
        page.on("pageerror", (error) => messages.push(error.message));
        page.on("request", (request) => requests.push(request.url()));
      },
    );
    expect(messages).toEqual([]);
    expect(requests).toEqual([pathToFileURL(file).href]);
  });

  test("every canvas shows a curve in the colour of its supplier", async () => {
    await open({}, async (page) => {
      const inked = await page.evaluate(inkOfCanvases);
      expect(inked).toHaveLength(16);
      for (const share of inked) expect(share).toBeGreaterThan(0.01);
      const cobalt = await page.evaluate(coloured, { panel: "china", colour: [0x25, 0x45, 0xbe] });
      expect(cobalt).toBeGreaterThan(100);
      const none = await page.evaluate(coloured, { panel: "china", colour: [0xdb, 0x74, 0x10] });
      expect(none).toBe(0);
    });
  });

  test("dark screens get the dark colours, paper always the light ones", async () => {
    await open({ colorScheme: "dark" }, async (page) => {
      const dark = { panel: "china", colour: [0x5b, 0x84, 0xea] };
      const light = { panel: "china", colour: [0x25, 0x45, 0xbe] };
      expect(await page.evaluate(coloured, dark)).toBeGreaterThan(100);
      await page.emulateMedia({ media: "print" });
      // The charts are drawn anew when the page hears of paper, which takes its time.
      await expect
        .poll(() => page.evaluate(coloured, light), { timeout: 20_000 })
        .toBeGreaterThan(100);
      expect(await page.evaluate(coloured, dark)).toBe(0);
      const background = "getComputedStyle(document.body).backgroundColor";
      expect(await page.evaluate(background)).toBe("rgb(255, 255, 255)");
    });
  });

  test("the map has shapes for countries, dots for small states, and hatches what has no data", async () => {
    await open({}, async (page) => {
      expect(await page.locator(".world .land path").count()).toBeGreaterThan(200);
      expect(await page.locator(".world .disputed path").count()).toBe(4);
      for (const id of ["SGP", "MLT", "TUV", "BHR"]) {
        expect(await page.locator(`.world .dots [data-country=${id}]`).count(), id).toBe(1);
      }
      expect(await page.locator(".world .dots [data-country=BRA]").count()).toBe(0);
      expect(await page.locator('.world .land path[fill$="no-data)"]').count()).toBe(1);
      // Every paint that is used has its pattern.
      const missing = await page.evaluate(
        () =>
          [...document.querySelectorAll(".world [fill^=url]")].filter((mark) => {
            const id = mark.getAttribute("fill")?.slice(5, -1) ?? "";
            return document.getElementById(id) === null;
          }).length,
      );
      expect(missing).toBe(0);
    });
  });

  test("the slider moves the map to another period, and the legend counts again", async () => {
    await open({}, async (page) => {
      const slider = page.locator(".time input");
      const none = page.locator(".legend .entry", { hasText: "None" }).locator(".count");
      expect(Number(await none.textContent())).toBeLessThan(20);
      await slider.focus();
      await page.keyboard.press("Home");
      expect(await page.locator(".time output").textContent()).toBe("2011 Q1");
      expect(Number(await none.textContent())).toBeGreaterThan(200);
      await page.keyboard.press("Shift+ArrowRight");
      expect(await slider.getAttribute("aria-valuetext")).toBe("2012 Q1");
    });
  });

  test("a click in the legend shows one supplier alone, a second one shows all", async () => {
    await open({}, async (page) => {
      const china = page.locator(".legend .entry", { hasText: "China" });
      const shown = Number(await china.locator(".count").textContent());
      const painted = await page.locator(".world [data-country]:not(.reach *)").count();
      await china.click();
      expect(await china.getAttribute("aria-pressed")).toBe("true");
      expect(await page.locator(".world .faded").count()).toBeGreaterThan(shown);
      expect(await page.locator(".world .faded").count()).toBeLessThan(painted);
      await china.click();
      expect(await page.locator(".world .faded").count()).toBe(0);
    });
  });

  test("a finger dragged along the curves moves the time cursor of all panels, and it stays", async () => {
    await open({ hasTouch: true }, async (page) => {
      const grid = page.locator("[data-chart=suppliers] figure").getByRole("slider");
      const plots = grid.locator(".u-over");
      await plots.first().scrollIntoViewIfNeeded();
      const box = await plots.first().boundingBox();
      if (box === null) throw new Error("no plot");
      const touch = await page.context().newCDPSession(page);
      const at = (part: number) => ({ x: box.x + box.width * part, y: box.y + box.height / 2 });
      const send = (type: "touchStart" | "touchMove" | "touchEnd", ...parts: number[]) =>
        touch.send("Input.dispatchTouchEvent", { type, touchPoints: parts.map(at) });
      await send("touchStart", 0.9);
      for (const part of [0.8, 0.65, 0.5]) await send("touchMove", part);
      await send("touchEnd");
      expect(await grid.getAttribute("aria-valuetext")).toMatch(/^202[5-6] Q\d$/);
      for (const [index, plot] of (await plots.all()).entries()) {
        const line = await plot.locator(".u-cursor-x").boundingBox();
        const around = await plot.boundingBox();
        if (line === null || around === null) throw new Error(`no cursor in panel ${index}`);
        expect((line.x - around.x) / around.width).toBeCloseTo(0.5, 1);
      }
    });
  });

  test("arrow keys move the time cursor and a screen reader hears the value", async () => {
    await open({}, async (page) => {
      const figure = page.locator("[data-chart=suppliers] figure");
      const cursor = figure.getByRole("slider");
      await cursor.focus();
      expect(await cursor.getAttribute("aria-valuetext")).toBe("2040 Q4");
      await page.keyboard.press("Shift+ArrowLeft");
      expect(await cursor.getAttribute("aria-valuetext")).toBe("2039 Q4");
      expect(await figure.locator(".when").textContent()).toBe("2039 Q4");
      expect(await figure.getByRole("status").textContent()).toMatch(
        /^China, 2039 Q4: \d+\u00A0% \(/,
      );
      const line = figure.locator(".u-cursor-x").first();
      const before = (await line.boundingBox())?.x ?? 0;
      await page.keyboard.press("Home");
      expect((await line.boundingBox())?.x).toBeLessThan(before);
      // At most one message a second: the next one waits for its turn.
      await page.keyboard.press("ArrowDown");
      await page.waitForFunction(() =>
        [...document.querySelectorAll("[role=status]")].some((live) =>
          live.textContent?.startsWith("Europe, 2011 Q1"),
        ),
      );
    });
  });

  test("arrow keys walk over the map", async () => {
    await open({}, async (page) => {
      const frame = page.locator(".map-frame");
      const reading = page.locator(".map-reading");
      await frame.focus();
      await page.keyboard.press("ArrowRight");
      const first = await reading.textContent();
      expect(first).toMatch(/: .* in \d+ of 200 runs/);
      await page.keyboard.press("ArrowDown");
      expect(await reading.textContent()).not.toBe(first);
      expect(await page.locator(".halo.shown").isVisible()).toBe(true);
    });
  });

  test("every figure has a real table behind its button, and T opens it", async () => {
    await open({}, async (page) => {
      for (const figure of await page.locator("figure").all()) {
        const table = figure.locator("table");
        expect(await table.count()).toBe(0);
        await figure.locator("summary").click();
        await table.waitFor({ state: "visible" });
        expect(await table.locator("th[scope=col]").count()).toBeGreaterThan(1);
        expect(await table.locator("th[scope=row]").count()).toBeGreaterThan(20);
        await figure.locator("summary").click();
        await table.waitFor({ state: "hidden" });
      }
      await page.locator("[data-chart=suppliers]").getByRole("slider").focus();
      await page.keyboard.press("t");
      await page.locator("[data-chart=suppliers] table").waitFor({ state: "visible" });
    });
  });

  test.each([320, 1_280])("at %i px nothing sticks out to the side", async (width) => {
    await open({ viewport: { width, height: 800 } }, async (page) => {
      for (const summary of await page.locator("summary").all()) await summary.click();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    });
  });

  test("names, roles and the order of headings are those of a document", async () => {
    await open({}, async (page) => {
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
      const levels = await page
        .locator("h1, h2, h3")
        .evaluateAll((all) => all.map((heading) => Number(heading.tagName.slice(1))));
      expect(levels[0]).toBe(1);
      levels.slice(1).forEach((level, at) => {
        expect(level).toBeGreaterThan(1);
        expect(level - (levels[at] ?? 0)).toBeLessThanOrEqual(1);
      });
      const nameless = await page.evaluate(
        () =>
          [...document.querySelectorAll("[tabindex], input, button, summary")].filter(
            (element) =>
              !element.getAttribute("aria-label") &&
              !element.textContent?.trim() &&
              !(element instanceof HTMLInputElement && element.labels?.length),
          ).length,
      );
      expect(nameless).toBe(0);
      const targets = await page.locator("button, summary, input").filter({ visible: true }).all();
      for (const target of targets) {
        expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(24);
      }
      const seen = await page
        .locator("canvas")
        .evaluateAll(
          (all) => all.filter((canvas) => canvas.closest("[aria-hidden=true]") === null).length,
        );
      expect(seen).toBe(0);
    });
  });

  test("it is drawn in a browser whose language is none", async () => {
    await open(
      {},
      async (page) => {
        expect(await page.evaluate(() => navigator.language)).toBe("en");
        expect(Math.min(...(await page.evaluate(inkOfCanvases)))).toBeGreaterThan(0);
      },
      (page) =>
        page.addInitScript(() => {
          Object.defineProperty(navigator, "language", { value: "x@posix", configurable: true });
        }),
    );
  });

  test("it prints on paper with all figures", async () => {
    await open({}, async (page) => {
      await page.emulateMedia({ media: "print" });
      for (const figure of await page.locator("figure").all()) {
        expect(await figure.isVisible()).toBe(true);
      }
      const paper = await page.pdf({ format: "A4" });
      expect(paper.length).toBeGreaterThan(50_000);
    });
  });
});

/** Opens the report, waits until it is drawn, and closes the page afterwards. */
async function open(
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
  prepare: (page: Page) => unknown = () => {},
): Promise<void> {
  if (browser === null) throw new Error("no browser");
  // The npm package's browser has no valid language of its own.
  const tab = await browser.newContext({ locale: "en-US", ...options });
  try {
    const page = await tab.newPage();
    await prepare(page);
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector("html[data-ready]");
    await page.waitForFunction(() => document.querySelectorAll("canvas").length > 0);
    await use(page);
  } finally {
    await tab.close();
  }
}

/** Share of the pixels of every canvas that are not empty. Runs in the page. */
function inkOfCanvases(): number[] {
  return [...document.querySelectorAll("canvas")].map((canvas) => {
    const pen = canvas.getContext("2d");
    if (pen === null) return 0;
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    let inked = 0;
    for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 0) inked++;
    return inked / (data.length / 4);
  });
}

/** Number of pixels of a colour in the canvas of a panel. Runs in the page. */
function coloured({ panel, colour }: { panel: string; colour: number[] }): number {
  const canvas = document.querySelector<HTMLCanvasElement>(`[data-series=${panel}] canvas`);
  const pen = canvas?.getContext("2d");
  if (!canvas || !pen) return -1;
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  let found = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (colour.every((channel, c) => Math.abs((data[at + c] ?? -99) - channel) < 6)) found++;
  }
  return found;
}
