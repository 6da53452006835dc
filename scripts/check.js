// Carries out the checks that need no test runner and says how to mend what fails.
//   npm run check                 all
//   npm run check -- docs paths   these only
//   … --json FILE                 writes the findings there too
import { writeFileSync } from "node:fs";
import { budget } from "./check/budget.js";
import { constants } from "./check/constants.js";
import { decisions } from "./check/decisions.js";
import { docs } from "./check/docs.js";
import { engines } from "./check/engines.js";
import { generated } from "./check/generated.js";
import { licences } from "./check/licences.js";
import { lockfile } from "./check/lockfile.js";
import { tarball } from "./check/package.js";
import { paths } from "./check/paths.js";
import { carryOut, show } from "./check/report.js";
import { style, types, unused } from "./check/tools.js";
import { validation } from "./check/validation.js";

const checks = [
  types,
  style,
  unused,
  lockfile,
  engines,
  licences,
  decisions,
  paths,
  docs,
  generated,
  validation,
  constants,
  tarball,
  budget,
];

const args = process.argv.slice(2);
const at = args.indexOf("--json");
const [, file] = at === -1 ? [] : args.splice(at, 2);
const unknown = args.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no check "${unknown[0]}"; there are: ${checks.map((check) => check.name).join(", ")}.`,
  );
  process.exit(2);
}

const findings = [];
for (const check of checks) {
  if (args.length > 0 && !args.includes(check.name)) continue;
  const finding = await carryOut(check);
  findings.push(finding);
  console.log(show(check, finding));
}
if (file !== undefined) writeFileSync(file, JSON.stringify({ findings }, undefined, 2));
const failed = findings.filter((finding) => finding.state === "failed").length;
console.log(`${findings.length - failed} of ${findings.length} checks passed`);
process.exitCode = failed === 0 ? 0 : 1;
