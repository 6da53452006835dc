import { expect, test } from "vitest";
import { commandWords } from "../../../src/cli/experiment/command-words.ts";
import type { Experiment } from "../../../src/cli/experiment/open.ts";

test("the command that makes the same numbers again has every choice, seeds last, and no empty flag", () => {
  const experiment = { name: "a.yaml", seed: "7", designSeed: "b" } as Experiment;
  const flags = { vary: ["cut", "start"], set: ["choice.price=2"], input: true };
  const own = { goal: [], worlds: 4, sampler: undefined, "second-order": true, json: false };
  expect(commandWords("tradeoff", experiment, flags, own)).toEqual(
    "panoptes tradeoff a.yaml --set choice.price=2 --vary cut --vary start --worlds 4 --second-order --seed 7 --design-seed b".split(
      " ",
    ),
  );
});
