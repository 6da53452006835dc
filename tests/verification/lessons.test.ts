import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { guideOf, madePart } from "../../scenarios/lesson-guide.ts";
import { computeLesson, type Lesson, lessonFiles } from "../../scenarios/lesson-numbers.ts";
import { lessonOrder } from "../../scenarios/lesson-order.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";

// What students must find is what the model has: every number is computed here, on the lessons' own seeds.

const guide = join(import.meta.dirname, "..", "..", "docs", "teaching.md");
const lessons = new Map<string, Lesson>();

beforeAll(async () => {
  for (const file of lessonOrder) lessons.set(file, await computeLesson(file, inlineExecutor()));
}, 240_000);

test("there are eight lessons, and all are taught", async () => {
  expect([...(await lessonFiles())].sort()).toEqual([...lessonOrder].sort());
  expect(lessonOrder).toHaveLength(8);
});

describe.each(lessonOrder)("%s", (file) => {
  test("has steps, each with a number to find and a hidden answer, and notes for the teacher", () => {
    const { scenario } = lessons.get(file) as Lesson;
    const { teach, sources, id } = scenario;
    expect(id).toBe(file);
    expect(sources.length).toBeGreaterThan(0);
    expect(teach?.minutes).toBeGreaterThanOrEqual(30);
    for (const list of [teach?.things_to_notice, teach?.pitfalls, teach?.limits]) {
      expect(list?.length).toBeGreaterThan(0);
    }
    expect(teach?.steps.length).toBeGreaterThanOrEqual(3);
    for (const { find, question, answer, levers, scenario: attempt } of teach?.steps ?? []) {
      expect([find, question, answer]).not.toContain(null);
      if (find?.lever) expect(levers).toContain(find.lever.key);
      // A change against the lesson's own start needs something that is changed.
      if (find?.statistic === "change") expect(attempt).not.toBeNull();
    }
    expect(teach?.steps.some(({ guess }) => guess)).toBe(file !== "measuring-rights");
  });

  test("asks for numbers that the model has, within what the lever can reach", () => {
    const { numbers, scenario } = lessons.get(file) as Lesson;
    scenario.teach?.steps.forEach(({ find }, k) => {
      const value = numbers[k]?.value ?? Number.NaN;
      expect(value).toBeTypeOf("number");
      expect(Number.isNaN(value)).toBe(false);
      const [low, high] = find?.lever?.between ?? [Number.NEGATIVE_INFINITY, Infinity];
      expect(value).toBeGreaterThan(low);
      expect(value).toBeLessThan(high);
    });
  });
});

test("the world without example that the third step takes is the one that the second finds", () => {
  const { numbers, scenario } = lessons.get("example-or-cause") as Lesson;
  const [, second, third] = scenario.teach?.steps ?? [];
  const { parameters = {} } = (third?.scenario ?? {}) as { parameters?: Record<string, number> };
  const apart = Math.abs((parameters["opportunity.base_hazard"] ?? 0) - (numbers[1]?.value ?? 0));
  expect(apart).toBeLessThan((second?.find?.within ?? 0) / 10);
});

test("a verdict on a policy turns with the weights of the index alone", () => {
  const { numbers } = lessons.get("measuring-rights") as Lesson;
  const found = numbers.map((number) => number?.value ?? Number.NaN);
  const [controls = 0, audits = 0, research = 0, pause = 0, guidelines = 0] = found;
  const [after = 0, turns = 0, change = 0] = found.slice(5);
  expect(controls).toBeLessThan(0);
  expect(after).toBeGreaterThan(0);
  // By the model's own weight the five stand in this order; controls and research change places below 1.
  expect([guidelines, pause, controls, research, audits]).toEqual(
    [controls, audits, research, pause, guidelines].sort((a, b) => a - b),
  );
  for (const weight of [turns, change]) {
    expect(weight).toBeGreaterThan(0.3);
    expect(weight).toBeLessThan(1);
  }
});

test("the three answers of the price war come to more together than one by one", () => {
  const { numbers } = lessons.get("price-war-game") as Lesson;
  const [price = 0, , loans = 0, trust = 0, together = 0] = numbers.map((one) => one?.value ?? 0);
  for (const one of [price, loans, trust]) expect(one).toBeGreaterThan(0);
  expect(together).toBeGreaterThan(price + loans + trust);
});

test("the teacher's guide has the lessons and their numbers as the model has them", () => {
  const made = guideOf(lessonOrder.flatMap((file) => lessons.get(file) ?? [])).trim();
  expect(madePart(readFileSync(guide, "utf8")), "node dist/scenarios/lessons.js").toBe(made);
});
