import { type BarChart, type BarRow, barDomain } from "../charts/bars.ts";
import type { Outcome } from "../sweep/prepare-sweep.ts";
import { LUCK } from "./input-names.ts";
import type { Sensitivity } from "./run-sensitivity.ts";

/** An input of one outcome by how much it matters. */
export interface Ranked {
  readonly input: string;
  /** Total index (Sobol'), or mean absolute effect (Morris). */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** First-order index (Sobol') or SD of the effects (Morris). */
  readonly second: number;
  readonly luck: boolean;
}

/** Inputs of an outcome, what matters most first; NaN values last. */
export function rankInputs(
  { inputs, outcomes }: Pick<Sensitivity, "inputs" | "outcomes">,
  k: number,
): Ranked[] {
  const outcome = outcomes[k];
  if (outcome === undefined) return [];
  const ranked = inputs.map((input, g): Ranked => {
    const luck = input === LUCK;
    if (outcome.method === "morris") {
      const effect = outcome.effects[g];
      const nothing = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
      return { input, luck, ...(effect?.muStar ?? nothing), second: effect?.sigma ?? Number.NaN };
    }
    const { total, first } = outcome.indices;
    const nothing = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
    return { input, luck, ...(total[g] ?? nothing), second: first[g]?.value ?? Number.NaN };
  });
  const size = ({ value }: Ranked): number => (Number.isNaN(value) ? -1 : value);
  return ranked.sort((a, b) => size(b) - size(a));
}

/** Whether the outcome was the same at every point: then nothing matters to it. */
export function isConstant({ outcomes }: Pick<Sensitivity, "outcomes">, k: number): boolean {
  const outcome = outcomes[k];
  if (outcome?.method === "sobol") return !(outcome.indices.variance > 1e-24);
  return outcome?.effects.every(({ muStar }) => !(muStar.value > 0)) ?? true;
}

/** Whether too much failed for any estimate: no row of the design, or no pair of points, is whole. */
export function isUnknown({ outcomes }: Pick<Sensitivity, "outcomes">, k: number): boolean {
  const outcome = outcomes[k];
  if (outcome?.method === "sobol") return outcome.indices.rows === 0;
  return outcome?.effects.every(({ effects }) => effects === 0) ?? true;
}

/** Why nothing is said to matter to an outcome, in a sentence. */
export function silentText(sensitivity: Pick<Sensitivity, "outcomes">, k: number): string {
  return isUnknown(sensitivity, k)
    ? "Unknown: no row of the design finished whole."
    : "Nothing: it is the same at every point.";
}

/** Inputs that clearly matter less than luck: the whole interval lies below luck's value. */
export function belowLuck(ranked: readonly Ranked[]): readonly string[] {
  const luck = ranked.find((one) => one.luck);
  if (luck === undefined) return [];
  return ranked.filter((one) => !one.luck && one.high < luck.value).map(({ input }) => input);
}

/** Bars in a tornado, at most; what matters less is in the table. */
const MOST_BARS = 16;

/** The tornado of an outcome, with its bar of luck; null where the outcome is constant. */
export function tornado(
  sensitivity: Pick<Sensitivity, "inputs" | "outcomes">,
  outcomes: readonly Outcome[],
  labels: Readonly<Record<string, string>>,
  k: number,
): BarChart | null {
  const outcome = outcomes[k];
  if (outcome === undefined || isConstant(sensitivity, k)) return null;
  const sobol = sensitivity.outcomes[k]?.method === "sobol";
  return tornadoOf(rankInputs(sensitivity, k), outcome, labels, sobol);
}

/**
 * The tornado of inputs that are ranked.
 *
 * @param sobol whether they are ranked by shares of the variance, not by the size of effects
 */
export function tornadoOf(
  ranked: readonly Ranked[],
  outcome: Pick<Outcome, "name" | "period" | "unit">,
  labels: Readonly<Record<string, string>>,
  sobol: boolean,
): BarChart {
  const luck = ranked.findIndex((one) => one.luck);
  const shown = ranked.filter((_, at) => at < MOST_BARS || at === luck);
  const rows = shown.map(
    ({ input, value, low, high, second, luck: apart }): BarRow => ({
      label: labels[input] ?? input,
      value,
      low: Number.isNaN(low) ? null : low,
      high: Number.isNaN(high) ? null : high,
      inner: sobol && !Number.isNaN(second) ? Math.max(0, second) : null,
      apart,
    }),
  );
  return {
    kind: "bars",
    id: `tornado.${outcome.name}`,
    title: `What matters to ${outcome.name}, ${outcome.period}`,
    // In the unit of the bars beside it.
    sentence: tornadoSentence(ranked, labels, sobol, outcome.unit),
    measure: sobol ? "share of the variance (total index)" : "mean change by half its range",
    unit: sobol || outcome.unit === "share" ? "share" : outcome.unit,
    rows,
    domain: barDomain(rows),
  };
}

/**
 * What leads, and where luck stands.
 *
 * @param unit of the effects; shares are told in percent, and where it is left out they are plain numbers
 */
export function tornadoSentence(
  ranked: readonly Ranked[],
  labels: Readonly<Record<string, string>>,
  sobol: boolean,
  unit = "",
): string {
  const name = (one: Ranked | undefined): string => labels[one?.input ?? ""] ?? one?.input ?? "";
  const levers = ranked.filter((one) => !one.luck && one.value > 0);
  const luck = ranked.find((one) => one.luck);
  const rounded = (value: number): string => Number(value.toPrecision(2)).toString();
  const text = ({ value }: { readonly value: number } = { value: 0 }): string => {
    if (sobol) return `${Math.round(100 * value)} %`;
    return unit === "share" ? `${rounded(100 * value)} %` : rounded(value);
  };
  const below = belowLuck(ranked).length;
  if (sobol && levers[0] !== undefined && Number.isNaN(levers[0].low)) {
    return "Too few rows to say what matters: no estimate has an interval. Take more rows.";
  }
  const lead =
    levers[0] === undefined
      ? "Nothing but luck matters"
      : `${name(levers[0])} matters most (${text(levers[0])})`;
  const next = levers[1] === undefined ? "" : `, then ${name(levers[1])} (${text(levers[1])})`;
  const fate = luck === undefined || Number.isNaN(luck.value) ? "" : `; luck ${text(luck)}`;
  return `${lead}${next}${fate}.${below > 0 ? ` ${below} ${below === 1 ? "input matters" : "inputs matter"} clearly less than luck.` : ""}`;
}
