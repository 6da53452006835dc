import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Redis } from "ioredis";
import { MODEL_VERSION } from "../../core/version.ts";
import type { SharedFolder } from "../../results/node/plans/shared-folder.ts";
import { presenceKey } from "./names.ts";

/** Somebody who is connected to a Redis for Panoptes. */
export interface Present {
  readonly kind: "worker" | "experiment";
  readonly host: string;
  readonly pid: number;
  /** Version of the model. */
  readonly model: string;
  /** Id of the shared folder, and its path on that machine. */
  readonly folder: string;
  readonly path: string;
}

/** A sign of life this often, ms. */
const BEAT = 5_000;
/** Without one for so long somebody counts as gone, ms. */
const GONE = 16_000;

// The time is that of Redis, so that no other clock matters.
const SIGN =
  "local t = redis.call('TIME') " +
  "redis.call('HSET', KEYS[1], ARGV[1], t[1] .. ' ' .. ARGV[2]) redis.call('EXPIRE', KEYS[1], 86400)";

/** Being there, until it is ended. */
export interface Presence {
  /** Says good-bye. */
  end(): Promise<void>;
}

/** Tells everybody on a Redis that a worker or an experiment is there, now and every few seconds. */
export async function announcePresence(
  client: Redis,
  kind: Present["kind"],
  { id: folder, path }: SharedFolder,
): Promise<Presence> {
  const own = randomUUID();
  const entry: Present = {
    kind,
    host: hostname(),
    pid: process.pid,
    model: MODEL_VERSION,
    folder,
    path,
  };
  const sign = async (): Promise<void> => {
    await client.eval(SIGN, 1, presenceKey(kind), own, JSON.stringify(entry));
  };
  await sign();
  const beat = setInterval(() => {
    // Away or refused: nobody can see us then, and others say so.
    if (client.status === "ready") sign().catch(() => {});
  }, BEAT);
  beat.unref();
  return {
    async end() {
      clearInterval(beat);
      if (client.status === "ready") await client.hdel(presenceKey(kind), own).catch(() => 0);
    },
  };
}

/** Who of a kind is there now. Those that are gone without a good-bye are left out after some seconds. */
export async function listPresent(
  client: Redis,
  kind: Present["kind"],
): Promise<readonly Present[]> {
  const key = presenceKey(kind);
  const [time, entries] = await Promise.all([client.time(), client.hgetall(key)]);
  const now = Number(time[0]) * 1000;
  const present: Present[] = [];
  const gone: string[] = [];
  for (const [who, text] of Object.entries(entries)) {
    const at = Number(text.slice(0, text.indexOf(" "))) * 1000;
    if (now - at <= GONE) present.push(JSON.parse(text.slice(text.indexOf(" ") + 1)) as Present);
    else if (now - at > 10 * GONE) gone.push(who);
  }
  if (gone.length > 0) await client.hdel(key, ...gone);
  return present;
}

/** Whether somebody works on the same queue as a folder and this version do. */
export function sharesQueue(one: Present, { id }: SharedFolder): boolean {
  return one.folder === id && one.model === MODEL_VERSION;
}

/**
 * Why those who are there are of no use to one another; null where there is nobody of that kind.
 * @param kind whom to look for
 */
export function describeStrangers(
  present: readonly Present[],
  kind: Present["kind"],
  shared: SharedFolder,
): string | null {
  const strangers = present.filter((one) => one.kind === kind && !sharesQueue(one, shared));
  const reasons = [
    describeOthers(strangers.filter(({ model }) => model !== MODEL_VERSION)),
    describeElsewhere(
      strangers.filter(({ model }) => model === MODEL_VERSION),
      shared,
    ),
  ].filter((reason) => reason !== null);
  return reasons.length === 0 ? null : reasons.join(". ");
}

/** Those of another version of the model. */
function describeOthers(others: readonly Present[]): string | null {
  const [first] = others;
  if (first === undefined) return null;
  const versions = [...new Set(others.map(({ model }) => model))].join(", ");
  return (
    `${counted(first, others.length)}, but of model ${versions}, and this is ${MODEL_VERSION} (${first.host}): ` +
    "install the same version of Panoptes on all machines"
  );
}

/** Those that look at another folder. */
function describeElsewhere(elsewhere: readonly Present[], shared: SharedFolder): string | null {
  const [first] = elsewhere;
  if (first === undefined) return null;
  return (
    `${counted(first, elsewhere.length)}, but with another shared folder: ${first.path} on ${first.host} is folder ` +
    `${first.folder.slice(0, 8)}, ${shared.path} here is ${shared.id.slice(0, 8)}. All have to see the same folder; ` +
    "its shared.json has the id"
  );
}

function counted({ kind }: Present, count: number): string {
  const many = count > 1;
  return kind === "worker"
    ? `${count} ${many ? "workers are" : "worker is"} connected`
    : `${count} ${many ? "experiments wait" : "experiment waits"} here`;
}
