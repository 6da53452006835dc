import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";

const shareOfCost = (symbol: string, label: string, value: number): ParameterEntry => ({
  symbol,
  label,
  unit: "share of unit cost",
  default: value,
  range: [0, 1],
  limits: [0, 1],
  source: "A",
  citation: "assumed make-up of an end-to-end offer; the three parts sum to 1",
});

/** Cost, learning and price (E1, E2, E4, E25). */
export const costParameters: {
  readonly [K in Extract<ParameterId, `cost.${string}`>]: ParameterEntry;
} = {
  "cost.spend_per_person": {
    symbol: "ps",
    label: "Spend per covered person",
    unit: "USD per person and year at price index 1",
    default: 8,
    range: [4, 20],
    limits: [0, 1e6],
    source: "A",
    citation: "sizes of the Islamabad, Mauritius and Kampala contracts over seven years",
  },
  "cost.learning_rate": {
    symbol: "LR",
    label: "Learning rate",
    unit: "share of cost per doubling of experience",
    default: 0.15,
    range: [0.05, 0.3],
    limits: [0, 0.95],
    source: "A",
    citation: "form: Wright's law over 62 technologies (Nagy et al. 2013) [V]; value assumed",
  },
  "cost.learning_spillover": {
    symbol: "phi",
    label: "Learning from rivals",
    unit: "share of rivals' experience",
    default: 0.2,
    range: [0, 1],
    limits: [0, 1],
    source: "A",
    citation: "assumed",
  },
  "cost.foreign_markup": {
    symbol: "tau",
    label: "Mark-up for foreign kit",
    unit: "share of price",
    default: 0.05,
    range: [0, 0.3],
    limits: [0, 10],
    source: "A",
    citation: "assumed",
  },
  "cost.compliance": {
    symbol: "kc",
    label: "Cost of compliance",
    unit: "share of unit cost per unit of compliance",
    default: 0.15,
    range: [0, 0.5],
    limits: [0, 10],
    source: "A",
    citation: "assumed",
  },
  "cost.hardware_share": shareOfCost("w_h", "Hardware's part of unit cost", 0.5),
  "cost.software_share": shareOfCost("w_s", "Software's part of unit cost", 0.3),
  "cost.support_share": shareOfCost("w_o", "Operational support's part of unit cost", 0.2),
};
