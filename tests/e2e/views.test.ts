// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { finish, startCli } from "../support/cli.ts";
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

    test("the value of a changed lever stands beside the base value", async () => {
      const hash = "#/reference?s=baseline&p=choice.price:3.25&v=1&chart=parameters";
      await open({ hash }, async ({ page }) => {
        const row = page.getByRole("row", { name: /^Weight of price/ });
        expect(await row.locator("td.number").allInnerTexts()).toEqual(["2.5", "3.25"]);
      });
    });
  });

  describe("Compare", () => {
    const two = "#/compare?a=baseline&b=silk-road-2&v=1&n=12&seed=1";

    test("two scenarios are held against each other pair by pair, as on the command line", async () => {
      await open({ hash: two }, async ({ page, complaints }) => {
        await page.locator(".job-line.done", { hasText: "12 pairs" }).waitFor();
        const lead = await page.locator(".compare .lead").innerText();
        expect(lead).toMatch(/in B than in A at the end of 2040 \(95 % interval .* of 12 pairs/);
        await page.getByLabel("Show rows with").fill("adoption.share china");
        const row = page.getByRole("row", { name: /^adoption\.share china/ });
        const cells = await row.locator("td").allInnerTexts();
        const run = await finish(
          startCli([
            "compare",
            "baseline",
            "silk-road-2",
            "-n",
            "12",
            "--json",
            "--metric",
            "adoption.share.china",
          ]),
        );
        const outcome = JSON.parse(run.out).comparisons[0].outcomes["adoption.share.china"];
        expect(Number(cells[5])).toBe(outcome.higher);
        const [file] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("button", { name: "SVG" }).click(),
        ]);
        const picture = await readFile(await file.path(), "utf8");
        expect(picture).toContain("8 in 10 pairs");
        expect(picture).not.toContain("var(");
        expect(Number.parseFloat(cells[1] ?? "")).toBe(Number((100 * outcome.mean_a).toFixed(1)));
        expect(complaints).toEqual([]);
      });
    });

    test("the untouched baseline alone offers a second scenario, and a picked one is compared", async () => {
      await open({ hash: "#/compare?s=baseline&v=1&n=8" }, async ({ page }) => {
        await page.getByRole("heading", { name: "Pick a second scenario" }).waitFor();
        await page.locator(".suggestions button").first().click();
        await page.locator(".job-line.done", { hasText: "8 pairs" }).waitFor();
        await page.waitForURL(/#\/compare\?a=baseline.*&b=/);
      });
    });

    test("a third can be added, swapped and taken out, and the link keeps all of them", async () => {
      await open({ hash: two }, async ({ page, context }) => {
        await page.getByLabel("Add", { exact: true }).selectOption("global-compact");
        await page.getByRole("heading", { name: /Every scenario against A/ }).waitFor();
        await page.waitForURL(/b2=global-compact/);
        const other = await context.newPage();
        await other.goto(page.url());
        await other.locator(".side-row").nth(2).waitFor();
        await page.getByRole("button", { name: "Swap C with" }).click();
        const names = () => page.locator(".side-name").allInnerTexts();
        expect((await names())[2]).toBe("Policy banks lend to every poorer buyer");
        await page.getByRole("button", { name: "Take C out" }).click();
        expect(await names()).toHaveLength(2);
        await page.getByRole("button", { name: "Share" }).click();
        const command = page.getByRole("dialog").getByLabel("Command", { exact: true });
        await page.waitForFunction(
          (field) => (field as HTMLInputElement).value.startsWith("panoptes compare"),
          await command.elementHandle(),
        );
      });
    });

    test("a comparison can be cancelled and started again; one that breaks says why", async () => {
      let broken = true;
      const prepare = async (page: Page): Promise<void> => {
        await page.route("**/assets/lab-*.js", (route) =>
          broken
            ? route.fulfill({ contentType: "text/javascript", body: "throw new Error('broken')" })
            : route.continue(),
        );
      };
      await open({ hash: two.replace("n=12", "n=1000"), prepare }, async ({ page }) => {
        await page.getByText("It could not be worked out", { exact: false }).waitFor();
        broken = false;
        await page.getByRole("button", { name: "Try again" }).click();
        await page.getByText(/^\d+ of 2,000 runs/).waitFor();
        await page.getByRole("button", { name: "Cancel" }).click();
        await page.getByRole("button", { name: "Start again" }).waitFor();
      });
    });
  });

  describe("Country", () => {
    test("a country's decisions are taken apart as on the command line", async () => {
      await open({ hash: "#/country?s=baseline&v=1&n=10&c=KEN" }, async ({ page, complaints }) => {
        await page.locator(".job-line.done", { hasText: "10 runs repeated" }).waitFor();
        expect(await page.locator("main h2").innerText()).toBe("Kenya");
        await page.locator(".why summary").click();
        const whole = page.locator(".why tbody tr").last().locator("td");
        const argv = ["explain", "baseline", "-n", "10", "--country", "KEN", "--json"];
        const { decision } = JSON.parse((await finish(startCli(argv))).out);
        expect(await whole.innerText()).toBe(`+${decision.margin.toFixed(2)}`);
        const [first] = decision.neighbours;
        await page.getByRole("button", { name: first.name, exact: true }).click();
        await page.getByRole("heading", { name: first.name, level: 2 }).waitFor();
        await page.waitForURL(new RegExp(`[&?]c=${first.country}`));
        expect(complaints).toEqual([]);
      });
    });

    test("one run, one segment and an earlier year can be asked for", async () => {
      await open({ hash: "#/country?s=baseline&v=1&n=10&c=BRA" }, async ({ page }) => {
        await page.locator(".job-line.done").waitFor();
        await page.getByLabel("One run only").check();
        await page.getByRole("spinbutton", { name: "number of 10" }).fill("3");
        await page.getByRole("spinbutton", { name: "number of 10" }).press("Tab");
        await page.getByLabel("until the end of").selectOption("2030");
        await page.getByRole("combobox", { name: /^In\b/ }).selectOption("public_space");
        await page
          .locator(".lead", { hasText: /^At the end of 2030 Q4 Brazil has .* in 1 of 1 run/ })
          .waitFor();
        await page.waitForURL(/t=2030Q4/);
      });
    });

    test("the smallest change of a lever that turns a supplier away is looked for, until cancelled", async () => {
      await open({ hash: "#/country?s=baseline&v=1&n=4&c=KEN" }, async ({ page }) => {
        await page.locator(".job-line.done", { hasText: "4 runs repeated" }).waitFor();
        await page
          .getByRole("combobox", { name: /^Smallest change/ })
          .selectOption("Weight of price");
        await page.getByRole("button", { name: "Find it" }).click();
        await page.getByText(/^\d+ of \d+ values tried, 24 runs each/).waitFor();
        await page.getByRole("button", { name: "Cancel" }).click();
        await page.getByText("Stopped before there was anything to show.").waitFor();
      });
    });

    test("an unknown country is said to be unknown; repeating can be cancelled", async () => {
      const hash = "#/country?s=baseline&v=1&n=1000&c=ATLANTIS";
      await open({ hash }, async ({ page }) => {
        await page.getByText("There is no country “ATLANTIS” here.").waitFor();
        await page.getByText(/^\d+ of 1,000 runs repeated/).waitFor();
        await page.getByRole("button", { name: "Cancel" }).click();
        await page.getByRole("button", { name: "Start again" }).waitFor();
      });
    });
  });

  describe("Network", () => {
    test("who looks to whom is drawn, filtered and listed; keys walk, widen and move the middle", async () => {
      await open({ hash: "#/network?s=baseline&v=1&c=KEN" }, async ({ page, complaints }) => {
        await page.getByRole("heading", { name: "Who moves Kenya, and whom it moves" }).waitFor();
        const nodes = page.locator(".network .node");
        const near = await nodes.count();
        expect(near).toBeGreaterThan(5);
        await page.getByRole("combobox", { name: /^Ties/ }).selectOption("trade");
        await page.waitForFunction(
          (before) => document.querySelectorAll(".network .node").length < before,
          near,
        );
        await page.locator(".network-frame").focus();
        await page.keyboard.press("3");
        await page.waitForFunction(() => document.querySelectorAll(".network .node").length > 8);
        expect(await nodes.count()).toBeLessThanOrEqual(60);
        await page.keyboard.press("ArrowRight");
        const reached = (await page.locator(".map-reading").innerText()).split(/[:,] /)[0] ?? "";
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: `Who moves ${reached}`, exact: false }).waitFor();
        await page.locator(".search-table tbody tr").first().waitFor();
        expect(complaints).toEqual([]);
      });
    });

    test("cascades are worked out when asked for, and can be cancelled", async () => {
      await open({ hash: "#/network?s=baseline&v=1&c=KEN" }, async ({ page }) => {
        await page.getByRole("button", { name: "Work out cascades" }).click();
        await page.getByText(/^\d+ of 48 parts/).waitFor();
        await page.getByRole("button", { name: "Cancel" }).click();
        await page.getByRole("button", { name: "Start again" }).waitFor();
      });
    });
  });

  describe("Experiments", () => {
    test("a tornado ranks the chosen levers with luck among them, and its file runs on the command line", async () => {
      await open({ hash: "#/experiments?s=baseline&v=1&n=4" }, async ({ page, complaints }) => {
        for (const lever of [
          "Weight of alignment",
          "Lock-in at renewal",
          "Steps up in safeguards",
        ]) {
          await page.locator(".lever-list").getByLabel(lever).uncheck();
        }
        await page.getByText("about 64 runs").waitFor();
        await page.getByRole("button", { name: "Run", exact: true }).click();
        await page.locator(".job-line.done", { hasText: "64 runs" }).waitFor();
        const names = await page.locator(".experiment .plane .name").allTextContents();
        expect(names).toContain("Luck");
        expect(names).toContain("Weight of price");
        expect(names).not.toContain("Lock-in at renewal");
        const [file] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("button", { name: "Download baseline-levers.yaml" }).click(),
        ]);
        const path = join(tmpdir(), `panoptes-levers-${process.pid}.yaml`);
        await file.saveAs(path);
        const run = await finish(startCli(["validate", path]));
        await rm(path);
        expect(run.out).toContain("valid");
        expect(complaints).toEqual([]);
      });
    });

    test("a lever is swept on the same luck, and a point of it becomes the scenario", async () => {
      await open({ hash: "#/experiments?s=baseline&v=1&n=4&chart=sweep" }, async ({ page }) => {
        await page.getByRole("combobox", { name: /^Lever/ }).selectOption("Weight of price");
        await page.getByRole("button", { name: "Run", exact: true }).click();
        await page.locator(".job-line.done", { hasText: "90 runs" }).waitFor();
        expect(await page.locator(".response-dot").count()).toBe(9);
        await page.getByRole("button", { name: "5", exact: true }).click();
        await page.getByRole("button", { name: "Undo: Weight of price 2.5 → 5" }).waitFor();
      });
    });

    test("an experiment can be cancelled", async () => {
      await open({ hash: "#/experiments?s=baseline&v=1&n=4" }, async ({ page }) => {
        await page.getByRole("combobox", { name: /^Size/ }).selectOption("Shares of the variance");
        await page.getByRole("button", { name: "Run", exact: true }).click();
        await page.getByText(/^\d+ of [\d,]+ runs/).waitFor();
        await page.getByRole("button", { name: "Cancel" }).click();
        await page.getByText("Stopped before there was anything to show.").waitFor();
      });
    });
  });

  const screens = [
    { hash: "#/experiments?s=baseline&v=1&n=4", ready: ".lever-list" },
    { hash: "#/network?s=baseline&v=1&c=KEN", ready: ".network .node" },
    { hash: "#/explore?s=baseline&v=1&n=4&chart=tiles", ready: ".land path[data-country=TUV]" },
    { hash: "#/explore?s=baseline&v=1&n=4&chart=list", ready: ".country-list table" },
    { hash: "#/country?s=baseline&v=1&n=4&c=KEN", ready: ".job-line.done" },
    { hash: "#/compare?s=baseline&v=1&n=8", ready: "text=Pick a second scenario" },
    {
      hash: "#/compare?a=baseline&b=silk-road-2&b2=global-compact&v=1&n=6",
      ready: ".job-line.done",
    },
    { hash: "#/reference", ready: "text=In one paragraph" },
    { hash: "#/reference?chart=countries", ready: "text=Afghanistan" },
  ];
  // Phone and desk, light and dark, each once: a view has the same parts in both themes.
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 320],
  ] as const) {
    test(`axe finds nothing in any view, ${colorScheme}, ${width} px, and nothing is cut off`, async () => {
      const [first] = screens;
      const viewport = { width, height: 800 };
      await open({ hash: first?.hash ?? "", colorScheme, viewport }, async ({ page }) => {
        for (const { hash, ready } of screens) {
          await page.evaluate((next) => {
            location.hash = next;
          }, hash);
          await page.locator(ready).first().waitFor();
          expect(await violations(page), hash).toEqual([]);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(wide, hash).toBe(width);
        }
      });
    });
  }
});

async function open(options: OpenOptions, use: (opened: Opened) => Promise<void>): Promise<void> {
  if (browser === null) throw new Error("no browser");
  await withPage(browser, host.address, options, use);
}
