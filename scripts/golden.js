// Refreshes the golden files, on the build: runs what they hold anew, says what changed, writes it.
// A change that is meant also needs a new version and a "Results change" entry; see CONTRIBUTING.md.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.js";
import { root } from "./root.js";

const status = build();
if (status !== 0) process.exit(status);

/**
 * A module of the golden tests, as built.
 * @param {string} name
 */
const built = (name) => import(pathToFileURL(join(root, "dist", "tests", "golden", name)).href);
/** @type {typeof import("../tests/golden/spine.ts")} */
const { computeGolden } = await built("spine.js");
/** @type {typeof import("../tests/golden/compare.ts")} */
const { changesBetween } = await built("compare.js");

const file = "tests/golden/spine.json";
const path = join(root, file);
const after = await computeGolden();
/** @type {import("../tests/golden/spine.ts").Golden} */
const before = existsSync(path)
  ? JSON.parse(readFileSync(path, "utf8"))
  : { model: "", data: { version: "", digest: "" }, scenarios: {} };
const changes = changesBetween(before, after);

/** @type {typeof import("../tests/golden/places.ts")} */
const { computePlaces } = await built("places.js");
const placesFile = "tests/golden/places.json";
const places = `${JSON.stringify(await computePlaces(), undefined, 2)}\n`;
const placesPath = join(root, placesFile);
if (!existsSync(placesPath) || readFileSync(placesPath, "utf8") !== places) {
  writeFileSync(placesPath, places);
  console.log(`Wrote ${placesFile}.`);
}

if (changes.length === 0) {
  console.log(`${file} is up to date`);
} else {
  for (const change of changes) console.log(change);
  writeFileSync(path, `${JSON.stringify(after, undefined, 2)}\n`);
  console.log(`\nWrote ${file}.`);
  const moved = changes.some((change) => change.includes("result_hash"));
  if (before.data.digest !== after.data.digest && before.data.version === after.data.version) {
    console.log("The tables changed: bump the version in scenarios/world/world.json.");
  } else if (moved && before.model === after.model && before.data.digest === after.data.digest) {
    console.log(
      "Results changed: bump MODEL_VERSION in src/core/version.ts and run this again, unless only\n" +
        "a built-in scenario's own values changed.",
    );
  }
  if (moved) console.log('Write a "Results change" entry in CHANGELOG.md: what, why, how much.');
}
