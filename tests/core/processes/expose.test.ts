import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measureTotals } from "../../../src/core/measure-totals.ts";
import { PEER_UNIT } from "../../../src/core/peers.ts";
import { equip } from "../../../src/core/rosters.ts";
import { schedule } from "../../../src/core/schedule.ts";
import { at, listening, play, stage } from "./stage.ts";

/** A ring: everyone listens to the next two. */
const ring = (n: number) =>
  listening(Array.from({ length: n }, (_, i) => [(i + 1) % n, (i + 2) % n].sort((a, b) => a - b)));

describe("exposures to safeguards, moratoria and bans", () => {
  test("are what a full sum over peers gives, at every step of any run", () => {
    fc.assert(
      fc.property(fc.nat(10_000), (k) => {
        const n = 25;
        const made = stage(
          {
            countries: n,
            steps: 30,
            parameters: {
              "opportunity.base_hazard": 0.3,
              "incident.rate": 20,
              "incident.visibility": 1,
              "backlash.own": 2,
              "moratorium.threshold": 0.3,
              "moratorium.life": 1,
              "rules.base": 0.5,
              "rules.rollback": 0.5,
              "ban.base": 0.1,
              "peers.uniform": 0.3,
            },
            frame: { ...ring(n), hasRival: Uint8Array.of(1, 1) },
          },
          k,
        );
        const { model, state } = made;
        const { offsets, targets, weights } = model.peers;
        const brute = (value: (k: number) => number, i: number): number => {
          let sum = 0;
          for (let e = at(offsets, i); e < at(offsets, i + 1); e++) {
            sum += at(weights, e) * value(at(targets, e));
          }
          return sum;
        };
        let seen = 0;
        for (let s = 0; s < 30; s++) {
          play(made, s, "intervene", "expose");
          for (let i = 0; i < n; i++) {
            expect(state.peerTiers[i]).toBe(brute((t) => at(state.tier, t), i));
            expect(state.peerMoratoria[i]).toBe(brute((t) => at(state.moratorium, t), i));
            expect(state.moratorium[i]).toBe(state.ownMoratorium[i]);
            for (let j = 0; j < 2; j++) {
              expect(state.peerBans[2 * i + j]).toBe(brute((t) => at(state.ban, 2 * t + j), i));
            }
          }
          const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
          expect(state.tiers).toBe(sum(state.tier));
          expect(state.moratoria).toBe(sum(state.moratorium));
          expect(sum(state.bansOf)).toBe(sum(state.ban));
          seen += Math.min(state.tiers, state.moratoria, sum(state.ban));
          for (const one of schedule.slice(2)) one.run(model, state);
        }
        expect(seen).toBeGreaterThan(0);
      }),
      { seed: 16, numRuns: 5 },
    );
  });
});

describe("exposures that are refreshed once a year", () => {
  const setup = {
    countries: 4,
    steps: 8,
    parameters: { "peers.uniform": 0.25, "opportunity.learning": 1, "security.benefit": 0.2 },
    frame: { ...listening([[1, 2], [0], [3], []]), norm: Float64Array.of(0.1, 0.4, 0.9, 0.7) },
  };

  test("are weighted sums of peers' norms, the uniform kind spread over all others", () => {
    const made = stage(setup);
    play(made, 0, "intervene", "expose");
    const { peers } = made.model;
    const u = at(peers.uniform, 0) / PEER_UNIT;
    const w = (e: number) => at(peers.weights, e) / PEER_UNIT;
    expect(made.state.peerNorm[0]).toBeCloseTo(w(0) * 0.4 + w(1) * 0.9 + (u * 2) / 3, 14);
    expect(made.state.peerNormWeight[0]).toBeCloseTo(1, 14);
    // Country 3 has the uniform kind only.
    expect(made.state.peerNorm[3]).toBeCloseTo((0.1 + 0.4 + 0.9) / 3, 14);
  });

  test("hold until the next calendar year", () => {
    const made = stage(setup);
    play(made, 0, "intervene", "expose");
    const before = at(made.state.peerNorm, 0);
    made.state.norm[1] = 0.8;
    play(made, 3, "intervene", "expose");
    expect(made.state.peerNorm[0]).toBe(before);
    play(made, 4, "intervene", "expose");
    expect(made.state.peerNorm[0]).toBeCloseTo(
      before +
        (0.4 * at(made.model.peers.weights, 0)) / PEER_UNIT +
        (0.4 * at(made.model.peers.uniform, 0)) / PEER_UNIT / 3,
      14,
    );
  });

  test("E6: learning is what peers gained in security less what they lost in rights", () => {
    const made = stage(setup);
    made.state.security.set([0.05, 0.1, 0.2, 0]);
    made.state.erosion.set([10, 20, 50, 0]);
    play(made, 0, "intervene", "expose");
    const { peers } = made.model;
    const gain = [0.25 - 0.1, 0.5 - 0.2, 1 - 0.5, 0];
    const w = (e: number) => at(peers.weights, e) / PEER_UNIT;
    const u = (i: number) => at(peers.uniform, i) / PEER_UNIT / 3;
    expect(made.state.learning[0]).toBeCloseTo(
      w(0) * at(gain, 1) + w(1) * at(gain, 2) + u(0) * (at(gain, 1) + at(gain, 2) + at(gain, 3)),
      14,
    );
    expect(made.state.learning[3]).toBeCloseTo((0.15 + 0.3 + 0.5) / 3, 14);
  });

  test("leave out peers beyond the bound of confidence", () => {
    const made = stage({
      ...setup,
      parameters: { "norms.confidence": 0.31, "peers.uniform": 0 },
      mechanisms: { bounded_confidence: true },
    });
    play(made, 0, "intervene", "expose");
    expect(made.state.peerNorm[0]).toBeCloseTo(0.2, 14);
    expect(made.state.peerNormWeight[0]).toBeCloseTo(0.5, 14);
  });
});

test("what a run records of security and rights is what peers learn from", () => {
  const made = stage({
    countries: 2,
    steps: 8,
    frame: listening([[1], []]),
    parameters: { "opportunity.learning": 1 },
  });
  const { model, state } = made;
  play(made, 0, ...schedule.map(({ id }) => id));
  equip(state, 1, 1, 0);
  state.coverage[1] = 0.5;
  measureTotals(model, state);
  play(made, 4, "intervene", "expose");
  const { parameters } = model.settings;
  expect(at(state.security, 1)).toBeGreaterThan(0);
  expect(state.learning[0]).toBeCloseTo(
    at(state.security, 1) / parameters["security.benefit"] - at(state.erosion, 1) / 100,
    14,
  );
});
