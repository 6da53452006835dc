import { Command, CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { ExitCode, Stop } from "../../src/cli/exit-codes.ts";
import { bugId, explainFailure, usageMessage } from "../../src/cli/failure.ts";
import { terminalDouble } from "./terminal-double.ts";

/** What commander throws for a command line. */
function thrownFor(argv: readonly string[]): unknown {
  const program = new Command("tool").exitOverride().configureOutput({ outputError: () => {} });
  program
    .command("run")
    .argument("<file>")
    .option("--runs <count>")
    .action(() => {});
  try {
    program.parse(argv, { from: "user" });
  } catch (error) {
    return error;
  }
  return null;
}

describe("wrong usage", () => {
  test.each([
    [["rnu"], 'no command "rnu". Did you mean "run"?'],
    [["run", "x", "--rusn", "3"], 'no option "--rusn". Did you mean "--runs"?'],
    [["run", "x", "--runs"], 'option "--runs <count>" argument missing'],
    [["run"], "missing <file>"],
  ])("%j is explained as commander sees it, in our words", (argv, message) => {
    const error = thrownFor(argv);
    expect(error).toBeInstanceOf(CommanderError);
    expect(usageMessage((error as CommanderError).message)).toBe(message);
    const terminal = terminalDouble();
    expect(explainFailure(error, terminal, "1.0.0", false)).toBe(ExitCode.Usage);
    const [first, second] = terminal.err().split("\n");
    expect(first).toBe(`error: ${message}`);
    expect(second).toBe(
      message.endsWith("?") ? "" : "       What there is: panoptes help, panoptes <command> --help",
    );
    expect(terminal.out()).toBe("");
  });

  test("a stop says its lines under each other and gives its code", () => {
    const terminal = terminalDouble();
    const stop = new Stop(ExitCode.Limit, "too long\ntry less");
    expect(explainFailure(stop, terminal, "1.0.0", false)).toBe(5);
    expect(terminal.err()).toBe("error: too long\n       try less\n");
  });

  test("a stop without words writes nothing", () => {
    const terminal = terminalDouble();
    expect(explainFailure(new Stop(3, ""), terminal, "1.0.0", false)).toBe(3);
    expect(terminal.err()).toBe("");
  });
});

describe("bugs", () => {
  test("a bug has an id, the version and how to report it; the stack only when asked", () => {
    const error = new TypeError("x is not a function");
    const quiet = terminalDouble();
    expect(explainFailure(error, quiet, "1.2.3", false)).toBe(ExitCode.Bug);
    expect(quiet.err()).toMatch(/id [0-9a-f]{8}, Panoptes 1\.2\.3, Node 2/);
    expect(quiet.err()).toContain("report");
    expect(quiet.err()).not.toContain("failure.test.ts");
    const loud = terminalDouble();
    explainFailure(error, loud, "1.2.3", true);
    expect(loud.err()).toContain("failure.test.ts");
  });

  test("the id depends on the fault, not on the values or the folder", () => {
    const stack = (folder: string) => `Error\n    at readRow (${folder}/a.js:3:4)\n`;
    expect(bugId("row 3 is bad", stack("/a"))).toBe(bugId("row 17 is bad", stack("/b")));
    expect(bugId("row 3 is bad", stack("/a"))).not.toBe(bugId("row 3 is odd", stack("/a")));
  });

  test("something thrown that is no error is a bug too", () => {
    const terminal = terminalDouble();
    expect(explainFailure("odd", terminal, "1.0.0", false)).toBe(1);
    expect(terminal.err()).toContain("odd");
  });
});
