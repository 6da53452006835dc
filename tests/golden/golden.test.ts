import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { builtinNames } from "../../src/scenario/node/scenario.ts";
import { changesBetween } from "./compare.ts";
import { computeGolden, type Golden } from "./spine.ts";

const kept: Golden = JSON.parse(readFileSync(new URL("./spine.json", import.meta.url), "utf8"));
let computed: Golden;

beforeAll(async () => {
  computed = await computeGolden();
}, 60_000);

test("every built-in scenario has its runs kept", async () => {
  expect(Object.keys(kept.scenarios)).toEqual(await builtinNames());
});

test("every built-in scenario gives what it gave, bit by bit", () => {
  const changes = changesBetween(kept, computed);
  if (changes.length === 0) return;
  throw new Error(
    [
      "results changed:",
      ...changes.map((change) => `  ${change}`),
      "If this is not meant, it is a fault. If it is: bump MODEL_VERSION in src/core/version.ts (for",
      "tables, the version in scenarios/world/world.json), run `npm run golden`, and write a",
      '"Results change" entry in CHANGELOG.md: what differs, why, and by how much.',
    ].join("\n"),
  );
});

test("scenarios and seeds are told apart by their hashes", () => {
  const hashes = Object.values(kept.scenarios).flatMap(({ runs }) =>
    runs.map(({ result_hash }) => result_hash),
  );
  expect(new Set(hashes).size).toBe(hashes.length);
});

describe("a comparison with what is kept", () => {
  const change = (edit: (golden: Editable<Golden>) => void): string[] => {
    const changed: Editable<Golden> = JSON.parse(JSON.stringify(kept));
    edit(changed);
    return changesBetween(kept, changed);
  };

  test("finds nothing where nothing moved", () => {
    expect(changesBetween(kept, structuredClone(kept))).toEqual([]);
  });

  test("names the scenario, the seed and the outcome that moved, and by how much", () => {
    const lines = change(({ scenarios }) => {
      const run = scenarios["set-a"]?.runs[1];
      if (run) run.outcomes["adoption.countries"] = 1.5 * (run.outcomes["adoption.countries"] ?? 0);
    });
    expect(lines).toEqual([
      expect.stringMatching(
        /^set-a, seed 2: adoption\.countries \d+ → [\d.]+ \(\+[\d.]+, \+50%\)$/,
      ),
    ]);
  });

  test("tells a hash that moved alone: the twelve digits shown may hide the last bit", () => {
    const lines = change(({ scenarios }) => {
      const run = scenarios.baseline?.runs[0];
      if (run) run.result_hash = "0";
    });
    expect(lines).toEqual([
      expect.stringMatching(/^baseline, seed 1: result_hash [0-9a-f]{32} → 0$/),
    ]);
  });

  test("tells scenarios that came and went, and other versions", () => {
    const lines = change((golden) => {
      golden.model = "9.0.0";
      golden.scenarios.other = { result_hash: "", runs: [] };
      delete golden.scenarios["set-b"];
    });
    expect(lines).toEqual([`model version ${kept.model} → 9.0.0`, "set-b: gone", "other: new"]);
  });
});

/** The same, but for writing. */
type Editable<T> = { -readonly [K in keyof T]: Editable<T[K]> };
