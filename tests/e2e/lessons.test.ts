// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { lessonOrder } from "../../scenarios/lesson-order.ts";
import { finish, startCli } from "../support/cli.ts";
import { pageFixture } from "./page/fixture.ts";

const { describePage, open } = await pageFixture();

describePage("the lessons of the page", () => {
  test("every lesson opens on each of its steps, with a chart or a board to draw on", async () => {
    await open({ hash: "#/lessons" }, async ({ page, complaints }) => {
      await page.locator(".lesson-cards li").first().waitFor();
      expect(await page.locator(".lesson-cards li").count()).toBe(lessonOrder.length);
      for (const [k, lesson] of lessonOrder.entries()) {
        await page.locator(".lesson-cards a").nth(k).click();
        await page.waitForURL((url) => url.hash.includes(`chart=${lesson}`));
        for (;;) {
          await page.locator(".board, [data-figure=now]").first().waitFor({ timeout: 60_000 });
          expect(await page.locator(".lesson-step .lever, .lesson-step h3").count()).not.toBe(0);
          const next = page.getByRole("button", { name: "Next step" });
          if (await next.isDisabled()) break;
          await next.click();
        }
        await page.getByRole("link", { name: "All lessons" }).click();
      }
      expect(complaints).toEqual([]);
    });
  });

  test("a guess is drawn by keys, the runs are revealed with its score, and the number is found", async () => {
    await open({ hash: "#/lessons?chart=example-or-cause" }, async ({ page }) => {
      const board = page.getByRole("slider", { name: "Your guess" });
      await board.focus();
      expect(await board.getAttribute("aria-valuetext")).toBe("2011: Nothing is drawn yet.");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("End");
      await page.keyboard.press("PageDown");
      expect(await board.getAttribute("aria-valuetext")).toMatch(/^2040: \d/);
      expect(await page.locator("[data-figure=now]").count()).toBe(0);
      await page.getByRole("button", { name: "Show the runs" }).press("Enter");
      await page.getByText(/^Your line lies \d+\.\d\spp from the median/).waitFor();
      // The runs that are revealed are those of what the step tries.
      await page.getByText("1 change from the start.").waitFor();
      await differ(page);
      const [now, start] = await figures(page);
      const field = page.getByLabel("Your number");
      await field.fill("much");
      await field.press("Enter");
      await page.getByText("Write a number, such as 4.2.").waitFor();
      await field.fill("99");
      await field.press("Enter");
      await page.getByText("Not yet: your number is too high.").waitFor();
      await page.getByRole("button", { name: "Show the number" }).click();
      await page.getByText("The model has", { exact: false }).waitFor();
      await field.fill(String(start - now).replace(".", ","));
      await field.press("Enter");
      await page.getByText(/^Right\. The model has −/).waitFor();
      await page.locator(".lesson-steps .badge", { hasText: "found" }).waitFor();
      await page.getByRole("button", { name: "Show the answer" }).click();
      await page.locator(".answer").waitFor();
    });
  });

  test("a lever that is moved until the figures agree stands at the number that is sought", async () => {
    await open({ hash: "#/lessons?chart=example-or-cause.2" }, async ({ page }) => {
      await page.getByRole("button", { name: "Try it" }).click();
      await differ(page);
      const lever = page.getByLabel("Base rate of openings, number");
      let [low, high] = [0.0243, 0.07];
      for (let k = 0; k < 6; k++) {
        const middle = (low + high) / 2;
        const before = await page.locator("[data-figure=now]").innerText();
        await lever.fill(String(middle));
        await lever.press("Enter");
        await page.waitForFunction(
          (text) => document.querySelector("[data-figure=now]")?.textContent !== text,
          before,
        );
        const [now, start] = await figures(page);
        if (now < start) low = middle;
        else high = middle;
      }
      await page.getByLabel("Your number").fill(String((low + high) / 2));
      await page.getByLabel("Your number").press("Enter");
      await page.getByText(/^Right\. The model has 0\.0/).waitFor({ timeout: 60_000 });
      await page.locator("article.lesson").press("Control+z");
      await page.getByRole("button", { name: "Back to the start" }).click();
      await page.getByText("This is the lesson as it starts.").waitFor();
    });
  });

  test("its runs are those of its file on the command line", async () => {
    const run = await finish(startCli(["run", "scenarios/lessons/treaty-design.yaml", "--json"]));
    const hash: string = JSON.parse(run.out).result_hash;
    await open({ hash: "#/lessons?chart=treaty-design.2" }, async ({ page }) => {
      await page.getByText(`result ${hash.slice(7, 15)}`, { exact: false }).waitFor();
    });
  });

  test("its world goes to Explore with its changes, where nothing had moved before", async () => {
    await open({ hash: "#/lessons?chart=tipping-moratoria.3" }, async ({ page, complaints }) => {
      await page.getByRole("button", { name: "Try it" }).click();
      await page.getByText("1 change from the start.").waitFor();
      expect(
        await page.getByRole("button", { name: "Undo", exact: true }).first().isDisabled(),
      ).toBe(true);
      await page.getByRole("button", { name: "Open in Explore" }).click();
      await page.locator("main[data-view=explore] .map-frame").waitFor();
      await page.getByRole("button", { name: "Undo: Tipping moratoria" }).waitFor();
      expect(await page.getByLabel("Scenario", { exact: true }).inputValue()).toBe(
        "tipping-moratoria",
      );
      await page.waitForURL(/s=z:|s=z%3A/);
      expect(complaints).toEqual([]);
    });
  });

  test("runs that cannot be had are said, and come when they are tried again", async () => {
    let broken = true;
    const prepare = async (page: Page): Promise<void> => {
      await page.route("**/assets/world-*.json", (route) =>
        broken ? route.abort() : route.continue(),
      );
    };
    await open({ hash: "#/lessons?chart=lock-in", prepare }, async ({ page }) => {
      await page.getByText("It could not be run", { exact: false }).waitFor();
      broken = false;
      await page.getByRole("button", { name: "Try again" }).click();
      await page.locator(".board").waitFor();
    });
  });
});

/** Waits until the runs of what was changed are there. */
async function differ(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const read = (name: string) => document.querySelector(`[data-figure=${name}]`)?.textContent;
    return read("now") !== undefined && read("now") !== read("start");
  });
}

/** The measured figures: now, and as the lesson starts. */
async function figures(page: Page): Promise<readonly [number, number]> {
  const read = async (name: string): Promise<number> =>
    Number.parseFloat(await page.locator(`[data-figure=${name}]`).innerText());
  return [await read("now"), await read("start")];
}
