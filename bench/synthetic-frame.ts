// Jurisdictions made up for timing: as many as wanted, alike in structure to the real world (24 peers
// each, three segments, six suppliers), with covariates spread by the draw function.

import { mix } from "../src/core/draws.ts";
import type { Frame, Rows, Series } from "../src/core/frame.ts";

/** Peers of a jurisdiction, all in one list. */
const DEGREE = 24;

/** A frame of n jurisdictions over the real world's horizon; the same one for the same n. */
export function syntheticFrame(n: number, template: Frame): Frame {
  const J = template.suppliers;
  const spread = (salt: number): Series => ({
    rows: 1,
    values: Float64Array.from({ length: n }, (_, i) => noise(i, salt)),
  });
  const none: Rows = {
    offsets: new Uint32Array(n + 1),
    targets: new Uint32Array(0),
    weights: new Float64Array(0),
  };
  const incomes = spread(1);
  return {
    ...template,
    countries: n,
    countryKeys: Uint32Array.from({ length: n }, (_, i) => mix(i + 1) >>> 0),
    income: { rows: 1, values: incomes.values.map((z) => 5700 * Math.exp(1.4 * z)) },
    zIncome: incomes,
    relativeIncome: { rows: 1, values: incomes.values.map((z) => Math.exp(1.4 * z)) },
    population: { rows: 1, values: spread(2).values.map((z) => 8e6 * Math.exp(1.7 * z)) },
    zSize: spread(2),
    urban: new Float64Array(n).fill(0.6),
    democracy: { rows: 1, values: new Float64Array(n).fill(0.5) },
    zDemocracy: spread(9),
    civilSociety: { rows: 1, values: new Float64Array(n).fill(0.5) },
    zCivilSociety: spread(10),
    capacity: { rows: 1, values: new Float64Array(n).fill(0.5) },
    gdp: new Float64Array(n).fill(1e11),
    lawAtStart: new Uint8Array(n),
    euFloorFrom: new Int32Array(n).fill(template.steps),
    leadHome: new Int32Array(J).fill(-1),
    groups: {
      region: everyone(n),
      regime: everyone(n),
      income: everyone(n),
    },
    idealPoint: spread(3),
    unrest: spread(4),
    zCapacity: spread(5),
    zCrime: spread(6).values,
    zEuTrade: spread(7).values,
    zMediaFreedom: spread(8).values,
    norm: new Float64Array(n).fill(0.5),
    zTrade: new Float64Array(n * J),
    allyOfRival: new Uint8Array(n * J),
    home: new Uint8Array(n * J),
    homeWeight: new Float64Array(n * J),
    beltAndRoadFrom: new Int32Array(n).fill(template.steps),
    beltAndRoadTo: new Int32Array(n).fill(template.steps),
    reference: new Uint8Array(n).fill(1),
    peers: { geography: ring(n), idealPoint: none, trade: none, prestige: none },
    vintages: new Int32Array(0),
  };
}

/** A split with a single group. */
function everyone(n: number): { readonly of: Int32Array<ArrayBuffer>; readonly count: number } {
  return { of: new Int32Array(n), count: 1 };
}

/** About standard normal: three uniforms added. */
function noise(i: number, salt: number): number {
  let sum = -1.5;
  for (let k = 0; k < 3; k++) sum += (mix(mix(i + 1) + salt * 31 + k) >>> 0) / 2 ** 32;
  return 2 * sum;
}

/** Everyone listens to the nearest on a ring, alike. */
function ring(n: number): Rows {
  const degree = Math.min(DEGREE, n - 1);
  const offsets = Uint32Array.from({ length: n + 1 }, (_, i) => i * degree);
  const targets = new Uint32Array(n * degree);
  for (let i = 0; i < n; i++) {
    const row = Array.from({ length: degree }, (_, k) => {
      const step = k % 2 === 0 ? k / 2 + 1 : -(k + 1) / 2;
      return (i + step + n) % n;
    }).sort((a, b) => a - b);
    targets.set(row, i * degree);
  }
  return { offsets, targets, weights: new Float64Array(n * degree).fill(1 / degree) };
}
