import { expect, test } from "vitest";
import { holdingShares, holdingsOf } from "../../web/lab/holding-shares.ts";

const event = (
  step: number,
  kind: "signed" | "switched" | "dropped" | "law",
  segment: number,
  supplier: number,
) => ({
  step,
  kind,
  segment,
  supplier,
  tier: -1,
  treaty: "",
});

test("holdings follow contracts from the step they are signed in to the step they end in", () => {
  const events = [
    event(1, "signed", 0, 2),
    event(2, "law", -1, -1),
    event(2, "signed", 1, 0),
    event(3, "switched", 0, 1),
    event(4, "dropped", 1, 0),
  ];
  expect([...holdingsOf({ events }, 6)]).toEqual([0, 0b100, 0b101, 0b011, 0b010, 0b010]);
});

test("a run counts once for a supplier that has two of its segments, and once for any", () => {
  const both = { events: [event(0, "signed", 0, 0), event(0, "signed", 1, 0)] };
  const nothing = { events: [] };
  expect([...holdingShares([both, nothing], 1, 2)]).toEqual([0.5, 0, 0.5]);
});
