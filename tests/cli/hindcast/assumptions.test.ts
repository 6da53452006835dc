import { expect, test } from "vitest";
import {
  assumedAlike,
  RUNS_PER_END,
  runAssumptions,
} from "../../../src/cli/hindcast/assumptions.ts";
import type { ChunkResult, Design, Executor } from "../../../src/experiments/ensemble.ts";
import { compileScenario } from "../../../src/scenario/compile.ts";
import { loadScenario } from "../../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../../src/scenario/node/world.ts";
import { parameterRegistry } from "../../../src/scenario/registry/parameters.ts";
import { threeSets } from "../../scenario/parse-text.ts";

test("each assumed parameter outside the sets runs at both ends of its range, with the same luck", async () => {
  const loaded = await builtinWorld();
  if (!loaded.ok) throw new Error("no world");
  const world = loaded.value;
  const parsed = await loadScenario("baseline", { world });
  if (!parsed.ok) throw new Error("no scenario");
  const compiled = compileScenario(parsed.value, world);
  const ensemble = { ...threeSets, parameters: ["choice.peers", "choice.price"] };

  const ids = assumedAlike(ensemble);
  expect(ids).toContain("cost.learning_rate");
  // In the sets; and fitted, not assumed.
  expect(ids).not.toContain("choice.peers");
  expect(ids).not.toContain("opportunity.size");
  // The same level as the suppliers' constants, which sets write.
  expect(ids).not.toContain("choice.none");

  const designs: Design[] = [];
  const executorOf = (most: number): Executor => ({
    jobs: 1,
    async run(design, onChunk) {
      designs.push(design);
      await onChunk({ count: Math.min(most, design.count) } as ChunkResult);
      return { stopped: most < design.count };
    },
    close: async () => {},
  });
  const { signal } = new AbortController();
  const what = { ensemble, scenario: parsed.value, world, compiled, seed: "7", signal };
  const ends: string[] = [];
  let last: readonly number[] = [];
  const all = await runAssumptions(
    { ...what, executor: executorOf(1000), onProgress: (...now) => (last = now) },
    (id, end) => ends.push(`${id} ${end}`),
  );
  expect(all).toBe(true);
  expect(ends).toEqual(ids.flatMap((id) => [`${id} low`, `${id} high`]));
  expect(last).toEqual([2 * ids.length * RUNS_PER_END, 2 * ids.length * RUNS_PER_END]);

  const at = 2 * ids.indexOf("cost.learning_rate");
  const [low, high] = parameterRegistry["cost.learning_rate"].range;
  const pair = [designs[at], designs[at + 1]];
  const first = pair.map((one) => one?.settings[0]?.parameters);
  expect(first.map((one) => one?.["cost.learning_rate"])).toEqual([low, high]);
  // What the sets write stands beside it.
  expect(first.map((one) => one?.["choice.peers"])).toEqual([1, 1]);
  expect(pair.map((one) => [one?.seed, one?.count])).toEqual([
    ["7", RUNS_PER_END],
    ["7", RUNS_PER_END],
  ]);

  const cut = { ...what, executor: executorOf(3), onProgress: () => {} };
  expect(await runAssumptions(cut, () => {})).toBe(false);
});
