import { hostname } from "node:os";
import type { Redis } from "ioredis";
import { folderTime } from "../../results/node/plans/folder-clock.ts";
import { PlanError } from "../../results/node/plans/plan-error.ts";
import type { SharedFolder } from "../../results/node/plans/shared-folder.ts";
import { RedisError } from "./redis-error.ts";

/**
 * Most seconds that clocks may differ. Who works on a design and who is gone is told by times of files and of
 * Redis, of which the shortest that is waited for is 30 s (`chunks/claim.ts`).
 */
const MOST_SECONDS = 30;

/**
 * Looks whether this machine's clock agrees with that of Redis.
 *
 * @param now this machine's clock, ms
 * @throws RedisError if they are more than 30 s apart
 */
export async function checkRedisClock(
  client: Pick<Redis, "time">,
  shown: string,
  now: () => number = Date.now,
): Promise<void> {
  const before = now();
  const [seconds, micros] = (await client.time()) as readonly (string | number)[];
  const after = now();
  refuse(Number(seconds) * 1e3 + Number(micros) / 1e3, before, after, `that of Redis at ${shown}`);
}

/**
 * Looks whether this machine's clock agrees with that of the file server that holds the shared folder, by the
 * time that it gives a new file.
 *
 * @param now this machine's clock, ms
 * @throws RedisError if they are more than 30 s apart; PlanError if nothing can be written there
 */
export function checkFolderClock(
  { path }: Pick<SharedFolder, "path">,
  now: () => number = Date.now,
): void {
  const before = now();
  let written: number;
  try {
    written = folderTime(path);
  } catch (error) {
    throw new PlanError(
      `the shared folder "${path}" cannot be written on this machine: ${(error as Error).message}`,
      { cause: error },
    );
  }
  refuse(written, before, now(), `that of the file server of ${path}`);
}

/** Whatever lies between the two readings may have been the moment that the other clock was read. */
function refuse(other: number, before: number, after: number, name: string): void {
  const off = other < before ? before - other : Math.max(0, other - after);
  if (off <= MOST_SECONDS * 1000) return;
  const direction = other < before ? "ahead of" : "behind";
  throw new RedisError(
    `the clock of ${hostname()} is ${Math.round(off / 1000)} s ${direction} ${name}; at most ${MOST_SECONDS} s are ` +
      "safe, because whoever was not seen for that long counts as gone. Set the clocks by the network (NTP, for " +
      "example `timedatectl set-ntp true`) and start again",
  );
}
