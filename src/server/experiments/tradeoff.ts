import type { Prepared } from "../../results/sweep/prepare-sweep.ts";
import { readGoal, readLimit } from "../../results/sweep/read-choices.ts";
import { pointsTable } from "../../results/sweep/tables.ts";
import { policyRows, tradeoffDocument } from "../../results/tradeoff/document.ts";
import type { Robustness } from "../../results/tradeoff/robustness.ts";
import { type OutcomeGoals, runTradeoff } from "../../results/tradeoff/run-tradeoff.ts";
import { tradeoffTables } from "../../results/tradeoff/tables.ts";
import type { Call } from "../bind.ts";
import { requireScenario, sizeOf } from "../read-request.ts";
import { DOCUMENT } from "../read-scenarios.ts";
import { openAtPoints } from "./at-points.ts";
import type { ServedExperiment } from "./experiment.ts";
import { outcomeIndex, pointWords, prepare, readVariation, type Variation } from "./points.ts";
import { invalidQuery, listOf, orInvalid, wholeOf } from "./read-query.ts";

/** A search over levers. */
export interface TradeoffQuestion extends Variation {
  readonly objectives: OutcomeGoals;
  readonly robustness: Robustness;
  /** Worlds that a policy is tried in. */
  readonly worlds: number;
  /** Further worlds that the front is tried in. */
  readonly freshWorlds: number;
  /** Policies of a generation. */
  readonly population: number;
  /** Runs of the search. */
  readonly budget: number;
}

const robustKinds = ["mean", "worst-decile", "regret", "satisfy"] as const;

/** Policies that nothing dominates. */
export const tradeoff: ServedExperiment<TradeoffQuestion> = {
  kind: "tradeoff",
  async ask(call, { world, spread }) {
    const scenario = await requireScenario(call, world);
    const { query } = call;
    const variation = readVariation(call, scenario);
    const { digest } = await spread(scenario);
    const prepared = await prepare(scenario, world);
    const objectives = objectivesOf(call, prepared);
    const robustness = robustnessOf(call, prepared, objectives);
    const worlds = wholeOf(query.worlds, 16);
    const freshWorlds = wholeOf(query.fresh, 2 * worlds);
    const population = wholeOf(query.population, 24);
    const budget = wholeOf(query.budget, 12 * population * worlds + worlds);
    const { seed } = sizeOf(call, scenario);
    return {
      scenario,
      question: {
        ...variation,
        ...{ objectives, robustness, worlds, freshWorlds, population, budget },
      },
      // The front is tried again at the end, in fresh worlds: a population of policies at most.
      count: budget + population * freshWorlds,
      seed,
      sets: [digest],
      command: [
        ...["tradeoff", query.scenario ?? DOCUMENT, ...pointWords(call)],
        ...listOf(query.goal).flatMap((text) => ["--goal", text]),
        ...listOf(query.satisfy).flatMap((text) => ["--satisfy", text]),
        ...["--robust", robustness.kind],
        ...["--worlds", String(worlds), "--fresh", String(freshWorlds)],
        ...["--population", String(population), "--budget", String(budget), "--seed", seed],
      ],
    };
  },
  async make(work, workshop, watch) {
    const { question, seed } = work;
    const { designSeed, vary: _, ...search } = question;
    const { objectives, robustness, worlds, freshWorlds } = search;
    const at = await openAtPoints("tradeoff", work, workshop, watch);
    const { prepared, quantities, experiment } = at;
    const found = await runTradeoff(prepared, quantities, at.executor, {
      ...search,
      ...{ seed, designSeed },
      ...at.running,
    });
    const { table, stopped, points } = found;
    const shown = {
      ...{ experiment, tradeoff: found, objectives, robustness, worlds, freshWorlds },
      seconds: at.seconds(),
    };
    return at.finish({
      ...{ table, stopped },
      tables: [
        pointsTable(points, quantities, null),
        ...tradeoffTables(found, prepared.outcomes, objectives, robustness),
      ],
      answer: (versions) => (found.front.length === 0 ? null : tradeoffDocument(shown, versions)),
      rows: policyRows(shown),
    });
  },
};

/** Outcomes with a goal: those of the query, or those that the scenario gives one. */
function objectivesOf({ query }: Call, prepared: Prepared): OutcomeGoals {
  const own = prepared.outcomes.flatMap(({ goal }, outcome) =>
    goal === null ? [] : [{ outcome, goal }],
  );
  const asked = listOf(query.goal).map((text) => {
    const { name, goal } = orInvalid("goal", () => readGoal(text));
    return { outcome: outcomeIndex(prepared, "goal", name), goal };
  });
  const objectives = asked.length > 0 ? asked : own;
  if (objectives.length >= 2) return objectives;
  throw invalidQuery(
    "goal",
    `a trade-off needs two outcomes with a goal, and there are ${objectives.length}`,
    "goal=rights.erosion=minimise,security.benefit=maximise",
  );
}

/** What makes the values of a policy in many worlds one number. */
function robustnessOf({ query }: Call, prepared: Prepared, objectives: OutcomeGoals): Robustness {
  const satisfy = listOf(query.satisfy);
  const asked = query.robust ?? (satisfy.length > 0 ? "satisfy" : "mean");
  const kind = robustKinds.find((one) => one === asked);
  if (kind === undefined) {
    throw invalidQuery("robust", "it is none", `one of ${robustKinds.join(", ")}`);
  }
  if (kind !== "satisfy") {
    if (satisfy.length > 0) throw invalidQuery("satisfy", "it goes with robust=satisfy");
    return { kind };
  }
  const limits = prepared.outcomes.map(() => Number.NaN);
  for (const text of satisfy) {
    const { name, limit } = orInvalid("satisfy", () => readLimit(text));
    limits[outcomeIndex(prepared, "satisfy", name)] = limit;
  }
  const missing = objectives.find(({ outcome }) => Number.isNaN(limits[outcome] ?? Number.NaN));
  if (missing === undefined) return { kind, limits };
  const { name } = prepared.outcomes[missing.outcome] ?? { name: "" };
  throw invalidQuery("satisfy", "it needs a limit of every objective", `satisfy=${name}=0.5`);
}
