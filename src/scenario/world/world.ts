import type { Vector } from "../../core/arrays.ts";

/** A numeric column; NaN where unknown. [row] */
export type Column = Vector;

/** Jurisdictions and what does not change over the years. Rows in the order of ids. */
export interface CountryTable {
  /** ISO 3166-1 alpha-3, or any word of letters, digits, "-" and "_" in other worlds. */
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly regions: readonly string[];
  readonly subregions: readonly string[];
  /** Carnegie region (AF, EAP, EUR, MENA, SCA, WHA) or "". */
  readonly indexRegions: readonly string[];
  /** Regimes of the World class: CA, EA, ED, LD, or "". */
  readonly regimes: readonly string[];
  /** Ids of the suppliers of which the country is an ally (not home), by country. */
  readonly allies: readonly (readonly string[])[];
  /** Numeric columns by name: see COUNTRY_COLUMNS in tables.ts. */
  readonly columns: Readonly<Record<CountryColumn, Column>>;
}

/** Numeric columns of the country table. Unit and source: `scenarios/world/README.md`. */
export type CountryColumn =
  | "latitude"
  | "longitude"
  | "reference"
  | "gdp_usd_2019"
  | "population_2019"
  | "gdp_pc_ppp_2019"
  | "urban_2019"
  | "homicide"
  | "media_freedom_2019"
  | "military_usd_2019"
  | "conflict_years"
  | "eu_2019"
  | "bri_from"
  | "bri_to"
  | "data_protection_law";

/** Variables that change by year. */
export type Covariate =
  | "gdp_pc_ppp"
  | "population"
  | "democracy"
  | "civil_society"
  | "private_liberties"
  | "ideal_point"
  | "political_stability"
  | "government_effectiveness";

/** Values by year, [year × country], NaN where unknown. */
export interface CovariateTable {
  readonly firstYear: number;
  readonly years: number;
  readonly values: Readonly<Record<Covariate, Vector>>;
}

/** Columns that a world has beside those of the model, by their names without "own.". */
export interface OwnColumns {
  /** From countries.csv: one value for all years; [country] */
  readonly constant: Readonly<Record<string, Column>>;
  /** From covariates.csv, with every year filled; [year × country] */
  readonly yearly: Readonly<Record<string, Vector>>;
}

/** Supplier blocs with their start values. Rows in the order of ids. */
export interface SupplierTable {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** Home countries, the lead first. */
  readonly homes: readonly (readonly string[])[];
  /** Ids of rival suppliers. */
  readonly rivals: readonly (readonly string[])[];
  /** Numeric attributes by the names of `SupplierAttributes`. */
  readonly columns: Readonly<Record<string, Column>>;
}

/** Numeric columns of the segment table. */
export type SegmentColumn =
  | "ceiling"
  | "population"
  | "incident_weight"
  | "security_weight"
  | "rights_weight";

/** Segments of deployment of a world's own. Rows in the order of the file. */
export interface SegmentTable {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly columns: Readonly<Record<SegmentColumn, Column>>;
}

/** Kinds of ties between two countries. */
export type TieKind = "border" | "language" | "colonial" | "alliance" | "trade";

/** Ties as index pairs. Symmetric kinds are listed once; trade runs from the reporter to the partner. */
export interface TieTable {
  readonly kind: TieKind;
  readonly sources: Int32Array<ArrayBuffer>;
  readonly targets: Int32Array<ArrayBuffer>;
  readonly weights: Vector;
}

/** The adoption index as observed, for one vintage. */
export interface ObservedTable {
  /** Name of the vintage, for example "aigs-2019". */
  readonly vintage: string;
  /** Date of the vintage, decimal year (2019.75). */
  readonly date: number;
  /** 1 where any adoption is documented, 0 where not, NaN outside the index; [country] */
  readonly adopter: Column;
  /** Number of documented categories of technology, 0 to 3 (4 from 2020); [country] */
  readonly categories: Column;
  /** 1 where technology of the supplier's home is documented; [country × supplier] */
  readonly suppliers: Column;
}

/** An imputed cell: the rule's value stands in the table. */
export interface ImputedCell {
  readonly country: number;
  readonly column: string;
  /** First year if the cell belongs to a covariate, else null. */
  readonly year: number | null;
  /** Last year of the run of cells that the rule filled, else null. */
  readonly lastYear: number | null;
  /** Residual SD of the rule: in the unit of the column, or of its natural logarithm if `scale` is "ln". */
  readonly sd: number;
  /** Whether the rule's error adds to the value or multiplies it. */
  readonly scale: "value" | "ln";
  /** Which rule, for example "regression on wgi_voice". */
  readonly rule: string;
}

/** A checked world: every needed cell is filled, every filled-in cell is listed in `imputed`. */
export interface World {
  /** Name of its folder or "world" for the shipped one. */
  readonly name: string;
  /** Data version, for example "2026.1". */
  readonly version: string;
  /** SHA-256 over the tables' bytes, "sha256:…". */
  readonly digest: string;
  readonly countries: CountryTable;
  readonly covariates: CovariateTable;
  /** Columns of its own, for plugins to read; absent where there are none. */
  readonly own?: OwnColumns;
  readonly suppliers: SupplierTable;
  /** Segments of its own; absent where the model's three and their parameters hold. */
  readonly segments?: SegmentTable;
  readonly ties: readonly TieTable[];
  readonly observed: readonly ObservedTable[];
  readonly imputed: readonly ImputedCell[];
}
