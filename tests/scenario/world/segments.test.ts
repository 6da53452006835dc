import { describe, expect, test } from "vitest";
import { inlineExecutor } from "../../../src/experiments/inline.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { seriesColumns } from "../../../src/results/series-columns.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import { parseScenario } from "../../../src/scenario/parse.ts";
import { resolvedDocument } from "../../../src/scenario/resolved-document.ts";
import type { Scenario } from "../../../src/scenario/scenario.ts";
import type { World } from "../../../src/scenario/world/world.ts";
import { checkSmall, told, worldOf } from "./small-world.ts";

const FIVE = `id,name,ceiling,population,incident_weight,security_weight,rights_weight
streets,Streets,0.6,0.4,1,0.5,0.3
stations,Stations,0.9,0.2,0.7,0.2,0.1
housing,,0.3,0.2,1.2,0.1,0.4
schools,Schools,0.5,0.1,1.5,0.1,0.1
borders,Borders,1,0.1,,0.1,0.1
`;

const MODELS = `id,ceiling,population,incident_weight,security_weight,rights_weight
public_space,0.6,0.5,1,0.5,0.4
transport_hub,0.9,0.2,0.7,0.3,0.2
residential,0.3,0.3,1.2,0.2,0.4
`;

async function scenarioOn(world: World, text = ""): Promise<Scenario> {
  const parsed = await parseScenario(
    `schema: panoptes/scenario@1\nid: own\ntitle: Own\ntime: { start: 2011Q1, end: 2030Q4 }\n${text}`,
    { world },
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.value;
}

async function runs(world: World): Promise<{ hashes: readonly string[]; columns: Float64Array[] }> {
  const compiled = compileScenario(await scenarioOn(world), world);
  const hashes: string[] = [];
  const columns: Float64Array[] = [];
  await inlineExecutor().run(makeDesign(compiled, { count: 12, seed: "1" }), (chunk) => {
    hashes.push(...chunk.hashes);
    columns.push(chunk.columns);
    expect(chunk.failures).toEqual([]);
  });
  return { hashes, columns };
}

describe("segments.csv", () => {
  test("with the model's own three is the world without it, to the bit", async () => {
    const plain = await runs(worldOf(checkSmall()));
    expect((await runs(worldOf(checkSmall({ "segments.csv": MODELS })))).hashes).toEqual(
      plain.hashes,
    );
    const other = MODELS.replace("0.6,0.5", "0.5,0.5");
    expect((await runs(worldOf(checkSmall({ "segments.csv": other })))).hashes).not.toEqual(
      plain.hashes,
    );
  });

  test("gives a world five segments, in the order of its rows, in every outcome by segment", async () => {
    const world = worldOf(checkSmall({ "segments.csv": FIVE }));
    expect(world.segments?.names).toEqual(["Streets", "Stations", "housing", "Schools", "Borders"]);
    expect([...(world.segments?.columns.incident_weight ?? [])]).toEqual([1, 0.7, 1.2, 1.5, 1]);
    const outcomes = `outcomes:\n  - { metric: contracts.count, segment: schools }\n`;
    const compiled = compileScenario(await scenarioOn(world, outcomes), world);
    expect(compiled.frame.segments).toBe(5);
    expect(compiled.labels.segments).toEqual(world.segments?.ids);
    const names = seriesColumns(compiled.frame, compiled.labels).map(({ name }) => name);
    const { columns } = await runs(world);
    const { steps } = compiled.frame;
    for (const id of world.segments?.ids ?? []) {
      const at = names.indexOf(`contracts.count.${id}`);
      expect(at).toBeGreaterThanOrEqual(0);
      // Contracts are signed in every segment by somebody, in some run.
      const most = columns.map((chunk) => {
        const runsOf = chunk.length / (names.length * steps);
        const ends = Array.from(
          { length: runsOf },
          (_, run) => (run * names.length + at + 1) * steps,
        );
        return Math.max(...ends.map((end) => chunk[end - 1] ?? 0));
      });
      expect(Math.max(...most)).toBeGreaterThan(0);
    }
  });

  test("takes shares of population for weights that are left out", () => {
    const table = "id,ceiling,population\na,1,0.25\nb,1,0.75\n";
    const { segments } = worldOf(checkSmall({ "segments.csv": table }));
    expect([...(segments?.columns.rights_weight ?? [])]).toEqual([0.25, 0.75]);
    expect([...(segments?.columns.incident_weight ?? [])]).toEqual([1, 1]);
  });

  test("reports every fault at once: sums, ranges, missing and repeated cells", () => {
    const table = FIVE.replace("0.6,0.4", "0.6,0.5")
      .replace("stations", "streets")
      .replace("0.3,0.2", ",2");
    expect(told(checkSmall({ "segments.csv": table }))).toEqual([
      "E415 segments.csv:3:1",
      "E414 segments.csv:4:10",
      "E411 segments.csv:4:11",
      "E427 segments.csv:1:1",
      "E427 segments.csv:1:1",
    ]);
    const many = `id,ceiling,population\n${Array.from({ length: 17 }, (_, k) => `s${k},1,${k === 0 ? 1 : 0}\n`).join("")}`;
    expect(told(checkSmall({ "segments.csv": many }))).toEqual(["E427 segments.csv:1:1"]);
  });

  test("lets a scenario that writes everything out be read again", async () => {
    const world = worldOf(checkSmall({ "segments.csv": FIVE }));
    const scenario = await scenarioOn(world);
    const text = resolvedDocument(scenario);
    const again = await parseScenario(text, { world });
    expect(again.problems).toEqual([]);
    expect(again.ok && again.value.parameters).toEqual(scenario.parameters);
  });

  test("makes parameters of the model's segments, which would change nothing, an error", async () => {
    const world = worldOf(checkSmall({ "segments.csv": FIVE }));
    const parsed = await parseScenario(
      "schema: panoptes/scenario@1\nid: own\ntitle: Own\nparameters: { coverage.ceiling.residential: 0.5 }\n" +
        "uncertainty: { incident.weight.residential: { uniform: [1, 2] } }\n" +
        "outcomes:\n  - { metric: contracts.count, segment: residential }\n",
      { world },
    );
    expect(parsed.problems.map(({ code, line }) => [code, line])).toEqual([
      ["E243", 4],
      ["E243", 5],
      ["E233", 7],
    ]);
  });
});
