import type { ParameterId } from "../../core/parameters.ts";
import type { ParameterEntry } from "./definition.ts";

const hastening = (
  symbol: string,
  label: string,
  per: string,
  value: number,
  citation = "assumed",
): ParameterEntry => ({
  symbol,
  label,
  unit: `log hazard per ${per}`,
  default: value,
  range: [0, 2 * value],
  limits: [-20, 20],
  source: "A",
  citation,
});

/** The life of a contract (E9). */
export const contractParameters: {
  readonly [K in Extract<ParameterId, `contract.${string}`>]: ParameterEntry;
} = {
  "contract.term": {
    symbol: "Tbar",
    label: "Mean contract term",
    unit: "yr from go-live",
    default: 7,
    range: [3, 15],
    limits: [0, 1e9],
    source: "A",
    citation: "assumed; the loans behind contracts run longer, 20 years",
  },
  "contract.lead": {
    symbol: "lead",
    label: "Mean lead time",
    unit: "yr from signature to operation",
    default: 2.5,
    range: [0.5, 6],
    limits: [0, 1000],
    source: "V",
    citation: "Mauritius two to three years, Islamabad five (AidData projects 55627, 37016)",
  },
  "contract.failure": {
    symbol: "pi_F",
    label: "Delivery failure",
    unit: "probability",
    default: 0.28,
    range: [0.2, 0.4],
    limits: [0, 1],
    source: "V2",
    citation: "AidData: 21 to 35% of projects in trouble",
  },
  "contract.failed_uptime": {
    symbol: "u_F",
    label: "Uptime after a delivery failure",
    unit: "share of time",
    default: 0.6,
    range: [0.4, 0.8],
    limits: [0, 1],
    source: "V2",
    citation: "Islamabad: 50 to 63% of cameras working",
  },
  "contract.cancellation": {
    symbol: "x_0",
    label: "Early cancellation",
    unit: "1/yr",
    default: 0.02,
    range: [0.005, 0.05],
    limits: [0, 1000],
    source: "A",
    citation: "assumed",
  },
  "contract.cancellation_backlash": hastening(
    "xB",
    "Cancellation under backlash",
    "unit of backlash",
    0.5,
    "assumed; Zambia cancelled after an outcry (AidData project 57033)",
  ),
  "contract.cancellation_ban": hastening(
    "xBan",
    "Cancellation of what leaked through a ban",
    "ban (yes or no)",
    1,
    "assumed; much listed kit stayed in use after bans",
  ),
  "contract.cancellation_shock": hastening(
    "xReg",
    "Cancellation after a realignment",
    "realignment within a year (yes or no)",
    0.7,
  ),
  "contract.cancellation_reputation": hastening(
    "xRho",
    "Cancellation for lost reputation",
    "unit of reputation lost",
    0.5,
  ),
  "contract.switching_cost": {
    symbol: "sc",
    label: "Switching cost",
    unit: "share of contract value",
    default: 0.3,
    range: [0.05, 1],
    limits: [0, 100],
    source: "V2",
    citation: "industry estimates that differ by a factor of 18 (GSMA, Strand Consult)",
  },
};
