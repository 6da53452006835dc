import type { QueueSettings } from "./studies.ts";

/** Time after which a worker that was not heard from is gone, s: what `panoptes worker` uses unless told. */
const TAKEOVER = 20;

/** As workers set the queue: a lock of half the takeover, a look at every quarter of it. */
export const settings: QueueSettings = {
  lockSeconds: TAKEOVER / 2,
  checkSeconds: TAKEOVER / 4,
  tries: 3,
};

/** Length of chunks unless told, s. */
export const chunkSeconds = 2;
