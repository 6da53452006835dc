import { describe, expect, test } from "vitest";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import {
  type Contender,
  compareScenarios,
} from "../../../src/results/compare/compare-scenarios.ts";
import { comparisonPage } from "../../../src/results/compare/report.ts";
import { pageDocument } from "../../../src/results/page.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";

const world = builtinWorld();

async function contender(name: string, ...settings: string[]): Promise<Contender> {
  const read = await loadScenario(name, {
    settings: ["time.end=2016Q4", ...settings],
    world: () => world,
  });
  if (!read.ok || read.world === null) throw new Error(`cannot read ${name}`);
  return { scenario: read.value, world: read.world };
}

const baseline = await contender("baseline");
const cheaper = await contender("baseline", "choice.price=3", "time.start=2012Q1");
const other = await contender("baseline", "choice.price=3");
const options = { count: 12, seed: "5" };

describe("scenarios with the same luck", () => {
  test("a scenario against itself is the same in every pair", async () => {
    const { pairs } = await compareScenarios([baseline, baseline], inlineExecutor(), options);
    const [pair] = pairs;
    expect(pair?.pairs).toBe(12);
    expect(pair?.parting).toMatchObject({ pairs: 12, parted: 0 });
    for (const { statistics } of pair?.outcomes ?? []) expect(statistics.direction).toBe("same");
  });

  test("differ pair by pair where their inputs differ, and part where the first contract does", async () => {
    const { pairs, ranks } = await compareScenarios([baseline, other], inlineExecutor(), {
      ...options,
      goals: { "adoption.countries": "minimise" },
      partingPairs: 5,
    });
    const [pair] = pairs;
    expect(pair?.parting?.pairs).toBe(5);
    expect(pair?.parting?.parted).toBeGreaterThan(0);
    const share = pair?.outcomes.find(({ column }) => column.name === "adoption.share.china");
    const { higher = 0, same = 0, lower = 0 } = share?.statistics ?? {};
    expect(higher + same + lower).toBe(12);
    expect(share?.overTime).toHaveLength(24);
    expect(share?.overTime.at(-1)).toEqual(share?.statistics);
    expect(ranks[0]?.standings).toHaveLength(2);
    // The first countries of the pairs that part differ from their step on.
    const [first] = pair?.parting?.first ?? [];
    expect(pair?.parting?.spread[Math.round(first?.step ?? 0)]?.mean).toBeGreaterThan(0);
  });

  test("are compared on the dates that they share", async () => {
    const { pairs } = await compareScenarios([baseline, cheaper], inlineExecutor(), options);
    expect(pairs[0]?.periods[0]).toBe("2012Q1");
    expect(pairs[0]?.periods).toHaveLength(20);
  });

  test("are refused where there is nothing to compare", async () => {
    await expect(compareScenarios([baseline], inlineExecutor(), options)).rejects.toThrow(
      "at least two",
    );
    const later = await contender("baseline", "time.end=2018Q4", "time.start=2017Q1");
    await expect(compareScenarios([baseline, later], inlineExecutor(), options)).rejects.toThrow(
      "share no date",
    );
    await expect(
      compareScenarios([baseline, other], inlineExecutor(), {
        ...options,
        goals: { x: "minimise" },
      }),
    ).rejects.toThrow('"x" is not among the outcomes');
  });

  test("make a page on which every text of a scenario is escaped", async () => {
    const hostile: Contender = {
      ...other,
      scenario: { ...other.scenario, id: "x", title: "<script>alert(1)</script>" },
    };
    const comparison = await compareScenarios([baseline, hostile], inlineExecutor(), options);
    const page = comparisonPage({
      comparison,
      differences: [[]],
      versions: { package: "1", model: "2", data: "3" },
      seed: "5",
      commands: ["panoptes compare baseline '<x>'"],
    });
    const html = pageDocument(page, { script: "", style: "", geometry: "{}" });
    expect(html).not.toContain("<script>alert");
    expect(html).toContain("&lt;script&gt;alert");
    expect(Object.values(page.charts).map((chart) => chart?.kind)).toContain("fan");
    expect(html).toContain("12 pairs of simulated runs");
  });
});
