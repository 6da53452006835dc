import { describe, expect, test } from "vitest";
import type { Setup } from "../../support/laboratory.ts";
import { begun, covariate, hold, play } from "./stage.ts";

/** Unrest after a step, from 1 in country 0, with coverage, backlash and input set. */
function unrest(over: Setup = {}, start = 1): number {
  const made = begun({
    ...over,
    parameters: {
      "unrest.persistence": 0.8,
      "unrest.suppression": 0.25,
      "unrest.provocation": 0.1,
      "unrest.regime_cut": 0.5,
      ...over.parameters,
    },
    frame: { democracy: covariate(0.4, 0.5, 0.5), unrest: covariate(0.3, 0, 0), ...over.frame },
  });
  hold(made, 0, 0, 0, { coverage: 0.6, uptime: 0.5 });
  hold(made, 0, 1, 1, { coverage: 0.9 });
  made.state.unrest[0] = start;
  made.state.backlash[0] = 2;
  play(made, 0, "stir-unrest");
  return made.state.unrest[0] ?? Number.NaN;
}

const kept = 0.8 ** 0.25;
const secured = 0.5 * 0.6 * 0.5 + 0.3 * 0.9;

describe("E20: unrest", () => {
  test("below the regime cut: input, less suppression by working coverage, plus provocation", () => {
    expect(unrest()).toBeCloseTo(kept + (1 - kept) * (0.3 - 0.25 * secured + 0.1 * 2), 14);
  });

  test("at or above the cut, and with the mechanism off, it follows its input alone", () => {
    const plain = kept + (1 - kept) * 0.3;
    expect(unrest({ frame: { democracy: covariate(0.5, 0, 0) } })).toBeCloseTo(plain, 14);
    expect(unrest({ mechanisms: { unrest: false } })).toBeCloseTo(plain, 14);
  });

  test("a shock adds to the input", () => {
    const shock = {
      kind: "unrest",
      id: "wave",
      when: null,
      start: 0,
      end: 4,
      ramp: 0,
      countries: Int32Array.of(0),
      sd: 2,
    } as const;
    expect(unrest({ interventions: [shock] }) - unrest()).toBeCloseTo((1 - kept) * 2, 14);
  });

  test("is held between -5 and 5", () => {
    expect(unrest({ frame: { unrest: covariate(500, 0, 0) } })).toBe(5);
    expect(unrest({ frame: { unrest: covariate(-500, 0, 0) } })).toBe(-5);
  });
});

test("E20: unrest starts at its input and settles there, whatever the step", () => {
  for (const dt of [1, 0.25]) {
    const made = begun({ dt, frame: { unrest: covariate(1.5, -1, 0) } });
    expect([...made.state.unrest]).toEqual([1.5, -1, 0]);
    made.state.unrest[0] = 0;
    for (let s = 0; s < 4 / dt; s++) play(made, 0, "stir-unrest");
    const left = 0.8 ** 4;
    expect(made.state.unrest[0]).toBeCloseTo(1.5 * (1 - left), 12);
    expect(made.state.unrest[1]).toBeCloseTo(-1, 14);
  }
});
