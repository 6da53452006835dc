import { describe, expect, test } from "vitest";
import { lognormal } from "../../../src/core/distributions.ts";
import { Purpose, slotWord } from "../../../src/core/draws.ts";
import type { Intervention } from "../../../src/core/intervention.ts";
import { equip } from "../../../src/core/rosters.ts";
import { at, begun, covariate, hold, play, type Stage } from "./stage.ts";

/** Poisson quantile of u, from the distribution function itself. */
function quantile(u: number, rate: number): number {
  let cumulative = 0;
  let probability = Math.exp(-rate);
  for (let k = 0; k < 15; k++) {
    cumulative += probability;
    if (u < cumulative) return k;
    probability *= rate / (k + 1);
  }
  return 15;
}

/** What E11 says of a step, deployment by deployment, from the draws that the model documents. */
function expected({ model, state }: Stage, rate: (i: number, d: number) => number) {
  const { countries: n, segments: D, countryKeys } = model.frame;
  const result = { incidents: 0, known: 0, of: [0, 0], in: new Array<number>(n).fill(0) };
  state.draws.aim(Purpose.Incident, state.step);
  for (let d = 0; d < D; d++) {
    for (let i = 0; i < n; i++) {
      const id = d * n + i;
      if (at(state.coverage, id) === 0) continue;
      const draw = (k: number) => state.draws.uniform(at(countryKeys, i), slotWord(d, k));
      const count = quantile(draw(0), rate(i, d));
      result.incidents += count;
      for (let m = 0; m < count; m++) {
        if (draw(2 + 2 * m) >= at(state.visibility, i)) continue;
        const severity = lognormal(draw(1 + 2 * m), 1, 1);
        result.known++;
        const j = at(state.maker, id);
        result.of[j] = at(result.of, j) + severity;
        result.in[i] = at(result.in, i) + severity;
      }
    }
  }
  return result;
}

const weights = [1, 0.7, 1.2];

describe("E11: incidents", () => {
  const made = begun({
    countries: 200,
    parameters: {
      "incident.rate": 12,
      "incident.disparity": 0.5,
      "incident.rules": 0.4,
      "incident.visibility": 0.1,
      "incident.visibility_democracy": 0.8,
    },
    frame: {
      democracy: { rows: 1, values: Float64Array.from({ length: 200 }, (_, i) => i / 200) },
      civilSociety: covariate(...new Array<number>(200).fill(0.75)),
    },
  });
  const { state } = made;
  for (let i = 0; i < 200; i++) {
    for (let d = 0; d < 3; d++) hold(made, i, d, (i + d) % 2, { coverage: 0.1 + (i % 8) / 10 });
    state.tier[i] = i % 4;
  }
  state.errors.set([0.8, 0.3]);
  state.bias.set([0.6, 0.2]);
  play(made, 3, "suffer-incidents");

  test("are Poisson at the rate of coverage, errors, disparity, rules and segment", () => {
    const want = expected(made, (i, d) => {
      const j = (i + d) % 2;
      const errors = at(state.errors, j) * (1 + 0.5 * at(state.bias, j));
      const coverage = 0.1 + (i % 8) / 10;
      return ((12 * 0.25 * at(weights, d) * coverage * errors) / 1.5) * (1 - (0.4 * (i % 4)) / 3);
    });
    expect(want.incidents).toBeGreaterThan(200);
    expect(state.incidents).toBe(want.incidents);
    expect(state.knownIncidents).toBe(want.known);
    for (let j = 0; j < 2; j++) expect(state.severityOf[j]).toBeCloseTo(at(want.of, j), 9);
    for (let i = 0; i < 200; i++) expect(state.severityIn[i]).toBeCloseTo(at(want.in, i), 10);
  });

  test("become known with v0 + v1 D C", () => {
    expect(state.visibility[100]).toBeCloseTo(0.1 + 0.8 * 0.5 * 0.75, 14);
    expect(state.knownIncidents).toBeLessThan(state.incidents);
  });
});

test("E11: visibility is held between 0 and 1", () => {
  const { state } = begun({
    parameters: { "incident.visibility": 0.7, "incident.visibility_democracy": 0.8 },
    frame: { democracy: covariate(1, 0, 0), civilSociety: covariate(1, 0, 0) },
  });
  expect([...state.visibility]).toEqual([1, 0.7, 0.7]);
});

test("E11: old kit that runs down still causes incidents, of its maker", () => {
  const made = begun({ parameters: { "incident.rate": 400, "incident.visibility": 1 } });
  const { state } = made;
  equip(state, 0, 0, 1);
  state.coverage[0] = 1;
  play(made, 0, "suffer-incidents");
  expect(state.incidents).toBe(15);
  expect(state.severityOf[0]).toBe(0);
  expect(at(state.severityOf, 1)).toBeGreaterThan(0);
});

test("an incident by intervention is known, of its severity, once, with the mechanism on or off", () => {
  const shock: Intervention = {
    kind: "incident",
    id: "leak",
    when: null,
    start: 2,
    end: 6,
    ramp: 0,
    countries: Int32Array.of(1),
    supplier: 1,
    severity: 5,
  };
  for (const incidents of [true, false]) {
    const made = begun({ interventions: [shock], mechanisms: { incidents } });
    const { state } = made;
    const seen = [1, 2, 3].map((s) => {
      play(made, s, "intervene", "expose", "suffer-incidents");
      return [state.incidents, state.knownIncidents, state.severityOf[1], state.severityIn[1]];
    });
    expect(seen).toEqual([
      [0, 0, 0, 0],
      [1, 1, 5, 5],
      [0, 0, 0, 0],
    ]);
    expect(state.severityOf[0]).toBe(0);
  }
});
