// What statistics are measured on, and what each is made of.

import type { Vector } from "../../core/arrays.ts";
import type { Frame } from "../../core/frame.ts";
import type { MarketLooks } from "./market.ts";
import type { CovariateName } from "./targets.ts";

/** One look at the index and the statute books: what was observed, or what one run showed. */
export interface Look {
  /** Not 0 where adoption is seen; from `at` on, one value per country. */
  readonly adopted: ArrayLike<number>;
  /** Bits of the suppliers seen. */
  readonly suppliers: ArrayLike<number>;
  /** Technologies (observed) or segments (simulated) seen. */
  readonly segments: ArrayLike<number>;
  readonly at: number;
  /** Countries with a data-protection law, by law state; from `lawAt` on. */
  readonly laws: ArrayLike<number>;
  readonly lawAt: number;
  /** What was signed and banned, by market state; from the state `marketAt` on. */
  readonly market: MarketLooks;
  readonly marketAt: number;
}

/** Value of a statistic on a look, over some countries (ascending); NaN where it has no meaning. */
export type Measure = (look: Look, members: Int32Array) => number;

/** What a measure is made of. */
export interface Parts {
  readonly bits: { readonly all: number; readonly none: number };
  /** The supplier of a statistic of the market, and the one it is held against or whose allies count; else -1. */
  readonly supplier: number;
  readonly other: number;
  /** 1 for the countries of the statistic's group; [country] */
  readonly members: Uint8Array;
  readonly covariates: (name: CovariateName) => Vector;
  readonly lawStates: readonly number[];
  readonly marketStates: readonly number[];
  readonly frame: Frame;
  /** 1 for allies of the other supplier's homes, and for the homes; [country] */
  readonly allies: Uint8Array;
}

/** The state (0 = start) of a date: the first at or after it. */
export function stateAt(date: number, { start, dt }: Frame): number {
  return Math.ceil((date - start) / dt - 1e-6);
}
