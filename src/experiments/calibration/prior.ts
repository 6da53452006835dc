import { exp, log } from "../../core/math.ts";
import type { Settings } from "../../core/model.ts";
import type { Labels } from "../../scenario/compiled.ts";
import { constantOf, constantPath } from "../../scenario/ensemble.ts";
import type { Interval } from "../../scenario/registry/definition.ts";
import { isParameterId, parameterRegistry } from "../../scenario/registry/parameters.ts";
import { valueAt } from "./parameter-set.ts";

/** Share of openings that end with nobody chosen (pi_0): the level of the suppliers' constants in disguise. */
export const NONE_SHARE = "none_share";
/** Openings a year and segment that end with a buyer, lambda_0 (1 - pi_0): what the data do show. */
export const BUYING_RATE = "buying_rate";

/** One direction in which parameter sets differ. Uniform between its ends, on its own scale. */
export interface PriorDimension {
  /** A parameter's id, `suppliers.europe.constant` (against the first supplier's), NONE_SHARE or BUYING_RATE. */
  readonly id: string;
  readonly symbol: string;
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly scale: "linear" | "log";
}

/** What a calibration moves: an id, and a range where the registry's is not wanted. */
export interface PriorRequest {
  readonly id: string;
  readonly range: Interval | null;
}

/** Share of openings without a buyer that is worth trying (docs/model.md 6). */
const NONE_RANGE: Interval = [0.02, 0.6];
/** How far a supplier's constant may lie from where the scenario has it, against the first supplier's, utils. */
const CONSTANT_SPREAD = 1.5;

/**
 * The prior over parameter sets: for every request a uniform distribution over the range given, else the
 * registry's range. Rates are uniform in their logarithm.
 *
 * @throws RangeError for an id that cannot be calibrated or a range that is empty
 */
export function makePrior(
  requests: readonly PriorRequest[],
  settings: Settings,
  labels: Pick<Labels, "suppliers">,
): readonly PriorDimension[] {
  return requests.map(({ id, range }) => {
    const dimension = dimensionOf(id, settings, labels);
    const [low, high] = range ?? [dimension.low, dimension.high];
    if (!(low < high)) throw new RangeError(`the range of ${id} is empty: ${low} to ${high}`);
    if (dimension.scale === "log" && !(low > 0)) {
      throw new RangeError(`the range of ${id} starts at ${low}; a rate has to be above 0`);
    }
    return { ...dimension, low, high };
  });
}

/**
 * What is wrong with the range of a request, in words that follow its id; null where nothing is. The
 * registry's own ranges are sound.
 *
 * @example
 * rangeFault({ id: "buying_rate", range: [0, 0.02] }); // "starts at 0; it has to start above 0"
 */
export function rangeFault({ id, range }: PriorRequest): string | null {
  if (range === null) return null;
  const [low, high] = range;
  const [least, most] = allowedOf(id);
  if (low < least || high > most) {
    return `goes from ${low} to ${high}; it has to lie between ${least} and ${most}`;
  }
  const open = id === NONE_SHARE || scaleOf(id) === "log";
  if (open && !(low > 0)) return `starts at ${low}; it has to start above 0`;
  // Somebody has to buy: the base hazard is the buying rate over one less the share of nobody.
  if (id === NONE_SHARE && !(high < 1)) return `ends at ${high}; it has to end below 1`;
  return null;
}

/** Values that a parameter or constant can take at all. */
function allowedOf(id: string): Interval {
  if (id === NONE_SHARE) return [0, 1];
  if (id === BUYING_RATE) return parameterRegistry["opportunity.base_hazard"].limits;
  return isParameterId(id)
    ? parameterRegistry[id].limits
    : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
}

/** Rates are spread evenly in their logarithm, everything else as it is. */
function scaleOf(id: string): PriorDimension["scale"] {
  if (id === BUYING_RATE) return "log";
  if (!isParameterId(id)) return "linear";
  const { unit, range } = parameterRegistry[id];
  return unit.startsWith("1/yr") && range[0] > 0 ? "log" : "linear";
}

/** Whether something of this id can be calibrated. */
export function isCalibrated(id: string, labels: Pick<Labels, "suppliers">): boolean {
  if (id === NONE_SHARE || id === BUYING_RATE) return true;
  if (isParameterId(id)) return id !== "opportunity.base_hazard" && id !== "choice.none";
  return labels.suppliers.indexOf(constantOf(id) ?? "") > 0;
}

/** Everything that can be calibrated. */
export function calibratedIds(labels: Pick<Labels, "suppliers">): readonly string[] {
  const all = [
    NONE_SHARE,
    BUYING_RATE,
    ...Object.keys(parameterRegistry),
    ...labels.suppliers.map(constantPath),
  ];
  return all.filter((id) => isCalibrated(id, labels));
}

function dimensionOf(
  id: string,
  settings: Settings,
  labels: Pick<Labels, "suppliers">,
): PriorDimension {
  if (!isCalibrated(id, labels)) throw new RangeError(`"${id}" cannot be calibrated`);
  if (id === NONE_SHARE) {
    const [low, high] = NONE_RANGE;
    return { id, symbol: "pi_0", label: "Openings without a buyer", low, high, scale: "linear" };
  }
  if (id === BUYING_RATE) {
    const [low, high] = parameterRegistry["opportunity.base_hazard"].range;
    const label = "Openings with a buyer";
    // The registry's range is that of all openings; of its lowest, three fifths may still buy.
    return { id, symbol: "lambda_0 (1 - pi_0)", label, low: 0.6 * low, high, scale: "log" };
  }
  if (isParameterId(id)) {
    const { symbol, label, range } = parameterRegistry[id];
    return { id, symbol, label, low: range[0], high: range[1], scale: scaleOf(id) };
  }
  const supplier = constantOf(id) ?? "";
  const first = labels.suppliers[0] ?? "";
  const apart = valueAt(settings, labels, id) - valueAt(settings, labels, constantPath(first));
  return {
    id,
    symbol: `alpha_${supplier} - alpha_${first}`,
    label: `Constant of ${supplier} against ${first}`,
    low: apart - CONSTANT_SPREAD,
    high: apart + CONSTANT_SPREAD,
    scale: "linear",
  };
}

/** The value of a dimension at a place u in [0,1] between its ends. */
export function fromUnit({ low, high, scale }: PriorDimension, u: number): number {
  if (scale === "linear") return low + u * (high - low);
  return exp(log(low) + u * (log(high) - log(low)));
}
