import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ESTree, parseSync, Visitor } from "vite";
import { expect, test } from "vitest";

// The page's texts stand in one file a language. What a reader sees or hears may stand nowhere else.

const root = join(import.meta.dirname, "..", "..");
/** Attributes, properties and parameters of parts that people read or hear. */
const read = new Set([
  ...["aria-label", "aria-valuetext", "aria-description", "aria-placeholder", "title", "alt"],
  ...["placeholder", "label", "caption", "heading", "note", "sentence", "hint", "unit", "done"],
]);
/** Commands and names of fonts are the same in every language. */
const untranslated = new Set([
  "panoptes cascade",
  "-n 20",
  'Charter, "Iowan Old Style", Georgia, serif',
]);

/** The texts for people that a source holds itself, as `line: text`. */
function looseTexts(name: string, source: string): readonly string[] {
  const { program, errors } = parseSync(name, source);
  if (errors.length > 0) throw new Error(`${name} cannot be parsed: ${errors[0]?.message}`);
  const found = new Map<number, string>();
  const take = (text: string, { start }: ESTree.Span): void => {
    const words = text.trim();
    if (/\p{L}{2}/u.test(words) && !untranslated.has(words)) {
      found.set(start, `${source.slice(0, start).split("\n").length}: ${words}`);
    }
  };
  // Wherever it stands, what has three words in a row was written for people.
  const takeSentence = (text: string, node: ESTree.Span): void => {
    if (/\p{L}{2,} \p{L}{2,} \p{L}{2,}/u.test(text)) take(text, node);
  };
  // What an expression may come to, through choices and defaults.
  const takeAll = (node: ESTree.Expression | ESTree.JSXEmptyExpression | null): void => {
    if (node === null) return;
    if (node.type === "Literal" && typeof node.value === "string") take(node.value, node);
    else if (node.type === "TemplateLiteral") {
      take(node.quasis.map(({ value }) => value.raw).join(" "), node);
    } else if (node.type === "ConditionalExpression") {
      takeAll(node.consequent);
      takeAll(node.alternate);
    } else if (node.type === "LogicalExpression") {
      takeAll(node.left);
      takeAll(node.right);
    }
  };
  new Visitor({
    Literal: (node) => {
      if (typeof node.value === "string") takeSentence(node.value, node);
    },
    TemplateLiteral: (node) =>
      takeSentence(node.quasis.map(({ value }) => value.raw).join("…"), node),
    JSXText: (node) => take(node.value, node),
    JSXElement: ({ children }) => {
      for (const child of children) {
        if (child.type === "JSXExpressionContainer") takeAll(child.expression);
      }
    },
    JSXFragment: ({ children }) => {
      for (const child of children) {
        if (child.type === "JSXExpressionContainer") takeAll(child.expression);
      }
    },
    JSXAttribute: ({ name: attribute, value }) => {
      if (attribute.type !== "JSXIdentifier" || !read.has(attribute.name)) return;
      if (value?.type === "JSXExpressionContainer") takeAll(value.expression);
      else if (value?.type === "Literal") takeAll(value);
    },
    Property: ({ key, value, computed }) => {
      if (computed) return;
      const called =
        key.type === "Identifier" ? key.name : key.type === "Literal" ? key.value : null;
      if (typeof called === "string" && read.has(called)) takeAll(value as ESTree.Expression);
    },
  }).visit(program);
  return [...found.values()];
}

const sources = readdirSync(join(root, "web"), { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => /\.tsx?$/.test(name) && !/^(?:strings|build)\/|\.config\.ts$/.test(name));

test("no part of the page holds a text for people: all stand in the language file", () => {
  const loose = sources.flatMap((name) =>
    looseTexts(name, readFileSync(join(root, "web", name), "utf8")).map((at) => `${name}:${at}`),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(loose).toEqual([]);
});

test.each([
  ["words between tags", "<p>Loose words</p>"],
  ["words in braces", '<p>{"Loose words"}</p>'],
  ["words in a choice", '<p>{a ? words.b.c : "Loose words"}</p>'],
  ["words under a condition", '<p>{a && "Loose words"}</p>'],
  ["a name for screen readers", '<p aria-label="Loose words" />'],
  ["a name with a number in it", `<p title={\`Loose \${a}\`} />`],
  ["a heading of a table", '({ heading: "Loose" })'],
  ["a sentence", 'failed(a ?? "it could not be read")'],
  ["a name given to an element", 'html("p", { "aria-label": "Loose" })'],
])("%s are found", (_, code) => {
  expect(looseTexts("part.tsx", `export const part = ${code};`)).toHaveLength(1);
});

test("names of classes, ids and texts of the language file are none", () => {
  const code = `<p class="lead row" id="headline" title={words.a.b}>{words.a.c(\`x y \${n}\`)} ×</p>`;
  expect(looseTexts("part.tsx", `export const part = ${code};`)).toEqual([]);
});
