// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { callCli } from "../support/cli.ts";
import { pageFixture } from "./page/fixture.ts";
import { settled, violations } from "./page/open-page.ts";

const { describePage, open } = await pageFixture();

describePage("the views of the page", () => {
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

  test("settings with parameter sets of their own run on them, as on the command line", async () => {
    const prepare = (page: Page, fetched: string[]): void => {
      page.on("request", (request) => {
        const name = /more-sets/.exec(request.url())?.[0];
        if (name !== undefined) fetched.push(name);
      });
    };
    const fetched: string[] = [];
    const hash = "#/explore?s=beraja&v=1&n=4";
    await open(
      { hash, prepare: (page) => prepare(page, fetched) },
      async ({ page, address, complaints }) => {
        await settled(page);
        // They are fetched once, when they are asked for.
        expect(fetched).toEqual(["more-sets"]);
        await page.getByText("It runs with the parameter sets of beraja").waitFor();
        expect(await resultOnPage(page)).toBe(await resultOf(address + hash));
        expect(complaints).toEqual([]);
      },
    );
  });

  test("a scenario that branches off another runs from the editor and from its link, as its file does", async () => {
    const text = [
      "schema: panoptes/scenario@1",
      "id: late",
      "title: A pause after cheap credit",
      "extends: baseline",
      "branch: { from: silk-road-2, at: 2031Q1 }",
      "runs: { count: 4, seed: 1 }",
      "interventions:",
      "  - { id: pause, at: 2031Q1, until: 2033Q4, who: all, do: { moratorium: {} } }",
      "",
    ].join("\n");
    await open({ hash: "#/editor?s=baseline&v=1&n=4" }, async ({ page, context, complaints }) => {
      await page.waitForFunction(() => document.querySelector("textarea")?.value !== "");
      await page.getByLabel("Scenario in YAML").fill(text);
      await page.getByRole("button", { name: "Apply" }).click();
      await page.getByText("Applied. Undo takes it back.").waitFor();
      await page.getByRole("link", { name: "Explore" }).click();
      await settled(page);
      await page.getByText("Until 2031Q1 every run is that of silk-road-2").waitFor();
      const result = await resultOnPage(page);
      expect(result).toBe(await resultOf("-", text));
      const link = page.url();
      expect(link).toContain("s=z:");
      expect(await resultOf(link)).toBe(result);
      const other = await context.newPage();
      await other.goto(link);
      await settled(other);
      expect(await resultOnPage(other)).toBe(result);
      expect(complaints).toEqual([]);
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

  test("Ctrl+K finds views, countries and levers by words, with the keyboard alone", async () => {
    await open({ hash: "#/explore?s=baseline&v=1&n=4" }, async ({ page, complaints }) => {
      await page.keyboard.press("Control+k");
      const field = page.getByRole("combobox", { name: "Country, lever, scenario or view" });
      await field.waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.type("zzz");
      await page.getByText("Nothing here is called “zzz”.").waitFor();
      await field.fill("ken");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Kenya", level: 2 }).waitFor();
      await page.keyboard.press("Control+k");
      await field.fill("lock-in");
      await page.keyboard.press("Enter");
      await page.waitForFunction(
        () =>
          (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent ===
          "Lock-in at renewal",
      );
      await page.keyboard.press("Control+k");
      await field.fill("data");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Data & docs" }).waitFor();
      expect(complaints).toEqual([]);
    });
  });

  describe("the map of Explore", () => {
    test("tiles give every country one square, and a link keeps the form", async () => {
      await open({ hash: "#/explore?s=baseline&v=1&n=8&chart=tiles" }, async ({ page }) => {
        await page.locator(".map-words text", { hasText: "KEN" }).waitFor();
        const squares = await page
          .locator(".land path")
          .evaluateAll((marks) => [
            marks.length,
            new Set(marks.map((mark) => mark.getAttribute("d"))).size,
          ]);
        expect(squares).toEqual([197, 197]);
        await page.getByRole("radio", { name: "Map" }).check();
        await page.locator(".disputed path").first().waitFor({ state: "attached" });
      });
    });

    test("the list can be searched, and a name leads to the country", async () => {
      await open({ hash: "#/explore?s=baseline&v=1&n=8&chart=list" }, async ({ page }) => {
        await page.getByRole("searchbox", { name: "Find a country" }).fill("kenya");
        await page.getByRole("button", { name: "Kenya" }).click();
        await page.getByRole("heading", { name: "Kenya", level: 2 }).waitFor();
      });
    });

    test("regions, buttons and keys zoom it; Enter opens the country that is reached", async () => {
      await open({ hash: "#/explore?s=baseline&v=1&n=8" }, async ({ page }) => {
        const box = () => page.locator(".world").getAttribute("viewBox");
        const whole = await box();
        await page.getByLabel("Region").selectOption("Africa");
        expect(await box()).not.toBe(whole);
        await page.getByLabel("Region").selectOption("");
        expect(await box()).toBe(whole);
        await page.locator(".map-frame").focus();
        await page.keyboard.press("+");
        expect(await box()).not.toBe(whole);
        await page.keyboard.press("-");
        expect(await box()).toBe(whole);
        await page.keyboard.press("ArrowRight");
        const reached = (await page.locator(".map-reading span").innerText()).split(":")[0] ?? "";
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: reached, level: 2 }).waitFor();
      });
    });

    test("coverage, norms and dependence are read off the runs", async () => {
      await open({ hash: "#/explore?s=baseline&v=1&n=8" }, async ({ page, complaints }) => {
        await page.getByLabel("Show", { exact: true }).selectOption("Coverage");
        await page.getByText("Read off all runs.").waitFor();
        await page.getByRole("heading", { name: /How many people/ }).waitFor();
        await page.getByLabel("Show", { exact: true }).selectOption("Norms");
        await page.getByRole("heading", { name: "Where do norms stand?" }).waitFor();
        await page.locator(".map .source", { hasText: /^8 simulated runs/ }).waitFor();
        expect(complaints).toEqual([]);
      });
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

    test("the model is there in five depths: the equations link to each other, and terms open their meaning", async () => {
      await open({ hash: "#/reference" }, async ({ page, complaints }) => {
        await page.getByRole("heading", { name: "In one paragraph" }).waitFor();
        await page.getByRole("heading", { name: "In a diagram" }).waitFor();
        expect(await page.locator("button.term").count()).toBeGreaterThan(3);
        await page.getByRole("button", { name: "In equations" }).click();
        await page.waitForURL(/chart=equations/);
        const choice = page.getByRole("region", { name: "E8 Choice" });
        await choice.waitFor();
        // Symbols read out as letters with what stands below them.
        expect(await choice.locator("sub").first().innerText()).toBe("i0");
        await page.getByRole("link", { name: "E15 Moratorium" }).click();
        await page.locator("main[data-view=reference]").waitFor();
        const term = page.getByRole("region", { name: "E12" }).locator("button.term").first();
        await term.click();
        await page.locator(".meaning:popover-open").waitFor();
        await page.keyboard.press("Escape");
        expect(await page.locator(".meaning:popover-open").count()).toBe(0);
        expect(await violations(page)).toEqual([]);
        await page.getByRole("radio", { name: "Code" }).check();
        await page.getByRole("cell", { name: "E20" }).waitFor();
        await page.getByText("export function price(").waitFor();
        expect(await violations(page)).toEqual([]);
        expect(complaints).toEqual([]);
      });
    });

    test("the value of a changed lever stands beside the base value", async () => {
      const hash = "#/reference?s=baseline&p=choice.price:3.25&v=1&chart=parameters";
      await open({ hash }, async ({ page }) => {
        const row = page.getByRole("row", { name: /^Weight of price/ });
        await row.waitFor();
        expect(await row.locator("td.number").allInnerTexts()).toEqual(["2.5", "3.25"]);
      });
    });
  });
});

/** The hash that the share dialog shows of the runs on the page. */
async function resultOnPage(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share" }).click();
  const shown = await page.getByRole("dialog").getByText("result_hash").innerText();
  await page.keyboard.press("Escape");
  return shown.replace("result_hash", "").trim();
}

/** The hash that the command line comes to for a link, or for a document that it is given. */
async function resultOf(scenario: string, input = ""): Promise<string> {
  const { out } = await callCli(["run", scenario, "--no-baseline", "--json"], { input });
  return JSON.parse(out).result_hash;
}
