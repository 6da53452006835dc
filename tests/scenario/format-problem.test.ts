import { expect, test } from "vitest";
import { catalogue, explainCode } from "../../src/scenario/catalogue.ts";
import { formatProblem, formatProblems, sortProblems } from "../../src/scenario/format-problem.ts";
import type { Problem } from "../../src/scenario/problem.ts";
import { HEAD, parseText } from "./parse-text.ts";

const problem: Problem = {
  code: "E102",
  severity: "error",
  message: 'unknown parameter "choice.prise"',
  path: ["parameters", "choice.prise"],
  file: "mine.yaml",
  line: 12,
  column: 3,
  length: 12,
  hint: 'did you mean "choice.price"?',
};
const text = `${"\n".repeat(11)}  choice.prise: 2\n`;

test("a problem is shown with its line and a mark under the place", () => {
  expect(formatProblem(problem, text)).toBe(
    `error[E102]: unknown parameter "choice.prise"
  --> mine.yaml:12:3
   |
12 |   choice.prise: 2
   |   ^^^^^^^^^^^^ did you mean "choice.price"?`,
  );
});

test("without the text, the hint stands on its own line", () => {
  expect(formatProblem(problem)).toContain('= did you mean "choice.price"?');
});

test("a warning says so, with its note", () => {
  const shown = formatProblem({ ...problem, severity: "warning", code: "W301", note: "why" }, text);
  expect(shown).toMatch(/^warning\[W301\]: /);
  expect(shown).toMatch(/\n {3}= why$/);
});

test("errors come before warnings, then files, lines and columns", () => {
  const at = (code: string, line: number, file = "a"): Problem => ({
    ...problem,
    code,
    line,
    file,
    severity: code.startsWith("W") ? "warning" : "error",
  });
  const sorted = sortProblems([at("W1", 1), at("E3", 9), at("E1", 2), at("E4", 1, "b")]);
  expect(sorted.map(({ code }) => code)).toEqual(["E1", "E3", "E4", "W1"]);
});

test("at most 20 problems are shown; the last line counts all and says what to do", () => {
  const shown = formatProblems(
    Array.from({ length: 33 }, () => problem),
    text,
  );
  expect(shown.match(/error\[E102\]/g)).toHaveLength(20);
  expect(shown.trimEnd().split("\n").at(-1)).toBe(
    "33 errors. 13 more are not shown; --json lists all. Nothing was run.   Explain a code: panoptes help E102",
  );
});

test("no problems are no text", () => {
  expect(formatProblems([])).toBe("");
});

test("control characters and turned writing of a hostile file do not reach the terminal", () => {
  const hostile = `${"\n".repeat(11)}  \u001b[31mchoice\u202e.prise: 2`;
  const shown = formatProblem({ ...problem, message: "a\u001b[2Jb" }, hostile);
  const bad = [...shown].filter((c) => (c < " " && c !== "\n") || c === "\u202e");
  expect(bad).toEqual([]);
});

test("a very long line is shown around the place only", () => {
  const long = `${"\n".repeat(11)}${"x".repeat(5000)}WRONG${"y".repeat(5000)}`;
  const shown = formatProblem({ ...problem, column: 5001, length: 5 }, long).split("\n");
  expect(shown[3]?.length).toBeLessThan(140);
  const mark = (shown[4] ?? "").indexOf("^");
  expect(shown[3]?.slice(mark, mark + 5)).toBe("WRONG");
});

test("colours are put around pieces and change nothing else", () => {
  const painted = formatProblem(problem, text, (_piece, piece) => `<${piece}>`);
  expect(painted.replaceAll(/[<>]/g, "").replace("--", "-->")).toBe(formatProblem(problem, text));
});

test("every code has a title, an explanation and an exit code", () => {
  for (const [code, { title, explanation, exitCode }] of catalogue) {
    expect(title.length, code).toBeGreaterThan(5);
    expect(explanation.length, code).toBeGreaterThan(30);
    expect(exitCode).toBe(code.startsWith("W") ? 0 : /^E25/.test(code) ? 2 : 3);
  }
  expect(explainCode(" e102")?.title).toBe("unknown parameter");
  expect(explainCode("E999")).toBeNull();
  expect(catalogue.has("E401")).toBe(true);
});

test("every problem that is found has its code in the catalogue", async () => {
  const parsed = await parseText(`${HEAD}parametres: 1\ntime: { start: x }\nruns: 3`);
  for (const { code } of parsed.problems) expect(catalogue.has(code)).toBe(true);
});
