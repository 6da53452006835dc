import { LOOP_COALITIONS } from "../../core/ledger/loops.ts";
import { loopRows } from "../../results/loops/loop-rows.ts";
import { LOOP_RUNS, runLoops } from "../../results/loops/run-loops.ts";
import { planRuns } from "../../results/plan-runs.ts";
import { loopsWords } from "../../results/words/loops-words.ts";
import { requireScenario, sizeOf } from "../read-request.ts";
import { DOCUMENT } from "../read-scenarios.ts";
import type { ServedExperiment } from "./experiment.ts";
import { madeAnswer } from "./made-answer.ts";
import { numberWording } from "./number-wording.ts";
import { invalidQuery, metricColumn, rowAt, rowOrLast, wholeOf, wordsOf } from "./read-query.ts";

/** The change of an outcome, to be shared out among feedback loops. */
export interface LoopsQuestion {
  /** Column of the outcome. */
  readonly column: number;
  /** Recorded row at whose end the loops are held. */
  readonly since: number;
  /** Recorded row until whose end they are followed. */
  readonly last: number;
  /** The only run to look at, or null for all. */
  readonly run: number | null;
  /** Runs of the ensemble that it is part of. */
  readonly of: number;
}

/** How much of an outcome's change each feedback loop carries. */
export const loops: ServedExperiment<LoopsQuestion> = {
  kind: "loops",
  async ask(call, { world, spread }) {
    const { query } = call;
    const scenario = await requireScenario(call, world);
    const { compiled, digest } = await spread(scenario);
    const metric = query.metric ?? "";
    const column = metricColumn(metric, compiled);
    const since = query.since === undefined ? 0 : rowAt(query.since, compiled, "since");
    const last = rowOrLast(query.at, compiled);
    if (since >= last) {
      const [from, to] = [compiled.labels.periods[since], compiled.labels.periods[last]];
      throw invalidQuery("since", `${from} has to lie before the last period, ${to}`);
    }
    const of = wholeOf(query.runs, LOOP_RUNS);
    const { seed } = sizeOf(call, scenario);
    const run = query.run === undefined ? null : Number(query.run);
    return {
      scenario,
      question: { column, since, last, run, of },
      count: (run === null ? of : 1) * LOOP_COALITIONS,
      repeats: LOOP_COALITIONS,
      seed,
      sets: [digest],
      command: [
        ...["loops", query.scenario ?? DOCUMENT, "--metric", metric],
        ...wordsOf(query, ["since", "at", "run"]),
        ...["--runs", String(of), "--seed", seed],
      ],
    };
  },
  async make({ scenario, question, count, seed }, { replayer, spread }, watch) {
    const { column, since, last, run, of } = question;
    const spreadRuns = await spread(scenario);
    const { labels } = spreadRuns.compiled;
    // Run k has the parameter set that it has in the ensemble: the design is that of all runs.
    const whole = planRuns(spreadRuns, { count: of, seed }).design;
    const design = run === null ? whole : { ...whole, first: run, count: 1 };
    const found = await runLoops(design, labels, {
      ...{ column, since, last },
      signal: watch.signal,
      replayer: replayer(),
      onProgress(done) {
        watch.onProgress({ done: done * LOOP_COALITIONS, total: count, failed: 0 });
      },
    });
    const about = { scenario: scenario.id, title: scenario.title, seed, run };
    return madeAnswer({
      scenarios: [scenario],
      found: found.runs === 0 ? null : { ...about, ...found },
      rows: loopRows(found),
      words: (length) => loopsWords(found, numberWording(found.unit), length),
      done: found.runs * LOOP_COALITIONS,
      stopped: found.stopped,
    });
  },
};
