import {
  type AttributionInput,
  attributeScenario,
  planAttribution,
} from "../../results/attribution/attribute-scenario.ts";
import { attributionRows } from "../../results/attribution/attribution-rows.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import { attributionWords } from "../../results/words/attribution-words.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { World } from "../../scenario/world/world.ts";
import type { Call } from "../bind.ts";
import { loadSets } from "../jobs/remember-spread.ts";
import { notValid, readNamed, requireScenario, sizeOf } from "../read-request.ts";
import { DOCUMENT } from "../read-scenarios.ts";
import { problemItem } from "../refusal.ts";
import type { ServedExperiment } from "./experiment.ts";
import { madeAnswer } from "./made-answer.ts";
import { numberWording } from "./number-wording.ts";
import { invalidQuery, metricColumn, orInvalid, rowOrLast, wordsOf } from "./read-query.ts";

/** The effect of a scenario, to be shared out among its measures. */
export interface AttributionQuestion {
  /** What the scenario differs from. */
  readonly from: Scenario;
  /** Column of the outcome. */
  readonly column: number;
  /** Recorded row at whose end it is read. */
  readonly row: number;
  readonly mechanisms: boolean;
  /** Runs of each coalition of measures. */
  readonly runs: number;
}

/** Which measure does how much. */
export const attribution: ServedExperiment<AttributionQuestion> = {
  kind: "attribution",
  async ask(call, { world, spread }) {
    const { query } = call;
    const scenario = await requireScenario(call, world);
    const from = await otherOf(call, scenario, world);
    const { compiled, digest } = await spread(scenario);
    const { count: runs, seed } = sizeOf(call, scenario);
    const metric = query.metric ?? "";
    const mechanisms = query.mechanisms === "true";
    const column = metricColumn(metric, compiled);
    const row = rowOrLast(query.at, compiled);
    const plan = orInvalid("against", () =>
      planAttribution({ from, to: scenario }, { seed, mechanisms }),
    );
    return {
      scenario,
      question: { from, column, row, mechanisms, runs },
      count: plan.points * runs,
      repeats: plan.points,
      seed,
      sets: [digest],
      command: [
        ...["attribute", query.scenario ?? DOCUMENT, "--metric", metric],
        ...wordsOf(query, ["at", "against"]),
        ...(mechanisms ? ["--mechanisms"] : []),
        ...["--runs", String(runs), "--seed", seed],
      ],
    };
  },
  async make({ scenario, question, count, seed }, { world, executor, spread }, watch) {
    const { from, column, row, mechanisms, runs } = question;
    const { compiled } = await spread(scenario);
    const input: AttributionInput = {
      ...{ from, to: scenario, compiled, world },
      ensemble: await loadSets(scenario),
      reading: { column, step: row },
    };
    const found = await attributeScenario(input, executor(), {
      ...{ count: runs, seed, mechanisms },
      signal: watch.signal,
      onProgress: watch.onProgress,
    });
    const stopped = watch.signal.aborted && found.runs < runs;
    const { name: metric, unit } = seriesColumns(compiled.frame, compiled.labels)[column] ?? {
      name: "",
      unit: "",
    };
    const asked = { metric, unit, at: compiled.labels.periods[row] ?? "" };
    const wording = { ...asked, ...numberWording(unit) };
    return madeAnswer({
      scenarios: [from, scenario],
      found: found.runs === 0 ? null : { ...asked, title: scenario.title, seed, ...found },
      rows: attributionRows(found, asked),
      words: (length) => attributionWords(found, wording, length),
      done: found.runs * (count / runs),
      failed: stopped ? 0 : runs - found.runs,
      stopped,
    });
  },
};

/** What the scenario differs from: what `?against=` names, or the root of what it extends. */
async function otherOf({ query }: Call, scenario: Scenario, world: World): Promise<Scenario> {
  const name = query.against ?? scenario.parents.at(-1);
  if (name === undefined) {
    throw invalidQuery(
      "against",
      "the scenario extends nothing, so there is no difference to share out",
      "against=baseline",
    );
  }
  const read = await readNamed(name, world);
  if (read.ok) return read.value;
  throw notValid(read.problems.map(problemItem));
}
