import type { Drawing } from "../../../src/results/validation/svg.ts";
import type { Constants } from "../constants.ts";
import { lineChart } from "../line-chart.ts";
import { repeat } from "../repeat.ts";
import type { Simulated } from "../simulated.ts";
import { clusterOf, jobOf, type QueueSettings, type Study, studies } from "../studies.ts";
import { failures, lengths, relativeWall, ruledLengths } from "./chunk-lengths.ts";

const [sobol, cities] = studies;
const counts: readonly number[] = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000];
const workerAxis = {
  label: "workers",
  from: 1,
  to: 10_000,
  ticks: [
    [1, "1"],
    [10, "10"],
    [100, "100"],
    [1_000, "1,000"],
    [10_000, "10,000"],
  ],
} as const;

/** The charts of the document. */
export function charts(
  constants: Constants,
  settings: QueueSettings,
  chunkSeconds: number,
): readonly Drawing[] {
  const simulated = new Map(
    [sobol, cities].map((study) => [
      study,
      counts.map((workers) => {
        const job = jobOf(study, constants, chunkSeconds);
        return repeat(job, clusterOf(study, constants, settings, { workers }), 1)
          .runs[0] as Simulated;
      }),
    ]),
  );
  const of = (study: Study): readonly Simulated[] => simulated.get(study) ?? [];
  return [
    wallChart(constants, of),
    loadChart(of(sobol), "scale-load.svg", sobol),
    chunkChart(constants, settings),
  ];
}

function wallChart(constants: Constants, of: (study: Study) => readonly Simulated[]): Drawing {
  const even = (study: Study): readonly (readonly [number, number])[] => {
    const core = study.runs * constants.jobs[study.kind].runs.secondsPerRun;
    return counts.map((workers) => [workers, core / workers]);
  };
  const measured = (study: Study): readonly (readonly [number, number])[] =>
    counts.map((workers, k) => [workers, (of(study)[k] as Simulated).wall]);
  return lineChart({
    name: "scale-wall.svg",
    alternative:
      "Wall time of both studies against the number of workers, simulated, beside what an even split would take",
    caption: "Wall time of both studies, workers failing once a day (simulated)",
    x: workerAxis,
    y: {
      label: "wall time",
      from: 1,
      to: 86_400,
      ticks: [
        [1, "1 s"],
        [10, "10 s"],
        [60, "1 min"],
        [600, "10 min"],
        [3_600, "1 h"],
        [36_000, "10 h"],
      ],
    },
    lines: [
      { label: sobol.name, points: measured(sobol), ink: "main", mark: "disc" },
      { label: cities.name, points: measured(cities), ink: "other", mark: "square" },
      { label: "the same runs, split evenly", points: even(sobol), ink: "main", dash: "3 4" },
      { label: "the same runs, split evenly", points: even(cities), ink: "other", dash: "3 4" },
    ],
  });
}

function loadChart(runs: readonly Simulated[], name: string, study: Study): Drawing {
  const line = (of: keyof Simulated["load"]): readonly (readonly [number, number])[] =>
    counts.map((workers, k) => [workers, Math.max(1e-4, (runs[k] as Simulated).load[of])]);
  return lineChart({
    name,
    alternative:
      "Share of time in which workers, coordinating process, Redis and folder are busy, against the number of workers",
    caption: `${study.name}: share of the time in which each part is busy`,
    x: workerAxis,
    y: {
      label: "busy",
      from: 1e-4,
      to: 1,
      ticks: [
        [1e-4, "0.01%"],
        [1e-3, "0.1%"],
        [0.01, "1%"],
        [0.1, "10%"],
        [1, "100%"],
      ],
    },
    lines: [
      { label: "workers, computing", points: line("workers"), ink: "main", mark: "disc" },
      { label: "coordinating process", points: line("coordinator"), ink: "bad", mark: "square" },
      { label: "Redis", points: line("redis"), ink: "good", mark: "triangle" },
      {
        label: "folder, operations",
        points: line("folderOperations"),
        ink: "other",
        mark: "cross",
      },
      { label: "folder, bandwidth", points: line("folderBytes"), ink: "line", dash: "4 3" },
    ],
  });
}

function chunkChart(constants: Constants, settings: QueueSettings): Drawing {
  const inks = ["main", "good", "bad"] as const;
  const marks = ["disc", "square", "triangle"] as const;
  const often = ruledLengths(constants, settings, 300);
  return lineChart({
    name: "scale-chunks.svg",
    alternative:
      "Wall time against the length of a chunk for workers that fail never, once an hour and every 5 minutes, with the best length by two rules",
    caption: "What chunks of a length cost: wall time over that of the runs alone (simulated)",
    x: {
      label: "length of a chunk",
      from: 0.05,
      to: 32,
      ticks: [
        [0.05, "50 ms"],
        [0.2, "0.2 s"],
        [0.5, "0.5 s"],
        [2, "2 s"],
        [8, "8 s"],
        [32, "32 s"],
      ],
    },
    y: {
      label: "",
      from: 1,
      to: 2,
      ticks: [
        [1, "1"],
        [1.2, "1.2"],
        [1.5, "1.5"],
        [2, "2"],
      ],
    },
    lines: failures.map(([failureSeconds, words], k) => ({
      label: `a worker fails ${words}`,
      points: lengths.map((length) => [
        length,
        relativeWall(constants, settings, length, failureSeconds),
      ]),
      ink: inks[k] ?? "line",
      mark: marks[k] ?? "cross",
    })),
    posts: [
      [often.rule, "rule here, every 5 minutes", "line"],
      [often.young, "Young, every 5 minutes", "line"],
    ],
  });
}
