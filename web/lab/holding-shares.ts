import type { CountryLedger } from "../../src/core/ledger/country-ledger.ts";

/** What must be known of a ledger to tell who held what when. */
type Events = Pick<CountryLedger, "events">;

/**
 * Whom a country had contracts with in a run, as the events of its ledger say it.
 *
 * @returns bits of the suppliers at the end of every step; [step]
 */
export function holdingsOf({ events }: Events, steps: number): Uint32Array {
  const bits = new Uint32Array(steps);
  const holders = new Map<number, number>();
  let next = 0;
  for (let step = 0; step < steps; step++) {
    for (; next < events.length && (events[next]?.step ?? 0) <= step; next++) {
      const event = events[next];
      if (event === undefined || event.segment < 0) continue;
      const { kind, segment, supplier } = event;
      if (kind === "signed" || kind === "renewed" || kind === "switched") {
        holders.set(segment, supplier);
      } else if (kind === "dropped" || kind === "cancelled" || kind === "removed") {
        holders.delete(segment);
      }
    }
    for (const supplier of holders.values()) bits[step] = (bits[step] ?? 0) | (1 << supplier);
  }
  return bits;
}

/**
 * Share of runs in which a country had a contract with each supplier, and with any (last).
 *
 * @returns [step × (suppliers + 1)]
 */
export function holdingShares(
  ledgers: readonly Events[],
  steps: number,
  suppliers: number,
): Float64Array {
  const width = suppliers + 1;
  const shares = new Float64Array(steps * width);
  for (const ledger of ledgers) {
    const bits = holdingsOf(ledger, steps);
    for (let step = 0; step < steps; step++) {
      const held = bits[step] ?? 0;
      for (let j = 0; j < suppliers; j++) {
        if ((held >>> j) & 1) shares[step * width + j] = (shares[step * width + j] ?? 0) + 1;
      }
      if (held !== 0) {
        shares[step * width + suppliers] = (shares[step * width + suppliers] ?? 0) + 1;
      }
    }
  }
  return shares.map((count) => count / Math.max(1, ledgers.length));
}
