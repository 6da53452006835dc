import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openShared, type SharedFolder } from "../../../src/results/node/plans/shared-folder.ts";
import { sweepParts } from "../../../src/results/node/plans/sweep-parts.ts";

const HOUR = 3_600_000;
const [one, other] = ["a".repeat(64), "b".repeat(64)];

let shared: SharedFolder;
beforeEach(() => {
  shared = openShared(mkdtempSync(join(tmpdir(), "panoptes-parts-")), { create: true });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(shared.path, { recursive: true, force: true });
});

/** A file whose last write lies so many ms back. */
function left(place: string, age: number): void {
  const path = join(shared.path, place);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "half");
  const at = new Date(Date.now() - age);
  utimesSync(path, at, at);
}

/** Files in the shared folder but for its identity. */
function files(): readonly string[] {
  return readdirSync(shared.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "shared.json")
    .map(({ parentPath, name }) => join(parentPath, name).slice(shared.path.length + 1))
    .sort();
}

describe("what killed writers left", () => {
  test("goes when it is older than an hour, and never before; whole files stay at any age", () => {
    left(`chunks/${one}/0-8.chunk.node1-1-0.part`, HOUR + 60_000);
    left(`chunks/${one}/8-8.chunk.node1-1-1.part`, HOUR - 60_000);
    left(`chunks/${one}/16-8.chunk.node1-1-2.part`, 0);
    left(`chunks/${one}/24-8.chunk`, 90 * HOUR);
    left(`failed/${one}/0-8.json.node1-1-0.part`, 2 * HOUR);
    left(`failed/${one}/0-8.json`, 2 * HOUR);
    left(`designs/${one}.design.node1-1-0.part`, 2 * HOUR);
    left(".clock-1", 2 * HOUR);
    expect(sweepParts(shared)).toBe(4);
    expect(files()).toEqual([
      `chunks/${one}/16-8.chunk.node1-1-2.part`,
      `chunks/${one}/24-8.chunk`,
      `chunks/${one}/8-8.chunk.node1-1-1.part`,
      `failed/${one}/0-8.json`,
    ]);
    expect(sweepParts(shared)).toBe(0);
  });

  test("is looked for among the chunks of the designs that are named", () => {
    left(`chunks/${one}/0-8.chunk.x.part`, 2 * HOUR);
    left(`chunks/${other}/0-8.chunk.x.part`, 2 * HOUR);
    expect(sweepParts(shared, [one])).toBe(1);
    expect(files()).toEqual([`chunks/${other}/0-8.chunk.x.part`]);
    expect(sweepParts(shared)).toBe(1);
  });

  test("is as old as the folder's clock says, whatever that of this machine does", () => {
    left(`chunks/${one}/0-8.chunk.x.part`, 0);
    vi.useFakeTimers({ now: Date.now() + 5 * HOUR, toFake: ["Date"] });
    expect(sweepParts(shared)).toBe(0);
    expect(files()).toHaveLength(1);
  });

  test("stays where the folder is gone, and nobody fails for it", () => {
    mkdirSync(join(shared.path, "chunks", one, "folder.part"), { recursive: true });
    expect(sweepParts(shared)).toBe(0);
    expect(sweepParts({ ...shared, path: join(shared.path, "gone") })).toBe(0);
  });
});
