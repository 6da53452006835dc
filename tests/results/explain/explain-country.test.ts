import { describe, expect, test } from "vitest";
import {
  countryLedgers,
  type LedgerOfRun,
} from "../../../src/experiments/explain/country-ledgers.ts";
import { makeDesign } from "../../../src/experiments/make-design.ts";
import { explainCountry } from "../../../src/results/explain/explain-country.ts";
import { tinyCompiled } from "../../support/tiny-frame.ts";

const compiled = tinyCompiled({ countries: 6, suppliers: 3, steps: 44 });
const row = 43;
const design = makeDesign(compiled, { count: 30, seed: "1" });
const ledgers = await countryLedgers(design, 2, row);

describe("the runs of a country", () => {
  test("can be repeated alone: run 7 is the seventh of all", async () => {
    const [alone] = await countryLedgers({ ...design, first: 7, count: 1 }, 2, row);
    expect(alone).toEqual(ledgers[7]);
    expect(alone?.seed).toBe("8");
  });

  test("stop when they are told to and keep what is finished", async () => {
    const signal = { aborted: false, addEventListener() {}, removeEventListener() {} };
    const onProgress = ({ done }: { done: number }) => {
      signal.aborted = done === 4;
    };
    expect(await countryLedgers(design, 2, row, { signal, onProgress })).toHaveLength(4);
  });

  test.each([
    ["country", 6, 0],
    ["step", 0, 44],
  ])("a %s outside the frame is refused", async (what, country, last) => {
    const asked = countryLedgers(design, country, last);
    await expect(asked).rejects.toThrow(new RegExp(`${what} \\d+ is outside the frame`));
  });
});

describe("an explanation", () => {
  const explanation = explainCountry(ledgers, compiled, { row });

  test("counts the runs with each holder", () => {
    const holds = (a: number) => ledgers.filter(({ holders }) => holders.includes(a)).length;
    const counts = Object.fromEntries(
      explanation.holders.map(({ alternative, runs }) => [alternative, runs]),
    );
    for (const [j, supplier] of compiled.labels.suppliers.entries()) {
      expect(counts[supplier] ?? 0).toBe(holds(j + 1));
    }
    expect(counts.none ?? 0).toBe(
      ledgers.filter(({ holders }) => holders.every((one) => one === 0)).length,
    );
  });

  test("has terms that sum to the margin, of every pair that can be asked for", () => {
    let pairs = 0;
    for (let chosen = 0; chosen <= 3; chosen++) {
      for (let over = 0; over <= 3; over++) {
        if (over === chosen) continue;
        const { decision } = explainCountry(ledgers, compiled, { row, chosen, over });
        if (decision === null) continue;
        pairs++;
        const sum = decision.terms.reduce((total, { value }) => total + value, 0);
        expect(sum).toBeCloseTo(decision.margin, 11);
        expect(decision.margin).toBeGreaterThan(0);
        const [a, b] = [chosen, over].map((k) => decision.alternatives[k]);
        expect((a?.value ?? 0) - (b?.value ?? 0)).toBeCloseTo(decision.margin, 11);
        const pushes = decision.neighbours.reduce((total, { push }) => total + push, 0);
        const peers = decision.terms.find(({ term }) => term === "peers")?.value;
        expect(pushes).toBeCloseTo(peers ?? Number.NaN, 11);
        if (decision.neighbours.length > 0) {
          const shares = decision.neighbours.reduce((total, { share }) => total + share, 0);
          expect(shares).toBeCloseTo(1, 11);
        }
      }
    }
    expect(pairs).toBeGreaterThan(4);
  });

  test("means one decision where there is one", () => {
    const [first] = ledgers.filter(({ decisions, holders }) =>
      decisions.some((one) => one.chosen > 0 && holders[one.segment] === one.chosen),
    );
    if (first === undefined) throw new Error("nobody signed anything");
    const segment = first.holders.findIndex((one) => one > 0);
    const last = first.decisions.filter((one) => one.segment === segment).at(-1);
    const { decision } = explainCountry([first], compiled, { row, segment });
    expect(decision?.decisions).toBe(1);
    const over = last?.runnerUp ?? -1;
    expect(decision?.over).toBe(["none", ...compiled.labels.suppliers][over]);
    const [won, lost] = [last?.values[last.chosen], last?.values[over]];
    expect(decision?.margin).toBe((won ?? 0) - (lost ?? 0));
  });

  test("dates what happened by its median and the range of eight in ten", () => {
    const laws = ledgers.flatMap(({ events }) => events.filter(({ kind }) => kind === "law"));
    const entry = explanation.strip.find(({ kind }) => kind === "law");
    expect(entry?.runs).toBe(laws.length);
    const steps = laws.map(({ step }) => step).sort((a, b) => a - b);
    expect(compiled.labels.periods.indexOf(entry?.low ?? "")).toBeGreaterThanOrEqual(
      steps[0] ?? 99,
    );
    expect(compiled.labels.periods.indexOf(entry?.median ?? "")).toBeGreaterThanOrEqual(
      compiled.labels.periods.indexOf(entry?.low ?? ""),
    );
  });

  test("holds hazards against the average: the terms sum to the logarithm of their ratio", () => {
    expect(explanation.hazards.length).toBeGreaterThan(2);
    for (const { hazard, average, terms, runs } of explanation.hazards) {
      const sum = terms.reduce((total, { value }) => total + value, 0);
      expect(sum).toBeCloseTo(Math.log(hazard / average), 10);
      expect(runs).toBeLessThanOrEqual(30);
    }
  });

  test("says so where nothing was decided", () => {
    const idle: LedgerOfRun[] = ledgers.map((one) => ({
      ...one,
      decisions: [],
      events: [],
      holders: [0, 0, 0],
    }));
    const quiet = explainCountry(idle, compiled, { row });
    expect(quiet.holders).toEqual([{ alternative: "none", runs: 30 }]);
    expect(quiet.decision).toBeNull();
    expect(quiet.strip).toEqual([]);
    expect(() => explainCountry([], compiled, { row })).toThrow(/no run/);
  });
});
