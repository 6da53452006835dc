import type { SupplierAttribute } from "../../../src/core/parameters.ts";
import { SUPPLIER_COLUMNS } from "../../../src/scenario/world/tables.ts";
import { cell, type Raw } from "./raw.ts";
import type { Table } from "./write.ts";

/** A supplier bloc: whose firms it stands for, and its start values. */
export interface Bloc {
  readonly id: string;
  readonly name: string;
  /** Home countries, the lead first. */
  readonly homes: readonly string[];
  readonly rivals: readonly string[];
  readonly attributes: Readonly<Record<SupplierAttribute, number>>;
}

/** EU members at the end of 2019, so with the United Kingdom. */
export function euMembers(raw: Raw): string[] {
  return raw.memberships
    .filter((row) => cell(row, "organisation") === "EU")
    .filter(
      (row) =>
        Number(cell(row, "year_from") || 0) <= 2019 && Number(cell(row, "year_to") || 9999) > 2019,
    )
    .map((row) => cell(row, "iso3"))
    .sort();
}

/**
 * The six blocs of the shipped world. Constants are those of parameter set C, which was fitted with
 * every term of the model on; the rest are assumptions, told as such in the README.
 */
export function blocs(raw: Raw): readonly Bloc[] {
  const europe = [...new Set([...euMembers(raw), "GBR", "CHE", "NOR"])].sort();
  const attributes = (
    constant: number,
    price: number,
    norm: number,
    compliance: number,
    research: number,
  ): Record<SupplierAttribute, number> => ({
    constant,
    price,
    markup: 0.25,
    subsidy: 0,
    experience: 5e7,
    norm,
    grant_element: 0,
    financed_share: 0,
    loan_income_ceiling: 0,
    compliance,
    knowledge: 0,
    research,
  });
  return [
    {
      id: "china",
      name: "China",
      homes: ["CHN", "HKG"],
      rivals: ["usa"],
      attributes: {
        ...attributes(-0.7, 1, 0.85, 0.3, 0.6),
        subsidy: 0.15,
        // Export credit terms: 2 % over 20 years, 5 of them without repayment, against 5 %.
        grant_element: 0.27,
        financed_share: 1,
        loan_income_ceiling: 13000,
      },
    },
    {
      id: "europe",
      name: "Europe",
      homes: ["DEU", ...europe.filter((id) => id !== "DEU")],
      rivals: [],
      attributes: attributes(-1.65, 1.5, 0.2, 0.9, 0.5),
    },
    {
      id: "israel",
      name: "Israel",
      homes: ["ISR"],
      rivals: [],
      attributes: attributes(-3.3, 1.4, 0.5, 0.5, 0.5),
    },
    {
      id: "japan-korea",
      name: "Japan and Korea",
      homes: ["JPN", "KOR"],
      rivals: [],
      attributes: attributes(-1.5, 1.4, 0.3, 0.7, 0.5),
    },
    {
      id: "russia",
      name: "Russia",
      homes: ["RUS"],
      rivals: ["usa"],
      attributes: attributes(-3.7, 1.15, 0.8, 0.2, 0.3),
    },
    {
      id: "usa",
      name: "United States",
      homes: ["USA"],
      rivals: ["china", "russia"],
      attributes: attributes(-0.17, 1.5, 0.4, 0.6, 0.8),
    },
  ];
}

/** suppliers.csv */
export function supplierTable(all: readonly Bloc[]): Table {
  return {
    header: ["id", "name", "homes", "rivals", ...SUPPLIER_COLUMNS.map((rule) => rule.name)],
    rows: all.map((bloc) => [
      bloc.id,
      bloc.name,
      bloc.homes.join(";"),
      bloc.rivals.join(";"),
      ...SUPPLIER_COLUMNS.map((rule) => bloc.attributes[rule.name]),
    ]),
  };
}

/** The bloc at home in a country, or null. */
export function blocOf(all: readonly Bloc[], iso3: string): string | null {
  return all.find((bloc) => bloc.homes.includes(iso3))?.id ?? null;
}
