import { words } from "../strings/words.ts";

/** Outcomes that are shown through time; of the others only what they are at the end leaves the lab. */
export const drawnOutcomes: readonly {
  readonly outcome: string;
  readonly by: "supplier" | "none";
  readonly title: string;
}[] = [
  { outcome: "adoption.share", by: "supplier", title: words.lab.withEachSupplier },
  { outcome: "adoption.share", by: "none", title: words.lab.withAny },
  { outcome: "coverage.share", by: "none", title: words.lab.covered },
  { outcome: "rules.safeguards", by: "none", title: words.lab.safeguards },
  { outcome: "rights.erosion", by: "none", title: words.lab.rightsErosion },
  { outcome: "market.hhi", by: "none", title: words.lab.concentration },
  { outcome: "norms.polarisation", by: "none", title: words.lab.polarisation },
];
