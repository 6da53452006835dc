// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { pageFixture } from "./page/fixture.ts";
import { violations } from "./page/open-page.ts";

const { describePage, open } = await pageFixture();

const reds = "Reds: https://x.org/#/explore?s=baseline&v=1&p=choice.price:4";
const blues = "Blues: #/explore?s=price-war-2026&v=1&p=choice.price:3~choice.lock_in:0.5";

describePage("the gallery", () => {
  test("puts teams side by side and says what each adds; what is no team is told", async () => {
    await open({ hash: "#/lessons" }, async ({ page, complaints }) => {
      await page.getByRole("link", { name: /^Gallery/ }).click();
      await page
        .getByLabel("Links, one a line", { exact: false })
        .fill(
          [reds, "no link", "Short: #/explore?s=baseline&v=1&p=time.end:2030Q4", blues].join("\n"),
        );
      await page.getByRole("button", { name: "Show" }).click();
      await page.getByText("“no link” holds no link", { exact: false }).waitFor();
      await page.getByText("Short: the scenario sets “time”", { exact: false }).waitFor();
      await page.getByText("Done: 2 teams").waitFor({ timeout: 120_000 });
      expect(await page.locator(".gallery canvas").count()).toBe(3);
      const row = page.getByRole("row", { name: /^choice\.price/ });
      expect(await row.locator("td").allInnerTexts()).toEqual([
        "Reds 4 · Blues 3",
        "3",
        "3.5",
        "4",
      ]);
      await page.getByLabel("Outcome").selectOption({ label: "Share of countries with China" });
      const [red, blue] = await credits(page);
      // A team's credit counts pairs of the runs of all with those of all but it.
      expect(red).toMatch(/^[+−±]\d+(\.\d)?\spp higher in \d+, lower in \d+ of 40$/);
      expect(blue).not.toBe(red);
      await page.getByRole("link", { name: "Data & docs" }).click();
      await page.waitForURL(/#\/reference/);
      await page.goBack();
      await page.getByRole("heading", { name: "What each team adds" }).waitFor();
      expect(complaints).toEqual([]);
    });
  });

  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 360],
  ] as const) {
    test(`axe finds nothing, ${colorScheme}, ${width} px, and nothing is cut off`, async () => {
      const viewport = { width, height: 800 };
      await open({ hash: "#/gallery", colorScheme, viewport }, async ({ page }) => {
        await page.getByLabel("Links, one a line", { exact: false }).fill(`${reds}\nx`);
        await page.getByRole("button", { name: "Show" }).click();
        await page.getByText("Done: 1 team", { exact: false }).waitFor({ timeout: 120_000 });
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      });
    });
  }
});

/** What the teams add, with their pairs, in the order of the table. */
async function credits(page: Page): Promise<readonly string[]> {
  const rows = page.locator(".gallery-table").first().locator("tbody tr");
  return rows.evaluateAll((all) =>
    all.map((row) =>
      [...row.querySelectorAll("td")]
        .slice(1)
        .map((cell) => cell.textContent)
        .join(" "),
    ),
  );
}
