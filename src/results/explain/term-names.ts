import type { UtilityTermId } from "../../core/ledger/utility-terms.ts";

/** What the terms of a decision are called. */
export const utilityTermNames: Readonly<Record<UtilityTermId, string>> = {
  price: "price and credit",
  quality: "quality",
  standing: "supplier's standing",
  alignment: "alignment",
  peers: "neighbours and peers",
  norms: "norms",
  regime: "regime fit",
  rules: "rules at home",
  reputation: "reputation",
  sanctions: "sanctions",
  switching: "switching cost",
  chance: "chance",
};
