import type { SharedFolder } from "../../results/node/plans/shared-folder.ts";
import type { RedisAddress } from "./address.ts";
import { checkFolderClock, checkRedisClock } from "./clocks.ts";
import { type ConnectionNews, connectRedis, type RedisConnection } from "./connect.ts";
import { explainRedis } from "./explain.ts";
import { announcePresence, type Presence, type Present } from "./presence.ts";
import { warningsOf } from "./warnings.ts";

/** Being one of those who work on a shared folder over a Redis. */
export interface Joined {
  readonly connection: RedisConnection;
  readonly presence: Presence;
  /** What about the Redis may spoil an experiment. */
  readonly warnings: readonly string[];
}

/**
 * Connects to a Redis, looks whether all that is needed works (its clock, its rights, its memory, the folder), and
 * tells the others.
 *
 * @throws RedisError or PlanError that says what to do
 */
export async function joinRedis(
  address: RedisAddress,
  kind: Present["kind"],
  shared: SharedFolder,
  news: ConnectionNews,
): Promise<Joined> {
  const connection = await connectRedis(address, news);
  const { client } = connection;
  try {
    await checkRedisClock(client, address.shown);
    checkFolderClock(shared);
    const warnings = await warningsOf(client, address);
    return { connection, warnings, presence: await announcePresence(client, kind, shared) };
  } catch (error) {
    connection.close();
    throw (error as Error).name === "ReplyError" ? explainRedis(error as Error, address) : error;
  }
}
