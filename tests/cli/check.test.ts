import { describe, expect, test } from "vitest";
import { ExitCode, Stop } from "../../src/cli/exit-codes.ts";
import { checkDocument, checkLines, type Judged } from "../../src/cli/run/check.ts";
import { sayEnding } from "../../src/cli/run/closing.ts";
import { type Job, readJob } from "../../src/cli/run/job.ts";
import { runJob } from "../../src/cli/run/run-job.ts";
import { inlineExecutor } from "../../src/experiments/inline.ts";
import { outcomeDouble } from "./outcome-double.ts";
import { terminalDouble } from "./terminal-double.ts";

const choices = { runs: 6, seed: null, jobs: 1, timeout: null, progress: "none" } as const;
const head =
  "schema: panoptes/scenario@1\nid: mine\ntitle: Mine\nextends: baseline\ntime: { end: 2013Q4 }\n";
const eager = "parameters: { opportunity.base_hazard: 0.5 }\n";

/** The job of a document, read with --check. */
const jobOf = (text: string, flags = {}): Promise<Job> =>
  readJob(terminalDouble({}, text), "-", { set: [], input: true, check: true, ...flags }, choices);

async function judged(text: string, flags = {}): Promise<readonly Judged[]> {
  const job = await jobOf(text, flags);
  const watch = { signal: new AbortController().signal, reason: () => null, end: () => {} };
  const workshop = {
    terminal: terminalDouble(),
    choices,
    executor: inlineExecutor(),
    watch,
    ascii: true,
  };
  return (await runJob(workshop, job, null)).outcome.judged;
}

describe("run --check", () => {
  const claims = `${head}${eager}expect:
  - { metric: adoption.countries, above: 0, in_at_least: 1 }
  - { metric: price.index, supplier: china, at: 2012Q2, below: 0, in_at_least: 0.5 }
  - { metric: contracts.count, supplier: china, against: baseline, higher: true, because: Eager }
  - { metric: rules.law_share, against: chip-drought, no_clear_difference: true, at: 2012Q4 }
`;

  test("judges limits, and comparisons with whatever scenario they name", async () => {
    const found = await judged(claims);
    expect(found.map(({ verdict, period }) => [verdict.met, period])).toEqual([
      [true, "2013Q4"],
      [false, "2012Q2"],
      [true, "2013Q4"],
      [true, "2012Q4"],
    ]);
    expect(found[1]?.verdict.figures).toEqual({ kind: "limit", inside: 0, runs: 6 });
    expect(found[3]?.verdict.figures).toMatchObject({ mean: 0, pairs: 6 });
  });

  test("compares also where the summary is not to", async () => {
    const [, , third] = await judged(claims, { baseline: false });
    expect(third?.verdict.figures).toMatchObject({ found: "higher", pairs: 6 });
  });

  test("of a scenario that expects nothing is wrong usage", async () => {
    const stopped = await jobOf(head).catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(Stop);
    expect(stopped).toMatchObject({
      exitCode: ExitCode.Usage,
      message: '--check: scenario "mine" has no expect, so there is nothing to check.',
    });
  });

  test("with a scenario that is not there says so", async () => {
    const text = `${head}expect: [{ metric: market.hhi, against: basline, higher: true }]`;
    await expect(jobOf(text)).rejects.toMatchObject({ exitCode: ExitCode.Invalid });
  });

  test("without the flag judges nothing", async () => {
    expect(await judged(claims, { check: false })).toEqual([]);
  });

  test("is shown with every claim's figures, as a table and as JSON", async () => {
    const found = await judged(claims);
    const colours = terminalDouble().colours;
    const signs = { plusMinus: "±" } as never;
    const look = { ascii: true, signs, colours, columns: 120, fixedWidth: false };
    const lines = checkLines(found, look);
    expect(lines[0]).toBe("Expectations: 3 of 4 met");
    expect(lines[3]).toMatch(
      /not met +price\.index\.china +2012Q2 +below 0 in 0 of 6 runs, wanted in 3/,
    );
    expect(lines.join("")).not.toContain("±");
    expect(checkDocument(found)).toMatchObject([
      {},
      { metric: "price.index", of: "china", period: "2012Q2", met: false, found: { inside: 0 } },
      { because: "Eager", claim: { against: "baseline" }, found: { pairs: 6 } },
      {},
    ]);
    expect(checkLines([], look)).toEqual([]);
  });

  test("ends with a code of its own where one is not met", async () => {
    const found = await judged(claims);
    const terminal = terminalDouble();
    const job = { name: "mine.yaml" } as Job;
    const flags = { set: [], input: true };
    const code = sayEnding(terminal, job, outcomeDouble({ judged: found }), flags, null);
    expect(code).toBe(ExitCode.ExpectationFailed);
    expect(terminal.err()).toBe("error: 1 expectation of 4 not met\n");
  });
});
