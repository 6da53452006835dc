import type { Interval, ParameterEntry, SourceFlag } from "./definition.ts";

/** An entry of the registry in one line. */
export function scalar(
  symbol: string,
  label: string,
  unit: string,
  value: number,
  range: Interval,
  limits: Interval,
  source: SourceFlag,
  citation: string,
): ParameterEntry {
  return { symbol, label, unit, default: value, range, limits, source, citation };
}

/** An assumed term of a hazard's exponent. Terms beyond 20 are clamped by the model. */
export function loading(
  symbol: string,
  label: string,
  per: string,
  value: number,
  range: Interval,
  citation: string,
): ParameterEntry {
  return scalar(symbol, label, `log hazard per ${per}`, value, range, [-20, 20], "A", citation);
}

/** A segment's part of a composite index; the parts sum to 1. */
export function part(symbol: string, label: string, value: number): ParameterEntry {
  const citation = "a value judgement: set your own; the three segments sum to 1";
  return scalar(symbol, label, "share of the index", value, [0, 1], [0, 1], "A", citation);
}
