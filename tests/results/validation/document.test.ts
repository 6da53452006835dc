import { describe, expect, test } from "vitest";
import type { PlacedTarget } from "../../../src/experiments/calibration/place-targets.ts";
import {
  type CalibrationRecord,
  RECORD_FORMAT,
  reliabilityOf,
  rounded,
} from "../../../src/experiments/calibration/record.ts";
import { validationDocument } from "../../../src/results/validation/document.ts";
import { driversOf, targetResults } from "../../../src/results/validation/hindcast.ts";
import type { ValidationInput } from "../../../src/results/validation/validation-input.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const contraction = (id: string, learnt: number) => ({
  id,
  symbol: id,
  label: id,
  low: 0,
  high: 1,
  q05: 0.1,
  q50: 0.5,
  q95: 0.9,
  contraction: learnt,
  profile: Array.from({ length: 10 }, () => 1),
});
const coverage = [0.5, 0.79, 0.96];
const difference = { mean: -0.01, low: -0.02, high: 0.03 };
const record: CalibrationRecord = {
  schema: RECORD_FORMAT,
  ensemble: "baseline",
  targets: "aigs-2019",
  model: "0",
  data: "0",
  inputs: digest,
  effort: { pool: 100, wave: 1, generation: 1, generations: 1, keep: 1, sets: 1 },
  hold: [],
  seed: "1",
  stages: [{ stage: "prior", runs: 100, radius: null, effective: null, plausible: null }],
  effective: 55.4,
  contractions: [contraction("none_share", 0.2), contraction("choice.price", 0.6)],
  pairs: [{ first: "choice.price", second: "none_share", correlation: -0.4 }],
  ranks: [{ id: "none_share", counts: Array.from({ length: 10 }, () => 40), chiSquare: 20 }],
  scores: {
    runs: 1000,
    fraction: 0.02,
    effective: 18,
    blocks: 23,
    questions: [
      {
        question: "adoption",
        label: "Adoption",
        scores: [
          { forecast: "model", auc: 0.8333, brier: 0.1641, log: 0.5, crps: 0.87, coverage },
          {
            forecast: "ridge regression",
            auc: 0.8312,
            brier: 0.1662,
            log: 0.5,
            crps: 0.9,
            coverage,
          },
        ],
        differences: [
          { rival: "ridge regression", auc: difference, brier: difference, crps: difference },
        ],
        byPartition: [],
        reliability: [{ count: 9, given: 0.2, happened: 0.3 }],
      },
    ],
    later: [
      {
        vintage: "aigs-2022",
        observed: 97,
        newAdopters: 24,
        counts: [
          { forecast: "model", mean: 84, low: 66, high: 105, crps: 8, coverage: [0, 1, 1] },
          { forecast: "no change", mean: 75, low: 75, high: 75, crps: 22, coverage: null },
        ],
        who: [
          { forecast: "model", auc: 0.79, difference: null },
          { forecast: "ridge regression", auc: 0.8, difference },
        ],
      },
    ],
  },
};
const result = (id: string, role: "C" | "V", mean: number, independent: boolean) => ({
  id,
  label: `<${id}>`,
  role,
  source: "",
  observed: 10,
  tolerance: 2,
  mean,
  low: mean - 3,
  high: mean + 3,
  met: Math.abs(mean - 10) <= 2,
  atLeast: false,
  crps: 0.5,
  independent,
  covered: [true, true, true],
});
const input: ValidationInput = {
  scenario: "baseline",
  model: "0.3.0",
  data: "2026.2",
  sets: 200,
  runs: 400,
  targets: [result("T1", "C", 11, false), result("T5", "C", 14, false), result("T2", "V", 9, true)],
  record,
  drivers: [
    {
      outcome: "adopters",
      share: 0.8,
      drivers: [{ parameter: "choice.price", correlation: -0.5 }],
      swings: [
        { parameter: "contract.term", size: -0.52 },
        { parameter: "choice.lock_in", size: 0.1 },
      ],
    },
  ],
  assumed: { parameters: 98, runs: 20 },
};

describe("docs/validation.md", () => {
  const { text, drawings } = validationDocument(input);

  test("opens with what is met and what is missed", () => {
    expect(text).toContain(
      "Of 2 targets that the sets were fitted to, the mean meets 1; it misses T5.",
    );
    expect(text).toContain("Of 1 targets that the fit has not seen, it meets 1.");
    expect(text).toContain(
      "AUC 0.833, Brier 0.164; a ridge regression on 14 covariates has 0.831 and 0.166.",
    );
  });

  test("says at the top how wide the sets are where the truth is known", () => {
    expect(text).toContain(
      "Tried on runs whose parameters are known, the sets are about as wide as they should be: the outer fifth of the sets holds the true value 1.00 times as often as it should.\n",
    );
    const counts = [80, 30, 30, 30, 30, 30, 30, 30, 30, 80];
    const ranks = [{ id: "none_share", counts, chiSquare: 20 }];
    const narrow = validationDocument({ ...input, record: { ...record, ranks } }).text;
    // Two bins of 80 against 40 that are their share.
    expect(narrow.slice(0, narrow.indexOf("## "))).toContain(
      "the sets are somewhat too narrow: the outer fifth of the sets holds the true value 2.00 times as often as it should. Read ranges a little wider",
    );
  });

  test("draws the ranks of every parameter whose histogram is not flat", () => {
    const flat = Array.from({ length: 10 }, () => 40);
    const ranks = [
      { id: "choice.home", counts: flat, chiSquare: 17 },
      { id: "choice.trade", counts: flat, chiSquare: 16 },
    ];
    const page = validationDocument({ ...input, record: { ...record, ranks } });
    const chart = page.drawings.find(({ name }) => name === "validation-ranks.svg");
    expect(chart?.svg).toContain("choice.home");
    expect(chart?.svg).not.toContain("choice.trade");
  });

  test("says where intervals of unseen counts hold them clearly too seldom", () => {
    const head = (covered: readonly number[]) => {
      const [first] = record.scores?.questions ?? [];
      if (first === undefined || record.scores === null) throw new Error("no scores");
      const scores = first.scores.map((one) => ({ ...one, coverage: covered }));
      const narrow = { ...record.scores, questions: [{ ...first, scores }] };
      return validationDocument({ ...input, record: { ...record, scores: narrow } }).text;
    };
    // Two standard errors over 23 subregions are 0.21, 0.17 and 0.09.
    expect(head([0.3, 0.62, 0.85])).toContain(
      "- Adoption, its count in each of 23 subregions that the fit has not seen: the 80% interval holds it in 62%, the 95% interval holds it in 85% of them. Such ranges are too narrow",
    );
    expect(head([0.3, 0.64, 0.87])).not.toContain("too narrow:");
  });

  test("says of pairs that are hard to tell apart whether they trade off in the sets", () => {
    expect(text).toContain("In the sets the two are correlated by less than 0.3.");
    const pair = { first: "buying_rate", second: "opportunity.contagion", correlation: -0.84 };
    expect(validationDocument({ ...input, record: { ...record, pairs: [pair] } }).text).toContain(
      "from a higher rate of openings. In the sets the two trade off: correlation -0.84.",
    );
  });

  test("claims to know as much as a regression only where it was held against one", () => {
    expect(text).toContain("So it knows about as much as a good regression");
    const without = validationDocument({ ...input, record: { ...record, scores: null } }).text;
    expect(without).not.toContain("a good regression");
    expect(without).toContain("Trust directions more than levels");
  });

  test("marks assumed drivers, and says what assumptions outside the sets would do", () => {
    expect(text).toContain("| adopters | 80% | `choice.price` -0.50 |");
    expect(text).toContain("98 more parameters are assumed [A]");
    expect(text).toContain("| adopters | `contract.term` −52%, `choice.lock_in` +10% |");
    const quality = { parameter: "choice.quality", correlation: 0.4 };
    const drivers = [{ outcome: "adopters", share: 0.8, drivers: [quality], swings: [] }];
    const other = validationDocument({ ...input, drivers }).text;
    expect(other).toContain("`choice.quality` [A] 0.40");
    expect(other).toContain("| adopters | none clearly |");
  });

  test("warns of levels that one assumption outside the sets decides", () => {
    expect(text).not.toContain("One such assumption alone");
    const swings = [{ parameter: "coverage.growth", size: -3.5 }];
    const drivers = [{ outcome: "outlay", share: null, drivers: [], swings }];
    expect(validationDocument({ ...input, drivers }).text).toContain(
      "One such assumption alone moves outlay by more than 3 times the range: there, compare scenarios and do not read levels.",
    );
  });

  test("puts every forecast's scores, intervals and coverage in one table", () => {
    expect(text).toContain("| Adoption | model | 0.833 | 0.164 | 0.500 | 0.87 | 50% / 79% / 96% |");
    expect(text).toContain(
      "| Adoption | ridge regression | 0.831 (−0.010: −0.020 to +0.030) | 0.166 (−0.010: −0.020 to +0.030) | 0.500 | 0.90 (−0.010: −0.020 to +0.030) | 50% / 79% / 96% |",
    );
  });

  test("says of each score that was asked for whether it is met, and where a regression is ahead", () => {
    expect(text).toContain(
      "- Adoption: AUC 0.833, asked for at least 0.83, met; Brier 0.164, asked for at most 0.165, met. Behind the ridge regression: AUC by 0.010, an interval that holds 0 ([what was tried](decisions/0014-calibration.md)).",
    );
  });

  test("judges by later vintages: counts with their intervals, and who is new", () => {
    expect(text).toContain("| aigs-2022 | model | 97 | 84 | 66 to 105 | 8.0 | no / yes / yes |");
    expect(text).toContain("| aigs-2022 | no change | 97 | 75 |  | 22.0 |  |");
    expect(text).toContain(
      "| aigs-2022 | 24 | ridge regression | 0.800 (−0.010: −0.020 to +0.030) |",
    );
  });

  test("writes a lower bound as one, without a distance, and does not count it as covered", () => {
    const bound = { ...result("T20", "V", 12, true), atLeast: true, crps: null, covered: null };
    const page = validationDocument({ ...input, targets: [...input.targets, bound] }).text;
    expect(page).toContain(
      "| T20 | <T20> | V, independent | at least 10 | 12 | 9 to 15 | met |  |",
    );
    expect(page).toContain("| 50% | 2 of 2 | 1 of 1 |");
  });

  test("names every chart that it shows, and no chart is broken by a label", () => {
    for (const { name, svg } of drawings) {
      expect(text).toContain(`(images/${name})`);
      expect(svg).not.toMatch(/NaN|undefined/);
      expect(svg.match(/<svg/g)).toHaveLength(1);
    }
    const targets = drawings.find(({ name }) => name === "validation-targets.svg");
    expect(targets?.svg).toContain("&lt;T5&gt;");
  });

  test("calls an uneven rank histogram by its name", () => {
    expect(text).toContain(
      "1 depart from a flat histogram at the 5% level (0.1 would by chance): `none_share`. The two outer bins of ten hold 1.00 times their share: the sets are about as wide as they should be.",
    );
  });

  test("does without scores where there are none", () => {
    const without = validationDocument({ ...input, record: { ...record, scores: null } });
    expect(without.text).not.toContain("Countries and years that the fit has not seen");
  });
});

test("targets are summed up over runs, and runs without a value do not count", () => {
  const target = {
    id: "T2",
    label: "",
    role: "V",
    source: "",
    vintage: "later",
    observed: 4,
    tolerance: 1,
    atLeast: false,
  } as PlacedTarget;
  const placed = {
    targets: [target],
    reference: new Int32Array(0),
    lawStates: [],
    marketStates: [],
  };
  const measured = Float64Array.of(2, 4, Number.NaN, 6);
  const [found] = targetResults(placed, measured, "first");
  expect(found).toMatchObject({
    mean: 4,
    met: true,
    independent: true,
    covered: [true, true, true],
  });
  expect(found?.low).toBeCloseTo(2.2, 12);
  const [bound] = targetResults(
    { ...placed, targets: [{ ...target, observed: 1, atLeast: true }] },
    measured,
    "first",
  );
  expect(bound).toMatchObject({ met: true, crps: null, covered: null });
  expect(targetResults(placed, Float64Array.of(Number.NaN), "first")).toEqual([]);
  // Mean distance 4/3 less half the mean distance within, 16/9 / 2.
  expect(found?.crps).toBeCloseTo(4 / 3 - 8 / 9, 12);
});

test("drivers are the parameters whose ranks go with an outcome", () => {
  const sets = [
    [1, 5],
    [2, 5],
    [3, 1],
    [9, 2],
  ];
  const found = driversOf(["a", "b"], sets, Float64Array.of(10, 20, 30, 40), 1);
  expect(found).toEqual([{ parameter: "a", correlation: 1 }]);
});

test("reliability counts countries by what they were given, over partitions", () => {
  const bins = reliabilityOf(
    [Float64Array.of(0.05, 0.15, 1), Float64Array.of(0.05, 0.05, 1)],
    Float64Array.of(0, 1, 1),
  );
  expect(bins).toHaveLength(3);
  expect(bins[0]).toEqual({
    count: 1.5,
    given: expect.closeTo(0.05, 12),
    happened: expect.closeTo(1 / 3, 12),
  });
  expect(bins[2]).toEqual({ count: 1, given: 1, happened: 1 });
});

test("a record keeps four digits, and null for what is no number", () => {
  expect(rounded({ a: [1.23456, Number.NaN], b: "x", c: null })).toEqual({
    a: [1.235, null],
    b: "x",
    c: null,
  });
});
