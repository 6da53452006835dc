// What a check is: a name, what it looks for, and how to mend what it finds.

/**
 * @typedef {object} Check
 * @property {string} name one word, for `npm run check -- NAME`
 * @property {string} claim what holds when it passes, in a sentence
 * @property {string} mend what to do when it fails
 * @property {() => string[] | Promise<string[]>} problems every fault found, none when it passes
 */

/**
 * @typedef {object} Finding
 * @property {string} name
 * @property {"passed" | "failed"} state
 * @property {string[]} problems
 */

/**
 * Runs one check; a check that throws has failed.
 * @param {Check} check
 * @returns {Promise<Finding>}
 */
export async function carryOut(check) {
  try {
    const problems = await check.problems();
    return { name: check.name, state: problems.length === 0 ? "passed" : "failed", problems };
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name: check.name, state: "failed", problems: [said] };
  }
}

/**
 * A finding as lines for a person; long lists are cut, and say so.
 * @param {Check} check
 * @param {Finding} finding
 * @returns {string}
 */
export function show(check, finding) {
  if (finding.state === "passed") return `pass  ${check.name}: ${check.claim}`;
  const most = 40;
  const lines = finding.problems.flatMap((problem) => problem.split("\n"));
  const shown = lines.slice(0, most).map((line) => `      ${line}`);
  if (lines.length > most) shown.push(`      … and ${lines.length - most} more lines`);
  return [
    `FAIL  ${check.name}: not so: ${check.claim}`,
    ...shown,
    `      To mend: ${check.mend}`,
  ].join("\n");
}
