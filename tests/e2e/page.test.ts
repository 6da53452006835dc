// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { finish, startCli } from "../support/cli.ts";
import { pageFixture } from "./page/fixture.ts";
import { brief, ink, ready, settled } from "./page/open-page.ts";

const { describePage, open } = await pageFixture();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "panoptes-page-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describePage("the page, on a plain host under a sub-path", () => {
  test("the baseline is drawn before any worker starts, and nothing is refused or complained about", async () => {
    await open({}, async ({ page, complaints }) => {
      expect(page.workers()).toEqual([]);
      expect(await page.evaluate(ink)).toBeGreaterThan(10_000);
      expect(await text(page, ".lead")).toMatch(
        /^China: \d+ % of countries by the end of 2040 .*This is the baseline\. Move a lever\.$/,
      );
      expect(await page.locator(".land path[data-country=KEN]").getAttribute("fill")).toMatch(
        /^url/,
      );
      expect(complaints).toEqual([]);
    });
  });

  test("before anybody touches the page nothing of the model is fetched", async () => {
    const fetched: string[] = [];
    const prepare = (_: Page, context: BrowserContext): void => {
      // The service worker's copies for offline use come in the background.
      context.on("request", (request) => {
        if (request.serviceWorker() === null) fetched.push(request.url());
      });
    };
    await open({ prepare, serviceWorkers: "allow" }, async ({ page }) => {
      await page.waitForLoadState("networkidle");
      expect(fetched.some((url) => /\/baseline-/.test(url))).toBe(true);
      const model = [/\/runner-/, /\/world-/, /\/sets-/];
      const others = [/\/worker-/, /\/plugin-/, /\/share-link-/];
      const asked = (url: string): boolean => [...model, ...others].some((name) => name.test(url));
      expect(fetched.filter(asked)).toEqual([]);
      const come = model.map((name) => page.waitForResponse(name));
      await page.mouse.move(200, 200);
      await Promise.all(come);
      expect(page.workers()).toEqual([]);
    });
  });

  test("a moved lever changes all worlds, and undo brings the baseline back", async () => {
    await open({ hash: brief }, async ({ page, complaints }) => {
      await settled(page);
      const slider = page.getByLabel("Weight of price", { exact: true });
      await slider.focus();
      await page.keyboard.press("PageUp");
      await page.keyboard.press("PageUp");
      await settled(page);
      expect(await text(page, ".lead")).toMatch(
        /Baseline \d+ %\. (?:Higher|Lower|No clear difference: \w+) in \d+ of 20 paired runs/,
      );
      expect(await slider.inputValue()).toBe("3.5");
      const undo = page.getByRole("button", { name: "Undo: Weight of price 2.5 → 3.5" });
      await undo.waitFor();
      await page.keyboard.press("Control+z");
      await page.getByText("This is the baseline. Move a lever.").waitFor();
      expect(await slider.inputValue()).toBe("2.5");
      await page.keyboard.press("Control+Shift+Z");
      expect(await slider.inputValue()).toBe("3.5");
      await page.keyboard.press("Delete");
      expect(await slider.inputValue()).toBe("2.5");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      expect(await slider.inputValue()).toBe("2.6");
      await page.keyboard.press("Home");
      expect(await slider.inputValue()).toBe("0.5");
      expect(complaints).toEqual([]);
    });
  });

  test("a drag is one step of undo", async () => {
    await open({ hash: brief }, async ({ page }) => {
      const box = await page.getByLabel("Lock-in at renewal", { exact: true }).boundingBox();
      if (box === null) throw new Error("no slider");
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width / 2, y);
      await page.mouse.down();
      for (const part of [0.6, 0.7, 0.8]) await page.mouse.move(box.x + box.width * part, y);
      await page.mouse.up();
      await page.getByRole("button", { name: /^Undo: Lock-in at renewal 1\.5 → 2\.\d+$/ }).click();
      await page.getByRole("button", { name: "Undo", exact: true }).waitFor();
    });
  });

  test("the link of a changed scenario opens the same worlds, here and on the command line", async () => {
    await open({ hash: brief }, async ({ page, context }) => {
      await page.getByRole("button", { name: "Start export controls in 2027" }).click();
      await page.getByRole("button", { name: "More: Weight of alignment" }).click();
      await settled(page);
      await page.getByRole("button", { name: "Share" }).click();
      const link = await fieldValue(page, "Link");
      expect(await fieldValue(page, "Command")).toBe(`panoptes run "${link}"`);
      const hash = await resultHash(page);
      const lead = await text(page, ".lead");

      const other = await context.newPage();
      await other.goto(link);
      await ready(other);
      await settled(other);
      expect(await text(other, ".lead")).toBe(lead);
      await other.getByRole("button", { name: "Share" }).click();
      expect(await resultHash(other)).toBe(hash);

      const run = await finish(startCli(["run", link, "--json"]));
      expect(run.err).not.toMatch(/error/);
      expect(JSON.parse(run.out).result_hash).toBe(hash);
    });
  });

  test("a broken link says what is wrong and loads the rest", async () => {
    await open(
      {
        hash: "#/explore?s=baseline&v=1&n=20&p=norms.speed:1~choice.price:3",
        viewport: { width: 320, height: 800 },
      },
      async ({ page }) => {
        await page.getByText("This version does not know the setting", { exact: false }).waitFor();
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
        expect(await page.getByLabel("Weight of price", { exact: true }).inputValue()).toBe("3");
      },
    );
  });

  test("everything can be done by keyboard alone", async () => {
    await open({ hash: brief }, async ({ page }) => {
      await page.keyboard.press("Tab");
      expect(await focused(page)).toBe("Skip to results");
      await page.keyboard.press("Enter");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("results");
      await page.getByLabel("Period", { exact: true }).focus();
      await page.keyboard.press("Shift+ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      await page.locator(".time-bar output", { hasText: "2039 Q3" }).waitFor();
      await settled(page);
      await page.locator(".map-frame").focus();
      await page.keyboard.press("ArrowRight");
      expect(await text(page, ".map-reading")).toMatch(/in \d+ of 20 runs/);
      await page.keyboard.press("t");
      await page.getByRole("searchbox", { name: /Which supplier/ }).focus();
      await page.keyboard.type("kenya");
      await page.getByText("1 row", { exact: true }).waitFor();
      expect(await page.locator(".map tbody th").allInnerTexts()).toEqual(["Kenya"]);
      const charts = page.getByRole("slider", { name: /time cursor/ }).first();
      await charts.focus();
      await page.keyboard.press("t");
      await page.locator("figure table").first().waitFor();
      await page.getByRole("button", { name: "+ Add" }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("combobox", { name: "What", exact: true }).waitFor();
      await page.getByRole("button", { name: "Add to the timeline" }).focus();
      await page.keyboard.press("Enter");
      const lane = page.getByRole("checkbox", { name: "Price cut, China acts" });
      await lane.waitFor();
      await page.getByRole("combobox", { name: "From", exact: true }).selectOption("2030Q1");
      await page.getByText("2030 Q1 to 2034 Q4").waitFor();
      await lane.focus();
      await page.keyboard.press("Space");
      await page.locator(".lane.off").waitFor();
    });
  });

  test("under reduced motion nothing plays", async () => {
    await open({ reducedMotion: "reduce" }, async ({ page }) => {
      expect(await page.getByRole("button", { name: "Play" }).count()).toBe(0);
      await page.getByLabel("Period", { exact: true }).focus();
      await page.keyboard.press("Space");
      await page.waitForTimeout(400);
      expect(await text(page, ".time-bar output")).toBe("2040 Q4");
    });
  });

  test("a worker that cannot start leaves the charts as they are and says so", async () => {
    const prepare = async (page: Page): Promise<void> => {
      await page.route("**/assets/worker-*.js", (route) =>
        route.fulfill({ contentType: "text/javascript", body: "throw new Error('out of order')" }),
      );
    };
    await open({ prepare }, async ({ page }) => {
      const before = await page.evaluate(ink);
      await page.getByRole("button", { name: "Turn off contagion among peers" }).click();
      await page.getByText("Nothing new could be run", { exact: false }).waitFor();
      expect(await page.evaluate(ink)).toBe(before);
      await page.getByRole("button", { name: "Try again" }).waitFor();
    });
  });

  test("one failed run is named and the others are shown", async () => {
    await open({ hash: brief, prepare: failRun17 }, async ({ page }) => {
      await settled(page);
      await page.getByText("Run 17 failed (seed 17). The other 19 are shown.").waitFor();
      expect(await text(page, ".fan-suppliers .source")).toMatch(/^19 of 20 simulated runs/);
      expect(await page.evaluate(ink)).toBeGreaterThan(10_000);
    });
  });

  test("after one visit on which nothing was touched it works offline, and says that it is", async () => {
    await open({ serviceWorkers: "allow" }, async ({ page, context }) => {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await context.setOffline(true);
      await page.getByText("Offline", { exact: false }).waitFor();
      await page.goto(`${page.url().split("#")[0]}${brief}`);
      await page.reload();
      await ready(page);
      await page.getByRole("button", { name: "Turn off contagion among peers" }).click();
      await settled(page);
      await page.getByRole("button", { name: "Share" }).click();
      await page.getByRole("dialog").waitFor();
    });
  });

  test("pictures, numbers and the scenario can be downloaded", async () => {
    await open({}, async ({ page }) => {
      await page.getByRole("button", { name: "Download" }).click();
      const download = async (name: string | RegExp): Promise<Buffer> => {
        const [file] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("dialog").getByRole("button", { name }).first().click(),
        ]);
        const path = join(folder, file.suggestedFilename());
        await file.saveAs(path);
        return readFile(path);
      };
      const png = await download(/^PNG of Which supplier/);
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1600, 900]);
      const svg = (await download(/^SVG of Share of countries/)).toString();
      expect(svg).toMatch(/^<svg[^>]*viewBox="0 0 1600 900"/);
      expect(svg).not.toContain("var(");
      const csv = (await download("CSV")).toString().split("\n");
      expect(csv[0]).toBe("period,outcome,of,unit,p10,p25,p50,p75,p90");
      expect(csv.length).toBe(1 + 8 * 120 + 1);
      const metadata = JSON.parse((await download("Metadata")).toString());
      expect(metadata.result_hash).toMatch(/^sha256:/);
      const yaml = (await download("YAML")).toString();
      expect(yaml).toMatch(/^(?:# .*\n)+schema: panoptes\/scenario@1\n/);
      const checked = await finish(startCli(["validate", "-"], { input: yaml }));
      expect(checked.code).toBe(0);
    });
  });
});

async function text(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).replace(/\s+/g, " ").trim();
}

/** Value of a field of the dialog, once it is there. */
async function fieldValue(page: Page, label: string): Promise<string> {
  const field = page.getByRole("dialog").getByLabel(label, { exact: true });
  await field.waitFor();
  await page.waitForFunction(
    (input) => (input as HTMLInputElement).value !== "…",
    await field.elementHandle(),
  );
  return field.inputValue();
}

/** The result hash that the dialog shows. */
async function resultHash(page: Page): Promise<string> {
  const shown = await page.getByRole("dialog").getByText("result_hash").innerText();
  return shown.replace("result_hash", "").trim();
}

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.textContent?.trim());
}

/** Puts a worker in place of the page's that does the same work but for one run. */
async function failRun17(page: Page): Promise<void> {
  await page.route("**/assets/worker-*.js", (route) => {
    const url = new URL(route.request().url());
    if (url.search !== "") return route.continue();
    const body = `
      const post = self.postMessage.bind(self);
      self.postMessage = (reply, options) => {
        const { chunk } = reply;
        const k = chunk === undefined ? -1 : 16 - chunk.first;
        if (k >= 0 && k < chunk.count) {
          const width = chunk.columns.length / chunk.count;
          chunk.columns.fill(NaN, k * width, (k + 1) * width);
          chunk.hashes[k] = "";
          chunk.failures.push({ run: 16, seed: "17", reason: "made to fail" });
        }
        post(reply, options);
      };
      // What comes before the real one listens waits for it.
      const early = [];
      const keep = (event) => early.push(event.data);
      addEventListener("message", keep);
      await import(${JSON.stringify(`${url.href}?real`)});
      removeEventListener("message", keep);
      for (const data of early) dispatchEvent(new MessageEvent("message", { data }));`;
    return route.fulfill({ contentType: "text/javascript", body });
  });
}
