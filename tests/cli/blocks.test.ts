import { expect, test } from "vitest";
import { blocksOf } from "../../src/cli/run/blocks.ts";
import type { SeriesColumn } from "../../src/results/summary.ts";

const column = (outcome: string): SeriesColumn => ({
  name: outcome,
  outcome,
  by: "none",
  of: null,
  unit: "share",
  definition: `What ${outcome} is`,
});

const columns = [
  "adoption.share",
  "rights.erosion",
  "rights.exposure",
  "rights.relief",
  "security.benefit",
  "security.exposure",
].map(column);

test("a composite index is never shown without its components", () => {
  const request = { name: "r", metric: "rights.erosion", by: "none", of: null, at: 2030 } as const;
  const blocks = blocksOf(columns, [request], null);
  const shown = blocks.find(({ title }) => title === "Other outcomes")?.lines ?? [];
  expect(shown.map(({ column: { outcome }, at }) => [outcome, at])).toEqual([
    ["rights.erosion", 2030],
    ["rights.exposure", 2030],
    ["rights.relief", 2030],
  ]);
  const security = { ...request, metric: "security.benefit", at: null };
  expect(blocksOf(columns, [security], null)[1]?.lines).toHaveLength(2);
});
