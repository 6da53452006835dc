// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { finish, startCli } from "../support/cli.ts";
import { pageFixture } from "./page/fixture.ts";
import { brief, settled } from "./page/open-page.ts";

const { describePage, open } = await pageFixture();

const head = "schema: panoptes/scenario@1\nid: mine\ntitle: My scenario\nextends: baseline\n";
const sound = `${head}runs: { count: 20, seed: 1 }\nparameters:\n  choice.price: { value: 3, because: Dearer }\n`;
const faulty = `${head}parameters:
  choice.prise: 2
  choice.price: { value: 3, was: 7 }
interventions:
  - id: a
    at: 2030Q1
    until: 2027Q1
    who: [FRN]
    do: { ban: { supplier: china, compliance: 8 } }
`;

describePage("scenarios as text on the page", () => {
  test("the editor finds what the command line finds, at the same line and column", async () => {
    const run = await finish(startCli(["validate", "-", "--json"], { input: faulty }));
    const expected = problemsOf(JSON.parse(run.out));
    expect(expected.length).toBeGreaterThan(3);
    await open({ hash: "#/editor?s=baseline&v=1" }, async ({ page, complaints }) => {
      const field = page.getByLabel("Scenario in YAML");
      await field.fill(faulty);
      await page.getByText(/^\d errors/).waitFor();
      const shown = await page.locator(".problems li").evaluateAll((items) =>
        items.map((item) => {
          const place = item.querySelector("button")?.textContent ?? "";
          return `${place} ${item.querySelector("strong")?.textContent}`;
        }),
      );
      expect([...shown].sort()).toEqual([...expected].sort());
      expect(await page.getByRole("button", { name: "Apply" }).isDisabled()).toBe(true);
      await page.getByRole("button", { name: "6:3" }).click();
      expect(await selected(page)).toBe("choice.prise");
      expect(complaints).toEqual([]);
    });
  });

  test("a text is applied as one step, opens again from its link, and is taken back by undo", async () => {
    await open({ hash: "#/editor?s=baseline&v=1&n=20" }, async ({ page }) => {
      const field = page.getByLabel("Scenario in YAML");
      await page.waitForFunction(() =>
        document.querySelector("textarea")?.value.startsWith("schema: panoptes/scenario@1\n"),
      );
      await field.fill(sound);
      await page.getByText("No problems.").waitFor();
      await page.getByRole("button", { name: "Apply" }).click();
      await page.getByText("Applied. Undo takes it back.").waitFor();
      expect(await field.inputValue()).toContain("because: Dearer");
      expect(await page.getByLabel("Weight of price", { exact: true }).inputValue()).toBe("3");
      await page.getByRole("button", { name: "Undo: Apply the scenario file" }).click();
      expect(await page.getByLabel("Weight of price", { exact: true }).inputValue()).toBe("2.5");
      expect(await field.inputValue()).not.toContain("Dearer");
    });
  });

  test("words that fit are offered and picked by keys", async () => {
    await open({ hash: "#/editor?s=baseline&v=1" }, async ({ page }) => {
      const field = page.getByLabel("Scenario in YAML");
      await field.fill(`${head}mechanisms:\n  pee`);
      const focused = (text: string) =>
        page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, text);
      await page.locator(".completions button", { hasText: "peers" }).first().waitFor();
      await page.keyboard.press("Control+Space");
      await focused("peers");
      await page.keyboard.press("Enter");
      await expect.poll(() => field.inputValue()).toMatch(/\n {2}peers: $/);
      await page.locator(".completions button", { hasText: "false" }).waitFor();
      await page.keyboard.press("Control+Space");
      await focused("true");
      await page.keyboard.press("ArrowRight");
      await focused("false");
      await page.keyboard.press("Enter");
      await expect.poll(() => field.inputValue()).toMatch(/\n {2}peers: false$/);
      await page.getByText("No problems.").waitFor();
    });
  });

  test("a file is dropped anywhere; one with errors waits in the editor and the present one stays", async () => {
    await open({ hash: brief }, async ({ page, complaints }) => {
      await drop(page, "mine.yaml", sound);
      await page.getByRole("button", { name: "Undo: Open mine.yaml" }).waitFor();
      expect(await page.getByLabel("Scenario", { exact: true }).inputValue()).toBe("mine");
      await settled(page);
      await drop(page, "faulty.yaml", faulty);
      await page.getByText("This is faulty.yaml.").waitFor();
      expect(await page.getByLabel("Scenario in YAML").inputValue()).toBe(faulty);
      expect(await page.getByLabel("Scenario", { exact: true }).inputValue()).toBe("mine");
      await page.getByRole("link", { name: "Data & docs" }).click();
      await page.getByRole("link", { name: "File" }).click();
      expect(await page.getByLabel("Scenario in YAML").inputValue()).toBe(faulty);
      await drop(page, "big.yaml", "#".repeat(300 * 1024));
      await page.getByText("big.yaml has 300 KB; a scenario has at most 256 KB.").waitFor();
      await drop(page, "picture.png", "\u0000PNG\u0000");
      await page.getByText("This is picture.png.").waitFor();
      await page.getByText(/^\d errors?$/).waitFor();
      expect(complaints).toEqual([]);
    });
  });

  test("a link or a text is pasted anywhere, as a step that undo takes back", async () => {
    await open({ hash: brief }, async ({ page }) => {
      const link = `https://example.org/page/#/explore?s=silk-road-2&v=1&n=20&p=choice.price:3`;
      await paste(page, link);
      await page.getByRole("button", { name: "Undo: Open the link" }).waitFor();
      expect(await page.getByLabel("Scenario", { exact: true }).inputValue()).toBe("silk-road-2");
      expect(await page.getByLabel("Weight of price", { exact: true }).inputValue()).toBe("3");
      await page.keyboard.press("Control+z");
      expect(await page.getByLabel("Scenario", { exact: true }).inputValue()).toBe("baseline");
      await paste(page, "#/explore?s=baseline&v=1&p=choice.price:-999");
      await page.getByText("so the present one stays", { exact: false }).waitFor();
      expect(await page.getByLabel("Weight of price", { exact: true }).inputValue()).toBe("2.5");
      await paste(page, "Just a sentence.");
      await paste(page, sound);
      await page.getByRole("button", { name: "Undo: Open the pasted text" }).waitFor();
    });
  });
});

/** Drops a file onto the page as a browser does. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  await page.evaluate(
    ([file = "", text = ""]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], file));
      const options = { bubbles: true, cancelable: true, dataTransfer: data };
      document.body.dispatchEvent(new DragEvent("dragover", options));
      document.body.dispatchEvent(new DragEvent("drop", options));
    },
    [name, content],
  );
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", pasted);
    document.body.dispatchEvent(
      new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }),
    );
  }, text);
}

function selected(page: Page): Promise<string> {
  return page.getByLabel("Scenario in YAML").evaluate((field) => {
    const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement;
    return value.slice(selectionStart, selectionEnd);
  });
}

/** Place and code of every problem that the command line reports. */
function problemsOf(report: unknown): readonly string[] {
  const found: string[] = [];
  JSON.stringify(report, (_, value) => {
    if (typeof value?.code === "string" && typeof value.line === "number") {
      found.push(`${value.line}:${value.column} ${value.code}`);
    }
    return value;
  });
  return found;
}
