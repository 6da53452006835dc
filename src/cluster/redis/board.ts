import { access } from "node:fs/promises";
import { type ChunkReference, chunkName } from "../../results/node/plans/chunk-reference.ts";
import { listAside, takeBack } from "../../results/node/plans/set-aside.ts";
import { type SharedFolder, sharedPaths } from "../../results/node/plans/shared-folder.ts";
import type { Board } from "../board.ts";
import type { RedisAddress } from "./address.ts";
import { loadQueuePackages } from "./connect.ts";
import { explainRedis, watchRefusals } from "./explain.ts";
import { jobOf } from "./job.ts";
import { joinRedis } from "./join.ts";
import { endsInFolder } from "./kept.ts";
import { PREFIX, queueName } from "./names.ts";
import { openPosted } from "./posted.ts";
import { describeStrangers, listPresent, sharesQueue } from "./presence.ts";
import { openReminder } from "./still-waiting.ts";

/** What a board is opened with. */
export interface RedisBoardOptions {
  readonly address: RedisAddress;
  readonly shared: SharedFolder;
  /** Told what a person should know: a sentence, or a few. */
  readonly say: (text: string) => void;
  /** How often to look after chunks whose end was not heard of, ms; 5,000 unless told. */
  readonly lookEvery?: number;
  /** When to say first that a lost Redis is still waited for, ms; 60,000 unless told. */
  readonly remindAfter?: number;
}

/** Jobs that are added, looked up or removed with one message, so that others get their turn in between. */
const AT_A_TIME = 500;
/** Of those, how many to look after each time: the oldest, because runs are wanted in order. */
const OLDEST = 500;
/** Longest question for news, ms. */
const BLOCK = 5_000;
/** What is told before the oldest is forgotten; far more than happens between two looks. */
const EVENTS = 20_000;
/** How long to wait for a Redis that is away before leaving without a word, or for a folder that may be, ms. */
const FAREWELL = 2_000;

/**
 * Opens a board on a Redis. It survives a lost connection and a Redis that forgot: what it was told is a hint,
 * and what counts is the shared folder. Chunks that are in neither are posted again.
 *
 * @throws RedisError or PlanError if Redis or the folder cannot be used, or a clock is off
 */
export async function openRedisBoard(options: RedisBoardOptions): Promise<Board> {
  const { address, shared, say, lookEvery = 5_000, remindAfter = 60_000 } = options;
  const { bullmq } = await loadQueuePackages();
  const posted = openPosted();
  const tellWait = async (waited: string): Promise<void> => {
    if (posted.open(1).length === 0) return;
    const folder = await lostFolder(shared);
    if (closed || connection.isUp()) return;
    say(
      `Still waiting for ${address.shown}, for ${waited} now.${folder} Ctrl-C stops; the same command later goes on ` +
        "with the runs that the shared folder holds.",
    );
  };
  const reminder = openReminder({ first: remindAfter, tell: (waited) => void tellWait(waited) });
  const { connection, presence, warnings } = await joinRedis(address, "experiment", shared, {
    onLost: (reason) => {
      reminder.start();
      say(
        `The connection to ${address.shown} is lost${reason === "" ? "" : ` (${reason})`}; waiting for it. ` +
          "Workers go on with what they have, and keep it.",
      );
    },
    onBack: () => {
      reminder.stop();
      say(`Connected to ${address.shown} again.`);
      look(Number.POSITIVE_INFINITY);
    },
  });
  const { client } = connection;
  let closed = false;
  let looking: Promise<void> = Promise.resolve();

  const settings = { connection: client, prefix: PREFIX, skipVersionCheck: true };
  for (const text of warnings) say(text);
  const queue = new bullmq.Queue(queueName(shared), {
    ...settings,
    streams: { events: { maxLen: EVENTS } },
  });
  // Whatever happens from here on is told, even if it happens before the first question.
  const [newest] = await client.xrevrange(queue.toKey("events"), "+", "-", "COUNT", 1);
  const events = new bullmq.QueueEvents(queueName(shared), {
    ...settings,
    blockingTimeout: BLOCK,
    lastEventId: newest?.[0] ?? "0-0",
  });
  const refused = watchRefusals(address, say);
  for (const one of [queue, events] as NodeJS.EventEmitter[]) one.on("error", refused);
  events.on("completed", ({ jobId }) => posted.settle(jobId, { kept: true }));
  events.on("failed", ({ jobId, failedReason }) =>
    posted.settle(jobId, { kept: false, reason: failedReason }),
  );

  const add = async (chunks: readonly ChunkReference[]): Promise<void> => {
    for (let from = 0; from < chunks.length; from += AT_A_TIME) {
      const part = chunks.slice(from, from + AT_A_TIME);
      try {
        await queue.addBulk(part.map((chunk) => jobOf(chunk, shared)));
      } catch (error) {
        throw explainRedis(error as Error, address);
      }
    }
  };

  /** Looks after chunks whose end was not heard of. */
  const lookAfter = async (most: number): Promise<void> => {
    const open = posted.open(most);
    const gone: ChunkReference[] = [];
    for (let from = 0; from < open.length; from += AT_A_TIME) {
      const part = open.slice(from, from + AT_A_TIME);
      const jobs = await Promise.all(part.map((chunk) => queue.getJob(chunkName(chunk))));
      gone.push(...part.filter((chunk, k) => jobs[k] === undefined && posted.isOpen(chunk)));
    }
    if (gone.length === 0 || closed) return;
    const ends = endsInFolder(shared, gone);
    const again = gone.filter((chunk, k) => {
      const end = ends[k];
      if (end) posted.settle(chunkName(chunk), end);
      return posted.isOpen(chunk);
    });
    if (again.length === 0) return;
    await add(again);
    say(
      `${again.length} chunks were no longer in the queue (Redis started anew, or somebody took them back); ` +
        "they are queued again.",
    );
  };
  const look = (most: number): void => {
    looking = looking.then(() => (closed ? undefined : lookAfter(most))).catch(refused);
  };
  const timer = setInterval(() => {
    if (connection.isUp() && posted.open(1).length > 0) look(OLDEST);
  }, lookEvery);
  let told: string | null = null;
  /** Workers at the last look. */
  let seen = 0;

  return {
    async post(chunks) {
      const names = new Set(chunks.map(chunkName));
      for (const design of new Set(chunks.map(({ design }) => design))) {
        for (const aside of listAside(shared, design)) {
          if (names.has(chunkName(aside))) takeBack(shared, aside);
        }
      }
      for (const chunk of chunks) posted.add(chunk);
      await add(chunks);
    },
    ended: (chunk) => posted.ended(chunk),
    async withdraw(chunks) {
      const free = chunks.filter((chunk) => posted.forget(chunk));
      if (!connection.isUp()) {
        say(
          `${address.shown} is away, so that nothing can be taken back from its queue; workers will finish it.`,
        );
        return;
      }
      for (let from = 0; from < free.length; from += AT_A_TIME) {
        const part = free.slice(from, from + AT_A_TIME);
        // One that a worker has begun is locked, and stays.
        await Promise.all(part.map((chunk) => queue.remove(chunkName(chunk)).catch(() => 0)));
      }
    },
    async workers() {
      // Nobody can be seen then, which says nothing about who is there.
      if (!connection.isUp()) return seen;
      const present = await listPresent(client, "worker");
      const own = present.filter((one) => sharesQueue(one, shared));
      const strangers = own.length > 0 ? null : describeStrangers(present, "worker", shared);
      if (strangers !== null && strangers !== told) say(`${strangers}.`);
      told = strangers;
      seen = own.length;
      return seen;
    },
    async close() {
      closed = true;
      clearInterval(timer);
      reminder.stop();
      const farewell = Promise.all([presence.end(), events.close(), queue.close()]);
      await Promise.race([farewell.catch(() => {}), pause(FAREWELL)]);
      connection.close();
    },
  };
}

/** Says that a shared folder cannot be read, if so: one that does not answer cannot, either. */
async function lostFolder({ path }: SharedFolder): Promise<string> {
  const late = pause(FAREWELL).then(() => "it does not answer");
  const reading = access(sharedPaths.identity(path)).then(
    () => null,
    (error: Error) => error.message,
  );
  const reason = await Promise.race([reading, late]);
  return reason === null ? "" : ` The shared folder "${path}" cannot be read either (${reason}).`;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
