import { PassThrough, type Readable } from "node:stream";
import type { JobEvent, Stop } from "./jobs/events.ts";

/** Between two signs of life, ms; proxies close what is silent. */
const HEARTBEAT = 15_000;

/** Bytes that may wait for a reader; one that is slower loses its connection, and may come back. */
const MOST_WAITING = 1 << 20;

/** How long a client waits before it comes back, ms. */
const RETRY = 2000;

/**
 * A stream of server-sent events that ends with the event `done`, or when its reader goes.
 * @param listen starts to listen; what it is called with is sent
 * @param onEnd called once, when the stream is over
 */
export function eventStream(
  listen: (send: (event: JobEvent) => void) => Stop,
  onEnd: () => void,
): Readable {
  const stream = new PassThrough();
  const write = (text: string): void => {
    if (stream.destroyed || stream.writableEnded) return;
    stream.write(text);
    if (stream.writableLength > MOST_WAITING) stream.destroy();
  };
  write(`retry: ${RETRY}\n\n`);
  const heart = setInterval(() => write(": heartbeat\n\n"), HEARTBEAT);
  // Events that are remembered arrive before `listen` returns.
  let over = false;
  const stop = listen(({ id, name, data }) => {
    if (over) return;
    write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    if (name !== "done") return;
    over = true;
    stream.end();
  });
  stream.on("close", () => {
    over = true;
    clearInterval(heart);
    stop();
    onEnd();
  });
  return stream;
}
