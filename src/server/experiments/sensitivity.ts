import { indexRows, sensitivityDocument } from "../../results/sensitivity/document.ts";
import { runSensitivity, sensitivityRuns } from "../../results/sensitivity/run-sensitivity.ts";
import { indexTables } from "../../results/sensitivity/tables.ts";
import { readGroup } from "../../results/sweep/read-choices.ts";
import { pointsTable } from "../../results/sweep/tables.ts";
import { requireScenario, sizeOf } from "../read-request.ts";
import { DOCUMENT } from "../read-scenarios.ts";
import { openAtPoints } from "./at-points.ts";
import type { ServedExperiment } from "./experiment.ts";
import {
  outcomeIndex,
  pointWords,
  prepare,
  quantitiesOf,
  readVariation,
  type Variation,
} from "./points.ts";
import { invalidQuery, orInvalid, wholeOf, wordsOf } from "./read-query.ts";

/** A sensitivity analysis. */
export interface SensitivityQuestion extends Variation {
  readonly method: "sobol" | "morris";
  /** Rows of the design, or trajectories. */
  readonly base: number;
  readonly secondOrder: boolean;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Index of the only outcome to show, or null for all. */
  readonly outcome: number | null;
}

/** Rows and trajectories unless told. */
const standingBase = { sobol: 128, morris: 24 } as const;

/** What matters to a scenario's outcomes, luck included. */
export const sensitivity: ServedExperiment<SensitivityQuestion> = {
  kind: "sensitivity",
  async ask(call, { world, spread }) {
    const scenario = await requireScenario(call, world);
    const { query } = call;
    const variation = readVariation(call, scenario);
    const { digest } = await spread(scenario);
    const method = query.method === "morris" ? "morris" : "sobol";
    const secondOrder = query.second_order === "true";
    if (method === "morris" && secondOrder) {
      throw invalidQuery("second_order", "it goes with the method sobol");
    }
    const base = wholeOf(query.base, standingBase[method]);
    const groups = (query.group?.split(";") ?? []).map((text) =>
      orInvalid("group", () => readGroup(text)),
    );
    const prepared = await prepare(scenario, world);
    const design = { method, base, secondOrder, groups: Object.fromEntries(groups) } as const;
    const quantities = quantitiesOf(variation, scenario);
    return {
      scenario,
      question: {
        ...variation,
        ...design,
        outcome:
          query.outcome === undefined ? null : outcomeIndex(prepared, "outcome", query.outcome),
      },
      count: orInvalid("group", () => sensitivityRuns(prepared, quantities, design)),
      seed: sizeOf(call, scenario).seed,
      sets: [digest],
      command: [
        ...["sensitivity", query.scenario ?? DOCUMENT, ...pointWords(call)],
        ...["--method", method, "--base", String(base), ...wordsOf(query, ["outcome"])],
        ...groups.flatMap(([name, members]) => ["--group", `${name}=${members.join(",")}`]),
        ...(secondOrder ? ["--second-order"] : []),
        ...["--seed", sizeOf(call, scenario).seed],
      ],
    };
  },
  async make(work, workshop, watch) {
    const { question, seed } = work;
    const { designSeed, method, base, secondOrder, groups, outcome } = question;
    const at = await openAtPoints("sensitivity", work, workshop, watch);
    const { prepared, quantities, experiment } = at;
    const found = await runSensitivity(prepared, quantities, at.executor, {
      ...{ method, base, designSeed, seed, secondOrder, groups },
      ...at.running,
    });
    const { table, stopped, points } = found;
    const shown = {
      ...{ experiment, sensitivity: found, method, base },
      outcomes: outcome === null ? [...prepared.outcomes.keys()] : [outcome],
      seconds: at.seconds(),
    };
    return at.finish({
      ...{ table, stopped },
      tables: [pointsTable(points, quantities, null), ...indexTables(found, prepared.outcomes)],
      answer: (versions) => sensitivityDocument(shown, versions),
      rows: indexRows(shown),
    });
  },
};
