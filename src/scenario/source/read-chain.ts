import type { Problem } from "../problem.ts";
import { quote } from "./limits.ts";
import { merge, unmatchedRemovals } from "./merge.ts";
import { hasErrors, problem } from "./problems.ts";
import { readYaml } from "./read-yaml.ts";
import type { Resolve, Source } from "./source.ts";
import { child, emptyMap, type Mapping, type Place, type Tree } from "./tree.ts";

/** Most scenarios that one may stand on. */
const LONGEST_CHAIN = 5;

/** A document with what it stands on. */
export interface Level {
  readonly source: Source;
  /** As written. */
  readonly own: Mapping;
  /** Everything it stands on, merged; null for a root. */
  readonly parent: Mapping | null;
  /** Its own keys over those of its parents. */
  readonly merged: Mapping;
  /** What it extends, as written; null for a root. */
  readonly reference: string | null;
}

/** A scenario and its parents. */
export interface Chain {
  /** The root first, the scenario itself last; empty if a text could not be read. */
  readonly levels: readonly Level[];
  readonly problems: readonly Problem[];
  /** Texts that were read by their file, for showing problems. */
  readonly texts: ReadonlyMap<string, string>;
}

interface Link {
  readonly source: Source;
  readonly own: Mapping;
  readonly reference: string | null;
}

/** Reads a scenario and, one after the other, those it extends; then merges from the root down. */
export async function readChain(source: Source, resolve: Resolve | null): Promise<Chain> {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  const links: Link[] = [];
  const passed = new Set<string>();
  let next: Source | null = source;
  let broken = false;
  while (next) {
    const current: Source = next;
    passed.add(current.key);
    texts.set(current.file, current.text);
    const reading = readYaml(current.text, current.file);
    problems.push(...reading.problems);
    if (!reading.tree) {
      broken = true;
      break;
    }
    const extending: Tree | undefined = child(reading.tree, "extends");
    const reference = textOf(extending);
    links.unshift({ source: current, own: reading.tree, reference });
    if (reference === null || !extending) break;
    const found = await follow(reference, current, extending.place, {
      resolve,
      passed,
      depth: links.length,
    });
    problems.push(...found.problems);
    if (!found.source) broken = true;
    next = found.source;
  }
  if (broken && links.length === 0) return { levels: [], problems, texts };
  const levels = mergeLinks(links, problems);
  return { levels, problems, texts };
}

async function follow(
  reference: string,
  from: Source,
  place: Place,
  {
    resolve,
    passed,
    depth,
  }: { resolve: Resolve | null; passed: ReadonlySet<string>; depth: number },
): Promise<{ source: Source | null; problems: readonly Problem[] }> {
  const refuse = (code: "E140" | "E141" | "E142", message: string) => ({
    source: null,
    problems: [problem(code, message, ["extends"], place)],
  });
  if (depth > LONGEST_CHAIN) {
    return refuse("E142", `more than ${LONGEST_CHAIN} scenarios stand on each other`);
  }
  if (!resolve) return refuse("E140", `${quote(reference)} cannot be extended here`);
  const found = await resolve(reference, from);
  const placed = found.problems.map(
    (one): Problem => (one.line === undefined ? { ...one, path: ["extends"], ...place } : one),
  );
  if (!found.ok) return { source: null, problems: placed };
  if (passed.has(found.value.key)) {
    return refuse("E141", `${quote(reference)} is extended in a circle`);
  }
  return { source: found.value, problems: placed };
}

/** Merges from the root down. Where a parent could not be read, what is there is still checked. */
function mergeLinks(links: readonly Link[], problems: Problem[]): readonly Level[] {
  const levels: Level[] = [];
  let parent: Mapping | null = null;
  const rootMissing = links[0]?.reference !== null && hasErrors(problems);
  for (const { source, own, reference } of links) {
    if (!rootMissing) problems.push(...unmatchedRemovals(parent, own));
    const merged = merge(parent ?? emptyMap(source.file), own);
    levels.push({ source, own, parent, merged, reference });
    parent = merged;
  }
  return levels;
}

function textOf(tree: Tree | undefined): string | null {
  return tree?.kind === "scalar" && typeof tree.value === "string" ? tree.value : null;
}
