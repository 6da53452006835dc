import { describe, expect, test } from "vitest";
import { schedule } from "../../src/core/schedule.ts";
import { readModelText } from "../../web/build/model-text.ts";
import { piecesOf, stemsOf } from "../../web/reference/math-text.ts";
import { words } from "../../web/strings/words.ts";

describe("the model's text on the page", async () => {
  const { before, equations, processes, sample } = await readModelText();

  test("has all 26 equations of the description, in order, each with a title and something to say", () => {
    expect(equations.map(({ id }) => id)).toEqual(
      Array.from({ length: 26 }, (_, k) => `E${k + 1}`),
    );
    for (const { title, text } of equations) {
      expect(title).toMatch(/^[A-Z]/);
      expect(text.join("").length).toBeGreaterThan(40);
    }
    expect(before.join(" ")).toContain("1 − exp(−h·dt)");
  });

  test("has the processes of a step in the schedule's order, with what each does", () => {
    expect(processes.map(({ name }) => name)).toEqual(schedule.map(({ id }) => id));
    for (const { does, submodels, writes } of processes) {
      expect(does).toMatch(/^[A-Z].{8,}/);
      expect([submodels, writes]).not.toContain("");
    }
    expect(sample.code).toContain("export function price(");
  });
});

describe("a text with symbols", () => {
  const shown = (text: string) =>
    piecesOf(text, new Map()).map(({ kind, text: inner }) => `${kind}:${inner}`);

  test("has what stands below and above a symbol in pieces of its own", () => {
    expect(shown("K_max,id and Q_−j, x_i, y")).toEqual([
      "text:K",
      "sub:max,id",
      "text: and Q",
      "sub:−j",
      "text:, x",
      "sub:i",
      "text:, y",
    ]);
    expect(shown("Σ_{s−1} A·e^(−δ·(1 + x)·dt) + aU^dt")).toEqual([
      "text:Σ",
      "sub:s−1",
      "text: A·e",
      "sup:−δ·(1 + x)·dt",
      "text: + aU",
      "sup:dt",
    ]);
  });

  test("keeps code as it is and knows equations and stressed words", () => {
    expect(shown("`a_b^c`, **W_i** of E7")).toEqual([
      "code:a_b^c",
      "text:, ",
      "strong:W_i",
      "text: of ",
      "equation:E7",
    ]);
  });

  test("offers each word of the glossary once", () => {
    const terms = stemsOf(words.glossary);
    const pieces = piecesOf("Suppliers and a supplier under safeguards", terms);
    expect(pieces.filter(({ kind }) => kind === "term").map(({ text }) => text)).toEqual([
      "Suppliers",
      "safeguards",
    ]);
  });
});
