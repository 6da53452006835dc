import { countryLedgers } from "../../experiments/explain/country-ledgers.ts";
import { explainCountry } from "../../results/explain/explain-country.ts";
import { explanationRows } from "../../results/explain/explanation-rows.ts";
import { digestOf } from "../../results/identity.ts";
import { planRuns } from "../../results/plan-runs.ts";
import { snakeKeys } from "../../results/snake-keys.ts";
import { didYouMean } from "../../scenario/names.ts";
import { quote } from "../../scenario/source/limits.ts";
import { requireScenario, sizeOf } from "../read-request.ts";
import { DOCUMENT } from "../read-scenarios.ts";
import type { ServedExperiment } from "./experiment.ts";
import { invalidQuery, rowAt, wordsOf } from "./read-query.ts";

/** A country whose decisions are to be explained. Everything is an index. */
export interface ExplanationQuestion {
  readonly country: number;
  /** Recorded row at whose end the country is looked at. */
  readonly row: number;
  /** The only run to look at, or null for all. */
  readonly run: number | null;
  /** Runs of the ensemble that it is part of. */
  readonly of: number;
  readonly segment?: number;
  readonly chosen?: number;
  readonly over?: number;
}

/** Why a country decided what it did. */
export const explanation: ServedExperiment<ExplanationQuestion> = {
  kind: "explanation",
  async ask(call, { world, spread }) {
    const scenario = await requireScenario(call, world);
    const { query } = call;
    const { compiled, digest } = await spread(scenario);
    const { labels } = compiled;
    const { count, seed } = sizeOf(call, scenario);
    const alternatives = ["none", ...labels.suppliers];
    if (query.over !== undefined && query.over === query.chosen) {
      throw invalidQuery("over", "it is the same as chosen", "name two alternatives");
    }
    const country = indexIn("country", query.country ?? "", labels.countries);
    const question = {
      country,
      row: query.at === undefined ? labels.periods.length - 1 : rowAt(query.at, compiled),
      run: query.run === undefined ? null : Number(query.run),
      of: count,
      ...optional("segment", query.segment, labels.segments),
      ...optional("chosen", query.chosen, alternatives),
      ...optional("over", query.over, alternatives),
    };
    const flags = wordsOf(query, ["at", "run", "segment", "chosen", "over"]);
    const name = query.scenario ?? DOCUMENT;
    const size = ["--runs", String(count), "--seed", seed];
    return {
      scenario,
      question,
      count: question.run === null ? count : 1,
      seed,
      sets: [digest],
      command: ["explain", name, "--country", labels.countries[country] ?? "", ...flags, ...size],
    };
  },
  async make({ scenario, question, seed }, { replayer, spread }, watch) {
    const { country, row, run, of, ...asked } = question;
    const runs = await spread(scenario);
    // Run k has the parameter set that it has in the ensemble: the design is that of all runs.
    const whole = planRuns(runs, { count: of, seed }).design;
    const design = run === null ? whole : { ...whole, first: run, count: 1 };
    const ledgers = await countryLedgers(design, country, row, {
      signal: watch.signal,
      onProgress: watch.onProgress,
      replayer: replayer(),
    });
    const found =
      ledgers.length === 0 ? null : explainCountry(ledgers, runs.compiled, { row, ...asked });
    const about = { scenario: scenario.id, title: scenario.title, seed, run };
    const answer = found === null ? null : (snakeKeys({ ...about, ...found }) as object);
    return {
      scenarios: [scenario],
      answer,
      rows: found === null ? [] : explanationRows(found),
      resultHash: digestOf(answer),
      done: ledgers.length,
      failed: 0,
      stopped: ledgers.length < design.count,
    };
  },
};

function optional<K extends string>(
  key: K,
  text: string | undefined,
  known: readonly string[],
): { readonly [P in K]?: number } {
  return text === undefined
    ? {}
    : ({ [key]: indexIn(key, text, known) } as { readonly [P in K]?: number });
}

function indexIn(pointer: string, text: string, known: readonly string[]): number {
  const index = known.findIndex((one) => one.toLowerCase() === text.trim().toLowerCase());
  if (index >= 0) return index;
  const some = known.length <= 12 ? `one of ${known.join(", ")}` : undefined;
  throw invalidQuery(
    pointer,
    `${quote(text)} is none of this world`,
    didYouMean(text.toUpperCase(), known) ?? some,
  );
}
