import { stringify } from "yaml";
import type { ParsedScenario } from "./parse.ts";
import type { Checked, Problem } from "./problem.ts";
import { IN_PLACE } from "./scenario.ts";
import { quote } from "./source/limits.ts";
import { problem } from "./source/problems.ts";
import type { Resolve, Source } from "./source/source.ts";
import { find, type Mapping, type Path, placeOf, plain } from "./source/tree.ts";

const FROM: Path = ["branch", "from"];

/** Most scenarios that may branch off each other in a row. */
const LONGEST_ROW = 5;

/** Where a branch's trunk is looked up. */
export interface TrunkLookup {
  readonly resolve: Resolve | null;
  /** The document that writes `from`, so that a relative path is followed from there. */
  readonly writtenIn: Source;
  /** Keys of the documents whose trunks are being read, the outermost first. */
  readonly trail: readonly string[];
  /** Reads a document that was found. */
  readonly parse: (source: Source, trail: readonly string[]) => Promise<ParsedScenario>;
}

/** A trunk that was read, with the name it is shown under; null where there is none, or none that can be used. */
export interface ReadTrunk {
  readonly name: string;
  readonly parsed: ParsedScenario | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads the scenario that a document branches off: by name or path like `extends`, or written out in
 * place. Its own errors come back with it, where they stand in its text (E280 if it cannot be read).
 */
export async function readTrunk(tree: Mapping, lookup: TrunkLookup): Promise<ReadTrunk | null> {
  const from = find(tree, FROM);
  // What is missing or of a wrong kind is the schema's to report.
  if (from?.kind !== "map" && !(from?.kind === "scalar" && typeof from.value === "string")) {
    return null;
  }
  const { resolve, writtenIn, trail, parse } = lookup;
  const place = placeOf(tree, FROM);
  const name = from.kind === "scalar" ? String(from.value) : IN_PLACE;
  const refuse = (message: string, hint?: string): ReadTrunk => ({
    name,
    parsed: null,
    problems: [problem("E280", message, FROM, place, { hint })],
  });
  if (trail.length > LONGEST_ROW) {
    return refuse(`more than ${LONGEST_ROW} scenarios branch off each other`);
  }
  let source: Source;
  if (from.kind === "map") {
    source = {
      text: stringify(plain(from), { version: "1.2", aliasDuplicateObjects: false }),
      file: `${from.place.file} branch.from`,
      key: `${writtenIn.key}#branch.from:${from.place.line}`,
    };
  } else {
    if (!resolve) return refuse(`${quote(name)} cannot be branched off here`);
    const found: Checked<Source> = await resolve(name, writtenIn);
    if (!found.ok) {
      const problems = found.problems.map(({ message, hint }) =>
        problem("E280", message, FROM, place, { hint }),
      );
      return { name, parsed: null, problems };
    }
    source = found.value;
  }
  if (trail.includes(source.key)) return refuse(`${quote(name)} is branched off in a circle`);
  const parsed = await parse(source, trail);
  // Its warnings belong to whoever wrote it.
  const problems = parsed.problems.filter(({ severity }) => severity === "error");
  return { name, parsed, problems };
}
