import { pow } from "../math.ts";
import { groupSplits } from "../totals.ts";
import { copy, divide, Grouped, groupMeans, type Outcome, type Sight } from "./outcome.ts";

/** Bins of the Esteban-Ray index. */
const BINS = 50;
/** Its sensitivity to polarisation. */
const ALPHA = 1.3;

/** Polarisation as 4 Var(n): 1 with half of the countries at each pole. */
function variance({ state, model, totals }: Sight): number {
  const n = model.frame.countries;
  const mean = totals.norms / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (state.norm[i] - mean) * (state.norm[i] - mean);
  return (4 * squares) / n;
}

const shares = new Float64Array(BINS);
/** Bins that are not empty, ascending. */
const filled = new Int32Array(BINS);

/** Esteban and Ray (1994) on 50 bins: sum of p_a^(1 + alpha) p_b |a - b|. */
function estebanRay({ state, model }: Sight): number {
  const n = model.frame.countries;
  shares.fill(0);
  for (let i = 0; i < n; i++) shares[Math.min(BINS - 1, (state.norm[i] * BINS) | 0)] += 1 / n;
  let count = 0;
  for (let a = 0; a < BINS; a++) if (shares[a] > 0) filled[count++] = a;
  let index = 0;
  for (let k = 0; k < count; k++) {
    const a = filled[k];
    const raised = pow(shares[a], 1 + ALPHA);
    for (let m = 0; m < count; m++) {
      const b = filled[m];
      index += (raised * shares[b] * Math.abs(a - b)) / BINS;
    }
  }
  return index;
}

/** Norms, and who depends on whom. */
export const normOutcomes: readonly Outcome[] = [
  {
    id: "norms.mean",
    definition: "Norm position, mean over countries; 0 rights-protective, 1 state control",
    unit: "0-1",
    by: "none",
    measure: ({ totals, model }, out, at) => {
      out[at] = totals.norms / model.frame.countries;
    },
  },
  ...groupSplits.map(
    (by, split): Outcome => ({
      id: "norms.mean",
      definition: `Norm position, mean over the countries of the ${by} group`,
      unit: "0-1",
      by,
      measure: (sight, out, at) => groupMeans(sight, split, Grouped.Norm, 1, out, at),
    }),
  ),
  {
    id: "norms.polarisation",
    definition: "Polarisation of norms: four times their variance",
    unit: "0-1",
    by: "none",
    measure: (sight, out, at) => {
      out[at] = variance(sight);
    },
  },
  {
    id: "norms.esteban_ray",
    definition:
      "Polarisation of norms after Esteban and Ray, alpha 1.3, 50 bins, at the last year's end",
    unit: "index",
    by: "none",
    measure: (sight, out, at) => {
      if (sight.totals.yearEnd) sight.totals.estebanRay = estebanRay(sight);
      out[at] = sight.totals.estebanRay;
    },
  },
  {
    id: "norms.affinity",
    definition: "Affinity with the supplier, 1 less the distance of norms, mean over countries",
    unit: "0-1",
    by: "supplier",
    measure: ({ totals, model }, out, at) => {
      for (let j = 0; j < totals.normDistance.length; j++) {
        out[at + j] = 1 - totals.normDistance[j] / model.frame.countries;
      }
    },
  },
  {
    id: "norms.affinity_change",
    definition:
      "Change of affinity with the supplier since signing, customers less matched countries that never signed, mean over pairs at the last year's end",
    unit: "0-1",
    by: "none",
    measure: ({ state }, out, at) => {
      out[at] = state.pairs.changeOfAll;
    },
  },
  {
    id: "norms.affinity_change",
    definition:
      "Change of affinity with the supplier since signing, customers less matched countries that never signed, mean over the supplier's pairs at the last year's end",
    unit: "0-1",
    by: "supplier",
    measure: ({ state }, out, at) => copy(state.pairs.change, out, at),
  },
  {
    id: "dependence.hhi",
    definition: "Concentration of an adopter's contracts over suppliers, mean over adopters",
    unit: "0-10,000",
    by: "none",
    measure: ({ totals, state }, out, at) => {
      out[at] = (10_000 * totals.concentration) / Math.max(1, state.adopters);
    },
  },
  {
    id: "dependence.single",
    definition: "Share of adopters whose contracts are all with one foreign bloc",
    unit: "share",
    by: "none",
    measure: ({ totals, state }, out, at) => {
      out[at] = totals.singleSourced / Math.max(1, state.adopters);
    },
  },
  {
    id: "dependence.leverage",
    definition: "Dependence on the supplier, mean weighted by GDP of 2019",
    unit: "share",
    by: "supplier",
    // Without GDP there is no leverage either.
    measure: ({ totals }, out, at) =>
      divide(totals.leverage, totals.gdp > 0 ? totals.gdp : 1, out, at),
  },
];
