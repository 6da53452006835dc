import { influenceRows } from "../../results/cascades/influence-rows.ts";
import { CASCADE_RUNS, runCascades } from "../../results/cascades/run-cascades.ts";
import { planRuns } from "../../results/plan-runs.ts";
import { cascadeWords } from "../../results/words/cascade-words.ts";
import { requireScenario, sizeOf } from "../read-request.ts";
import { DOCUMENT } from "../read-scenarios.ts";
import type { ServedExperiment } from "./experiment.ts";
import { madeAnswer } from "./made-answer.ts";
import { rowOrLast, wholeOf, wordsOf } from "./read-query.ts";

/** Decisions that are taken away one by one. */
export interface CascadeQuestion {
  /** Recorded row until whose end decisions are followed. */
  readonly row: number;
  readonly runs: number;
}

/** Who decided because of whom. */
export const cascade: ServedExperiment<CascadeQuestion> = {
  kind: "cascade",
  async ask(call, { world, spread }) {
    const { query } = call;
    const scenario = await requireScenario(call, world);
    const { compiled, digest } = await spread(scenario);
    const runs = wholeOf(query.runs, CASCADE_RUNS);
    const { seed } = sizeOf(call, scenario);
    const repeats = compiled.frame.countries;
    return {
      scenario,
      question: { row: rowOrLast(query.at, compiled), runs },
      count: runs * repeats,
      repeats,
      seed,
      sets: [digest],
      command: [
        ...["cascade", query.scenario ?? DOCUMENT, ...wordsOf(query, ["at"])],
        ...["--runs", String(runs), "--seed", seed],
      ],
    };
  },
  async make({ scenario, question, count, seed }, { replayer, spread }, watch) {
    const { row, runs } = question;
    const spreadRuns = await spread(scenario);
    const { labels } = spreadRuns.compiled;
    const { design } = planRuns(spreadRuns, { count: runs, seed });
    const found = await runCascades(design, labels, row, {
      signal: watch.signal,
      replayer: replayer(),
      onProgress(done, total) {
        watch.onProgress({ done: Math.floor((count * done) / total), total: count, failed: 0 });
      },
    });
    const at = labels.periods[row] ?? "";
    const about = { scenario: scenario.id, title: scenario.title, at, seed };
    return madeAnswer({
      scenarios: [scenario],
      found: found.runs === 0 ? null : { ...about, ...found },
      rows: influenceRows(found),
      words: (length) => cascadeWords(found, at, length),
      done: found.runs * (count / runs),
      stopped: found.runs < runs,
    });
  },
};
