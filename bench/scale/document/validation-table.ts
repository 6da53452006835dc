import type { LiveRun } from "../live-run.ts";
import { number, percent, table, time } from "../words.ts";

/** Small runs that were made, beside what the simulation says of them. */
export function validationTable(runs: readonly LiveRun[]): string {
  const errors = runs.map(({ measured, predicted }) => Math.abs(predicted / measured - 1));
  const most = Math.max(...errors);
  const rows = runs.map(
    ({ workers, chunkSeconds, killed, runs: count, chunks, measured, predicted }) => [
      `${workers}`,
      time(chunkSeconds),
      killed === 0 ? "none" : `${killed}`,
      number(count),
      number(chunks),
      time(measured),
      time(predicted),
      `${predicted >= measured ? "+" : "−"}${percent(Math.abs(predicted / measured - 1))}`,
    ],
  );
  return [
    table(
      [
        { title: "Workers", right: true },
        { title: "chunk", right: true },
        { title: "killed", right: true },
        { title: "runs", right: true },
        { title: "chunks", right: true },
        { title: "measured", right: true },
        { title: "simulated", right: true },
        { title: "difference", right: true },
      ],
      rows,
    ),
    "",
    `The largest difference is ${percent(most)}.`,
  ].join("\n");
}
