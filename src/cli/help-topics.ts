import { environmentVariables, respectedVariables, secretVariables } from "./environment.ts";
import { exitMeanings } from "./exit-codes.ts";
import { formatTable } from "./format/table.ts";

/** Topics of `panoptes help` besides commands and error codes, with what they are about. */
export const helpTopics: Readonly<Record<string, string>> = {
  "exit-codes": "what the exit codes mean",
  formats: "what is printed and written in which format",
  environment: "environment variables",
  scale: "how long an experiment takes on many machines",
};

/** The text of a topic, or null when there is no such topic. */
export function helpTopic(topic: string): string | null {
  if (topic === "exit-codes") return exitCodesText();
  if (topic === "formats") return formatsText;
  if (topic === "environment") return environmentText();
  if (topic === "scale") return scaleText;
  return null;
}

function exitCodesText(): string {
  const rows = exitMeanings.map(([code, meaning]) => [String(code), meaning]);
  const columns = [{ title: "Code", align: "right" as const }, { title: "Meaning" }];
  return `${formatTable(columns, rows).join("\n")}

The code does not depend on the output format.
`;
}

function environmentText(): string {
  const rows = [
    ...Object.entries(environmentVariables).map(([name, [flag, what]]) => [name, flag, what]),
    ...secretVariables.map(([name, what]) => [name, "", what]),
    ...respectedVariables.map(([name, what]) => [name, "", what]),
  ];
  const columns = [{ title: "Variable" }, { title: "Flag" }, { title: "What it sets" }];
  return `${formatTable(columns, rows).join("\n")}

A flag wins over its variable, a variable over the default. There are no configuration files.
`;
}

const formatsText = `What is printed (stdout) is the result; everything else goes to stderr.

-f, --format
  table     for people; the default on a terminal; may change between versions
  json      one document; what run, world and one parameter print in a pipe; never coloured
  ndjson    one JSON object a line; the default of lists (params, diff, …) in a pipe
  csv       comma-separated with a line of names
  parquet   columns with units; for files

validate and world check print text in a pipe, too; --json holds every problem.

-o, --output of panoptes run
  results/mine        no extension: a folder with manifest.json and Parquet tables
                      (runs, outcomes, series, countries)
  out.csv .ndjson .json .parquet
                      only the outcomes table: one row for each run and outcome
  -                   that table to stdout, in the format of --format (default ndjson)

-o, --output of panoptes sweep, sensitivity, discover and tradeoff
  results/mine        a folder with manifest.json, runs/*.parquet, points.parquet and tables of
                      what was found; --resume goes on with it. SQL: panoptes results query
-o, --output of panoptes compare
  out.csv .ndjson .json
                      paired differences over time, a row for each outcome and period

Dates are quarters (2031Q2); 2031-05 and 2031 (its last quarter) are understood too.
Shares are from 0 to 1 in files and JSON, in percent in tables for people.
`;

const scaleText = `Wall time of an experiment on many machines, about:

  max(runs × a / workers, runs × b) + one minute

a  time of a run on one thread of a worker: have one thread do some dozens (-j 1)
b  time of a run on the process that was started, which posts chunks and reads their
   results: about a millisecond for the shipped world

Beyond a / b workers more of them gain nothing. docs/scale.md has both for other
worlds and experiments, what is short when, and how long a chunk should be.
`;
