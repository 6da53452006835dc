import type { WorkerNews } from "../../cluster/redis/worker-news.ts";
import { chunkName } from "../../results/node/plans/chunk-reference.ts";
import { count } from "../format/numbers.ts";

/** What a worker did. */
export interface WorkerTally {
  /** Chunks and runs that are in the folder now, computed here or found there. */
  chunks: number;
  runs: number;
  /** Chunks that were there already. */
  found: number;
  /** Tries that failed, and chunks set aside for good. */
  failed: number;
  aside: number;
  /** Chunks of workers that were gone, put back into the queue. */
  takenOver: number;
}

/** How a worker's news are shown. */
export type WorkerProgress = "plain" | "json" | "none";

/** Keeps count of a worker's news and writes them to stderr. */
export interface WorkerLog {
  readonly tally: Readonly<WorkerTally>;
  take(news: WorkerNews): void;
  /** Says something that is no news of the work. */
  note(text: string): void;
  /** Writes how far it is, if anything was done since the last time. */
  beat(): void;
}

/**
 * @param shown plain: sentences, and a line of figures at each beat; json: every piece of news as one line
 * @param everything also say, in plain text, what becomes of each chunk
 * @param now clock in ms, for the rate
 */
export function openWorkerLog(
  say: (text: string) => void,
  shown: WorkerProgress,
  everything: boolean,
  now: () => number = () => performance.now(),
): WorkerLog {
  const tally: WorkerTally = { chunks: 0, runs: 0, found: 0, failed: 0, aside: 0, takenOver: 0 };
  let last = { at: now(), runs: 0, chunks: 0, takenOver: 0 };
  const line = (event: string, facts: object, text: string | null): void => {
    if (shown === "json") say(`${JSON.stringify({ event, ...facts })}\n`);
    else if (shown === "plain" && text !== null) say(`${text}\n`);
  };
  return {
    tally,
    take(news) {
      switch (news.kind) {
        case "kept":
        case "found": {
          const { design, first, count: runs } = news.chunk;
          tally.chunks += 1;
          tally.runs += runs;
          if (news.kind === "found") tally.found += 1;
          const seconds = Math.round(news.seconds * 1000) / 1000;
          const text = `${news.kind === "kept" ? "Kept" : "Found"} ${short(chunkName(news.chunk))} in ${seconds} s`;
          line(news.kind, { design, first, runs, seconds }, everything ? text : null);
          break;
        }
        case "failed": {
          const { design, first, count: runs } = news.chunk;
          tally.failed += 1;
          if (news.aside) tally.aside += 1;
          line(
            news.aside ? "aside" : "failed",
            { design, first, runs, reason: news.reason },
            `Chunk ${short(chunkName(news.chunk))} ${news.aside ? "is set aside" : "failed and will be tried again"}: ` +
              news.reason,
          );
          break;
        }
        case "given-back": {
          const { design, first, count: runs } = news.chunk;
          const text = `Chunk ${short(chunkName(news.chunk))} is given back: ${news.reason}`;
          line("given-back", { design, first, runs, reason: news.reason }, text);
          break;
        }
        case "taken-over":
          tally.takenOver += 1;
          line("taken-over", { chunk: news.chunk }, null);
          break;
        case "lost":
          line(
            "lost",
            { reason: news.reason },
            `The connection to Redis is lost${news.reason === "" ? "" : ` (${news.reason})`}; waiting for it. ` +
              "What is computed meanwhile is kept in the folder.",
          );
          break;
        case "back":
          line("back", {}, "Connected to Redis again.");
          break;
        case "warning":
          line("warning", { text: news.text }, `warning: ${news.text}`);
          break;
        default:
          news satisfies never;
      }
    },
    note: (text) => line("note", { text }, text),
    beat() {
      const { chunks, runs, takenOver } = tally;
      const seconds = (now() - last.at) / 1000;
      if (chunks === last.chunks && takenOver === last.takenOver) return;
      const rate = Math.round(((runs - last.runs) / seconds) * 10) / 10;
      const over =
        takenOver > last.takenOver
          ? `; ${count(takenOver - last.takenOver)} taken over from workers that are gone`
          : "";
      line(
        "progress",
        { chunks, runs, runs_per_s: rate, taken_over: takenOver },
        `${count(chunks)} chunks, ${count(runs)} runs, ${rate} runs/s${over}`,
      );
      last = { at: now(), runs, chunks, takenOver };
    },
  };
}

/** A chunk's name with a short digest. */
function short(name: string): string {
  return name.replace(/^([0-9a-f]{8})[0-9a-f]*/, "$1");
}
