import { assumed, type QueueSettings } from "../studies.ts";
import { bytes, number, percent, table, time } from "../words.ts";

/** What was assumed, and how the queue is set. */
export function assumedTable({ lockSeconds, checkSeconds, tries }: QueueSettings): string {
  return table(
    [{ title: "Assumed" }, { title: "", right: true }, { title: "because" }],
    [
      [
        "a worker fails every",
        time(assumed.failureSeconds),
        "as machines that are lent until somebody else wants them; owned ones live a hundred times as long",
      ],
      ["and is back after", time(assumed.repairSeconds), "on average"],
      ["round trip to Redis", time(assumed.roundTripSeconds), "a network within one building"],
      [
        "bandwidth of the folder",
        `${bytes(assumed.folderBytesPerSecond)}/s`,
        "a middling file server, shared by all",
      ],
      ["its operations", `${number(assumed.folderOperationsPerSecond)}/s`, "the same"],
      ["spread of the times of equal chunks", percent(assumed.cv), "standard deviation over mean"],
      [
        "slow workers",
        percent(assumed.slowShare),
        `they take ${number(assumed.slowTimes)} times as long`,
      ],
      [
        "set, not assumed: lock and look",
        `${time(lockSeconds)}, ${time(checkSeconds)}`,
        `half and a quarter of \`--takeover\` as it is unless told; a chunk is tried ${tries} times`,
      ],
    ],
  );
}
