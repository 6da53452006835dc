import { formatCount } from "../../src/results/charts/numbers.ts";
import { supplierAttributeIds, supplierRegistry } from "../../src/scenario/registry/suppliers.ts";
import type { Covariate, World } from "../../src/scenario/world/world.ts";
import { words } from "../strings/words.ts";
import { numberCell, sourceText, type Table, word } from "./model-tables.ts";

const regimes: Readonly<Record<string, string>> = {
  CA: words.reference.closedAutocracy,
  EA: words.reference.electoralAutocracy,
  ED: words.reference.electoralDemocracy,
  LD: words.reference.liberalDemocracy,
};

/** Year that the country table shows of what changes over the years: the last before forecasts begin. */
const YEAR = 2023;

/** Attributes of the suppliers at the start, one row an attribute. */
export function supplierTable({ suppliers }: World): Table {
  return {
    caption: words.reference.suppliersCaption,
    columns: [
      { heading: words.reference.attribute },
      { heading: words.reference.unit },
      ...suppliers.names.map((heading) => ({ heading, numeric: true })),
      { heading: words.reference.source },
    ],
    rows: supplierAttributeIds.map((id) => {
      const { label, unit, source, citation } = supplierRegistry[id];
      const values = suppliers.ids.map((_, j) => suppliers.columns[id]?.[j] ?? Number.NaN);
      return {
        key: id,
        cells: [
          word(label),
          word(unit),
          ...values.map((value) => numberCell(value)),
          word(sourceText(source, citation)),
        ],
      };
    }),
  };
}

/** The countries with what the model knows of them. */
export function countryTable(world: World): Table {
  const { countries, covariates, imputed } = world;
  const n = countries.ids.length;
  const row = Math.min(covariates.years - 1, Math.max(0, YEAR - covariates.firstYear));
  const year = covariates.firstYear + row;
  const at = (covariate: Covariate, k: number): number =>
    covariates.values[covariate][row * n + k] ?? Number.NaN;
  const filled = new Map<number, Set<string>>();
  for (const { country, column } of imputed) {
    filled.set(country, (filled.get(country) ?? new Set()).add(column));
  }
  const whole = (value: number) => numberCell(value, formatCount(Math.round(value)));
  const decimal = (value: number) => numberCell(value, value.toFixed(2));
  return {
    caption: words.reference.countriesCaption(year),
    columns: [
      { heading: words.shared.country },
      { heading: words.reference.code },
      { heading: words.reference.region },
      { heading: words.reference.regime, note: words.reference.regimeNote },
      { heading: words.reference.gdp, numeric: true, note: words.reference.gdpNote },
      { heading: words.reference.people, numeric: true },
      { heading: words.reference.democracy, numeric: true, note: words.reference.democracyNote },
      {
        heading: words.reference.civilSociety,
        numeric: true,
        note: words.reference.civilSocietyNote,
      },
      { heading: words.reference.idealPoint, numeric: true, note: words.reference.idealPointNote },
      { heading: words.reference.filledIn },
    ],
    rows: countries.ids.map((id, k) => ({
      key: id,
      cells: [
        word(countries.names[k] ?? id),
        word(id),
        word(countries.subregions[k] ?? ""),
        word(regimes[countries.regimes[k] ?? ""] ?? words.reference.notClassified),
        whole(at("gdp_pc_ppp", k)),
        whole(at("population", k)),
        decimal(at("democracy", k)),
        decimal(at("civil_society", k)),
        decimal(at("ideal_point", k)),
        word([...(filled.get(k) ?? [])].join(", ")),
      ],
    })),
  };
}

/** The adoption index that the model is held to, country by country. */
export function observedTable({ countries, suppliers, observed }: World): Table {
  const width = suppliers.ids.length;
  const rows = countries.ids.flatMap((id, k) => {
    const cells = observed.map(({ adopter, suppliers: seen }) => {
      const adopted = adopter[k] ?? Number.NaN;
      if (Number.isNaN(adopted)) return word(words.reference.notCovered);
      if (adopted === 0) return word(words.reference.nothing);
      const names = suppliers.names.filter((_, j) => seen[k * width + j] === 1);
      return word(names.length === 0 ? words.reference.adopter : names.join(", "));
    });
    const known = cells.some(({ text }) => text !== words.reference.notCovered);
    return known ? [{ key: id, cells: [word(countries.names[k] ?? id), ...cells] }] : [];
  });
  return {
    caption: words.reference.observedCaption,
    columns: [
      { heading: words.shared.country },
      ...observed.map(({ vintage }) => ({
        heading: words.reference.indexOf(vintage.replace("aigs-", "")),
      })),
    ],
    rows,
  };
}
