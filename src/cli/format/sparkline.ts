const blocks = "▁▂▃▄▅▆▇█";

/**
 * Draws a series as a row of blocks, each the mean of an equal part of it.
 * @param values the series, in order; gaps (NaN) are drawn as spaces
 * @param low value of the lowest block
 * @param high value of the full block
 * @param width number of blocks, at most the length of the series
 */
export function sparkline(
  values: ArrayLike<number>,
  low: number,
  high: number,
  width: number,
): string {
  let line = "";
  for (const mean of parts(values, Math.min(width, values.length))) {
    if (Number.isNaN(mean)) line += " ";
    else {
      const level = high > low ? (mean - low) / (high - low) : 0;
      line += blocks[Math.min(7, Math.max(0, Math.floor(level * 8)))] ?? "";
    }
  }
  return line;
}

/**
 * Says a series in words, for those who cannot see blocks or whose terminal cannot show them.
 * @param span difference between the ends of the scale; a move below a twentieth of it is "steady"
 */
export function trendWords(values: ArrayLike<number>, span: number): string {
  const first = values[0] ?? Number.NaN;
  const last = values[values.length - 1] ?? Number.NaN;
  if (Number.isNaN(first) || Number.isNaN(last)) return "unknown";
  const least = span / 20;
  let peak = first;
  let trough = first;
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? Number.NaN;
    if (value > peak) peak = value;
    if (value < trough) trough = value;
  }
  const rises = peak - first > least;
  const falls = first - trough > least;
  if (rises && peak - last > least && !falls) return "rises, then falls";
  if (falls && last - trough > least && !rises) return "falls, then rises";
  if (last - first > least) return "rises";
  if (first - last > least) return "falls";
  return rises || falls ? "moves" : "steady";
}

/** Means of equal consecutive parts. */
function* parts(values: ArrayLike<number>, count: number): Generator<number> {
  for (let k = 0; k < count; k++) {
    const from = Math.floor((k * values.length) / count);
    const to = Math.floor(((k + 1) * values.length) / count);
    let sum = 0;
    for (let j = from; j < to; j++) sum += values[j] ?? Number.NaN;
    yield sum / (to - from);
  }
}
