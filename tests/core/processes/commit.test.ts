import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rows } from "../../../src/core/frame.ts";
import { PEER_UNIT } from "../../../src/core/peers.ts";
import { resetState } from "../../../src/core/reset-state.ts";
import { advance } from "../../../src/core/simulate.ts";
import { createState, NONE } from "../../../src/core/state.ts";
import { key, laboratory } from "../../support/laboratory.ts";
import { listening, play, stage } from "./stage.ts";

/** A list of peers: country i listens to the next `degree`, with unlike weights. */
function chain(n: number, degree: number): Rows {
  const offsets = Uint32Array.from({ length: n + 1 }, (_, i) => i * degree);
  const targets = new Uint32Array(n * degree);
  const weights = new Float64Array(n * degree);
  for (let i = 0; i < n; i++) {
    const row = Array.from({ length: degree }, (_, k) => (i + k + 1) % n).sort((a, b) => a - b);
    const raw = row.map((t) => 1 + ((t * 7 + i) % 5));
    const total = raw.reduce((a, b) => a + b, 0);
    row.forEach((t, k) => {
      targets[i * degree + k] = t;
      weights[i * degree + k] = (raw[k] ?? 0) / total;
    });
  }
  return { offsets, targets, weights };
}

const peers = (n: number) => ({
  geography: chain(n, 5),
  idealPoint: chain(n, 3),
  trade: chain(n, 1),
  prestige: {
    offsets: new Uint32Array(n + 1),
    targets: new Uint32Array(0),
    weights: new Float64Array(0),
  },
});

describe("E6: exposures kept at each change", () => {
  test("are what a full sum over peers gives, at every step of any run", () => {
    fc.assert(
      fc.property(fc.nat(10_000), (k) => {
        const n = 30;
        const J = 3;
        const model = laboratory({
          countries: n,
          suppliers: J,
          segments: 3,
          steps: 40,
          parameters: {
            "opportunity.base_hazard": 0.3,
            "contract.term": 2,
            "contract.cancellation": 0.3,
            "opportunity.emulation": 0.5,
          },
          frame: { peers: peers(n) },
        });
        const { offsets, targets, weights } = model.peers;
        const state = createState(model);
        resetState(model, state, key(k));
        for (let s = 0; s < 40; s++) {
          advance(model, state, s);
          for (let i = 0; i < n; i++) {
            let adoption = 0;
            const use = [0, 0, 0];
            for (let e = offsets[i] ?? 0; e < (offsets[i + 1] ?? 0); e++) {
              const t = targets[e] ?? 0;
              const held = [0, 1, 2].map((d) => state.holder[d * n + t]).filter((j) => j !== NONE);
              if (held.length > 0) adoption += weights[e] ?? 0;
              for (const j of new Set(held)) use[j ?? 0] = (use[j ?? 0] ?? 0) + (weights[e] ?? 0);
            }
            expect(state.peerAdoption[i]).toBe(adoption);
            for (let j = 0; j < J; j++) expect(state.peerUse[i * J + j]).toBe(use[j]);
          }
          const holders = [...state.holder].filter((j) => j !== NONE);
          expect(state.contracts.reduce((a, b) => a + b, 0)).toBe(holders.length);
          expect(state.contractsIn.reduce((a, b) => a + b, 0)).toBe(holders.length);
        }
      }),
      { seed: 6, numRuns: 8 },
    );
  });

  test("emulation decays with its memory and takes in each new adopter's weight once", () => {
    const n = 4;
    const model = laboratory({
      countries: n,
      steps: 10,
      parameters: {
        "choice.none": -1e6,
        "opportunity.base_hazard": 1e6,
        "opportunity.emulation": 1,
        "opportunity.emulation_memory": 3,
      },
      frame: { peers: peers(n) },
    });
    const state = createState(model);
    resetState(model, state, key(0));
    advance(model, state, 0);
    expect(state.emulation[0]).toBeCloseTo(1, 12);
    advance(model, state, 1);
    advance(model, state, 2);
    expect(state.emulation[0]).toBeCloseTo(Math.exp(-0.5 / 3), 12);
  });

  test("emulation counts the uniform kind of peers: all others alike, never oneself", () => {
    const made = stage({
      countries: 5,
      parameters: { "opportunity.emulation": 1, "peers.uniform": 0.5, "peers.geography": 0.5 },
      frame: listening([[1], [], [], [], []]),
    });
    const { state } = made;
    for (const i of [1, 2]) {
      state.nextHolder[i] = 0;
      state.nextStatus[i] = 1;
      state.changed[state.changedCount++] = i;
    }
    play(made, 0, "commit");
    // Country 0 listens to 1 with half of its weight; the others have the uniform kind alone.
    expect(state.emulation[0]).toBeCloseTo(0.5 + (0.5 * 2) / 4, 4);
    expect(state.emulation[1]).toBeCloseTo(1 / 4, 12);
    expect(state.emulation[2]).toBeCloseTo(1 / 4, 12);
    expect(state.emulation[3]).toBeCloseTo(2 / 4, 12);
  });
});

describe("peer weights", () => {
  const n = 12;
  const weightsOf = (parameters: Record<string, number>, mechanisms = {}) =>
    laboratory({ countries: n, parameters, mechanisms, frame: { peers: peers(n) } }).peers;

  const share = fc.double({ min: 0, max: 1, noNaN: true });

  test("each row sums to exactly 32,768, whatever the mix", () => {
    fc.assert(
      fc.property(fc.tuple(share, share, share, share, share), ([g, i, t, p, u]) => {
        const mixed = weightsOf({
          "peers.geography": g,
          "peers.ideal_point": i,
          "peers.trade": t,
          "peers.prestige": p,
          "peers.uniform": u,
        });
        const empty = g + i + t + u === 0;
        for (let row = 0; row < n; row++) {
          let sum = mixed.uniform[row] ?? 0;
          for (let e = mixed.offsets[row] ?? 0; e < (mixed.offsets[row + 1] ?? 0); e++) {
            sum += mixed.weights[e] ?? 0;
            expect(mixed.targets[e]).not.toBe(row);
          }
          expect(sum).toBe(empty ? 0 : PEER_UNIT);
        }
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  test("followers are the same edges seen from the other end", () => {
    const { offsets, targets, weights, followerOffsets, followers, followerWeights } = weightsOf(
      {},
    );
    const forward: string[] = [];
    const backward: string[] = [];
    for (let i = 0; i < n; i++) {
      for (let e = offsets[i] ?? 0; e < (offsets[i + 1] ?? 0); e++) {
        forward.push(`${i} ${targets[e]} ${weights[e]}`);
      }
      for (let e = followerOffsets[i] ?? 0; e < (followerOffsets[i + 1] ?? 0); e++) {
        backward.push(`${followers[e]} ${i} ${followerWeights[e]}`);
      }
    }
    expect(backward.sort()).toEqual(forward.sort());
  });

  test("switched off, nobody listens to anybody", () => {
    const none = weightsOf({ "peers.uniform": 1 }, { peers: false });
    expect(none.targets.length).toBe(0);
    expect(Math.max(...none.uniform)).toBe(0);
  });
});
