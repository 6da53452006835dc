import type { SupplierAttribute } from "../../../core/parameters.ts";
import { SUPPLIER_COLUMNS } from "../tables.ts";
import type { SupplierTable } from "../world.ts";

type Profile = Readonly<Record<SupplierAttribute, number>>;

const SAME = { markup: 0.25, experience: 5e7, knowledge: 0 } as const;
const NO_LOANS = {
  subsidy: 0,
  grant_element: 0,
  financed_share: 0,
  loan_income_ceiling: 0,
} as const;

/** Kinds of suppliers, taken in turn. Assumptions, in the range of the shipped world's blocs. */
const PROFILES: readonly Profile[] = [
  // Low-cost, with loans for poorer buyers.
  {
    ...SAME,
    constant: -0.7,
    price: 1,
    subsidy: 0.15,
    norm: 0.85,
    grant_element: 0.27,
    financed_share: 1,
    loan_income_ceiling: 13_000,
    compliance: 0.3,
    research: 0.6,
  },
  // At the frontier of research.
  { ...SAME, ...NO_LOANS, constant: -0.2, price: 1.5, norm: 0.4, compliance: 0.6, research: 0.8 },
  // Made for strict rules.
  { ...SAME, ...NO_LOANS, constant: -1.6, price: 1.5, norm: 0.2, compliance: 0.9, research: 0.5 },
];

/**
 * Suppliers of a synthetic world, "s1", "s2" …, of the kinds above in turn. Those of the first two
 * kinds that follow each other are rivals.
 *
 * @param homes id of each supplier's home
 */
export function makeSuppliers(homes: readonly string[]): SupplierTable {
  const digits = String(homes.length).length;
  const idOf = (j: number): string => `s${String(j + 1).padStart(digits, "0")}`;
  const profileOf = (j: number): Profile => PROFILES[j % PROFILES.length] as Profile;
  return {
    ids: homes.map((_, j) => idOf(j)),
    names: homes.map((_, j) => `Supplier ${j + 1}`),
    homes: homes.map((home) => [home]),
    rivals: homes.map((_, j) => {
      const rival = j % PROFILES.length === 0 ? j + 1 : j % PROFILES.length === 1 ? j - 1 : -1;
      return rival >= 0 && rival < homes.length ? [idOf(rival)] : [];
    }),
    columns: Object.fromEntries(
      SUPPLIER_COLUMNS.map(({ name }) => [
        name,
        Float64Array.from(homes, (_, j) => profileOf(j)[name]),
      ]),
    ),
  };
}
