import { describe, expect, test } from "vitest";
import type { Intervention } from "../../../src/core/intervention.ts";
import { begun, covariate, listening, play } from "./stage.ts";

/** (1 - e^{-k dt}) / (k dt) at quarterly steps. */
const h = (k: number): number => (1 - Math.exp(-k / 4)) / (k / 4);

describe("E12: reputation", () => {
  const parameters = {
    "reputation.forgetting": 0.5,
    "reputation.hit": 0.2,
    "reputation.spill": 0.3,
  };

  test("forgets, and suffers from one's own incidents and a share of the others'", () => {
    const made = begun({ suppliers: 3, parameters });
    const { state } = made;
    state.reputation.set([-4, -1, 0]);
    state.severityOf.set([2, 0, 0.5]);
    play(made, 0, "react");
    const left = Math.exp(-0.125);
    expect(state.reputation[0]).toBeCloseTo(-4 * left - 0.2 * h(0.5) * (2 + 0.3 * 0.5), 12);
    expect(state.reputation[1]).toBeCloseTo(-1 * left - 0.2 * h(0.5) * (0.3 * 2.5), 12);
    expect(state.reputation[2]).toBeCloseTo(-0.2 * h(0.5) * (0.5 + 0.3 * 2), 12);
  });

  test("weighs an incident less where there are more than 180 countries", () => {
    const made = begun({ countries: 360, parameters: { ...parameters, "reputation.spill": 0 } });
    made.state.severityOf.set([2, 0]);
    play(made, 0, "react");
    expect(made.state.reputation[0]).toBeCloseTo(-0.2 * h(0.5) * 0.5 * 2, 12);
  });

  test("never falls below -20; without forgetting it keeps all", () => {
    const made = begun({ parameters: { ...parameters, "reputation.forgetting": 0 } });
    made.state.reputation.set([-19, -3]);
    made.state.severityOf.set([40, 0]);
    play(made, 0, "react");
    expect(made.state.reputation[0]).toBe(-20);
    expect(made.state.reputation[1]).toBeCloseTo(-3 - 0.2 * 0.3 * 40, 12);
  });

  test("stands still with the mechanism off", () => {
    const made = begun({ parameters, mechanisms: { reputation: false } });
    made.state.reputation.set([-2, 0]);
    made.state.severityOf.set([3, 3]);
    play(made, 0, "react");
    expect([...made.state.reputation]).toEqual([-2, 0]);
  });
});

const crime = (sd: number): Intervention => ({
  kind: "crime",
  id: "wave",
  when: null,
  start: 0,
  end: 12,
  ramp: 0,
  countries: Int32Array.of(0),
  sd,
});

describe("E12: backlash", () => {
  const parameters = {
    "backlash.forgetting": 0.35,
    "backlash.own": 0.5,
    "backlash.peers": 0.1,
    "backlash.crime_relief": 0.3,
    "peers.uniform": 0.2,
  };
  const frame = {
    ...listening([[1, 2], [0], []]),
    civilSociety: covariate(0.8, 0.4, 0.2),
  };

  /** Backlash after a step with severities 3, 1 and 0 in the three countries. */
  function reacted(
    interventions: Intervention[] = [],
    start: readonly number[] = [2, 0, 1],
  ): number[] {
    const made = begun({ parameters, frame, interventions });
    const { state } = made;
    state.backlash.set(start);
    state.severityIn.set([3, 1, 0]);
    state.knownIncidents = 4;
    play(made, 0, "react");
    expect(Math.max(...state.peerSeverity)).toBe(0);
    return [...state.backlash];
  }

  test("forgets, and takes in incidents at home by civil society and among peers", () => {
    const made = begun({ parameters, frame });
    const { weights, uniform } = made.model.peers;
    const w = Array.from(weights, (x) => x / 32768);
    const u = Array.from(uniform, (x) => x / 32768);
    const left = Math.exp(-0.35 / 4);
    const [a, b, c] = reacted();
    const peers = [
      (w[0] ?? 0) * 1 + (w[1] ?? 0) * 0 + (u[0] ?? 0) * (1 / 2),
      (w[2] ?? 0) * 3 + (u[1] ?? 0) * (3 / 2),
      (u[2] ?? 0) * (4 / 2),
    ];
    expect(u[2]).toBe(1);
    expect(a).toBeCloseTo(2 * left + h(0.35) * (0.5 * 0.8 * 3 + 0.1 * (peers[0] ?? 0)), 12);
    expect(b).toBeCloseTo(h(0.35) * (0.5 * 0.4 * 1 + 0.1 * (peers[1] ?? 0)), 12);
    expect(c).toBeCloseTo(left + h(0.35) * 0.1 * (peers[2] ?? 0), 12);
  });

  test("is relieved by a crime wave, and not raised by a quiet one", () => {
    const plain = reacted();
    expect(reacted([crime(2)])[0]).toBeCloseTo((plain[0] ?? 0) - 0.3 * 2 * 0.25, 12);
    expect(reacted([crime(2)])[1]).toBe(plain[1]);
    expect(reacted([crime(-2)])).toEqual(plain);
  });

  test("is held between 0 and 20", () => {
    const made = begun({ parameters, frame, interventions: [crime(5)] });
    made.state.backlash.set([0.1, 20, 0]);
    made.state.severityIn.set([0, 100, 0]);
    made.state.knownIncidents = 1;
    play(made, 0, "react");
    expect(made.state.backlash[1]).toBe(20);
    const quiet = begun({ parameters, frame, interventions: [crime(5)] });
    quiet.state.backlash.set([0.1, 0, 0]);
    play(quiet, 0, "react");
    expect(quiet.state.backlash[0]).toBe(0);
  });

  test("stands still with the mechanism off", () => {
    const made = begun({ parameters, frame, mechanisms: { backlash: false } });
    made.state.backlash.set([1, 0, 0]);
    made.state.severityIn.set([5, 5, 5]);
    made.state.knownIncidents = 3;
    play(made, 0, "react");
    expect([...made.state.backlash]).toEqual([1, 0, 0]);
  });
});
