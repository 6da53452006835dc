import { coverageLevels } from "../../experiments/calibration/count-forecast.ts";
import type { TargetResult } from "./hindcast.ts";
import { num, percent } from "./number-text.ts";
import type { TargetMark } from "./svg.ts";

/** What the table of targets shows, and how to read it. */
export function targetsText(runs: number): string {
  return `Each run is looked at as the index would have seen it (under-detection included), and the mean over ${runs} runs is held against the published value. **C**: the sets were fitted to it. **V**: reported, and nothing was fitted to it; but most V targets are about the same table of 2019 whose countries the country score (S1 to S4) has seen, so only those marked *independent*, which are about other sources or later dates, are a test.`;
}

/** Targets as rows of their chart, in tolerances. */
export function marksOf(targets: readonly TargetResult[]): readonly TargetMark[] {
  // A lower bound has no distance to draw.
  const drawn = targets.filter(({ atLeast }) => !atLeast);
  return drawn.map(({ id, label, mean, low, high, observed, tolerance, met, role }) => ({
    label: shortened(`${id}  ${label}`),
    mean: (mean - observed) / tolerance,
    low: (low - observed) / tolerance,
    high: (high - observed) / tolerance,
    met,
    role,
  }));
}

/** As much of a label as stands beside a row of the chart. */
function shortened(label: string): string {
  return label.length > 62 ? `${label.slice(0, 61)}…` : label;
}

/** Every target beside what the runs gave. */
export function targetsTable(targets: readonly TargetResult[]): string {
  const rows = targets.map(
    ({ id, label, role, observed, tolerance, atLeast, mean, low, high, met, independent, crps }) =>
      `| ${id} | ${label} | ${role}${independent ? ", independent" : ""} | ${atLeast ? `at least ${num(observed)}` : `${num(observed)} ± ${num(tolerance)}`} | ${num(mean)} | ${num(low)} to ${num(high)} | ${met ? "met" : "**not met**"} | ${crps === null ? "" : num(crps)} |`,
  );
  return [
    "| id | target | role | observed | mean | 9 in 10 runs | | CRPS, tolerances |",
    "| --- | --- | --- | --: | --: | --: | --- | --: |",
    ...rows,
  ].join("\n");
}

/** How often intervals hold what was observed. */
export function coverageText(targets: readonly TargetResult[]): string {
  const count = (of: readonly TargetResult[], k: number): string =>
    `${of.filter(({ covered }) => covered?.[k]).length} of ${of.length}`;
  const two = targets.filter(({ covered }) => covered !== null);
  const fitted = two.filter(({ role }) => role === "C");
  const others = two.filter(({ role }) => role === "V");
  const rows = coverageLevels.map(
    (level, k) => `| ${percent(level)} | ${count(fitted, k)} | ${count(others, k)} |`,
  );
  return [
    "How often the central interval of the runs holds the observed value. Intervals hold luck and assumptions. The fitted targets lie inside because the sets were fitted to them. Most of the others are cuts through the same table, so they are far fewer than that many independent tests.",
    "",
    "| interval | fitted targets | other targets |",
    "| --: | --: | --: |",
    ...rows,
    "",
    "Coverage of counts against the rivals, which have intervals there too, is in the next section.",
  ].join("\n");
}
