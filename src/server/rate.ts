import { Refusal } from "./refusal.ts";

/** Senders that are remembered; beyond them the oldest are forgotten. */
const REMEMBERED = 10_000;

/**
 * Counts requests per sender: a bucket that fills up evenly over a minute.
 * @param perMinute null: no limit
 * @param now clock, ms
 * @returns called with the sender of each request; throws Refusal (rate-limited) when there were too many
 */
export function limitRate(
  perMinute: number | null,
  now: () => number = Date.now,
): (sender: string) => void {
  if (perMinute === null) return () => undefined;
  const buckets = new Map<string, { left: number; at: number }>();
  return (sender) => {
    const time = now();
    const before = buckets.get(sender) ?? { left: perMinute, at: time };
    const left = Math.min(perMinute, before.left + ((time - before.at) / 60_000) * perMinute);
    buckets.delete(sender);
    buckets.set(sender, { left: Math.max(0, left - 1), at: time });
    for (const oldest of buckets.keys()) {
      if (buckets.size <= REMEMBERED) break;
      buckets.delete(oldest);
    }
    if (left >= 1) return;
    const wait = Math.max(1, Math.ceil(((1 - left) * 60) / perMinute));
    throw new Refusal("rate-limited", `more than ${perMinute} requests for work in a minute`, [], {
      "retry-after": String(wait),
    });
  };
}
