import type { Redis } from "ioredis";
import type { RedisAddress } from "./address.ts";

/** A Redis older than this lacks what the queue needs. */
const OLDEST = 6.2;

/**
 * What about a Redis may spoil an experiment, in sentences; none if all is well. A server that does not say
 * gives no warnings.
 */
export async function warningsOf(
  client: Pick<Redis, "info">,
  { shown }: RedisAddress,
): Promise<readonly string[]> {
  const text = await client.info().catch(() => "");
  const facts = new Map(
    text.split("\r\n").map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at), line.slice(at + 1)] as const;
    }),
  );
  const warnings: string[] = [];
  const policy = facts.get("maxmemory_policy") ?? "noeviction";
  if (policy !== "noeviction") {
    warnings.push(
      `${shown} drops keys when its memory is full (maxmemory-policy ${policy}): chunks could vanish from the ` +
        "queue. Set it to noeviction: redis-cli config set maxmemory-policy noeviction",
    );
  }
  const most = Number(facts.get("maxmemory") ?? 0);
  const used = Number(facts.get("used_memory") ?? 0);
  if (most > 0 && used > 0.9 * most) {
    const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
    warnings.push(
      `${shown} has used ${megabytes(used)} of the ${megabytes(most)} that it may (maxmemory): the queue may not ` +
        "find room",
    );
  }
  // Valkey says 7.2.4 here, the Redis that it goes on from.
  const version = facts.get("redis_version") ?? "";
  if (Number.parseFloat(version) < OLDEST) {
    warnings.push(`${shown} is Redis ${version}; use ${OLDEST} or newer, or Valkey`);
  }
  return warnings;
}
