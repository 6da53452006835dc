// Feeds the model's draws to the battery of dieharder and prints what it says of them, as a table:
// `node scripts/dieharder.js [--order model|seeds|steps] [--tests 0,2,15] [--psamples 25] [--first 1]`. Dieharder is a
// program of its own (Debian: apt-get install dieharder). What was found stands in docs/decisions.
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "./build.js";
import { root } from "./root.js";

/** Tests that are run unless told: those of Marsaglia's battery and NIST's, and some that look further. */
const standing = [0, 2, 3, 4, 8, 9, 10, 11, 12, 13, 15, 16, 17, 100, 101, 102, 202, 204, 206, 209];

const { values } = parseArgs({
  options: {
    order: { type: "string", multiple: true, default: ["model"] },
    tests: { type: "string", default: standing.join(",") },
    psamples: { type: "string", default: "25" },
    // Seed of the first run: another one, other draws.
    first: { type: "string", default: "1" },
  },
});
if (spawnSync("dieharder", ["-l"]).error) {
  console.error("dieharder is missing; on Debian: apt-get install dieharder");
  process.exit(1);
}
const status = build();
if (status !== 0) process.exit(status);

/** @type {typeof import("../src/core/draws.ts")} */
const { Draws, slotWord } = await import(built("core/draws.js"));
/** @type {typeof import("../src/scenario/draw-keys.ts")} */
const { drawKeys } = await import(built("scenario/draw-keys.js"));
/** @type {typeof import("../src/experiments/run-key.ts")} */
const { runKey } = await import(built("experiments/run-key.js"));

/** @param {string} path */
function built(path) {
  return pathToFileURL(join(root, "dist", "src", path)).href;
}

const countries = 197;
const steps = 120;
const purposes = 13;
const slots = [0, 1, 2].flatMap((segment) => [slotWord(segment, 0), slotWord(segment, 1)]);
const ids = Array.from({ length: countries }, (_, k) => `C${k}`);
const units = drawKeys(ids);

/**
 * The words of draws, without end, in an order in which one part of their key runs fastest.
 * @type {Readonly<Record<string, (seed: number) => Generator<number>>>}
 */
const orders = {
  // As the model asks: run by run, step by step, process by process, country by country.
  *model(seed) {
    const draws = new Draws();
    for (let run = seed; ; run++) {
      draws.start(runKey(String(run)));
      for (let step = 0; step < steps; step++) {
        for (let purpose = 1; purpose <= purposes; purpose++) {
          draws.aim(purpose, step);
          for (const unit of units) {
            const stream = draws.stream(unit);
            for (const slot of slots) yield draws.word(stream, slot);
          }
        }
      }
    }
  },
  // The same decision in run after run of an ensemble.
  *seeds(seed) {
    const draws = new Draws();
    const keys = Array.from({ length: 4096 }, (_, k) => runKey(String(seed + k)));
    for (let step = 0; ; step++) {
      for (let purpose = 1; purpose <= purposes; purpose++) {
        for (const unit of units) {
          for (const slot of slots) {
            for (const key of keys) {
              draws.start(key);
              draws.aim(purpose, step);
              yield draws.word(draws.stream(unit), slot);
            }
          }
        }
      }
    }
  },
  // The same decision of a country in step after step.
  *steps(seed) {
    const draws = new Draws();
    for (let run = seed; ; run++) {
      draws.start(runKey(String(run)));
      for (let purpose = 1; purpose <= purposes; purpose++) {
        for (const unit of units) {
          for (const slot of slots) {
            for (let step = 0; step < steps; step++) {
              draws.aim(purpose, step);
              yield draws.word(draws.stream(unit), slot);
            }
          }
        }
      }
    }
  },
};

/**
 * Runs one test on a stream of words.
 * @param {Generator<number>} words
 * @param {string} test
 * @returns {Promise<string[][]>} name, n-tuple, samples, p-samples, p-value and verdict of each of its results
 */
async function dieharder(words, test) {
  const child = spawn("dieharder", ["-g", "200", "-d", test, "-p", values.psamples], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  let open = true;
  // It takes what it needs and goes.
  child.stdin.on("error", () => {
    open = false;
  });
  const gone = new Promise((resolve) => child.on("close", resolve));
  void gone.then(() => {
    open = false;
  });
  while (open) {
    const block = new Uint32Array(2 ** 16);
    for (let k = 0; k < block.length; k++) block[k] = words.next().value;
    if (!child.stdin.write(new Uint8Array(block.buffer))) {
      await Promise.race([gone, new Promise((resolve) => child.stdin.once("drain", resolve))]);
    }
  }
  await gone;
  return said
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter((cells) => /^(PASSED|WEAK|FAILED)$/.test(cells[5] ?? ""));
}

const verdicts = new Map();
console.log("| order | test | n-tuple | samples | p-samples | p-value | verdict |");
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const name of values.order) {
  const order = orders[name];
  if (!order) {
    console.error(`no order "${name}"; there are ${Object.keys(orders).join(", ")}`);
    process.exit(2);
  }
  for (const test of values.tests.split(",")) {
    // Every test has draws of its own.
    for (const cells of await dieharder(
      order(Number(values.first) + 1_000_000 * Number(test)),
      test,
    )) {
      console.log(`| ${name} | ${cells.join(" | ")} |`);
      verdicts.set(cells[5], (verdicts.get(cells[5]) ?? 0) + 1);
    }
  }
}
console.log(`\n${[...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(", ")}`);
process.exit(verdicts.has("FAILED") ? 1 : 0);
