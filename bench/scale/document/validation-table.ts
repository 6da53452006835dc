import type { LiveRuns } from "../live-run.ts";
import { number, percent, table, time } from "../words.ts";

/** Small runs that were made, beside what the simulation says of them. */
export function validationTable({ on, cores, load, runs }: LiveRuns): string {
  const errors = runs.map(({ measured, predicted }) => Math.abs(predicted / measured - 1));
  const most = Math.max(...errors);
  const middle = errors.sort((a, b) => a - b)[Math.floor(errors.length / 2)] as number;
  const rows = runs.map(
    ({ workers, chunkSeconds, killed, waits, runs: count, chunks, measured, predicted }) => [
      `${workers}`,
      time(chunkSeconds),
      waits ? "wait" : "compute",
      killed === 0 ? "none" : `${killed}`,
      number(count),
      number(chunks),
      time(measured),
      time(predicted),
      `${predicted >= measured ? "+" : "−"}${percent(Math.abs(predicted / measured - 1))}`,
    ],
  );
  // What is measured just before keeps one core busy itself.
  const busy =
    load > 1.5
      ? `; other work was on the machine (load ${number(load, 2)}), whose speed then changes within seconds: ` +
        "this shows that the jobs are made, and says little about the simulation. Make them anew on a quiet one"
      : "";
  return [
    `Made on ${on} on ${cores} cores${busy}.`,
    "",
    table(
      [
        { title: "Workers", right: true },
        { title: "chunk", right: true },
        { title: "runs" },
        { title: "killed", right: true },
        { title: "their number", right: true },
        { title: "chunks", right: true },
        { title: "measured", right: true },
        { title: "simulated", right: true },
        { title: "difference", right: true },
      ],
      rows,
    ),
    "",
    `The largest difference is ${percent(most)}, half of them are within ${percent(middle)}.`,
  ].join("\n");
}
