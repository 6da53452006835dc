// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { finish, startCli } from "../support/cli.ts";
import { pageFixture } from "./page/fixture.ts";
import { violations } from "./page/open-page.ts";

const { describePage, open } = await pageFixture();

describePage("the views that ask the lab", () => {
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
        expect(cells[4]).toMatch(/^[+−]\d\.\d\d to [+−]\d\.\d\d\spp$/);
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
        const swapped = await names();
        expect(swapped[2]).toBe("Policy banks lend to every poorer buyer");
        await page.getByRole("button", { name: "Take C out" }).click();
        expect(await names()).toHaveLength(2);
        // One history holds what is compared and what is chosen.
        await page.getByRole("button", { name: "Undo: Take C out" }).click();
        expect(await names()).toEqual(swapped);
        await page.getByRole("button", { name: "Undo: Swap C and B" }).click();
        expect(await names()).toEqual([swapped[0], swapped[2], swapped[1]]);
        await page.getByRole("button", { name: /^Undo: Compare with/ }).click();
        expect(await names()).toEqual([swapped[0], swapped[2]]);
        await page.getByRole("button", { name: "Share" }).click();
        const command = page.getByRole("dialog").getByLabel("Command", { exact: true });
        await page.waitForFunction(
          (field) => (field as HTMLInputElement).value.startsWith("panoptes compare"),
          await command.elementHandle(),
        );
      });
    });

    test("the cascade plays on the map, stops, and goes by single quarters with keys and buttons", async () => {
      await open({ hash: two }, async ({ page, complaints }) => {
        await page.getByRole("button", { name: "Play the cascade on the map" }).click();
        const said = page.locator(".cascade .said");
        const first = await said.innerText();
        // It begins where the first pair parts, and plays by itself.
        expect(first).toMatch(/^20\d\d Q\d: \d+ of 12 pairs have parted; \d+ countr/);
        await page.waitForFunction(
          (text) => document.querySelector(".cascade .said")?.textContent !== text,
          first,
        );
        await page.getByRole("button", { name: "Pause" }).click();
        const slider = page.locator(".cascade").getByLabel("Period");
        await slider.press("Shift+ArrowLeft");
        await slider.press("Shift+ArrowLeft");
        await slider.press("Shift+ArrowLeft");
        expect(await said.innerText()).toBe(first);
        await page.getByRole("button", { name: "One step on" }).click();
        const second = await said.innerText();
        expect(second).not.toBe(first);
        await page.getByRole("button", { name: "One step back" }).click();
        expect(await said.innerText()).toBe(first);
        // The table has the same countries as the sentence.
        await page.locator(".cascade summary", { hasText: "Table" }).click();
        await page.locator(".cascade tbody tr").first().waitFor();
        const rows = await page.locator(".cascade tbody tr").count();
        expect(first).toContain(`; ${rows} `);
        expect(await violations(page)).toEqual([]);
        expect(complaints).toEqual([]);
      });
    });

    test("who wants less motion gets the cascade standing still, with steps and no play button", async () => {
      await open({ hash: two, reducedMotion: "reduce" }, async ({ page }) => {
        await page.getByRole("button", { name: "Play the cascade on the map" }).click();
        await page.getByRole("button", { name: "One step on" }).click();
        expect(await page.getByRole("button", { name: "Play", exact: true }).count()).toBe(0);
      });
    });

    test("a comparison can be cancelled and started again; one that breaks says why", async () => {
      let broken = true;
      const prepare = async (page: Page): Promise<void> => {
        // The worker's own file, and none of another name that begins alike.
        await page.route(/\/assets\/lab-[\w-]{8}\.js$/, (route) =>
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
});
