// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { pageFixture } from "./page/fixture.ts";
import { faultsInEveryLook } from "./page/looks.ts";
import { settled } from "./page/open-page.ts";

const { describePage, open } = await pageFixture();

/** A view in some state. */
interface Screen {
  readonly hash: string;
  /** What shows that it is there. */
  readonly ready: string;
  /** What brings it into its state. */
  readonly bring?: (page: Page) => Promise<void>;
}

const viewport = { width: 1280, height: 800 };
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("button", { name }).first().click();
const faulty = "schema: panoptes/scenario@1\nid: mine\nparameters: { choice.prise: 2 }\n";

const screens: readonly Screen[] = [
  {
    hash: "#/explore?s=baseline&v=1&n=4&chart=tiles",
    ready: ".land path[data-country=TUV]",
    bring: async (page) => {
      await page.locator(".assumptions summary, summary", { hasText: "Assumptions" }).click();
    },
  },
  { hash: "#/explore?s=baseline&v=1&n=4&chart=list", ready: ".country-list table" },
  { hash: "#/elsewhere?v=1", ready: "text=There is no view “elsewhere” here." },
  { hash: "#/compare?s=baseline&v=1&n=8", ready: "text=Pick a second scenario" },
  {
    hash: "#/compare?a=baseline&b=silk-road-2&b2=global-compact&v=1&n=6",
    ready: ".job-line.done",
    bring: async (page) => {
      await press(page, "Play the cascade on the map");
      await press(page, "Pause");
    },
  },
  {
    hash: "#/country?s=baseline&v=1&n=4&c=KEN",
    ready: ".job-line.done",
    bring: (page) => page.locator(".why summary").click(),
  },
  { hash: "#/network?s=baseline&v=1&c=KEN", ready: ".network .node" },
  { hash: "#/experiments?s=baseline&v=1&n=4", ready: ".lever-list" },
  { hash: "#/lessons", ready: ".lesson-cards" },
  {
    hash: "#/lessons?chart=lock-in",
    ready: ".board",
    bring: async (page) => {
      await press(page, "Show the runs without a guess");
      await press(page, "Show the answer");
    },
  },
  {
    hash: "#/editor?s=baseline&v=1",
    ready: "textarea",
    bring: async (page) => {
      await page.getByLabel("Scenario in YAML").fill(faulty);
      await page.getByText(/^\d errors/).waitFor();
    },
  },
  { hash: "#/gallery", ready: "text=Links, one a line" },
  { hash: "#/reference", ready: "text=In one paragraph" },
  { hash: "#/reference?chart=equations", ready: "text=E26 Race on price" },
  { hash: "#/reference?chart=code", ready: "text=What a step runs" },
  { hash: "#/reference?chart=countries", ready: "text=Afghanistan" },
  { hash: "#/reference?chart=parameters", ready: "text=Weight of price" },
];

describePage("every view, light and dark, on a desk, a telephone and a projector", () => {
  // By view, so that a slow machine has the time of several tests.
  const views = [...new Set(screens.map(({ hash }) => /^#\/[a-z]+/.exec(hash)?.[0] ?? ""))];
  test.each(views)("%s has no fault that axe finds, and nothing sticks out", async (view) => {
    await open({ hash: "#/reference?chart=glossary", viewport }, async ({ page }) => {
      page.setDefaultTimeout(120_000);
      await page.getByText("Paired runs").first().waitFor();
      for (const { hash, ready, bring } of screens.filter((one) => one.hash.startsWith(view))) {
        await page.evaluate((next) => {
          location.hash = next;
        }, hash);
        await page.locator(ready).first().waitFor();
        await bring?.(page);
        expect(await faultsInEveryLook(page), hash).toEqual([]);
      }
    });
  });

  test("so has Explore with an intervention's form and with each of its dialogs", async () => {
    await open({ hash: "#/explore?s=silk-road-2&v=1&n=4", viewport }, async ({ page }) => {
      await settled(page);
      await page.locator(".lane-title").first().click();
      await page.locator(".form .field").first().waitFor();
      expect(await faultsInEveryLook(page), "form").toEqual([]);
      for (const name of ["Share", "Download", "Help", /^Find/]) {
        await press(page, name);
        await page.getByRole("dialog").waitFor();
        expect(await faultsInEveryLook(page), String(name)).toEqual([]);
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
      }
    });
  });
});
