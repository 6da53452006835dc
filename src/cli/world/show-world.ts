import { snakeKeys } from "../../results/snake-keys.ts";
import { worldFacts } from "../../scenario/world/facts.ts";
import { count } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import { lookOf } from "../look.ts";
import { type FormatFlags, formatOf } from "../print-rows.ts";
import type { Terminal } from "../terminal.ts";
import { openWorld } from "./open-world.ts";

/**
 * Prints what a world holds.
 * @throws Stop (invalid) when it cannot be read
 */
export async function showWorld(
  terminal: Terminal,
  folder: string | undefined,
  flags: FormatFlags,
): Promise<void> {
  const format = formatOf(terminal, flags, ["table", "json"], "json");
  const facts = worldFacts(await openWorld(terminal, folder));
  if (format === "json") {
    terminal.print(`${JSON.stringify(snakeKeys(facts), null, 2)}\n`);
    return;
  }
  const look = lookOf(terminal, flags);
  const { bold, dim } = look.colours;
  const right = "right" as const;
  const table = (titles: readonly string[], rows: readonly (readonly string[])[], words = 1) =>
    formatTable(
      titles.map((title, k) => (k < words ? { title } : { title, align: right })),
      rows,
      { indent: 2, title: dim },
    );
  const lines = [
    bold(`World "${facts.name}", data ${facts.version}`),
    `  ${count(facts.countries)} countries, ${count(facts.reference)} of them in the reference set of the index`,
    `  covariates ${facts.firstYear}${look.signs.dash}${facts.lastYear}`,
    `  ${dim(facts.digest)}`,
    "",
    bold("Suppliers"),
    ...formatTable(
      [{ title: "" }, { title: "" }, { title: "", shrink: true }],
      facts.suppliers.map(({ id, name, homes }) => [id, name, homes.join(" ")]),
      { indent: 2, width: look.columns },
    ),
    "",
    bold("Ties"),
    ...table(
      ["kind", "ties"],
      facts.ties.map(({ kind, ties }) => [kind, count(ties)]),
    ),
    "",
    bold("Observed adoption"),
    ...table(
      ["vintage", "countries", "adopters", ...facts.suppliers.map(({ id }) => id)],
      facts.observed.map((one) => [
        one.vintage,
        count(one.countries),
        count(one.adopters),
        ...one.bySupplier.map((supplier) => count(supplier.countries)),
      ]),
    ),
    "",
    bold("Columns"),
    ...table(
      ["table", "column", "observed", "imputed", "unknown", "countries touched"],
      facts.columns.map((one) => [
        one.table,
        one.column,
        count(one.observed),
        count(one.imputed),
        count(one.unknown),
        count(one.countriesImputed),
      ]),
      2,
    ),
    "",
    bold("Rules that filled cells"),
    ...facts.rules.flatMap(({ rule, cells }) =>
      wrap(`${count(cells)} ${cells === 1 ? "cell" : "cells"}: ${rule}`, look.columns - 4).map(
        (line, k) => (k === 0 ? `  ${line}` : `    ${line}`),
      ),
    ),
  ];
  terminal.print(`${lines.join("\n")}\n`);
}
