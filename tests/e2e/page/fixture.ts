import { afterAll, beforeAll, describe } from "vitest";
import { launchChromium } from "../../support/chromium.ts";
import type { StaticHost } from "../../support/static-host.ts";
import { hostPage, type Opened, type OpenOptions, withPage } from "./open-page.ts";

/** A browser and a host with the built page, for the tests of one file. */
export interface PageFixture {
  /** Groups tests of the page; they are skipped where there is no browser. */
  describePage(name: string, tests: () => void): void;
  /** Opens the page in a context of its own, and closes it after use. */
  open(options: OpenOptions, use: (opened: Opened) => Promise<void>): Promise<void>;
}

// Seconds on an idle machine; a busy one must not fail them.
const timeout = 180_000;

/** Starts the browser of a file; it and the host end with the file's tests. */
export async function pageFixture(): Promise<PageFixture> {
  const started = await launchChromium();
  let host: StaticHost | null = null;
  beforeAll(async () => {
    host = await hostPage();
  });
  afterAll(async () => {
    await started?.close();
    await host?.close();
  });
  return {
    describePage: (name, tests) => {
      describe.skipIf(started === null)(name, { timeout }, tests);
    },
    open: async (options, use) => {
      if (started === null || host === null) throw new Error("there is no page to open");
      await withPage(started, host.address, options, use);
    },
  };
}
