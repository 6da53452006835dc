import { formatCount } from "../../src/results/charts/numbers.ts";
import { supplierAttributeIds, supplierRegistry } from "../../src/scenario/registry/suppliers.ts";
import type { Covariate, World } from "../../src/scenario/world/world.ts";
import { numberCell, sourceText, type Table, word } from "./model-tables.ts";

const regimes: Readonly<Record<string, string>> = {
  CA: "closed autocracy",
  EA: "electoral autocracy",
  ED: "electoral democracy",
  LD: "liberal democracy",
};

/** Year that the country table shows of what changes over the years: the last before forecasts begin. */
const YEAR = 2023;

/** Attributes of the suppliers at the start, one row an attribute. */
export function supplierTable({ suppliers }: World): Table {
  return {
    caption: "Suppliers at the start of a run. They are blocs that sell complete stacks.",
    columns: [
      { heading: "Attribute" },
      { heading: "Unit" },
      ...suppliers.names.map((heading) => ({ heading, numeric: true })),
      { heading: "Source" },
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
    caption: `Countries in ${year}, the last year shown here of what changes over the years. Filled in: values that no source has and a rule of the data estimates.`,
    columns: [
      { heading: "Country" },
      { heading: "Code" },
      { heading: "Region" },
      { heading: "Regime", note: "Regimes of the World" },
      { heading: "GDP per head", numeric: true, note: "International dollars at purchasing power" },
      { heading: "People", numeric: true },
      { heading: "Democracy", numeric: true, note: "Electoral democracy, 0 to 1" },
      { heading: "Civil society", numeric: true, note: "0 to 1" },
      { heading: "UN ideal point", numeric: true, note: "From votes in the General Assembly" },
      { heading: "Filled in" },
    ],
    rows: countries.ids.map((id, k) => ({
      key: id,
      cells: [
        word(countries.names[k] ?? id),
        word(id),
        word(countries.subregions[k] ?? ""),
        word(regimes[countries.regimes[k] ?? ""] ?? "not classified"),
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
      if (Number.isNaN(adopted)) return word("not covered");
      if (adopted === 0) return word("nothing documented");
      const names = suppliers.names.filter((_, j) => seen[k * width + j] === 1);
      return word(names.length === 0 ? "adopter" : names.join(", "));
    });
    const known = cells.some(({ text }) => text !== "not covered");
    return known ? [{ key: id, cells: [word(countries.names[k] ?? id), ...cells] }] : [];
  });
  return {
    caption:
      "The AI Global Surveillance Index (Carnegie): whose technology was documented. It is what the model is fitted to, and does not see every adopter.",
    columns: [
      { heading: "Country" },
      ...observed.map(({ vintage }) => ({ heading: vintage.replace("aigs-", "Index of ") })),
    ],
    rows,
  };
}
