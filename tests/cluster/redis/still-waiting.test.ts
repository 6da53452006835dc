import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openReminder } from "../../../src/cluster/redis/still-waiting.ts";

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a wait is told of after a minute, then each time after twice as long, at last each half hour", () => {
  const told: string[] = [];
  openReminder({ first: MINUTE, tell: (waited) => told.push(waited) }).start();
  vi.advanceTimersByTime(MINUTE - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(122 * MINUTE + 1);
  expect(told).toEqual([
    "1 min",
    "2 min",
    "4 min",
    "8 min",
    "16 min",
    "32 min",
    "1 h 2 min",
    "1 h 32 min",
    "2 h 2 min",
  ]);
});

test("a wait that has ended is told of no more, and the next begins anew", () => {
  const told: string[] = [];
  const reminder = openReminder({ first: 20_000, tell: (waited) => told.push(waited) });
  reminder.start();
  vi.advanceTimersByTime(45_000);
  reminder.stop();
  vi.advanceTimersByTime(MINUTE);
  reminder.start();
  vi.advanceTimersByTime(20_000);
  expect(told).toEqual(["20 s", "40 s", "20 s"]);
});
