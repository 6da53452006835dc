// How jobs grow on a cluster: `npm run bench -- scale` prints what docs/scale.md says; with --measure everything
// is measured anew before, on this machine, with a real Redis (some minutes; nothing else should run).

import { measureAll } from "./scale/measure/all.ts";
import { parts } from "./scale/parts.ts";

const asked = process.argv.slice(2);
const unknown = asked.find((word) => word !== "--measure");
if (unknown !== undefined) {
  throw new RangeError(`"${unknown}" is not known; there is --measure, or nothing`);
}
if (asked.length > 0) await measureAll(console.log);
for (const [name, make] of Object.entries(parts)) console.log(`\n${name}\n${make()}`);
if (asked.length > 0) console.log("\nNow run `npm run docs`, and commit what changed.");
