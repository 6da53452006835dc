import type { SupplierAttribute } from "../../core/parameters.ts";
import type { Interval, SourceFlag } from "./definition.ts";

/** An attribute of suppliers. Its values stand in the world's table of suppliers. */
export interface SupplierAttributeDefinition {
  readonly id: SupplierAttribute;
  /** Symbol in the equations of docs/model.md. */
  readonly symbol: string;
  readonly label: string;
  readonly unit: string;
  /** Values worth trying. */
  readonly range: Interval;
  /** Values outside are refused. */
  readonly limits: Interval;
  readonly source: SourceFlag;
  /** Where the shipped values come from, in a few words. */
  readonly citation: string;
}

type Entry = Omit<SupplierAttributeDefinition, "id">;

const entries: { readonly [K in SupplierAttribute]: Entry } = {
  constant: {
    symbol: "alpha_j",
    label: "Constant of choice",
    unit: "utils",
    range: [-5, 5],
    limits: [-50, 50],
    source: "fit",
    citation: "set C; fitted to the index of 2019, give or take 1",
  },
  price: {
    symbol: "P_j",
    label: "List price at the start",
    unit: "index, China 2011 = 1",
    range: [0.4, 2.5],
    limits: [0.001, 1000],
    source: "A",
    citation: "assumed; Chinese bids for telecom kit were at 0.4 to 0.9 of others' [V2]",
  },
  markup: {
    symbol: "m_j0",
    label: "Mark-up at the start",
    unit: "share of unit cost",
    range: [0, 0.5],
    limits: [0, 10],
    source: "A",
    citation: "assumed",
  },
  subsidy: {
    symbol: "s_j",
    label: "Home subsidy",
    unit: "share of price",
    range: [0, 0.5],
    limits: [0, 0.99],
    source: "A",
    citation: "assumed: 0.15 for China, none for others",
  },
  experience: {
    symbol: "Q_j0",
    label: "Experience at the start",
    unit: "covered person-years",
    range: [1e7, 5e8],
    limits: [1, 1e15],
    source: "A",
    citation: "assumed: prices then fall 4 to 5% a year",
  },
  norm: {
    symbol: "n_j",
    label: "Norm position",
    unit: "[0,1], 0 = rights-protective",
    range: [0, 1],
    limits: [0, 1],
    source: "A",
    citation: "assumed and contested, give or take 0.2",
  },
  grant_element: {
    symbol: "g",
    label: "Grant element of loans",
    unit: "share of the loan",
    range: [0, 0.57],
    limits: [0, 0.99],
    source: "D",
    citation: "Eximbank terms of 2%, 20 years, 5 of grace are worth 27% at a 5% discount rate",
  },
  financed_share: {
    symbol: "f",
    label: "Financed share of the price",
    unit: "share of price",
    range: [0, 1],
    limits: [0, 1],
    source: "D",
    citation: "the projects on record were financed in full",
  },
  loan_income_ceiling: {
    symbol: "y_g",
    label: "Income up to which loans are offered",
    unit: "2019 USD per head",
    range: [0, 30_000],
    limits: [0, 1e9],
    source: "A",
    citation: "assumed: loans go to countries below 13,000",
  },
  compliance: {
    symbol: "kap_j0",
    label: "Compliance with safeguards at the start",
    unit: "[0,1]",
    range: [0, 1],
    limits: [0, 1],
    source: "A",
    citation: "assumed and contested, give or take 0.2",
  },
  knowledge: {
    symbol: "A_j0",
    label: "Knowledge at the start",
    unit: "index",
    range: [0, 2],
    limits: [0, 100],
    source: "A",
    citation: "0 by definition of the index for all blocs",
  },
  research: {
    symbol: "G_j",
    label: "Public and baseline research",
    unit: "index/yr",
    range: [0, 2],
    limits: [0, 1000],
    source: "A",
    citation: "assumed: errors then fall by about a fifth a year",
  },
};

/** Names of all supplier attributes. */
export const supplierAttributeIds: readonly SupplierAttribute[] = Object.keys(
  entries,
) as SupplierAttribute[];

/** The registry of supplier attributes. */
export const supplierRegistry: { readonly [K in SupplierAttribute]: SupplierAttributeDefinition } =
  Object.fromEntries(supplierAttributeIds.map((id) => [id, { id, ...entries[id] }])) as {
    readonly [K in SupplierAttribute]: SupplierAttributeDefinition;
  };
