import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { root } from "../root.js";

/**
 * The columns that the registries share.
 * @typedef {object} Row
 * @property {string} id
 * @property {string} symbol
 * @property {string} label
 * @property {string} unit
 * @property {number} [default]
 * @property {readonly [number, number]} range
 * @property {string} source
 * @property {string} citation
 */

/**
 * Loads a module of the built registry.
 * @param {string} name
 */
async function built(name) {
  const file = join(root, "dist", "src", "scenario", "registry", `${name}.js`);
  return import(pathToFileURL(file).href);
}

/**
 * A Markdown table.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @returns {string}
 */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/**
 * @param {number} value
 * @returns {string} as people write it: 0.15, 8, 45,000, 2e+8
 */
function number(value) {
  if (Math.abs(value) >= 1e7) return value.toExponential().replace("e+", "e");
  return value.toLocaleString("en-US", { maximumFractionDigits: 8 });
}

/**
 * @param {readonly Row[]} rows
 * @returns {string}
 */
function quantities(rows) {
  const withDefault = rows.some((row) => row.default !== undefined);
  return table(
    ["Id", "Symbol", "Meaning", "Unit", ...(withDefault ? ["Default"] : []), "Range", "Source"],
    rows.map((row) => [
      `\`${row.id}\``,
      row.symbol,
      row.label,
      row.unit,
      ...(withDefault ? [row.default === undefined ? "" : number(row.default)] : []),
      `${number(row.range[0])} to ${number(row.range[1])}`,
      `${row.source}: ${row.citation}`,
    ]),
  );
}

/**
 * Scalar parameters, a table per process.
 * @returns {Promise<string>}
 */
export async function parameterTables() {
  const { parameterRegistry } = await built("parameters");
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const definition of Object.values(parameterRegistry)) {
    const group = groups.get(definition.group) ?? [];
    group.push(definition);
    groups.set(definition.group, group);
  }
  return [...groups].map(([group, rows]) => `#### ${group}\n\n${quantities(rows)}`).join("\n\n");
}

/**
 * Attributes of suppliers.
 * @returns {Promise<string>}
 */
export async function supplierTable() {
  const { supplierRegistry } = await built("suppliers");
  return quantities(Object.values(supplierRegistry));
}

/**
 * Mechanisms that a scenario may switch off.
 * @returns {Promise<string>}
 */
export async function mechanismTable() {
  const { mechanismRegistry } = await built("mechanisms");
  /** @type {readonly { id: string, label: string, off: string, default: boolean }[]} */
  const rows = Object.values(mechanismRegistry);
  return table(
    ["Id", "Mechanism", "Switched off", "Default"],
    rows.map((row) => [`\`${row.id}\``, row.label, row.off, row.default ? "on" : "off"]),
  );
}

/**
 * Outcomes in the order of their columns, each with its splits.
 * @returns {Promise<string>}
 */
export async function outcomeTable() {
  const file = join(root, "dist", "src", "core", "outcomes.js");
  const { outcomeDefinitions } = await import(pathToFileURL(file).href);
  /** @type {readonly { id: string, definition: string, unit: string, by: string }[]} */
  const definitions = outcomeDefinitions;
  /** @type {Map<string, { definition: string, unit: string, by: string[] }>} */
  const outcomes = new Map();
  for (const { id, definition, unit, by } of definitions) {
    const splits = outcomes.get(id)?.by ?? [];
    if (!outcomes.has(id)) outcomes.set(id, { definition, unit, by: splits });
    if (by !== "none") splits.push(by);
  }
  return table(
    ["Id", "Definition", "Unit", "By"],
    [...outcomes].map(([id, { definition, unit, by }]) => [
      `\`${id}\``,
      definition,
      unit,
      by.join(", "),
    ]),
  );
}

/**
 * What a JSON schema says of a field and its parts.
 * @typedef {object} Field
 * @property {string} [description]
 * @property {Record<string, Field>} [properties]
 * @property {readonly string[]} [required]
 */

/**
 * Fields of an object in a sentence, optional ones with a question mark.
 * @param {Field} schema
 * @returns {string}
 */
function fields({ properties = {}, required = [] }) {
  return Object.entries(properties)
    .map(([name, field]) => {
      const key = `\`${name}${required.includes(name) ? "" : "?"}\``;
      const parts = field.properties === undefined ? "" : ` (${fields(field)})`;
      return `${key} ${field.description ?? ""}`.trim() + parts;
    })
    .join("; ");
}

/**
 * Verbs of interventions with their fields.
 * @returns {Promise<string>}
 */
export async function verbTable() {
  const file = join(root, "dist", "src", "scenario", "format", "verbs.js");
  const { verbs } = await import(pathToFileURL(file).href);
  /** @type {Record<string, z.ZodObject>} */
  const all = verbs;
  return table(
    ["Verb", "Meaning", "Fields"],
    Object.entries(all).map(([verb, schema]) => {
      const { description = "", ...rest } = /** @type {Field} */ (z.toJSONSchema(schema));
      return [`\`${verb}\``, description, fields(rest) || "none"];
    }),
  );
}

/**
 * The processes of a step in their order.
 * @returns {Promise<string>}
 */
export async function scheduleList() {
  const file = join(root, "dist", "src", "core", "schedule.js");
  const { schedule } = await import(pathToFileURL(file).href);
  /** @type {readonly { id: string }[]} */
  const steps = schedule;
  return steps.map(({ id }, k) => `${k + 1}. \`${id}\``).join("\n");
}
