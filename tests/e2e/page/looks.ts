// Functions given to `page.evaluate` run in the page.
/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { violations } from "./open-page.ts";

/** Rules that depend on colours and sizes; the others are the same in every look. */
const ofLooks = ["color-contrast", "target-size", "scrollable-region-focusable"];

const desk = 1280;
const phone = 375;

/**
 * What is wrong with the page as it stands, on a desk, a telephone and a projector, in light and in dark:
 * what axe finds, and what sticks out. All rules are held to a look on a desk and one on a telephone, those
 * of colours and sizes to all six. Afterwards the page is as it was, light and on a desk.
 */
export async function faultsInEveryLook(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  const look = async (name: string, rules: readonly string[] = ofLooks): Promise<void> => {
    for (const fault of await violations(page, rules)) faults.push(`${name}: ${fault}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) faults.push(`${name}: ${over} px stick out`);
  };
  const paint = (colorScheme: "light" | "dark") => page.emulateMedia({ colorScheme });
  const project = (on: boolean) =>
    page.evaluate((large) => document.documentElement.classList.toggle("projector", large), on);
  await look("desk, light", []);
  await paint("dark");
  await look("desk, dark");
  await project(true);
  await look("projector, dark");
  await paint("light");
  await look("projector, light");
  await project(false);
  await page.setViewportSize({ width: phone, height: 800 });
  await look("telephone, light");
  await paint("dark");
  await look("telephone, dark", []);
  await paint("light");
  await page.setViewportSize({ width: desk, height: 800 });
  return faults;
}
