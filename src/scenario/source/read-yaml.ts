import { Composer, type Document, Lexer, LineCounter, Parser, type YAMLError } from "yaml";
import type { Problem } from "../problem.ts";
import { buildTree } from "./build-tree.ts";
import { DEEPEST, MOST_BYTES, MOST_TOKENS, utf8Length } from "./limits.ts";
import { problem } from "./problems.ts";
import type { Mapping, Place } from "./tree.ts";

/** A document that was read: its tree, if it has one, and every problem of its form. */
export interface Reading {
  readonly tree: Mapping | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads YAML 1.2 or JSON into a tree of places. Size, nesting and aliases are limited before any work
 * that grows with them, so that a hostile document is refused in milliseconds.
 *
 * @param file name for messages.
 */
export function readYaml(text: string, file: string): Reading {
  const start: Place = { file, line: 1, column: 1, length: 1 };
  const bytes = text.length > MOST_BYTES ? text.length : utf8Length(text);
  if (bytes > MOST_BYTES) {
    return refuse("E002", `the document has ${bytes} bytes, more than ${MOST_BYTES}`, start);
  }
  const source = text.startsWith("\ufeff") ? text.slice(1) : text;
  const lines = new LineCounter();
  const place = (from: number, to: number): Place => placeAt(source, lines, file, from, to);

  // Composing nested values recurses, and overflows deep inside a regular expression: the process
  // would die. The parser below does not, so nesting is measured there.
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const tokens = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(source)) {
    if (++count > MOST_TOKENS) {
      return refuse(
        "E002",
        `the document has more than ${MOST_TOKENS} words and signs`,
        place(parser.offset, parser.offset + 1),
      );
    }
    for (const token of parser.next(lexeme)) tokens.push(token);
    // A level of nesting takes at most two places on the parser's stack.
    if (parser.stack.length > 2 * DEEPEST) {
      return refuse(
        "E006",
        `values are nested more than ${DEEPEST} deep`,
        place(parser.offset, parser.offset + 1),
      );
    }
  }
  for (const token of parser.end()) tokens.push(token);

  const documents: Document.Parsed[] = [];
  const composer = new Composer({ version: "1.2", prettyErrors: false, uniqueKeys: false });
  for (const document of composer.compose(tokens, true, source.length)) {
    documents.push(document as Document.Parsed);
    if (documents.length > 1) break;
  }
  return readDocuments(documents, place);
}

type PlaceOf = (from: number, to: number) => Place;

function readDocuments(documents: readonly Document.Parsed[], place: PlaceOf): Reading {
  const [document, second] = documents;
  if (second) {
    const from = second.contents?.range?.[0] ?? second.range[0];
    return refuse(
      "E003",
      "a scenario is one YAML document, this file has several",
      place(from, from + 1),
    );
  }
  if (!document) return refuse("E010", "the document is empty", place(0, 1));
  if (document.errors.length > 0) {
    return {
      tree: null,
      problems: document.errors.slice(0, 50).map((error) => syntaxProblem(error, place)),
    };
  }
  const version = document.directives?.yaml;
  if (version?.explicit && version.version !== "1.2") {
    return refuse("E009", `scenarios are YAML 1.2, not ${version.version}`, place(0, 5));
  }
  return buildTree(document, place);
}

function syntaxProblem(error: YAMLError, place: PlaceOf): Problem {
  const [from, to] = error.pos;
  const message = error.message.replace(/\.$/, "");
  return problem(
    "E003",
    `not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    [],
    place(from, to),
  );
}

function refuse(
  code: "E002" | "E003" | "E006" | "E009" | "E010",
  message: string,
  place: Place,
): Reading {
  return { tree: null, problems: [problem(code, message, [], place)] };
}

function placeAt(text: string, lines: LineCounter, file: string, from: number, to: number): Place {
  const { line, col } = lines.linePos(from);
  const lineEnd = text.indexOf("\n", from);
  const end = Math.min(to, lineEnd < 0 ? text.length : lineEnd);
  const length = text.slice(from, end).trimEnd().length;
  return { file, line: Math.max(1, line), column: Math.max(1, col), length: Math.max(1, length) };
}
