import { describe, expect, test } from "vitest";
import {
  doStep,
  endGesture,
  MOST_STEPS,
  redo,
  startHistory,
  undo,
} from "../../web/explore/history.ts";

describe("a history of steps", () => {
  test("undo and redo walk over the same states, under the names of what was done", () => {
    const done = doStep(doStep(startHistory(0), "one", 1), "two", 2);
    const back = undo(undo(done));
    expect(back.present).toBe(0);
    expect(back.future.map(({ name }) => name)).toEqual(["one", "two"]);
    expect(redo(redo(back)).present).toBe(2);
    expect(redo(redo(redo(back))).present).toBe(2);
    expect(undo(back)).toBe(back);
  });

  test("steps of one gesture are one step, named by the last; the next gesture is another", () => {
    let history = startHistory(0);
    history = doStep(history, "0 → 1", 1, "drag a");
    history = doStep(history, "0 → 2", 2, "drag a");
    expect(history.past).toMatchObject([{ name: "0 → 2", state: 0 }]);
    history = doStep(endGesture(history), "2 → 3", 3, "drag a");
    expect(history.past).toHaveLength(2);
    expect(undo(history).present).toBe(2);
    expect(undo(undo(history)).present).toBe(0);
  });

  test("a new step forgets what was taken back", () => {
    const history = doStep(undo(doStep(startHistory(0), "one", 1)), "other", 5);
    expect(redo(history)).toBe(history);
    expect(undo(history).present).toBe(0);
  });

  test("it goes back a hundred steps, no further", () => {
    let history = startHistory(0);
    for (let k = 1; k <= MOST_STEPS + 20; k++) history = doStep(history, `${k}`, k);
    for (let k = 0; k < MOST_STEPS + 20; k++) history = undo(history);
    expect(history.present).toBe(20);
  });
});
