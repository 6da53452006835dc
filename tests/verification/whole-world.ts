import type { Rows } from "../../src/core/frame.ts";
import type { Parameters } from "../../src/core/parameters.ts";
import { parameterIds, parameterRegistry } from "../../src/scenario/registry/parameters.ts";
import type { Setup } from "../support/laboratory.ts";

/** A number in [0,1) that is scattered over i. */
const scatter = (i: number, by: number): number => ((i + 1) * by) % 1;

/** Registry defaults of every parameter: nothing is neutral. */
export const whole: Parameters = Object.fromEntries(
  parameterIds.map((id) => [id, parameterRegistry[id].default]),
) as { readonly [K in keyof Parameters]: number };

/** A small world in which every mechanism has something to do in 30 quarters. */
export function wholeWorld(over: Setup = {}, countries = 20): Setup {
  const n = countries;
  const J = 3;
  const steps = over.steps ?? 30;
  const series = (from: number, to: number, by: number) => ({
    rows: 1,
    values: Float64Array.from({ length: n }, (_, i) => from + (to - from) * scatter(i, by)),
  });
  const vector = (from: number, to: number, by: number, length = n) =>
    Float64Array.from({ length }, (_, i) => from + (to - from) * scatter(i, by));
  // Countries 0, 1 and 2 are homes of suppliers 0, 1 and 2; suppliers 0 and 1 are rivals.
  const home = new Uint8Array(n * J);
  const allyOfRival = new Uint8Array(n * J);
  for (let i = 0; i < n; i++) {
    if (i < J) home[i * J + i] = 1;
    if (i < 2) allyOfRival[i * J + (1 - i)] = 1;
    else if (i % 3 === 0) allyOfRival[i * J] = 1;
    else if (i % 3 === 1) allyOfRival[i * J + 1] = 1;
  }
  const list = (step: number): Rows => ({
    offsets: Uint32Array.from({ length: n + 1 }, (_, i) => 3 * i),
    targets: Uint32Array.from(
      Array.from({ length: n }, (_, i) =>
        [1, 2, 3].map((k) => (i + k * step) % n).sort((a, b) => a - b),
      ).flat(),
    ),
    weights: new Float64Array(3 * n).fill(1 / 3),
  });
  return {
    countries: n,
    suppliers: J,
    segments: 3,
    steps,
    ...over,
    parameters: {
      ...whole,
      "opportunity.base_hazard": 0.15,
      "opportunity.emulation": 0.3,
      "opportunity.learning": 0.5,
      "opportunity.unsolicited": 0.01,
      "contract.term": 3,
      "contract.lead": 0.75,
      "contract.cancellation": 0.05,
      "incident.rate": 30,
      "rules.base": 0.15,
      "rules.rollback": 0.1,
      "moratorium.threshold": 2,
      "moratorium.life": 1,
      "ban.base": 0.05,
      "treaty.base": 0.2,
      "norms.noise": 0.02,
      "peers.uniform": 0.1,
      ...over.parameters,
    },
    attributes: {
      price: [1, 1.5, 1.3],
      constant: [0.5, 0.9, 0],
      markup: [0.25, 0.25, 0.25],
      subsidy: [0.15, 0, 0],
      norm: [0.85, 0.4, 0.2],
      compliance: [0.3, 0.6, 0.9],
      research: [0.6, 0.8, 0.5],
      grant_element: [0.27, 0, 0],
      financed_share: [1, 0, 0],
      loan_income_ceiling: [8000, 0, 0],
      ...over.attributes,
    },
    frame: {
      income: series(1000, 20_000, 0.618),
      zIncome: series(-1.5, 1.5, 0.618),
      relativeIncome: series(0.2, 4, 0.618),
      population: series(1e6, 9e7, 0.414),
      zSize: series(-1.5, 1.5, 0.414),
      urban: vector(0.3, 0.9, 0.732),
      democracy: series(0.05, 0.95, 0.271),
      zDemocracy: series(-1.8, 1.8, 0.271),
      civilSociety: series(0.1, 0.95, 0.314),
      zCivilSociety: series(-1.6, 1.6, 0.314),
      capacity: series(0.1, 0.9, 0.577),
      zCapacity: series(-1.5, 1.5, 0.577),
      idealPoint: series(-1.5, 2.5, 0.691),
      unrest: series(-1, 1.5, 0.236),
      zCrime: vector(-1, 2, 0.855),
      zEuTrade: vector(-1, 2, 0.149),
      zMediaFreedom: vector(-1.5, 1.5, 0.271),
      norm: vector(0.1, 0.9, 0.477),
      zTrade: vector(-1, 2, 0.366, n * J),
      allyOfRival,
      home,
      homeWeight: Float64Array.from(home),
      beltAndRoadSupplier: 0,
      beltAndRoadFrom: Int32Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 4 : steps)),
      rivals: Uint8Array.of(0, 1, 0, 1, 0, 0, 0, 0, 0),
      hasRival: Uint8Array.of(1, 1, 0),
      leadHome: Int32Array.of(0, 1, 2),
      lawAtStart: Uint8Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 1 : 0)),
      euActFrom: 12,
      euFloorFrom: Int32Array.from({ length: n }, (_, i) => (i % 7 === 2 ? 13 : steps)),
      bansFrom: 4,
      peers: { geography: list(1), idealPoint: list(4), trade: list(7), prestige: list(2) },
      ...over.frame,
    },
  };
}
