/** Where a cursor stands in a YAML text, as far as completing words needs to know. */
export interface Place {
  /** Keys from the top, list items as "0". */
  readonly path: readonly string[];
  /** Whether a key is being written, or the value of the last key of `path`. */
  readonly kind: "key" | "value";
  /** What is written of the word so far. */
  readonly word: string;
}

/**
 * The place of a cursor, told from indentation and from braces on its line. A flow mapping that goes on
 * over lines is not followed: completion there offers what the line alone would have.
 */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split("\n");
  const line = before.pop() ?? "";
  const { markers, content, start } = anatomy(line);
  const flow = readFlow(content);
  const inner = flow ?? readBlock(content);
  let indent = markers[0] ?? start;
  let orEqual = markers.length > 0;
  const above: string[] = markers.map(() => "0");
  for (const upper of before.reverse()) {
    if (indent === 0 && !orEqual) break;
    const found = anatomy(upper);
    if (found.content === "" || found.content.startsWith("#")) continue;
    // A list's items may stand as far left as its key.
    const higher = orEqual ? found.start <= indent : found.start < indent;
    const key = keyOf(found.content);
    if (higher && key !== null) {
      above.unshift(key);
      indent = found.start;
      orEqual = false;
    }
    const marker = found.markers.at(-1);
    if (marker !== undefined && marker < indent && found.start <= indent) {
      above.unshift("0");
      indent = marker;
      orEqual = true;
    }
  }
  return { ...inner, path: [...above, ...inner.path] };
}

interface Anatomy {
  /** Columns of list markers. */
  readonly markers: readonly number[];
  readonly content: string;
  /** Column where the content begins. */
  readonly start: number;
}

function anatomy(line: string): Anatomy {
  const markers: number[] = [];
  let start = line.length - line.trimStart().length;
  let content = line.slice(start);
  for (let marker = /^-(?: +|$)/.exec(content); marker; marker = /^-(?: +|$)/.exec(content)) {
    markers.push(start);
    start += marker[0].length;
    content = content.slice(marker[0].length);
  }
  return { markers, content, start };
}

/** Key of a line that opens a block; null where it holds a value already. */
function keyOf(content: string): string | null {
  const found = /^(["']?)([^"'{}[\]#]+?)\1:\s*(?:#.*)?$/.exec(content);
  return found?.[2] ?? null;
}

function readBlock(content: string): Place {
  const found = /^(["']?)([^"':{}[\]]+?)\1:\s+(.*)$/.exec(content);
  if (found === null) return { path: [], kind: "key", word: content };
  return { path: [found[2] ?? ""], kind: "value", word: found[3] ?? "" };
}

/** The place inside of braces on a line; null where none is open. */
function readFlow(content: string): Place | null {
  const stack: { readonly object: boolean; key: string | null }[] = [];
  const first = /^(["']?)([^"':{}[\]]+?)\1:\s*(?=[{[])/.exec(content);
  const lead = first === null ? [] : [first[2] ?? ""];
  let word = "";
  for (const char of content.slice(first?.[0].length ?? 0)) {
    const top = stack.at(-1);
    if (char === "{" || char === "[") stack.push({ object: char === "{", key: null });
    else if (top === undefined) return null;
    else if (char === "}" || char === "]") stack.pop();
    else if (char === ":" && top.object && top.key === null) top.key = word.trim();
    else if (char === ",") top.key = null;
    else {
      word += char;
      continue;
    }
    word = "";
  }
  const top = stack.at(-1);
  if (top === undefined) return null;
  const keys = stack.flatMap(({ object, key }) => (object ? (key === null ? [] : [key]) : ["0"]));
  const kind = top.object && top.key === null ? "key" : "value";
  return { path: [...lead, ...keys], kind, word: word.trimStart() };
}
