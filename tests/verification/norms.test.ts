import { describe, expect, test } from "vitest";
import { at, covariate, hold, listening, play, stage } from "../core/processes/stage.ts";
import { moments } from "../support/statistics.ts";

describe("V17: norms under constant weights", () => {
  test.each([1, 0.25, 1 / 12])("n(t) = n* + (n0 - n*) e^(-M t) for dt = %d", (dt) => {
    const made = stage({
      countries: 2,
      dt,
      parameters: {
        "norms.supplier": 0.08,
        "norms.peers": 0.05,
        "norms.rules": 0.03,
        "norms.anchor": 0.06,
        "norms.shielding": 0.5,
      },
      attributes: { norm: [0.9, 0.1] },
      frame: {
        ...listening([[1], []]),
        norm: Float64Array.of(0.3, 0.7),
        democracy: covariate(0.4, 0.4),
      },
    });
    for (const d of [0, 1, 2]) hold(made, 0, d, 0);
    made.state.tier[0] = 3;
    made.state.nextTier[0] = 3;
    made.state.norm[0] = 0.8;
    const supplier = 0.08 * (1 - 0.5 * 0.4);
    const rate = supplier + 0.05 + 0.03 + 0.06;
    const target = (supplier * 0.9 + 0.05 * 0.7 + 0.06 * 0.3) / rate;
    for (let s = 0; s < 12; s++) {
      play(made, s, "intervene", "expose", "drift-norms");
      const t = (s + 1) * dt;
      expect(made.state.norm[0]).toBeCloseTo(target + (0.8 - target) * Math.exp(-rate * t), 13);
    }
  });

  test.each([0.25, 1 / 12])(
    "noise settles at a variance of sig² / 2M, for dt = %d up to O(dt)",
    (dt) => {
      const n = 8000;
      const rate = 0.5;
      const noise = 0.05;
      const made = stage({
        countries: n,
        dt,
        parameters: { "norms.anchor": rate, "norms.noise": noise },
      });
      play(made, 0, "intervene", "expose");
      for (let s = 0; s < 10 / dt; s++) play(made, s, "drift-norms");
      const { mean, variance } = moments([...made.state.norm]);
      const exact = (noise * noise * dt) / (1 - Math.exp(-2 * rate * dt));
      expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(exact / n));
      expect(Math.abs(variance / exact - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
      expect(exact / ((noise * noise) / (2 * rate))).toBeLessThan(1 + 1.1 * rate * dt);
    },
  );
});

describe("V18: peers alone average their norms (DeGroot)", () => {
  const years = (lists: readonly (readonly number[])[], norm: readonly number[], count: number) => {
    const made = stage({
      countries: lists.length,
      dt: 1,
      steps: count,
      parameters: { "norms.peers": 0.7 },
      frame: { ...listening(lists), norm: Float64Array.from(norm) },
    });
    return Array.from({ length: count }, (_, s) => {
      play(made, s, "intervene", "expose", "drift-norms");
      return [...made.state.norm];
    });
  };

  test("they converge to pi . n(0), pi the left Perron vector", () => {
    const last = years([[1], [0, 2], [1]], [0.1, 0.8, 0.4], 200).at(-1) ?? [];
    for (const n of last) expect(n).toBeCloseTo(0.25 * 0.1 + 0.5 * 0.8 + 0.25 * 0.4, 12);
  });

  test("weights that sum to 1 by column too preserve the mean", () => {
    const start = [0.1, 0.9, 0.35, 0.6, 0.2];
    const ring = start.map((_, i) => [(i + 1) % 5, (i + 2) % 5].sort((a, b) => a - b));
    for (const norm of years(ring, start, 30)) {
      expect(norm.reduce((a, b) => a + b, 0) / 5).toBeCloseTo(0.43, 13);
    }
    const last = years(ring, start, 30).at(-1) ?? [];
    expect(Math.abs(at(last, 0) - 0.43)).toBeLessThan(1e-3);
  });
});
