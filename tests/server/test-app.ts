import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll } from "vitest";
import { inlineReplayer } from "../../src/experiments/explain/replays.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";
import { type AppOptions, buildApp } from "../../src/server/app.ts";
import { type HereOptions, performHere } from "../../src/server/jobs/performer.ts";

/** A server to be called by `inject`, on the shipped world, without a page. */
export async function testApp({
  executor = () => inlineExecutor({ chunk: 1, pause: setImmediate }),
  ...options
}: Partial<AppOptions> & Partial<Pick<HereOptions, "executor">> = {}): Promise<
  Awaited<ReturnType<typeof buildApp>>
> {
  const world = await builtinWorld();
  if (!world.ok) throw new Error("the shipped world is broken");
  return buildApp({
    version: "9.9.9",
    world: world.value,
    page: null,
    token: null,
    store: options.store ?? mkdtempSync(join(tmpdir(), "panoptes-store-")),
    performer: (folder) =>
      performHere(folder, {
        ...{ world: world.value, version: "9.9.9", executor },
        replayer: () => inlineReplayer(setImmediate),
      }),
    threads: 1,
    ...options,
  });
}

/** A server and its store for the tests of one file; both end with them. */
export async function appOfFile(): Promise<{
  readonly app: Awaited<ReturnType<typeof testApp>>;
  readonly store: string;
}> {
  const store = mkdtempSync(join(tmpdir(), "panoptes-store-"));
  const app = await testApp({ store });
  afterAll(async () => {
    await app.close();
    rmSync(store, { recursive: true, force: true });
  });
  return { app, store };
}

/** A folder that looks like a built page, with a secret beside it. */
export function pageFolder(): { readonly folder: string; readonly page: string } {
  const folder = mkdtempSync(join(tmpdir(), "panoptes-page-"));
  const page = join(folder, "web");
  mkdirSync(join(page, "assets"), { recursive: true });
  writeFileSync(join(page, "index.html"), "<!doctype html><title>Page</title>");
  writeFileSync(join(page, "assets", "main-D4f1a2.js"), "export {};");
  writeFileSync(join(page, "world.json"), "{}");
  writeFileSync(join(page, "large.js"), "export const a = 1;\n".repeat(500));
  writeFileSync(join(page, ".hidden"), "secret");
  writeFileSync(join(folder, "secret.txt"), "secret");
  return { folder, page };
}
