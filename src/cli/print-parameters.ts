import type { Row } from "../results/row.ts";
import { commandLine } from "../results/shell-words.ts";
import type { ParameterDefinition, SourceFlag } from "../scenario/registry/definition.ts";
import { type Effect, parameterEffects } from "../scenario/registry/effects.ts";
import { isParameterId } from "../scenario/registry/parameters.ts";
import { vocabularyOf } from "../scenario/vocabulary.ts";
import { didYouMean } from "./arguments/nearest.ts";
import { wrongUsage } from "./exit-codes.ts";
import { formatTable } from "./format/table.ts";
import { lookOf } from "./look.ts";
import { openPlugins, type PluginFlags } from "./open-plugins.ts";
import { type FormatFlags, formatOf, printRows, rowFormats } from "./print-rows.ts";
import type { Terminal } from "./terminal.ts";

/** Flags of `panoptes params`. */
export interface ParameterFlags extends FormatFlags, PluginFlags {}

/** What the source flags stand for. */
const sources: Readonly<Record<SourceFlag, string>> = {
  V: "seen in the source",
  V2: "from a second-hand account",
  D: "computed from public data",
  L: "from the literature, not re-read",
  A: "assumed",
  fit: "fitted to the calibration targets",
};

/**
 * Prints the registry of parameters, a group of it, or one parameter in detail.
 * @throws Stop (usage) for an id that is none
 */
export async function printParameters(
  terminal: Terminal,
  id: string | undefined,
  flags: ParameterFlags,
): Promise<void> {
  const { parameters, parameterIds } = vocabularyOf(await openPlugins(flags));
  const one = id === undefined || !parameterIds.includes(id) ? undefined : parameters[id];
  if (one) {
    printParameter(terminal, one, flags);
    return;
  }
  const chosen = parameterIds.filter((one) => id === undefined || one.startsWith(`${id}.`));
  if (chosen.length === 0) {
    const groups = [...new Set(parameterIds.map((one) => one.slice(0, one.indexOf("."))))];
    const hint = didYouMean(id ?? "", [...parameterIds, ...groups]);
    throw wrongUsage(`no parameter "${id}".${hint}\nGroups: ${groups.join(", ")}.`);
  }
  printRows(terminal, flags, {
    rows: chosen.flatMap((one) => (parameters[one] ? [parameterRow(parameters[one])] : [])),
    columns: [
      { title: "Id" },
      { title: "Symbol" },
      { title: "Default", align: "right" },
      { title: "Range" },
      { title: "Source" },
      { title: "Unit", shrink: true },
      { title: "What it is", shrink: true },
    ],
    cells: (row) => [
      String(row.id),
      String(row.symbol),
      String(row.default),
      `${row.low} to ${row.high}`,
      String(row.source),
      String(row.unit),
      String(row.label),
    ],
    none: "no parameters",
  });
}

/** A parameter as a flat record. */
function parameterRow(one: ParameterDefinition): Row {
  return {
    id: one.id,
    symbol: one.symbol,
    label: one.label,
    unit: one.unit,
    default: one.default,
    low: one.range[0],
    high: one.range[1],
    least: one.limits[0],
    most: one.limits[1],
    source: one.source,
    citation: one.citation,
  };
}

/** Where a parameter can be seen to act; null for a plugin's, which does not say. */
function effectOf({ id }: ParameterDefinition): Effect | null {
  return isParameterId(id) ? parameterEffects[id] : null;
}

/** Which outcome moves which way as the parameter rises, where the model says so. */
function movesOf(one: ParameterDefinition): string[][] {
  const { sign = null, scenario = "" } = effectOf(one) ?? {};
  if (sign === null) return [];
  const outcome = sign.of === null ? sign.outcome : `${sign.outcome}.${sign.of}`;
  return [["as it rises", `${outcome} gets ${sign.direction} (in ${scenario})`]];
}

/** Settings that show the parameter at the top of its range, where it has something to act on. */
function settingsOf(one: ParameterDefinition): string[] {
  const { id, range } = one;
  return [...(effectOf(one)?.settings ?? []), `${id}=${range[1]}`].flatMap((setting) => [
    "--set",
    setting,
  ]);
}

function printParameter(terminal: Terminal, one: ParameterDefinition, flags: FormatFlags): void {
  const format = formatOf(terminal, flags, rowFormats, "json");
  if (format !== "table") {
    printRows(terminal, format === "json" ? { ...flags, json: false, format: "ndjson" } : flags, {
      rows: [parameterRow(one)],
      columns: [],
      cells: () => [],
      none: "",
    });
    return;
  }
  const { bold } = lookOf(terminal, flags).colours;
  const facts = [
    ["symbol", one.symbol],
    ["unit", one.unit],
    ["default", String(one.default)],
    ["worth trying", `${one.range[0]} to ${one.range[1]}`],
    ["allowed", `${one.limits[0]} to ${one.limits[1]}`],
    ["source", `${one.source} (${sources[one.source]}): ${one.citation}`],
    ...movesOf(one),
    [
      "try",
      commandLine(["panoptes", "run", effectOf(one)?.scenario ?? "baseline", ...settingsOf(one)]),
    ],
  ];
  const lines = formatTable([{ title: "" }, { title: "" }], facts, { indent: 2 });
  terminal.print(`${bold(one.id)}  ${one.label}\n${lines.join("\n")}\n`);
}
