// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import type { StaticHost } from "../support/static-host.ts";
import { hostPage, type Opened, type OpenOptions, violations, withPage } from "./page/open-page.ts";

const browser: Browser | null = await launchChromium();
let host: StaticHost;

beforeAll(async () => {
  host = await hostPage();
});

afterAll(async () => {
  await browser?.close();
  await host.close();
});

// Seconds on an idle machine; a busy one must not fail them.
const timeout = 120_000;

describe.skipIf(browser === null)("the views of the page", { timeout }, () => {
  test("the bar leads from view to view, the address follows, and back goes back", async () => {
    await open({}, async ({ page, complaints }) => {
      const bar = page.getByRole("navigation", { name: "Views" });
      expect(await bar.locator("[aria-current=page]").innerText()).toBe("Explore");
      await bar.getByRole("link", { name: "Data & docs" }).click();
      await page.getByRole("heading", { name: "Data & docs" }).waitFor();
      await page.waitForURL(/#\/reference\?s=baseline/);
      await page.goBack();
      await page.locator("main[data-view=explore] .map-frame").waitFor();
      expect(await bar.locator("[aria-current=page]").innerText()).toBe("Explore");
      expect(complaints).toEqual([]);
    });
  });

  test("a view that is not known opens the first one and says so", async () => {
    await open({ hash: "#/elsewhere?v=1" }, async ({ page }) => {
      await page.getByText("There is no view “elsewhere” here.").waitFor();
      await page.locator("main[data-view=explore] .map-frame").waitFor();
    });
  });

  test("what could not be fetched of a view is said, and is there after loading again", async () => {
    let broken = true;
    const prepare = async (page: Page): Promise<void> => {
      await page.route("**/assets/reference-*.js", (route) =>
        broken ? route.abort() : route.continue(),
      );
    };
    await open({ hash: "#/reference", prepare }, async ({ page }) => {
      await page.getByText("This part could not be loaded", { exact: false }).waitFor();
      broken = false;
      await page.getByRole("button", { name: "Load the page again" }).click();
      await page.getByRole("heading", { name: "In one paragraph" }).waitFor();
    });
  });

  describe("Data & docs", () => {
    test("a search counts rows in every table, and says where else words were found", async () => {
      await open({ hash: "#/reference?chart=parameters" }, async ({ page }) => {
        const table = page.locator(".search-table");
        await table.getByText("opportunity.contagion").waitFor();
        await page.getByLabel("Search all tables").fill("kenya");
        await page.getByText("No row of “Parameters” holds “kenya”", { exact: false }).waitFor();
        await page.getByText(/Found in: Countries/).waitFor();
        await page.getByRole("radio", { name: "Countries 1" }).check();
        await table.getByRole("row", { name: /^Kenya/ }).waitFor();
        await page.waitForURL(/chart=countries/);
      });
    });

    test("a heading sorts its column, with what is unknown last", async () => {
      await open({ hash: "#/reference?chart=countries" }, async ({ page }) => {
        await page.getByRole("button", { name: "People" }).click();
        const first = page.locator(".search-table tbody tr").first();
        await first.getByText("India").waitFor();
        expect(await page.locator("th[aria-sort=descending]").innerText()).toMatch(/^People/);
      });
    });

    test("the value of a changed lever stands beside the base value", async () => {
      const hash = "#/reference?s=baseline&p=choice.price:3.25&v=1&chart=parameters";
      await open({ hash }, async ({ page }) => {
        const row = page.getByRole("row", { name: /^Weight of price/ });
        expect(await row.locator("td.number").allInnerTexts()).toEqual(["2.5", "3.25"]);
      });
    });
  });

  const screens = [
    { hash: "#/reference", ready: "text=In one paragraph" },
    { hash: "#/reference?chart=countries", ready: "text=Afghanistan" },
  ];
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [320, 1280]) {
      test(`axe finds nothing in any view, ${colorScheme}, ${width} px, and nothing is cut off`, async () => {
        for (const { hash, ready } of screens) {
          const viewport = { width, height: 800 };
          await open({ hash, colorScheme, viewport }, async ({ page }) => {
            await page.locator(ready).first().waitFor();
            expect(await violations(page), hash).toEqual([]);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            expect(wide, hash).toBe(width);
          });
        }
      });
    }
  }
});

async function open(options: OpenOptions, use: (opened: Opened) => Promise<void>): Promise<void> {
  if (browser === null) throw new Error("no browser");
  await withPage(browser, host.address, options, use);
}
