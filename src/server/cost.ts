import type { CostDocument } from "../api/schemas/jobs.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { World } from "../scenario/world/world.ts";
import type { Speed } from "./jobs/speed.ts";
import type { Limits } from "./limits.ts";
import { Refusal } from "./refusal.ts";

/** What running a scenario would take; known without compiling it. */
export function costOf(
  scenario: Scenario,
  count: number,
  world: World,
  limits: Limits,
  speed: Speed,
): CostDocument {
  const { start, end, dt } = scenario.time;
  const perRun = Math.round((end - start) / dt) * world.countries.ids.length;
  const country_steps = count * perRun;
  const most_runs = Math.min(limits.runs, Math.floor(limits.job / perRun));
  return {
    country_steps,
    runs: count,
    seconds: speed.seconds(country_steps),
    inline: country_steps <= limits.inline,
    allowed: count <= most_runs,
    most_runs,
  };
}

/**
 * @param repeats how often each run that was asked for is made
 * @throws Refusal (too-expensive) with what would fit
 */
export function requireAllowed(cost: CostDocument, limits: Limits, repeats = 1): void {
  if (cost.allowed) return;
  const fits = Math.floor(cost.most_runs / repeats);
  const each = repeats === 1 ? "" : `, each made ${repeats} times,`;
  throw new Refusal(
    "too-expensive",
    `${cost.runs / repeats} runs${each} are more than this server takes; ${fits} would do`,
    [],
    {},
    { cost: cost.country_steps, limit: limits.job, fits },
  );
}
