/** Splits of the countries whose groups a statistic can look at; regions are those of the index. */
export const amongSplits = ["income", "regime", "index_region"] as const;

/** Countries that a statistic looks at: all of the reference set, those of some groups, or members. */
export type Among =
  | { readonly kind: "all" }
  | { readonly kind: (typeof amongSplits)[number]; readonly groups: readonly string[] }
  | { readonly kind: "belt_and_road" | "eu" };

/** What of a country a moment or a correlation is taken with. */
export const covariateNames = [
  "income",
  "poverty",
  "size",
  "capacity",
  "unrest",
  "crime",
  "democracy",
  "ideal_point",
  "belt_and_road",
  "us_ally",
  "military",
] as const;

/** A covariate of countries, as of 2019. */
export type CovariateName = (typeof covariateNames)[number];

/** Something that can be measured on the index, observed or simulated. */
export type StatisticKind =
  | "adopters"
  | "adoption_share"
  | "supplier_share"
  | "technologies"
  | "moment"
  | "rank_correlation"
  | "correlation"
  | "top_spenders"
  | "laws"
  | "signings_share"
  | "link_ratio"
  | "bans"
  | "ban_odds";

/** A statistic with everything that its kind needs. */
export type Statistic =
  /** Number of adopters that use all of some suppliers and none of others. */
  | {
      readonly kind: "adopters";
      readonly among: Among;
      readonly suppliers: readonly string[];
      readonly without: readonly string[];
    }
  /** Share of countries that have adopted. */
  | { readonly kind: "adoption_share"; readonly among: Among }
  /** Share of adopters that use a supplier. */
  | { readonly kind: "supplier_share"; readonly among: Among; readonly supplier: string }
  /** Technologies (observed) or segments (simulated) per adopter. */
  | { readonly kind: "technologies" }
  /** Sum of a standardised covariate over adopters, or over those that use a supplier. */
  | {
      readonly kind: "moment";
      readonly covariate: CovariateName;
      readonly supplier: string | null;
    }
  /** Spearman's correlation of using a supplier with a covariate, among adopters. */
  | {
      readonly kind: "rank_correlation";
      readonly covariate: CovariateName;
      readonly supplier: string;
    }
  /** Pearson's correlation of adoption with a covariate. */
  | { readonly kind: "correlation"; readonly covariate: CovariateName }
  /** Adopters among the countries with the largest military spending. */
  | { readonly kind: "top_spenders"; readonly count: number }
  /** Countries with a data-protection law at a date, in units of the published count. */
  | { readonly kind: "laws"; readonly date: number; readonly jurisdictions: number }
  /** Share of a group in the contracts that a supplier has signed abroad by a date, renewals apart. */
  | {
      readonly kind: "signings_share";
      readonly among: Among;
      readonly supplier: string;
      readonly date: number;
    }
  /** Countries abroad with which a supplier has signed by a date, over those of another. */
  | {
      readonly kind: "link_ratio";
      readonly supplier: string;
      readonly against: string;
      readonly date: number;
    }
  /** Countries that ban a supplier at a date. */
  | {
      readonly kind: "bans";
      readonly among: Among;
      readonly supplier: string;
      readonly date: number;
    }
  /** Odds of banning a supplier at a date among the allies of another's homes, over those of the rest. */
  | {
      readonly kind: "ban_odds";
      readonly supplier: string;
      readonly allies_of: string;
      readonly date: number;
    };

/** Something observed that runs are held against. */
export interface Target {
  /** "T1"; parts of one target carry a suffix: "T6.china_only". */
  readonly id: string;
  readonly label: string;
  readonly statistic: Statistic;
  /** Name of the vintage of the index that it is about; null for what is not of the index. */
  readonly vintage: string | null;
  /** The value as published; null: that of the world's table. */
  readonly value: number | null;
  /** How far a mean may be off and still count as met, in the unit of the statistic. */
  readonly tolerance: number;
  /** Whether more than the value is as good: then only a mean below it can miss the target. */
  readonly atLeast: boolean;
  /** C: parameters are fitted to it. V: it is only compared. */
  readonly role: "C" | "V";
  readonly source: string;
}

/** A file of targets: what is compared, and which parameters are moved. */
export interface TargetFile {
  readonly id: string;
  readonly title: string;
  /** Vintage that targets are about unless they say another. */
  readonly vintage: string;
  /** Further tables of observations, by name of the vintage: a file beside this one, and its date. */
  readonly vintages: Readonly<Record<string, { readonly file: string; readonly date: number }>>;
  readonly parameters: readonly {
    readonly id: string;
    readonly range: readonly [number, number] | null;
  }[];
  readonly targets: readonly Target[];
}
