import type { SupplierAttribute } from "../../core/parameters.ts";
import type { CountryColumn, Covariate, SegmentColumn, TieKind } from "./world.ts";

/** What a table's column may hold. */
export interface ColumnRule {
  readonly name: string;
  readonly kind: "text" | "number" | "flag" | "year";
  /** Whether the table may do without the column. */
  readonly needed: boolean;
  /** Numbers below are errors. */
  readonly low?: number;
  /** Numbers above are errors. */
  readonly high?: number;
}

/** A numeric column of countries or covariates, with what an empty cell and an absent column mean. */
export interface ValueRule extends ColumnRule {
  /** An empty cell is an error ("fill") or simply unknown, NaN ("open"). */
  readonly empty: "fill" | "open";
  /** Whether errors of the column add to its values or, as for incomes and people, multiply them. */
  readonly scale: "value" | "ln";
  /** Value of all cells if the column is left out: neutral for the model, NaN where unknown does no harm. */
  readonly absent: number;
}

type Range = readonly [low: number, high: number];

const number = (
  name: string,
  [low, high]: Range,
  empty: "fill" | "open",
  absent: number | "needed",
): ValueRule => ({
  name,
  kind: "number",
  low,
  high,
  empty,
  scale: low >= 1 ? "ln" : "value",
  needed: absent === "needed",
  absent: absent === "needed" ? Number.NaN : absent,
});

const flag = (name: string, absent: number): ValueRule => ({
  ...number(name, [0, 1], "fill", absent),
  kind: "flag",
});

const year = (name: string): ValueRule => ({
  ...number(name, [1900, 2100], "open", Number.NaN),
  kind: "year",
});

const text = (name: string, needed: boolean): ColumnRule => ({ name, kind: "text", needed });

/** Text columns of countries.csv, in the order of the shipped table. */
export const COUNTRY_TEXTS: readonly ColumnRule[] = [
  text("iso3", true),
  text("name", false),
  text("region", false),
  text("subregion", false),
  text("index_region", false),
  text("regime", false),
  text("allies", false),
];

/** Numeric columns of countries.csv. Units and sources: `scenarios/world/README.md`. */
export const COUNTRY_COLUMNS: readonly (ValueRule & { readonly name: CountryColumn })[] = [
  number("latitude", [-90, 90], "open", Number.NaN),
  number("longitude", [-180, 180], "open", Number.NaN),
  flag("reference", 1),
  number("gdp_usd_2019", [1, 1e15], "fill", "needed"),
  number("population_2019", [1, 1e11], "fill", "needed"),
  number("gdp_pc_ppp_2019", [1, 1e8], "fill", 1),
  number("urban_2019", [0, 1], "fill", "needed"),
  number("homicide", [0, 1000], "fill", 1),
  number("media_freedom_2019", [0, 1], "fill", 0.5),
  number("military_usd_2019", [0, 1e13], "open", Number.NaN),
  number("conflict_years", [0, 10], "open", Number.NaN),
  flag("eu_2019", 0),
  year("bri_from"),
  year("bri_to"),
  year("data_protection_law"),
] as readonly (ValueRule & { readonly name: CountryColumn })[];

/** Numeric columns of covariates.csv. */
export const COVARIATE_COLUMNS: readonly (ValueRule & { readonly name: Covariate })[] = [
  number("gdp_pc_ppp", [1, 1e8], "fill", 1),
  number("population", [1, 1e11], "fill", Number.NaN),
  number("democracy", [0, 1], "fill", "needed"),
  number("civil_society", [0, 1], "fill", 0.5),
  number("private_liberties", [0, 1], "fill", 0.5),
  number("ideal_point", [-10, 10], "fill", "needed"),
  number("political_stability", [-5, 5], "fill", 0),
  number("government_effectiveness", [-5, 5], "fill", 0),
] as readonly (ValueRule & { readonly name: Covariate })[];

/** Text columns of suppliers.csv. */
export const SUPPLIER_TEXTS: readonly ColumnRule[] = [
  text("id", true),
  text("name", false),
  text("homes", true),
  text("rivals", false),
];

/** Numeric columns of suppliers.csv, all needed. Units: `SupplierAttributes` of the core. */
export const SUPPLIER_COLUMNS: readonly (ValueRule & { readonly name: SupplierAttribute })[] = [
  number("constant", [-50, 50], "fill", "needed"),
  number("price", [0.001, 1000], "fill", "needed"),
  number("markup", [0, 10], "fill", "needed"),
  number("subsidy", [0, 0.99], "fill", "needed"),
  number("experience", [1, 1e15], "fill", "needed"),
  number("norm", [0, 1], "fill", "needed"),
  number("grant_element", [0, 0.99], "fill", "needed"),
  number("financed_share", [0, 1], "fill", "needed"),
  number("loan_income_ceiling", [0, 1e9], "fill", "needed"),
  number("compliance", [0, 1], "fill", "needed"),
  number("knowledge", [0, 100], "fill", "needed"),
  number("research", [0, 1000], "fill", "needed"),
] as readonly (ValueRule & { readonly name: SupplierAttribute })[];

/** A column of segments.csv; an absent value of NaN stands for the segment's share of population. */
export interface SegmentRule extends ValueRule {
  readonly name: SegmentColumn;
  /** Whether the column's cells are parts of one whole. */
  readonly sumsToOne: boolean;
}

const segmentColumn = (
  name: SegmentColumn,
  range: Range,
  absent: number | "needed",
  sumsToOne: boolean,
): SegmentRule => ({ ...number(name, range, "fill", absent), name, sumsToOne });

/** Text columns of segments.csv. */
export const SEGMENT_TEXTS: readonly ColumnRule[] = [text("id", true), text("name", false)];

/** Numeric columns of segments.csv: what the parameters by segment say of the model's own three. */
export const SEGMENT_COLUMNS: readonly SegmentRule[] = [
  segmentColumn("ceiling", [0, 1], "needed", false),
  segmentColumn("population", [0, 1], "needed", true),
  segmentColumn("incident_weight", [0, 100], 1, false),
  segmentColumn("security_weight", [0, 1], Number.NaN, true),
  segmentColumn("rights_weight", [0, 1], Number.NaN, true),
];

/** Most segments a world may have. */
export const MOST_SEGMENTS = 16;

/** Columns of ties.csv. */
export const TIE_COLUMNS: readonly ColumnRule[] = [
  text("source", true),
  text("target", true),
  text("kind", true),
  { name: "weight", kind: "number", needed: false, low: 0, high: 1 },
];

/** Kinds of ties in the order in which a world holds them, and whether a pair is listed once for both. */
export const TIE_KINDS: readonly { readonly kind: TieKind; readonly symmetric: boolean }[] = [
  { kind: "border", symmetric: true },
  { kind: "language", symmetric: true },
  { kind: "colonial", symmetric: true },
  { kind: "alliance", symmetric: true },
  { kind: "trade", symmetric: false },
];

/** Columns of observed.csv. */
export const OBSERVED_COLUMNS: readonly ColumnRule[] = [
  text("vintage", true),
  text("iso3", true),
  { name: "adopter", kind: "flag", needed: true, low: 0, high: 1 },
  { name: "categories", kind: "number", needed: false, low: 0, high: 10 },
  text("suppliers", false),
];

/** Columns of imputed.csv. */
export const IMPUTED_COLUMNS: readonly ColumnRule[] = [
  text("iso3", true),
  text("column", true),
  { name: "from", kind: "year", needed: true, low: 1900, high: 2100 },
  { name: "to", kind: "year", needed: true, low: 1900, high: 2100 },
  { name: "value", kind: "number", needed: true, low: -1e15, high: 1e15 },
  { name: "sd", kind: "number", needed: true, low: 0, high: 1e15 },
  text("scale", false),
  text("rule", true),
];

/** Most suppliers a world may have: a country's suppliers fit one 32-bit word. */
export const MOST_SUPPLIERS = 32;

/** Most rows by table; a table beyond is refused unread. */
export const MOST_ROWS = {
  "countries.csv": 100_000,
  "covariates.csv": 1_500_000,
  "suppliers.csv": 1000,
  "segments.csv": 1000,
  "ties.csv": 5_000_000,
  "observed.csv": 1_000_000,
  "imputed.csv": 1_500_000,
} as const;

/** File name of a table. */
export type TableName = keyof typeof MOST_ROWS;

/** All files that are read as parts of a world. */
export const WORLD_FILES: readonly string[] = [...Object.keys(MOST_ROWS), "world.json"];
