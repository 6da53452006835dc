import { setFlagsFromString } from "node:v8";
import { describe, expect, test } from "vitest";
import { buildModel } from "../../src/core/build-model.ts";
import { simulate } from "../../src/core/simulate.ts";
import { createState } from "../../src/core/state.ts";
import { redrawFrame } from "../../src/scenario/imputation.ts";
import { fittedSets } from "../support/fitted-sets.ts";

// V8 compiles for objects of one shape; asked whether two have the same, it answers under this flag only.
setFlagsFromString("--allow-natives-syntax");
const sameShape = new Function("one", "other", "return %HaveSameMap(one, other)") as (
  one: object,
  other: object,
) => boolean;
const isFast = new Function("one", "return %HasFastProperties(one)") as (one: object) => boolean;

const { compiled, settings, spread } = await fittedSets("baseline");
const made = Array.from({ length: 24 }, (_, k) => {
  const frame = redrawFrame(compiled.frame, spread.imputation, k + 1);
  const own = settings[2 * k] ?? compiled.settings;
  const model = buildModel(frame, own);
  const state = createState(model);
  simulate(model, state, [k, 1], { holders: false });
  return { frame, settings: own, parameters: own.parameters, model, state, totals: state.totals };
});

describe("objects that the processes read have one shape, however many are made", () => {
  test.each(["frame", "settings", "parameters", "model", "state", "totals"] as const)(
    "%s",
    (of) => {
      const [, second, ...later] = made.map((one) => one[of]);
      expect(second && isFast(second)).toBe(true);
      expect(later.map((one) => second && sameShape(second, one))).toEqual(later.map(() => true));
    },
  );
});
