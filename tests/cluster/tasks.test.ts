import { expect, test } from "vitest";
import { tasksOf } from "../../src/cluster/tasks.ts";
import { planDouble } from "./plan-double.ts";

test("a task has at least two minutes of work, unless the user asks for more tasks", () => {
  // 1,000 chunks of 100 runs of 10 ms: 1,000 s.
  const { plan } = planDouble(1000);
  expect(tasksOf(plan, { most: 1001 })).toEqual({ count: 9, seconds: 112 });
  expect(tasksOf(plan, { most: 1001, wanted: 500 })).toEqual({ count: 500, seconds: 2 });
  // Four threads do more in that time.
  expect(tasksOf(plan, { most: 1001, threads: 4 }).count).toBe(3);
});

test("there are never more tasks than chunks, nor than the scheduler takes", () => {
  expect(tasksOf(planDouble(3, { msPerRun: 60_000 }).plan, { most: 1001 }).count).toBe(3);
  expect(tasksOf(planDouble(5000, { msPerRun: 60_000 }).plan, { most: 1001 }).count).toBe(1001);
  expect(tasksOf(planDouble(5000).plan, { most: 1001, wanted: 4000 }).count).toBe(1001);
});

test("a plan of which everything is there has no task", () => {
  expect(tasksOf(planDouble(0).plan, { most: 1001, wanted: 5 })).toEqual({ count: 0, seconds: 0 });
});
