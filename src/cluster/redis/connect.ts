import { isIP } from "node:net";
import type { Redis } from "ioredis";
import type { RedisAddress } from "./address.ts";
import { explainRedis } from "./explain.ts";
import { RedisError } from "./redis-error.ts";

/** A connection that is kept: when it is lost it is made again, for as long as it takes. */
export interface RedisConnection {
  readonly client: Redis;
  readonly address: RedisAddress;
  /** Whether there is a connection now. */
  isUp(): boolean;
  /** Ends it at once; nothing is waited for. */
  close(): void;
}

/** What is told of a connection that was made. */
export interface ConnectionNews {
  /** It is lost, or Redis refuses what it is asked: once until it is back. */
  readonly onLost?: (reason: string) => void;
  readonly onBack?: () => void;
}

/** How long the first connection may take, ms: whoever typed a wrong address does not wait for long. */
const PATIENCE = 4_000;
/** A connection on which an answer is due for so long is given up and made again, ms; longer than anything blocks. */
const SILENCE = 15_000;
/** Longest pause between two tries of a lost connection, ms. */
const LONGEST_PAUSE = 2_000;

/** The packages that are only there where optional dependencies are installed. */
export async function loadQueuePackages(): Promise<{
  readonly ioredis: typeof import("ioredis");
  readonly bullmq: typeof import("bullmq");
}> {
  try {
    const [ioredis, bullmq] = await Promise.all([import("ioredis"), import("bullmq")]);
    return { ioredis, bullmq };
  } catch (error) {
    throw new RedisError(
      "the packages that talk to Redis are not installed. Get them: npm install --include=optional " +
        "(or beside Panoptes: npm install bullmq ioredis)",
      { cause: error },
    );
  }
}

/**
 * Connects to a Redis and looks whether it can be used: in time, with this password, this database.
 *
 * @throws RedisError that says what to do
 */
export async function connectRedis(
  address: RedisAddress,
  news: ConnectionNews = {},
): Promise<RedisConnection> {
  const { ioredis } = await loadQueuePackages();
  let made = false;
  let isLost = false;
  let last: (Error & { code?: string }) | null = null;
  const { host, port, db, username, password, tls } = address;
  const client = new ioredis.Redis({
    host,
    port,
    db,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    // A server's name is never a number.
    ...(tls ? { tls: isIP(host) === 0 ? { servername: host } : {} } : {}),
    lazyConnect: true,
    connectTimeout: PATIENCE,
    // A network that swallows everything ends no connection by itself.
    socketTimeout: SILENCE,
    maxLoadingRetryTime: PATIENCE,
    // A command waits for as long as the connection is away.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (made ? Math.min(LONGEST_PAUSE, 100 * 2 ** times) : null),
  });
  client.on("error", (error: Error) => {
    last = error;
  });
  client.on("close", () => {
    if (!made || isLost) return;
    isLost = true;
    news.onLost?.(last?.message ?? "");
    last = null;
  });
  client.on("ready", () => {
    if (isLost) news.onBack?.();
    isLost = false;
  });
  try {
    await inTime(async () => {
      await client.connect();
      // A database that is not there is reported, but not held against the connection.
      await client.select(db);
      await client.ping();
    });
  } catch (error) {
    client.disconnect();
    throw explainRedis(last ?? (error as Error), address);
  }
  made = true;
  return {
    client,
    address,
    isUp: () => client.status === "ready",
    close() {
      made = false;
      client.disconnect();
    },
  };
}

/** Waits for something as long as somebody does who has just typed the address. */
async function inTime(attempt: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error("no answer"), { code: "ETIMEDOUT" });
    timer = setTimeout(reject, 2 * PATIENCE, error);
  });
  try {
    await Promise.race([attempt(), late]);
  } finally {
    clearTimeout(timer);
  }
}
