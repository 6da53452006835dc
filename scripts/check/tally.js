// Adds up what vitest, the checks and the mutants wrote and closes a CI run with the line
// "N passed, N failed".
//   node scripts/check/tally.js TESTS.json CHECKS.json MUTANTS.json STATUS…
// The statuses are the exit codes of what wrote them: one that is not 0 with no failure in the file
// is a failure of its own, for example an error that no test caught.
import { existsSync, readFileSync } from "node:fs";

/**
 * @typedef {object} Sums
 * @property {number} passed
 * @property {string[]} failed what failed, by name
 */

/**
 * Adds up a report of vitest's json reporter. A test that did not run counts as failed: where this
 * is used, everything that tests need is there.
 * @param {string | undefined} report its text, undefined if there is none
 * @returns {Sums}
 */
export function testSums(report) {
  if (report === undefined) return { passed: 0, failed: ["the tests did not run to their end"] };
  const { testResults = [] } = JSON.parse(report);
  /** @type {Sums} */
  const sums = { passed: 0, failed: [] };
  for (const file of testResults) {
    for (const test of file.assertionResults)
      if (test.status === "passed") sums.passed++;
      else sums.failed.push(`${test.status}: ${test.fullName} (${file.name})`);
    if (file.status === "failed" && file.assertionResults.length === 0)
      sums.failed.push(`did not load: ${file.name}: ${file.message ?? ""}`);
  }
  if (sums.passed + sums.failed.length === 0) sums.failed.push("no test was found");
  return sums;
}

/**
 * Adds up what scripts/check.js or scripts/mutants.js wrote.
 * @param {string | undefined} report its text, undefined if there is none
 * @param {string} [of] what was to be written
 * @returns {Sums}
 */
export function checkSums(report, of = "checks") {
  if (report === undefined) return { passed: 0, failed: [`the ${of} did not run to their end`] };
  /** @type {import("./report.js").Finding[]} */
  const findings = JSON.parse(report).findings;
  return {
    passed: findings.filter((finding) => finding.state === "passed").length,
    failed: findings
      .filter((finding) => finding.state === "failed")
      .map((finding) => `check ${finding.name}`),
  };
}

const [tests, checks, mutants, ...statuses] = process.argv.slice(2);
if (tests !== undefined && checks !== undefined && mutants !== undefined) {
  const read = (/** @type {string} */ path) =>
    existsSync(path) ? readFileSync(path, "utf8") : undefined;
  const sums = [
    testSums(read(tests)),
    checkSums(read(checks)),
    checkSums(read(mutants), "mutants"),
  ];
  const failed = sums.flatMap((sum) => sum.failed);
  const broken = statuses.filter((status) => status !== "0");
  if (failed.length === 0) failed.push(...broken.map((status) => `a step exited with ${status}`));
  for (const name of failed) console.log(`not passed: ${name}`);
  console.log(
    `${sums.reduce((sum, part) => sum + part.passed, 0)} passed, ${failed.length} failed`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
}
