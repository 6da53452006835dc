import { describe, expect, test } from "vitest";
import {
  cholesky,
  leastSquares,
  solvePositive,
} from "../../../src/experiments/calibration/linear.ts";
import { pearson, ranks } from "../../../src/experiments/calibration/rank.ts";
import {
  bassShare,
  fitBass,
  fitLogistic,
  predictLogistic,
} from "../../../src/experiments/calibration/rivals.ts";

// Figures of scikit-learn 1.9.1, by
//   x = [[(7 k) % 12, sqrt((5 k) % 11)] for k in range(24)]; y = [(3 k) % 8 > 3 for k in range(24)]
//   LogisticRegression(C=1/penalty, tol=1e-12, max_iter=10000).fit(StandardScaler().fit_transform(x), y)
const x = Float64Array.from({ length: 48 }, (_, at) => {
  const k = at >> 1;
  return at % 2 === 0 ? (7 * k) % 12 : Math.sqrt((5 * k) % 11);
});
const y = Float64Array.from({ length: 24 }, (_, k) => ((3 * k) % 8 > 3 ? 1 : 0));

test.each([
  [3, [-0.00519567, -0.0272263, 0.43634407], [0.29902758, 0.52634869, 0.63746404]],
  [1, [-0.0117967, -0.04735189, 0.58124201], [0.24563094, 0.5326613, 0.680952]],
])("ridge regression with penalty %d is scikit-learn's", (penalty, coefficients, chances) => {
  const fitted = fitLogistic(x, y, 2, penalty);
  coefficients.forEach((value, k) => {
    expect(fitted.coefficients[k]).toBeCloseTo(value, 6);
  });
  const predicted = predictLogistic(fitted, x);
  chances.forEach((value, k) => {
    expect(predicted[k]).toBeCloseTo(value, 6);
  });
});

describe("linear algebra", () => {
  test("a system is solved, for several right-hand sides", () => {
    const a = Float64Array.of(4, 2, 2, 3);
    const solved = solvePositive(a, Float64Array.of(10, 4, 9, 2), 2);
    expect([...solved].map((v) => Number(v.toFixed(12)))).toEqual([1.5, 1, 2, 0]);
  });

  test("what is not positive definite is refused", () => {
    expect(() => cholesky(Float64Array.of(1, 2, 2, 1), 2)).toThrow("not positive definite");
  });

  test("least squares finds a plane, weights of 0 hide what is off it", () => {
    const rows = [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [2, 5],
    ];
    const values = rows.map(([a = 0, b = 0]) => 3 + 2 * a - b);
    values[4] = 1000;
    const found = leastSquares(
      Float64Array.from(rows.flat()),
      Float64Array.from(values),
      Float64Array.of(1, 1, 1, 1, 0),
      2,
      0,
    );
    expect([...found].map((v) => Number(v.toFixed(9)))).toEqual([3, 2, -1]);
  });
});

test("equal values share the mean of their ranks; Spearman's correlation by hand", () => {
  expect([...ranks(Float64Array.of(10, 30, 10, 20))]).toEqual([1.5, 4, 1.5, 3]);
  // Ranks 1 2 3 4 and 2 1 4 3: 1 - 6 x 4 / (4 x 15).
  expect(
    pearson(ranks(Float64Array.of(1, 2, 3, 4)), ranks(Float64Array.of(2, 1, 9, 3))),
  ).toBeCloseTo(0.6, 12);
});

test("a Bass curve goes through the share that it was fitted to, and agrees with the closed form", () => {
  // MODEL V6: p 0.01, q 0.2, t 20 gives 0.7577.
  expect(bassShare(0.01, 0.2, 20)).toBeCloseTo(0.7577, 4);
  const p = fitBass(0.38, 0.426, 8.75);
  expect(bassShare(p, 0.38, 8.75)).toBeCloseTo(0.426, 10);
});
