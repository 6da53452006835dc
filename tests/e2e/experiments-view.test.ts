// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { callCli, finish, startCli } from "../support/cli.ts";
import { startLockedPage, startPage } from "../support/serve.ts";
import type { StaticHost } from "../support/static-host.ts";
import { hostPage, type Opened, type OpenOptions, violations, withPage } from "./page/open-page.ts";

const browser: Browser | null = await launchChromium();
let host: StaticHost;
let folder: string;

beforeAll(async () => {
  host = await hostPage();
  folder = await mkdtemp(join(tmpdir(), "panoptes-experiments-"));
});

afterAll(async () => {
  await browser?.close();
  await host.close();
  await rm(folder, { recursive: true });
});

// Seconds on an idle machine; a busy one must not fail them.
const timeout = 120_000;

describe.skipIf(browser === null)("the view of experiments", { timeout }, () => {
  test("a tornado ranks the chosen levers with luck among them, and its file runs on the command line", async () => {
    await open({ hash: "#/experiments?s=baseline&v=1&n=4" }, async ({ page, complaints }) => {
      await leaveOut(page, ["Weight of alignment", "Lock-in at renewal", "Steps up in safeguards"]);
      await page.getByText("about 64 runs").waitFor();
      await run(page);
      await page.locator(".job-line.done", { hasText: "64 runs" }).waitFor();
      await page.locator(".experiment .plane .name", { hasText: "Luck" }).waitFor();
      const names = await page.locator(".experiment .plane .name").allTextContents();
      expect(names).toContain("Weight of price");
      expect(names).not.toContain("Lock-in at renewal");
      const path = join(folder, "levers.yaml");
      await download(page, "Download baseline-levers.yaml", path);
      expect((await callCli(["validate", path])).out).toContain("valid");
      expect(complaints).toEqual([]);
    });
  });

  test("a lever is swept on the same luck, and a point of it becomes the scenario", async () => {
    await open({ hash: "#/experiments?s=baseline&v=1&n=4&chart=sweep" }, async ({ page }) => {
      await page.getByRole("combobox", { name: /^Lever/ }).selectOption("Weight of price");
      await run(page);
      await page.locator(".job-line.done", { hasText: "90 runs" }).waitFor();
      // The curve is drawn after the line that says so.
      await page.locator(".response-dot").nth(8).waitFor();
      expect(await page.locator(".response-dot").count()).toBe(9);
      await page.getByRole("button", { name: "5", exact: true }).click();
      await page.getByRole("button", { name: "Undo: Weight of price 2.5 → 5" }).waitFor();
    });
  });

  test("a discovery tells its box, which opens as a scenario, and its command gives the same", async () => {
    const hash = "#/experiments?s=baseline&v=1&n=4&chart=discovery";
    await open({ hash }, async ({ page, complaints }) => {
      await page.getByText("This page comes from a plain host").waitFor();
      await page.getByLabel("Limit").fill("72");
      await run(page);
      await page.locator(".job-line.done", { hasText: "256 runs" }).waitFor();
      const lead = await page.locator(".experiment .lead").innerText();
      expect(lead).toMatch(
        /^Most runs have the share of countries with any contract above 72\s% where /,
      );
      await page.locator(".experiment .plane .box").waitFor();
      const csv = join(folder, "box.csv");
      await download(page, "CSV", csv);
      const command = (await page.locator(".again code").textContent()) ?? "";
      const again = await finish(startCli([...wordsOf(command), "--format", "csv"]));
      expect(await readFile(csv, "utf8")).toBe(again.out);
      const svg = join(folder, "box.svg");
      await download(page, "SVG", svg);
      const picture = await readFile(svg, "utf8");
      expect(picture).toContain("panoptes discover");
      expect(picture).toMatch(/<rect[^>]*stroke="rgb/);
      expect(picture).not.toMatch(/var\(|class=/);
      const png = join(folder, "box.png");
      await download(page, "PNG", png);
      const bytes = await readFile(png);
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1600, 900]);
      await seen(page);
      const [, above] = /Contagion among peers above ([\d.]*\d)/.exec(lead) ?? [];
      await page.getByRole("button", { name: "Open as scenario" }).click();
      await page.locator("main[data-view=explore]").waitFor();
      await page.getByRole("button", { name: "Undo: box 1 of a discovery" }).waitFor();
      // The lever stands in the middle of the box, whose other end is that of its range.
      const lever = page.getByRole("spinbutton", { name: /^Contagion among peers/ }).first();
      expect(Number(await lever.inputValue())).toBeCloseTo((Number(above) + 3.3) / 2, 1);
      expect(complaints).toEqual([]);
    });
  });

  test("a trade-off waits for its turn, is held up, goes on, and keeps its front when cancelled", async () => {
    const hash = "#/experiments?s=baseline&v=1&n=4&chart=tradeoff";
    await open({ hash }, async ({ page, complaints }) => {
      await page.getByRole("combobox", { name: /^Size/ }).last().selectOption("Firmer search");
      await run(page);
      await run(page);
      const rows = page.locator(".job-rows li");
      await page.locator(".job-rows", { hasText: "1 running, 1 waiting" }).waitFor();
      await rows
        .first()
        .getByRole("button", { name: /^Cancel/ })
        .click();
      await rows
        .first()
        .getByRole("button", { name: /^Remove/ })
        .click();
      // The first generation takes some four hundred runs.
      const held = page.getByRole("button", { name: /^Pause/ });
      await page.waitForFunction(() => {
        const text = document.querySelector(".job-rows [role=status]")?.textContent ?? "";
        return Number.parseInt(text.replace(",", ""), 10) > 420;
      });
      await held.click();
      await page.getByText(/^Paused at [\d,]+ of 5,424 runs/).waitFor();
      await seen(page);
      await page.getByRole("button", { name: /^Resume/ }).press("Enter");
      await page.getByText(/^[\d,]+ of 5,424 runs/).waitFor();
      await page.getByRole("button", { name: /^Cancel/ }).press("Enter");
      await page
        .getByText(/^Stopped at [\d,]+ of [\d,]+ runs\. These results use them\.$/)
        .waitFor();
      await page.locator(".experiment .dot-marked").first().waitFor();
      expect(await page.locator(".experiment .plane .dot").count()).toBeGreaterThan(5);
      const title = await page.locator(".experiment .chart h3").innerText();
      expect(title).toBe("Security benefit against rights erosion");
      expect(await page.locator(".experiment .plane .axis").allTextContents()).toEqual([
        "Rights erosion, minimise",
        "Security benefit, maximise",
      ]);
      await page.locator(".experiment .dot-marked").last().click();
      const policies = page.getByRole("combobox", { name: "Policy" });
      const last = await policies.locator("option").count();
      expect(Number(await policies.inputValue())).toBeLessThan(last);
      await page.getByRole("button", { name: "Open as scenario" }).click();
      await page.getByRole("button", { name: /^Undo: policy \d+ of a trade-off$/ }).waitFor();
      expect(complaints).toEqual([]);
    });
  });

  test("a tornado that is cancelled keeps what was finished", async () => {
    await open({ hash: "#/experiments?s=baseline&v=1&n=4" }, async ({ page }) => {
      await page.getByRole("combobox", { name: /^Size/ }).selectOption("Shares of the variance");
      await run(page);
      await page.waitForFunction(() => {
        const text = document.querySelector(".job-rows [role=status]")?.textContent ?? "";
        return Number.parseInt(text, 10) > 40;
      });
      await page.getByRole("button", { name: /^Cancel/ }).click();
      await page.getByText(/^Stopped at \d+ of [\d,]+ runs/).waitFor();
      await page.locator(".experiment .plane .name", { hasText: "Luck" }).waitFor();
    });
  });

  test("what would turn the headline round is looked for with one press", async () => {
    await open({}, async ({ page, complaints }) => {
      await page.getByRole("button", { name: "What would prove this wrong?" }).click();
      await page.waitForURL(/#\/experiments\?.*chart=discovery/);
      await page.locator(".job-line.done", { hasText: "512 runs" }).waitFor();
      const lead = await page.locator(".experiment .lead").innerText();
      expect(lead).toMatch(/the share of countries with supplier china below \d/);
      const command = await page.locator(".again code").textContent();
      expect(command).toMatch(/ --below adoption\.share\.china=0\.\d+ .* --points 512 --runs 1 /);
      expect(complaints).toEqual([]);
    });
  });

  test("a page that a server sends hands experiments to it, follows and stops them, and lists those of others", async () => {
    if (browser === null) return;
    const server = await startPage("--store", join(folder, "store"), "-j", "2");
    try {
      const scenario = {
        ...{ schema: "panoptes/scenario@1", id: "theirs", title: "Theirs", extends: "baseline" },
        levers: { "choice.price": { uniform: [1, 4] } },
      };
      const sent = await fetch(`${server.address}/v1/sweeps?points=3&runs=2`, {
        method: "POST",
        headers: { "content-type": "application/json", prefer: "respond-async" },
        body: JSON.stringify(scenario),
      });
      expect(sent.status).toBe(202);
      const options = { hash: "/#/experiments?s=baseline&v=1&n=4" };
      await withPage(browser, server.address, options, async ({ page, complaints }) => {
        await page.getByRole("combobox", { name: /^Run on/ }).selectOption("the server");
        const theirs = page.locator(".job-rows li", { hasText: "Sweep · theirs" });
        await theirs.locator("text=6 runs").waitFor();
        await theirs.getByRole("button", { name: /^Show/ }).click();
        await page.locator(".experiment .dot-marked, .experiment .response-dot").nth(2).waitFor();
        await page
          .getByText("panoptes sweep", { exact: false })
          .first()
          .waitFor({ state: "attached" });
        await leaveOut(page, [
          "Weight of alignment",
          "Lock-in at renewal",
          "Steps up in safeguards",
        ]);
        await run(page);
        const own = page.locator(".job-rows li").first();
        await own.locator("text=64 runs").waitFor();
        await page.locator(".experiment .plane .name", { hasText: "Luck" }).waitFor();
        const path = join(folder, "tornado.csv");
        await download(page, "CSV", path);
        const command = (await page.locator(".again code").textContent()) ?? "";
        const again = await finish(startCli([...wordsOf(command), "--format", "csv"]));
        expect((await readFile(path, "utf8")).replaceAll("\r", "")).toBe(
          again.out.replaceAll("\r", ""),
        );
        await seen(page);
        await page.getByRole("combobox", { name: /^Size/ }).selectOption("Shares of the variance");
        await run(page);
        await own.locator("text=/^\\d+ of [\\d,]+ runs/").waitFor();
        await own.getByRole("button", { name: /^Cancel/ }).click();
        await own.locator("text=/^Stopped/").waitFor();
        expect(complaints).toEqual([]);
      });
    } finally {
      await server.stop();
    }
  });

  test("a server with a token asks for it, and the page keeps it to itself", async () => {
    if (browser === null) return;
    const token = "0123456789abcdef";
    const server = await startLockedPage(token, "--store", join(folder, "locked"));
    try {
      const options = { hash: "/#/experiments?s=baseline&v=1&n=4" };
      await withPage(browser, server.address, options, async ({ page }) => {
        await page.getByLabel("Token of the server").fill("not the right one");
        await page.getByRole("button", { name: "Use it" }).click();
        await page.getByText("does not fit").waitFor();
        await page.getByLabel("Token of the server").fill(token);
        await page.getByLabel("Token of the server").press("Enter");
        await page.getByRole("combobox", { name: /^Run on/ }).waitFor();
        const kept = await page.evaluate(() =>
          JSON.stringify([localStorage, sessionStorage, document.cookie]),
        );
        expect(kept).not.toContain(token);
      });
    } finally {
      await server.stop();
    }
  });
});

/** Presses the button of the form that is open. */
async function run(page: Page): Promise<void> {
  const form = page.locator(".experiment-form:not([hidden])");
  await form.getByRole("button", { name: "Run", exact: true }).click();
}

async function leaveOut(page: Page, levers: readonly string[]): Promise<void> {
  for (const lever of levers) await page.locator(".lever-list").getByLabel(lever).uncheck();
}

async function download(page: Page, button: string, path: string): Promise<void> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  await file.saveAs(path);
}

/** Looks at what is there in both themes and on a telephone. */
async function seen(page: Page): Promise<void> {
  const size = page.viewportSize();
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 375, height: 800 });
  expect(await violations(page)).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over).toBeLessThanOrEqual(0);
  if (size !== null) await page.setViewportSize(size);
}

/** The words of a command that is pasted into a shell, without the program's name. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)]
    .map(([, double, single, plain]) => double ?? single ?? plain ?? "")
    .slice(1);
}

async function open(options: OpenOptions, use: (opened: Opened) => Promise<void>): Promise<void> {
  if (browser === null) throw new Error("no browser");
  await withPage(browser, host.address, options, use);
}
