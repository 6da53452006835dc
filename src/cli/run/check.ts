import { judgeClaim, type Verdict } from "../../results/judge-claim.ts";
import { outcomePicks } from "../../results/outcome-picks.ts";
import { seriesColumns } from "../../results/series-columns.ts";
import type { Expectation } from "../../scenario/scenario.ts";
import { wrongUsage } from "../exit-codes.ts";
import { formatTable } from "../format/table.ts";
import type { Look } from "../look.ts";
import type { KeptValues } from "./kept-values.ts";
import type { Prepared } from "./run-one.ts";

/** Where one number per run stands. */
export interface Spot {
  readonly column: number;
  readonly row: number;
}

/** One expectation of a scenario, with the places it is read at. */
export interface Check {
  readonly expectation: Expectation;
  readonly spot: Spot;
  /** Where it is read in the scenario it is compared with; null for a limit. */
  readonly other: Spot | null;
}

/** An expectation with its verdict. */
export interface Judged {
  readonly expectation: Expectation;
  /** Period it is read at the end of. */
  readonly period: string;
  readonly verdict: Verdict;
}

/**
 * Finds where the expectations of a scenario are read, in its own runs and in those it is compared with.
 *
 * @param others scenarios that it names under `against`, by that name
 * @throws Stop (usage) where nothing is expected, or a comparison's date lies outside the other's run
 */
export function planChecks(
  prepared: Prepared,
  others: ReadonlyMap<string, Prepared>,
): readonly Check[] {
  const { expect, id } = prepared.scenario;
  if (expect.length === 0) {
    throw wrongUsage(`--check: scenario "${id}" has no expect, so there is nothing to check.`);
  }
  return expect.map((expectation) => {
    const { claim } = expectation;
    const other = claim.kind === "comparison" ? others.get(claim.against) : undefined;
    return {
      expectation,
      spot: spotIn(prepared, expectation),
      other: other === undefined ? null : spotIn(other, expectation),
    };
  });
}

function spotIn({ compiled, scenario }: Prepared, { outcome }: Expectation): Spot {
  const columns = seriesColumns(compiled.frame, compiled.labels);
  try {
    const [pick] = outcomePicks([outcome], columns, compiled.labels);
    if (pick === undefined) throw new RangeError(`outcome "${outcome.name}" has no column`);
    return { column: pick.column, row: pick.step };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw wrongUsage(`--check: in scenario "${scenario.id}" ${error.message}.`);
  }
}

/**
 * Judges the expectations on the values of single runs.
 *
 * @param runs number of runs of the design
 * @param others the values of the scenarios compared with, by the name under `against`
 */
export function judgeChecks(
  { compiled }: Prepared,
  checks: readonly Check[],
  runs: number,
  values: KeptValues,
  others: ReadonlyMap<string, KeptValues>,
): readonly Judged[] {
  const read = (from: KeptValues, { column, row }: Spot): Float64Array =>
    Float64Array.from({ length: runs }, (_, run) => from.value(run, column, row));
  return checks.map(({ expectation, spot, other }) => {
    const { claim } = expectation;
    const against = claim.kind === "comparison" ? others.get(claim.against) : undefined;
    const reference = against === undefined || other === null ? null : read(against, other);
    return {
      expectation,
      period: compiled.labels.periods[spot.row] ?? "",
      verdict: judgeClaim(claim, read(values, spot), reference),
    };
  });
}

/** The expectations and what became of them, as lines of text. */
export function checkLines(judged: readonly Judged[], look: Look): string[] {
  if (judged.length === 0) return [];
  const { colours } = look;
  const met = judged.filter(({ verdict }) => verdict.met).length;
  const rows = judged.map(({ expectation, period, verdict }) => [
    verdict.met ? colours.green("met") : colours.red("not met"),
    nameOf(expectation),
    period,
    look.ascii ? verdict.text.replaceAll("±", "+-") : verdict.text,
  ]);
  const columns = [{ title: "" }, { title: "" }, { title: "end of" }, { title: "found" }];
  return [
    colours.bold(`Expectations: ${met} of ${judged.length} met`),
    ...formatTable(columns, rows, { indent: 2, width: look.columns, title: colours.dim }),
  ];
}

/** The same as part of a JSON document. Numbers that do not exist are null. */
export function checkDocument(judged: readonly Judged[]): object {
  return judged.map(({ expectation, period, verdict }) => {
    const { outcome, claim, because } = expectation;
    return {
      metric: outcome.metric,
      by: outcome.by,
      of: outcome.of,
      period,
      claim,
      because,
      met: verdict.met,
      found: verdict.figures,
      text: verdict.text,
    };
  });
}

function nameOf({ outcome: { metric, of } }: Expectation): string {
  return of === null ? metric : `${metric}.${of}`;
}
