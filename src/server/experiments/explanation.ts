import { countryLedgers } from "../../experiments/explain/country-ledgers.ts";
import { explainCountry } from "../../results/explain/explain-country.ts";
import { explanationRows } from "../../results/explain/explanation-rows.ts";
import { explainWithout, standingInterventions } from "../../results/explain/without.ts";
import { planRuns } from "../../results/plan-runs.ts";
import { explanationWords } from "../../results/words/explanation-words.ts";
import { didYouMean } from "../../scenario/names.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { quote } from "../../scenario/source/limits.ts";
import { loadSets } from "../jobs/remember-spread.ts";
import { requireScenario, sizeOf } from "../read-request.ts";
import { DOCUMENT } from "../read-scenarios.ts";
import type { ServedExperiment } from "./experiment.ts";
import { madeAnswer } from "./made-answer.ts";
import { indexIn, invalidQuery, listOf, rowOrLast, wordsOf } from "./read-query.ts";

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
  /** Interventions that are taken away one by one, each repeating all runs. */
  readonly without: readonly string[];
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
      row: rowOrLast(query.at, compiled),
      run: query.run === undefined ? null : Number(query.run),
      of: count,
      ...optional("segment", query.segment, labels.segments),
      ...optional("chosen", query.chosen, alternatives),
      ...optional("over", query.over, alternatives),
      without: withoutWhich(scenario, query.without),
    };
    const repeats = 1 + question.without.length;
    const flags = wordsOf(query, ["at", "run", "segment", "chosen", "over"]);
    const name = query.scenario ?? DOCUMENT;
    const size = ["--runs", String(count), "--seed", seed];
    return {
      scenario,
      question,
      count: repeats * (question.run === null ? count : 1),
      repeats,
      seed,
      sets: [digest],
      command: [
        ...["explain", name, "--country", labels.countries[country] ?? "", ...flags],
        ...listOf(query.without).flatMap((id) => ["--without", id]),
        ...size,
      ],
    };
  },
  async make({ scenario, question, count, seed }, { world, replayer, spread }, watch) {
    const { country, row, run, of, without: interventions = [], ...asked } = question;
    const runs = await spread(scenario);
    // Run k has the parameter set that it has in the ensemble: the design is that of all runs.
    const whole = planRuns(runs, { count: of, seed }).design;
    const design = run === null ? whole : { ...whole, first: run, count: 1 };
    const { signal } = watch;
    const progress = (done: number) => watch.onProgress({ done, total: count, failed: 0 });
    const ledgers = await countryLedgers(design, country, row, {
      signal,
      onProgress: ({ done }) => progress(done),
      replayer: replayer(),
    });
    const done = ledgers.length;
    const about = { scenario: scenario.id, title: scenario.title, seed, run };
    if (done === 0) return madeAnswer({ scenarios: [scenario], found: null, done, stopped: true });
    const found = explainCountry(ledgers, runs.compiled, { row, ...asked });
    const without = await explainWithout(
      {
        ...{ scenario, world, country, interventions, last: row },
        compiled: runs.compiled,
        ensemble: await loadSets(scenario),
        design: { ...design, count: done },
        segment: asked.segment ?? null,
      },
      { signal, replayer: replayer(), onProgress: (more) => progress(done + more) },
    );
    return madeAnswer({
      scenarios: [scenario],
      found: { ...about, ...found, without },
      rows: explanationRows(found, without),
      words: (length) => explanationWords(found, length, without),
      done,
      stopped: done < design.count || without.length < interventions.length,
    });
  },
};

/** Interventions that are taken away one by one. */
function withoutWhich(scenario: Scenario, text: string | undefined): readonly string[] {
  if (text === undefined) return standingInterventions(scenario);
  const known = scenario.interventions.map(({ id }) => id);
  const asked = listOf(text);
  if (asked.includes("none")) return [];
  if (asked.includes("all")) return known;
  const unknown = asked.find((id) => !known.includes(id));
  if (unknown === undefined) return [...new Set(asked)];
  throw invalidQuery(
    "without",
    `${quote(unknown)} is no intervention of the scenario`,
    didYouMean(unknown, known) ??
      (known.length === 0 ? undefined : `there is ${known.slice(0, 12).join(", ")}`),
  );
}

function optional<K extends string>(
  key: K,
  text: string | undefined,
  known: readonly string[],
): { readonly [P in K]?: number } {
  return text === undefined
    ? {}
    : ({ [key]: indexIn(key, text, known) } as { readonly [P in K]?: number });
}
