import { canonicalJson } from "../../results/canonical-json.ts";
import { compareStored, type StoredDifference } from "../../results/compare/compare-stored.ts";
import { type FoundResults, readManifestAt } from "../../results/node/find-results.ts";
import { readOutcomes } from "../../results/node/read-outcomes.ts";
import { ExitCode, Stop, wrongUsage } from "../exit-codes.ts";
import { count } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { lookOf, warn } from "../look.ts";
import { type FormatFlags, formatOf } from "../print-rows.ts";
import type { Terminal } from "../terminal.ts";
import { writeRows } from "../write-rows.ts";

/** Flags of `panoptes check-results`. */
export interface CheckFlags extends FormatFlags {
  readonly tolerance?: string;
}

/** Outcomes in the table for people, at most. */
const MOST_SHOWN = 20;

/**
 * Compares two stored results run by run, as two versions of the model gave them.
 * @returns 6 if any outcome moved by more than the tolerance
 * @throws Stop for folders that hold no results, or none of the same runs
 */
export async function checkResults(
  terminal: Terminal,
  old: string,
  fresh: string,
  flags: CheckFlags,
): Promise<ExitCode> {
  const format = formatOf(terminal, flags, ["table", "json", "ndjson", "csv"] as const, "json");
  const tolerance = flags.tolerance === undefined ? 0 : Number(flags.tolerance || "nothing");
  if (!(tolerance >= 0)) {
    throw wrongUsage(
      `--tolerance wants a number of standard deviations from 0, got "${flags.tolerance}".`,
    );
  }
  const [before, after] = [open(old), open(fresh)];
  if (canonicalJson(before.manifest.scenario) !== canonicalJson(after.manifest.scenario)) {
    warn(
      terminal,
      flags,
      "the two were made from different scenarios, not only by different models.",
    );
  }
  const found = compareStored(await read(before), await read(after));
  if (found.runs === 0) {
    throw new Stop(ExitCode.Invalid, `"${old}" and "${fresh}" have no run in common.`);
  }
  const moved = found.outcomes.filter(({ size }) => size > tolerance);
  // Without a tolerance every bit counts, also of what no outcome shows.
  const same =
    moved.length === 0 &&
    found.missing.length === 0 &&
    found.unmatched === 0 &&
    (tolerance > 0 || found.sameRuns === found.runs);
  const facts = {
    old: { folder: old, model: before.manifest.versions.model },
    new: { folder: fresh, model: after.manifest.versions.model },
  };
  if (format === "table")
    printTable(terminal, found, facts, flags, { moved: moved.length, tolerance, same });
  else if (format === "json") {
    const document = {
      schema: "panoptes/check-results@1",
      ...facts,
      same,
      tolerance_sd: tolerance,
      runs: found.runs,
      identical_runs: found.sameRuns,
      unmatched_runs: found.unmatched,
      missing_outcomes: found.missing,
      outcomes: [...rowsOf(found, tolerance)],
    };
    terminal.print(`${JSON.stringify(document, null, 2)}\n`);
  } else await writeRows(null, rowsOf(found, tolerance), { terminal, format });
  return same ? ExitCode.Done : ExitCode.ExpectationFailed;
}

function open(folder: string): FoundResults {
  const manifest = readManifestAt(folder);
  if (manifest === null) throw wrongUsage(`"${folder}" holds no results; make them with --output.`);
  return { folder, manifest };
}

async function read(found: FoundResults) {
  try {
    return await readOutcomes(found);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Stop(ExitCode.Invalid, `"${found.folder}" cannot be read: ${reason}.`);
  }
}

function* rowsOf({ outcomes }: StoredDifference, tolerance: number) {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  for (const { outcome, statistics, identical, most, size } of outcomes) {
    yield {
      outcome,
      runs: statistics.pairs,
      identical,
      mean_old: finite(statistics.meanA),
      mean_new: finite(statistics.meanB),
      mean_difference: finite(statistics.mean),
      low95: finite(statistics.low),
      high95: finite(statistics.high),
      largest: most,
      difference_sd: finite(size),
      moved: size > tolerance,
    };
  }
}

function printTable(
  terminal: Terminal,
  found: StoredDifference,
  {
    old,
    new: fresh,
  }: {
    readonly old: { folder: string; model: string };
    readonly new: { folder: string; model: string };
  },
  flags: CheckFlags,
  verdict: { readonly moved: number; readonly tolerance: number; readonly same: boolean },
): void {
  const { bold, dim } = lookOf(terminal, flags).colours;
  const text = (value: number): string =>
    Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "?";
  const shown = found.outcomes.filter(({ most }) => most > 0).slice(0, MOST_SHOWN);
  const lines = [
    bold(`${old.folder} (model ${old.model}) against ${fresh.folder} (model ${fresh.model})`),
    `${count(found.sameRuns)} of ${count(found.runs)} runs are the same to the last bit${found.unmatched > 0 ? `; ${count(found.unmatched)} runs are only in one of them` : ""}.`,
    ...(found.missing.length > 0 ? [`Only in one of them: ${found.missing.join(", ")}.`] : []),
    verdict.same
      ? verdict.tolerance > 0
        ? `No outcome moved by more than ${verdict.tolerance} standard deviations.`
        : "Nothing moved."
      : `${count(verdict.moved)} of ${count(found.outcomes.length)} outcomes moved by more than ${verdict.tolerance} standard deviations.`,
    ...(shown.length === 0
      ? []
      : [
          "",
          ...formatTable(
            [
              { title: "outcome" },
              { title: "old mean", align: "right" },
              { title: "new mean", align: "right" },
              { title: "difference", align: "right" },
              { title: "in SD", align: "right" },
              { title: "largest", align: "right" },
              { title: "identical", align: "right" },
            ],
            shown.map(({ outcome, statistics, identical, most, size }) => [
              outcome,
              text(statistics.meanA),
              text(statistics.meanB),
              text(statistics.mean),
              text(size),
              text(most),
              `${identical} of ${statistics.pairs}`,
            ]),
            { title: dim },
          ),
        ]),
  ];
  terminal.print(`${lines.join("\n")}\n`);
}
