import { loadScenario } from "../src/scenario/node/scenario.ts";
import type { Scenario } from "../src/scenario/scenario.ts";

/** The scenario that the benchmarks run. */
export async function loadBaseline(): Promise<Scenario> {
  const parsed = await loadScenario("baseline");
  if (!parsed.ok) throw new Error(`baseline is invalid: ${parsed.problems[0]?.message}`);
  return parsed.value;
}
