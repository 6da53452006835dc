// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { finish, startCli } from "../support/cli.ts";
import { pageFixture } from "./page/fixture.ts";
import { brief, settled, violations } from "./page/open-page.ts";

const { describePage, open } = await pageFixture();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "panoptes-hand-out-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describePage("what leaves the page", () => {
  test("every download carries the hash and a command that gives it again", async () => {
    await open({ hash: `${brief}&p=choice.price:3` }, async ({ page }) => {
      await settled(page);
      await page.getByRole("button", { name: "Download" }).click();
      const shown = await page.getByRole("dialog").getByText("result_hash").innerText();
      const hash = shown.replace("result_hash", "").trim();
      const metadata = JSON.parse((await download(page, "Metadata")).toString());
      expect(metadata.result_hash).toBe(hash);
      const svg = (await download(page, /^SVG of Which/)).toString();
      const yaml = (await download(page, "YAML")).toString();
      const png = (await download(page, /^PNG of Share/)).toString("utf8");
      for (const text of [svg, yaml, png]) {
        expect(text).toContain(`result_hash ${hash}`);
        expect(text).toContain("panoptes run");
      }
      expect(svg).toContain(`result ${hash.slice(7, 15)}`);
      const command = /^panoptes run "(.*)"$/.exec(metadata.command);
      const run = await finish(startCli(["run", command?.[1] ?? "", "--json"]));
      expect(JSON.parse(run.out).result_hash).toBe(hash);
    });
  });

  test("a report lists what was changed, what came out and how to have it again, and prints light", async () => {
    await open({ hash: `${brief}&p=choice.price:3`, colorScheme: "dark" }, async ({ page }) => {
      await settled(page);
      await page.getByRole("button", { name: "Download" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Open", exact: true }).click();
      const report = page.locator(".print-report");
      await report.getByRole("row", { name: "choice.price 2.5 3" }).waitFor();
      await report.getByText("result_hash sha256:", { exact: false }).waitFor();
      expect(await report.locator("tbody tr").count()).toBe(1 + 2 * 5);
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".toolbar").isVisible()).toBe(false);
      expect(await page.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
        "rgb(255, 255, 255)",
      );
      await page.emulateMedia({ media: "screen" });
      await page.getByRole("button", { name: "Back to Explore" }).click();
      await page.locator("main[data-view=explore]").waitFor();
    });
  });

  test("the code for another page shows one chart alone, of the same runs", async () => {
    await open({ hash: `${brief}&p=choice.price:3` }, async ({ page, context, complaints }) => {
      await settled(page);
      await page.getByRole("button", { name: "Share" }).click();
      await page.getByLabel("Chart", { exact: true }).selectOption("regulation");
      const code = await page.getByLabel("HTML").inputValue();
      const source = /src="([^"]*)"/.exec(code)?.[1]?.replaceAll("&amp;", "&") ?? "";
      const other = await context.newPage();
      await other.goto(source);
      await other.getByText("20 simulated runs", { exact: false }).waitFor();
      await other.locator(".fan-regulation canvas").waitFor();
      expect(await other.locator("figure").count()).toBe(1);
      expect(await other.locator(".toolbar").isVisible()).toBe(false);
      const link = await other.getByRole("link", { name: "Open in Panoptes" }).getAttribute("href");
      expect(link).toMatch(/^#\/explore\?.*choice\.price:3/);
      expect(link).not.toContain("chart=");
      expect(await violations(other)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`on a projector letters are large, Page keys go on and Esc leaves, ${colorScheme}`, async () => {
      const viewport = { width: 1280, height: 800 };
      const hash = "#/lessons?chart=lock-in";
      await open({ hash, colorScheme, viewport }, async ({ page }) => {
        await page.locator(".board").waitFor({ timeout: 60_000 });
        const size = (): Promise<string> =>
          page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
        expect(await size()).toBe("16px");
        await page.getByRole("button", { name: /^Projector mode/ }).click();
        await page.locator("html.projector").waitFor();
        expect(await size()).toBe("24px");
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
        await page.keyboard.press("PageDown");
        await page.getByText("Step 2 of 3").waitFor();
        await page.keyboard.press("PageUp");
        await page.getByText("Step 1 of 3").waitFor();
        await page.keyboard.press("PageUp");
        await page.locator("main:not([data-view=lessons])").waitFor();
        await page.keyboard.press("Escape");
        expect(await size()).toBe("16px");
      });
    });
  }
});

/** Saves what a button of the open dialog hands out. */
async function download(page: Page, name: string | RegExp): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog").getByRole("button", { name }).first().click(),
  ]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return readFile(path);
}
