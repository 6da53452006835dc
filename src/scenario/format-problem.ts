import type { Problem } from "./problem.ts";

/** Most problems that are shown in full. */
const MOST_SHOWN = 20;

/** Most characters of a source line that are shown. */
const WIDEST = 120;

/** What a piece of a message is, for colours. */
export type Piece = "error" | "warning" | "place" | "mark" | "strong";

/** Colours a piece of text; the default leaves it as it is. */
export type Paint = (piece: Piece, text: string) => string;

/** Texts by file name; a single text stands for every file. */
export type Texts = string | null | ReadonlyMap<string, string>;

const unpainted: Paint = (_piece, text) => text;

/**
 * Problems worst first: errors before warnings, then by file in the order met, line and column.
 */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map(({ file }) => file ?? ""))];
  const rank = ({ severity }: Problem): number => (severity === "error" ? 0 : 1);
  return [...problems].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      files.indexOf(a.file ?? "") - files.indexOf(b.file ?? "") ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

/** A problem with its source line and a mark under the place, as plain text without a final newline. */
export function formatProblem(
  problem: Problem,
  texts: Texts = null,
  paint: Paint = unpainted,
): string {
  const { code, severity, message, file, line, column, hint, note } = problem;
  const head = `${paint(severity, `${severity}[${code}]`)}: ${paint("strong", clean(message))}`;
  const source = sourceLine(texts, file, line);
  if (file === undefined || line === undefined || column === undefined) {
    const rest = [file, hint, note].filter((part) => part !== undefined);
    const lines = rest.map((part, k) =>
      k === 0 && file !== undefined ? `  --> ${clean(part)}` : `  = ${clean(part)}`,
    );
    return [head, ...lines].join("\n");
  }
  const margin = " ".repeat(String(line).length);
  const lines = [head, `${margin}${paint("place", "-->")} ${clean(file)}:${line}:${column}`];
  if (source === null) {
    if (hint !== undefined) lines.push(`${margin} = ${clean(hint)}`);
  } else {
    const { shown, offset } = window(source, column);
    const at = column - 1 - offset;
    const width = Math.max(1, Math.min(problem.length ?? 1, shown.length - at));
    const mark = `${"^".repeat(width)}${hint === undefined ? "" : ` ${clean(hint)}`}`;
    const bar = paint("place", "|");
    lines.push(
      `${margin} ${bar}`,
      `${line} ${bar} ${shown}`,
      `${margin} ${bar} ${" ".repeat(Math.max(0, at))}${paint("mark", mark)}`,
    );
  }
  if (note !== undefined) lines.push(`${margin} = ${clean(note)}`);
  return lines.join("\n");
}

/** What to say after the problems. */
export interface Ending {
  /** Whether the errors kept a run from starting. Default true. */
  readonly nothingRun?: boolean;
}

/**
 * All problems as text, worst first, at most 20 in full; the last line counts them and says what to do.
 * Ends with a newline; empty if there are none.
 */
export function formatProblems(
  problems: readonly Problem[],
  texts: Texts = null,
  paint: Paint = unpainted,
  { nothingRun = true }: Ending = {},
): string {
  if (problems.length === 0) return "";
  const sorted = sortProblems(problems);
  const frames = sorted.slice(0, MOST_SHOWN).map((problem) => formatProblem(problem, texts, paint));
  const errors = sorted.filter(({ severity }) => severity === "error").length;
  const warnings = sorted.length - errors;
  const hidden = sorted.length - Math.min(sorted.length, MOST_SHOWN);
  const counts = [count(errors, "error"), count(warnings, "warning")].filter(Boolean).join(", ");
  const first = sorted[0]?.code ?? "";
  const last = [
    `${counts}.`,
    hidden > 0 ? `${hidden} more are not shown; --json lists all.` : "",
    errors > 0 && nothingRun ? "Nothing was run." : "",
    `  Explain a code: panoptes help ${first}`,
  ];
  return `${frames.join("\n\n")}\n\n${last.filter(Boolean).join(" ")}\n`;
}

function count(n: number, word: string): string {
  return n === 0 ? "" : `${n} ${word}${n === 1 ? "" : "s"}`;
}

function sourceLine(
  texts: Texts,
  file: string | undefined,
  line: number | undefined,
): string | null {
  if (texts === null || line === undefined) return null;
  const text = typeof texts === "string" ? texts : texts.get(file ?? "");
  if (text === undefined) return null;
  // Found without splitting: the text may be long, and there may be many problems.
  let start = text.startsWith("\ufeff") ? 1 : 0;
  for (let k = 1; k < line; k++) {
    const end = text.indexOf("\n", start);
    if (end < 0) return null;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return clean(text.slice(start, end < 0 ? text.length : end).replace(/\r$/, ""));
}

/** The part of a long line around a column. */
function window(source: string, column: number): { shown: string; offset: number } {
  if (source.length <= WIDEST) return { shown: source, offset: 0 };
  const offset = Math.max(0, Math.min(column - 1 - WIDEST / 3, source.length - WIDEST));
  const from = Math.floor(offset);
  return { shown: source.slice(from, from + WIDEST), offset: from };
}

/** Control characters would move a terminal's cursor or change its colours: shown as spaces. */
function clean(text: string): string {
  let shown = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const control = code < 0x20 || (code >= 0x7f && code < 0xa0) || isBidi(code);
    shown += control ? " " : character;
  }
  return shown;
}

/** Marks that turn the direction of writing could make a line read as something else. */
function isBidi(code: number): boolean {
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}
