import type { Integers } from "./arrays.ts";

/** When and on whom an intervention acts. */
interface Reach {
  /** First step on which it acts. */
  readonly start: number;
  /** First step on which it no longer acts. */
  readonly end: number;
  /** Steps over which its magnitude grows from 0 to 1, linear; 0 = at once. */
  readonly ramp: number;
  /** Indices of the countries it covers, ascending. */
  readonly countries: Integers;
  /** Index of the supplier it concerns. */
  readonly supplier: number;
}

/** A sponsor pays a share of the price: pol_ij *= 1 - share (E2). */
export interface Subsidise extends Reach {
  readonly kind: "subsidise";
  readonly share: number;
}

/** The supplier forgoes a share of the price: pol_ij *= 1 - share (E2). */
export interface CutPrice extends Reach {
  readonly kind: "cut_price";
  readonly share: number;
}

/** Soft loans: g_ij = max(g_ij, grantElement), f_ij = 1 (E4); demand bFin + extraDemand (E7). */
export interface Finance extends Reach {
  readonly kind: "finance";
  readonly grantElement: number;
  readonly extraDemand: number;
}

/** A dated change of the world, compiled to steps and indices. */
export type Intervention = Subsidise | CutPrice | Finance;
