// Fits the shipped parameter sets anew, on the build, and then makes docs/validation.md:
//
//   npm run calibrate                        all of them
//   npm run calibrate -- beraja --jobs 4     these only; flags go to `panoptes calibrate`
//
// Interrupted, call it again: finished runs are kept beside the files until their fit is done.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "./build.js";
import { root } from "./root.js";

/** What differs between the shipped ensembles: the baseline's fit is also scored; the settings need less. */
const less = [
  "--pool",
  "8000",
  "--wave",
  "6000",
  "--generation",
  "4000",
  "--generations",
  "2",
  "--keep",
  "1000",
];
/** @type {Readonly<Record<string, readonly string[]>>} */
const ensembles = {
  baseline: ["--scores"],
  beraja: less,
  greitens: [...less, "--hold", "opportunity.crime"],
  "drift-off": less,
};

const status = build();
if (status !== 0) process.exit(status);
const args = process.argv.slice(2);
const at = args.findIndex((arg) => arg.startsWith("-"));
const names = at < 0 ? args : args.slice(0, at);
const flags = at < 0 ? [] : args.slice(at);
const unknown = names.find((name) => !Object.hasOwn(ensembles, name));
if (unknown !== undefined) {
  console.error(
    `There are no parameter sets "${unknown}"; there are: ${Object.keys(ensembles).join(", ")}.`,
  );
  process.exit(2);
}

/**
 * Runs the built command line.
 * @param {...string} words
 */
function panoptes(...words) {
  const program = join(root, "dist", "src", "cli", "main.js");
  const done = spawnSync(process.execPath, [program, ...words], { cwd: root, stdio: "inherit" });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

for (const name of names.length > 0 ? names : Object.keys(ensembles)) {
  const output = join(root, "scenarios", "ensembles", `${name}.json`);
  const set = ["--set", "parameter_sets.from=single"];
  panoptes(
    "calibrate",
    "--scenario",
    name,
    ...set,
    "--output",
    output,
    ...(ensembles[name] ?? []),
    ...flags,
  );
}
panoptes("hindcast", "--write");
spawnSync(
  process.execPath,
  [
    join(root, "node_modules", "@biomejs", "biome", "bin", "biome"),
    "format",
    "--write",
    "scenarios/ensembles",
    "docs/validation.json",
  ],
  { cwd: root, stdio: "inherit" },
);
