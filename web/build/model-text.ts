import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "vite";

const id = "virtual:model-text";
const root = join(import.meta.dirname, "..", "..");
/** The process whose code is shown whole. */
const SAMPLE = "price";

/** One equation of the model's description with what is said of it. */
export interface Equation {
  /** For example "E7". */
  readonly id: string;
  readonly title: string;
  /** Paragraphs in Markdown; one that begins with a bar is a table. */
  readonly text: readonly string[];
}

/** A process of a step, in the order of the schedule. */
export interface ProcessText {
  readonly name: string;
  readonly does: string;
  readonly submodels: string;
  readonly writes: string;
}

/** The model in equations and in code. */
export interface ModelText {
  /** What holds for all equations. */
  readonly before: readonly string[];
  readonly equations: readonly Equation[];
  readonly processes: readonly ProcessText[];
  readonly sample: { readonly name: string; readonly code: string };
}

/**
 * Takes the equations and the schedule out of the model's description, and of each process what the head
 * of its file says.
 *
 * @throws Error where the description has another form than the one that is known
 */
export async function readModelText(): Promise<ModelText> {
  const described = await readFile(join(root, "docs", "model.md"), "utf8");
  const { before, equations } = equationsOf(between(described, "### 3.3 ", "\n### "));
  const names = [
    ...between(described, "<!-- begin:schedule -->", "<!-- end:schedule -->").matchAll(
      /`([a-z-]+)`/g,
    ),
  ];
  const rows = between(described, "| Process | Submodels | Writes |", "\n\n").split("\n").slice(2);
  const processes = await Promise.all(
    names.map(async ([, name = ""]): Promise<ProcessText> => {
      const row = rows.find((one) => one.split("|")[1]?.includes(`\`${name}\``));
      if (row === undefined) throw new Error(`docs/model.md does not say what ${name} writes`);
      const [, , submodels = "", writes = ""] = row.split("|").map((cell) => cell.trim());
      return { name, does: headOf(await sourceOf(name)), submodels, writes };
    }),
  );
  return { before, equations, processes, sample: { name: SAMPLE, code: await sourceOf(SAMPLE) } };
}

function between(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start + from.length);
  if (start < 0 || end < 0) throw new Error(`docs/model.md lacks what stands after “${from}”`);
  return text.slice(start + from.length, end);
}

function equationsOf(section: string): Pick<ModelText, "before" | "equations"> {
  const before: string[] = [];
  const equations: { id: string; title: string; text: string[] }[] = [];
  // The first line is the heading's own.
  for (const paragraph of section.split("\n\n").slice(1)) {
    const text = paragraph.startsWith("|") ? paragraph : paragraph.replaceAll("\n", " ").trim();
    // Two equations may share a paragraph; each begins in bold.
    for (const part of text.split(/(?=\*\*E\d+ )/)) {
      const [, number, title, rest] = /^\*\*(E\d+) ([^*]+?)\.?\*\*,?(.*)$/s.exec(part) ?? [];
      if (number !== undefined && title !== undefined)
        equations.push({ id: number, title, text: [(rest ?? "").trim()] });
      else (equations.at(-1)?.text ?? before).push(part);
    }
  }
  return { before, equations };
}

function sourceOf(name: string): Promise<string> {
  return readFile(join(root, "src", "core", "processes", `${name}.ts`), "utf8");
}

/** The first sentence of a file, which says what the process does. */
function headOf(source: string): string {
  const lines = source.split("\n");
  const head = lines
    .slice(
      0,
      lines.findIndex((line) => !line.startsWith("//")),
    )
    .map((line) => line.replace(/^\/\/ ?/, ""));
  const [said = ""] = head.join(" ").split(/(?<=\.)\s/);
  // Numbers of equations stand beside it.
  const text = said
    .replace(/^(?:Process \d+[^:]*|[A-Z][a-z]+ \(E\d+\)): /, "")
    .replace(/ \([^)]*\)/g, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `virtual:model-text` holds the model in equations and in code, for who opens them. */
export function modelText(): Plugin {
  return {
    name: "model-text",
    resolveId: (source) => (source === id ? `\0${id}` : null),
    async load(loaded) {
      if (loaded !== `\0${id}`) return null;
      this.addWatchFile(join(root, "docs", "model.md"));
      return `export const model = ${JSON.stringify(await readModelText())};`;
    },
  };
}
