import { leverOf } from "../../experiments/flip/lever.ts";
import { type FlipQuestion, findFlip, GRID } from "../../results/flip/find-flip.ts";
import { flipRows } from "../../results/flip/flip-rows.ts";
import { flipQuestionText } from "../../results/flip/question-text.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import { flipWords } from "../../results/words/flip-words.ts";
import type { Compiled } from "../../scenario/compiled.ts";
import { didYouMean } from "../../scenario/names.ts";
import { mechanismIds } from "../../scenario/registry/mechanisms.ts";
import { parameterIds } from "../../scenario/registry/parameters.ts";
import { quote } from "../../scenario/source/limits.ts";
import type { Call } from "../bind.ts";
import { loadSets } from "../jobs/remember-spread.ts";
import { requireScenario, sizeOf } from "../read-request.ts";
import { DOCUMENT } from "../read-scenarios.ts";
import type { ServedExperiment } from "./experiment.ts";
import { madeAnswer } from "./made-answer.ts";
import { indexIn, invalidQuery, metricColumn, rowOrLast, wholeOf, wordsOf } from "./read-query.ts";

/** The smallest change of a lever that turns an answer round. */
export interface FlipAsked {
  /** Id of the lever. */
  readonly lever: string;
  readonly question: FlipQuestion;
  /** The only run to look at, or null for all. */
  readonly run: number | null;
  /** Runs of the ensemble that it is part of. */
  readonly of: number;
  /** Steps over the lever's range. */
  readonly grid: number;
}

/** Values that are tried beside the grid: where the lever stands, and bisections. */
const BESIDE_GRID = 12;

/** The least change of one lever that turns an outcome or a decision round. */
export const flip: ServedExperiment<FlipAsked> = {
  kind: "flip",
  async ask(call, { world, spread }) {
    const { query } = call;
    const scenario = await requireScenario(call, world);
    const { compiled, digest } = await spread(scenario);
    const { count: of, seed } = sizeOf(call, scenario);
    const lever = query.lever ?? "";
    if (leverOf(scenario, world, lever) === null) {
      const known = [
        ...parameterIds,
        ...scenario.uncertainty.map(({ name }) => name),
        ...world.suppliers.ids.map((supplier) => `suppliers.${supplier}.price`),
        ...mechanismIds.map((id) => `mechanisms.${id}`),
      ];
      throw invalidQuery(
        "lever",
        `${quote(lever)} is nothing whose values have an order`,
        didYouMean(lever, known) ?? "choice.price, suppliers.usa.price, mechanisms.peers",
      );
    }
    const question = questionOf(call, compiled);
    const grid = wholeOf(query.grid, GRID);
    const run = query.run === undefined ? null : Number(query.run);
    const repeats = grid + BESIDE_GRID;
    const own = ["metric", "limit", "country", "supplier", "segment", "at", "run", "grid"];
    return {
      scenario,
      question: { lever, question, run, of, grid },
      count: (run === null ? of : 1) * repeats,
      repeats,
      seed,
      sets: [digest],
      command: [
        ...["flip", query.scenario ?? DOCUMENT, "--lever", lever, ...wordsOf(query, own)],
        ...["--runs", String(of), "--seed", seed],
      ],
    };
  },
  async make({ scenario, question: asked, count, seed }, workshop, watch) {
    const { world, executor, replayer, spread } = workshop;
    const { question, run, of, grid } = asked;
    const { compiled } = await spread(scenario);
    const lever = leverOf(scenario, world, asked.lever);
    if (lever === null) throw new RangeError(`the scenario has no lever "${asked.lever}"`);
    const input = {
      ...{ scenario, compiled, world, lever, question, count: of, seed },
      ensemble: await loadSets(scenario),
      ...(run === null ? {} : { run }),
    };
    const each = run === null ? of : 1;
    let done = 0;
    const found = await findFlip(input, executor(), {
      grid,
      signal: watch.signal,
      replayer: replayer(),
      onValue() {
        done += each;
        watch.onProgress({ done: Math.min(done, count), total: count, failed: 0 });
      },
    });
    const ending = { scenarios: [scenario], done, stopped: found === null };
    if (found === null) return madeAnswer({ ...ending, found });
    const columns = seriesColumns(compiled.frame, compiled.labels);
    const text = flipQuestionText(question, compiled.labels, columns);
    const { scenario: _, ...rest } = found;
    const about = { scenario: scenario.id, title: scenario.title, question: text, seed, run, grid };
    return madeAnswer({
      ...ending,
      found: { ...about, ...rest },
      rows: flipRows(scenario.id, found),
      words: (length) => flipWords(found, text, length),
    });
  },
};

/** What is asked of the runs. */
function questionOf({ query }: Call, compiled: Compiled): FlipQuestion {
  const { labels } = compiled;
  const { metric, limit, country, supplier, segment } = query;
  const step = rowOrLast(query.at, compiled);
  const byOutcome = metric !== undefined && limit !== undefined;
  const byHolder = country !== undefined && supplier !== undefined;
  const parts = [metric, limit, country, supplier].filter((part) => part !== undefined).length;
  if (parts !== 2 || byOutcome === byHolder) {
    throw invalidQuery(
      "metric",
      "ask either of an outcome, by metric and limit, or of a decision, by country and supplier",
      "metric=adoption.share&limit=0.5, country=KEN&supplier=china",
    );
  }
  if (byOutcome) {
    if (segment !== undefined) throw invalidQuery("segment", "it goes with country and supplier");
    const number = Number(limit);
    if (limit.trim() === "" || !Number.isFinite(number)) {
      throw invalidQuery("limit", `${quote(limit)} is no number`);
    }
    return {
      kind: "outcome",
      reading: { column: metricColumn(metric, compiled), step },
      limit: number,
    };
  }
  return {
    kind: "holder",
    country: indexIn("country", country ?? "", labels.countries),
    // "none" stands before the suppliers.
    supplier: indexIn("supplier", supplier ?? "", ["none", ...labels.suppliers]) - 1,
    segment: segment === undefined ? null : indexIn("segment", segment, labels.segments),
    step,
  };
}
