import type { Intervention } from "../../src/core/intervention.ts";

/** Countries of the world that the kinds are made for. */
export const N = 20;
const everyone = Int32Array.from({ length: N }, (_, i) => i);
const nobody = new Int32Array(0);
/** When and where the kinds act: steps 10 to 23, everywhere. */
export const reach = {
  id: "x",
  when: null,
  start: 10,
  end: 24,
  ramp: 0,
  countries: everyone,
} as const;
/** The same, on supplier 0. */
export const on = { ...reach, supplier: 0 } as const;
const control = { ...on, kind: "control_exports", refuse: false, components: false } as const;
const treaty = {
  ...reach,
  kind: "open_treaty",
  key: 1,
  minMembers: 2,
  core: new Int32Array(N),
  minCore: 0,
  tier: 2,
  licenceTier: 1,
  target: 0,
} as const;

/** Each kind at full size, and at a size of nothing where it has one. */
export const kinds: [string, Intervention, (Intervention | null)?][] = [
  ["subsidise", { ...on, kind: "subsidise", share: 0.5 }, { ...on, kind: "subsidise", share: 0 }],
  ["cut_price", { ...on, kind: "cut_price", share: 0.5 }, { ...on, kind: "cut_price", share: 0 }],
  [
    "finance",
    { ...on, kind: "finance", grantElement: 0.5, extraDemand: 0.3 },
    { ...on, kind: "finance", grantElement: 0, extraDemand: 0 },
  ],
  [
    "offer_alternative",
    {
      ...reach,
      kind: "offer_alternative",
      suppliers: Int32Array.of(1, 2),
      share: 0.4,
      grantElement: 0.3,
      complianceGain: 0.1,
      tier: 0,
    },
    {
      ...reach,
      kind: "offer_alternative",
      suppliers: Int32Array.of(1, 2),
      share: 0,
      grantElement: 0,
      complianceGain: 0,
      tier: 0,
    },
  ],
  [
    "condition_aid",
    { ...reach, kind: "condition_aid", inducement: 1, tier: 0 },
    { ...reach, kind: "condition_aid", inducement: 0, tier: 0 },
  ],
  [
    "control_exports",
    { ...control, cost: 0.5, researchCut: 0.5, reputationHit: 1 },
    { ...control, cost: 0, researchCut: 0, reputationHit: 0 },
  ],
  ["refused licences", { ...control, cost: 0, researchCut: 0, reputationHit: 0, refuse: true }],
  [
    "control of components",
    { ...control, cost: 0.5, researchCut: 0, reputationHit: 0, components: true },
  ],
  [
    "ban",
    { ...on, kind: "ban", compliance: 1 },
    { ...on, kind: "ban", compliance: 1, countries: nobody },
  ],
  ["press", { ...on, kind: "press", strength: 1 }, { ...on, kind: "press", strength: 0 }],
  [
    "moratorium",
    { ...reach, kind: "moratorium" },
    { ...reach, kind: "moratorium", countries: nobody },
  ],
  [
    "mandate_rules",
    { ...reach, kind: "mandate_rules", tier: 2, tradeLeverage: 2 },
    { ...reach, kind: "mandate_rules", tier: 0, tradeLeverage: 1 },
  ],
  [
    "require_transparency",
    {
      ...reach,
      kind: "require_transparency",
      visibility: 0.4,
      audited: Int32Array.of(0),
      complianceGain: 0.2,
      qualityBonus: 0.2,
    },
    {
      ...reach,
      kind: "require_transparency",
      visibility: 0,
      audited: Int32Array.of(0),
      complianceGain: 0,
      qualityBonus: 0,
    },
  ],
  [
    "open_treaty",
    { ...treaty, founders: Int32Array.of(1, 2, 5) },
    { ...treaty, founders: nobody, countries: nobody },
  ],
  ["incident", { ...on, kind: "incident", severity: 5 }, { ...on, kind: "incident", severity: 0 }],
  [
    "realign",
    { ...reach, kind: "realign", idealPoint: -1, democracy: 0.2, ally: 1 },
    { ...reach, kind: "realign", idealPoint: 0, democracy: Number.NaN, ally: -1 },
  ],
  ["sanction", { ...on, kind: "sanction", strength: 1 }, { ...on, kind: "sanction", strength: 0 }],
  [
    "fund_research",
    { ...on, kind: "fund_research", increase: 1 },
    { ...on, kind: "fund_research", increase: 0 },
  ],
  [
    "supply_shock",
    { ...reach, kind: "supply_shock", increase: 0.5 },
    { ...reach, kind: "supply_shock", increase: 0 },
  ],
  ["unrest", { ...reach, kind: "unrest", sd: 2 }, { ...reach, kind: "unrest", sd: 0 }],
  ["crime", { ...reach, kind: "crime", sd: 2 }, { ...reach, kind: "crime", sd: 0 }],
];
