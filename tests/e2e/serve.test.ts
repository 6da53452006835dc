import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { callCli } from "../support/cli.ts";
import { startPage, startServe } from "../support/serve.ts";

vi.setConfig({ testTimeout: 60_000 });

test.each(["SIGINT", "SIGTERM"] as const)(
  "serve prints its address, answers over a socket, and ends with 0 at %s",
  async (signal) => {
    const { stop, address } = await startServe("-v");
    try {
      expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const version = await fetch(`${address}/v1/version`);
      expect(version.status).toBe(200);
      expect(await version.json()).toHaveProperty("model");
      expect((await fetch(`${address}/v1/nothing`)).status).toBe(404);
    } catch (error) {
      await stop();
      throw error;
    }
    const { code, err } = await stop(signal);
    expect(code).toBe(0);
    const lines = err.split("\n").filter((line) => line.startsWith("{"));
    expect(lines.map((line) => JSON.parse(line).route)).toEqual(["/v1/version", null]);
    expect(err).toContain("Stopping.");
  },
);

test("a port that is taken is a clear error", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as { port: number };
  const { code, err } = await callCli(["serve", "--no-page", "--port", String(port)]);
  other.close();
  expect(code).toBe(2);
  expect(err).toContain(`127.0.0.1:${port} is taken by another program`);
});

test.each([
  [["--port", "http"], "--port wants a number from 0 to 65535"],
  [["--port", "70000"], "--port wants a number from 0 to 65535"],
  [["--host", "0.0.0.0"], "set a token in PANOPTES_TOKEN"],
])("%j is refused with the way out", async (argv, message) => {
  const { code, err } = await callCli(["serve", "--no-page", ...argv]);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test("a token that is too short is refused", async () => {
  const environment = { PANOPTES_TOKEN: "short" };
  const { code, err } = await callCli(["serve", "--no-page"], { environment });
  expect(code).toBe(2);
  expect(err).toContain("the token has 5 characters");
});

test("a result has the run id and the result hash of the command line, which can report on it", async () => {
  const store = mkdtempSync(join(tmpdir(), "panoptes-serve-"));
  const { stop, address } = await startServe("--store", store, "-j", "2");
  try {
    const answer = await fetch(`${address}/v1/runs?scenario=beraja&runs=4`, { method: "POST" });
    const { run_id, result_hash } = await answer.json();
    const run = await callCli(["run", "beraja", "-n", "4", "--no-baseline", "--json"]);
    expect(JSON.parse(run.out)).toMatchObject({ run_id, result_hash });
    const folder = join(store, "results", run_id.slice("sha256:".length));
    const report = await callCli(["report", folder, "--no-baseline", "-o", join(store, "r.html")]);
    expect(report).toMatchObject({ code: 0 });
  } finally {
    await stop();
    rmSync(store, { recursive: true, force: true });
  }
});

test("the built page loads under the policy, without a word from the browser", async () => {
  const browser = await launchChromium();
  if (browser === null) return;
  const { stop, address } = await startPage();
  const said: string[] = [];
  try {
    const page = await browser.newPage({ locale: "en-US" });
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) said.push(message.text());
    });
    page.on("pageerror", (error) => said.push(String(error)));
    const answer = await page.goto(address, { waitUntil: "networkidle" });
    expect(answer?.status()).toBe(200);
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
    expect(await page.locator("main").count()).toBe(1);
    await page.goto(`${address}/docs`, { waitUntil: "networkidle" });
    expect(await page.title()).toBe("Panoptes HTTP interface");
    expect(said).toEqual([]);
  } finally {
    await browser.close();
    await stop();
  }
});
