// How jobs grow on a cluster: `npm run bench -- scale` prints what docs/scale.md says. With --measure everything
// is measured anew before, on this machine, with a real Redis; with --workers only the jobs of real workers
// (some minutes; nothing else should run).

import { measureAll, measureWorkers } from "./scale/measure/all.ts";
import { parts } from "./scale/parts.ts";

const [asked, ...more] = process.argv.slice(2);
if (more.length > 0 || !["--measure", "--workers", undefined].includes(asked)) {
  throw new RangeError(
    `"${process.argv.slice(2).join(" ")}" is not known; there are --measure, --workers, or nothing`,
  );
}
if (asked === "--measure") await measureAll(console.log);
if (asked === "--workers") await measureWorkers(console.log);
for (const [name, make] of Object.entries(parts)) console.log(`\n${name}\n${make()}`);
if (asked !== undefined) console.log("\nNow run `npm run docs`, and commit what changed.");
