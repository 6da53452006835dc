import { defineIntervention, defineOutcome, defineProcess } from "./definitions.ts";
import { gumbel, lognormal, normal } from "./distributions.ts";
import { slotWord } from "./draws.ts";
import { clampExponent, exp, log, pow, stepProbability } from "./math.ts";
import { PEER_UNIT } from "./peers.ts";
import { adoptionExposure, openingHazard } from "./processes/open-procurement.ts";
import { schedule } from "./schedule.ts";
import { rowOffset } from "./series.ts";
import { NONE, Status } from "./state.ts";

/** What a plugin is given, so that it needs no import: the names below. */
export interface Toolkit {
  readonly defineProcess: typeof defineProcess;
  readonly defineOutcome: typeof defineOutcome;
  readonly defineIntervention: typeof defineIntervention;
  /** e to the x, the same bits in every engine, which `Math.exp` is not. */
  readonly exp: typeof exp;
  /** Natural logarithm, the same bits in every engine. */
  readonly log: typeof log;
  /** x to the y, the same bits in every engine. */
  readonly pow: typeof pow;
  /** Probability that something with a rate (1/yr) happens within a step. */
  readonly stepProbability: typeof stepProbability;
  /** An exponent kept within [-20, 20]. */
  readonly clampExponent: typeof clampExponent;
  /** Standard Gumbel quantile of a uniform draw. */
  readonly gumbel: typeof gumbel;
  /** Standard normal quantile of a uniform draw. */
  readonly normal: typeof normal;
  /** Lognormal quantile of a uniform draw, by mean and SD of the logarithm. */
  readonly lognormal: typeof lognormal;
  /** The slot of a draw that a unit asks for several of. */
  readonly slotWord: typeof slotWord;
  /** Offset of a year's row in a covariate. */
  readonly rowOffset: typeof rowOffset;
  /** Hazard of an opening in a vacant segment, 1/yr (E7). */
  readonly openingHazard: typeof openingHazard;
  /** Share of peers that have adopted (E6). */
  readonly adoptionExposure: typeof adoptionExposure;
  /** No holder, no maker. */
  readonly NONE: typeof NONE;
  /** Status of a deployment. */
  readonly Status: typeof Status;
  /** What a full row of peer weights sums to. */
  readonly PEER_UNIT: typeof PEER_UNIT;
  /** The built-in processes in their order, for one that wraps what it replaces. */
  readonly schedule: typeof schedule;
}

/** The toolkit that every plugin gets. */
export const toolkit: Toolkit = {
  defineProcess,
  defineOutcome,
  defineIntervention,
  exp,
  log,
  pow,
  stepProbability,
  clampExponent,
  gumbel,
  normal,
  lognormal,
  slotWord,
  rowOffset,
  openingHazard,
  adoptionExposure,
  NONE,
  Status,
  PEER_UNIT,
  schedule,
};
