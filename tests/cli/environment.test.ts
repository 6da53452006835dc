import { describe, expect, test } from "vitest";
import { given, mistypedVariables, oneOf } from "../../src/cli/environment.ts";
import { wantsColour } from "../../src/cli/terminal.ts";
import { terminalDouble } from "./terminal-double.ts";

describe("environment", () => {
  test("a flag wins over its variable, a variable over nothing", () => {
    const terminal = terminalDouble({ environment: { PANOPTES_RUNS: "20" } });
    expect(given(terminal, "PANOPTES_RUNS", "5")).toEqual({ name: "--runs", text: "5" });
    expect(given(terminal, "PANOPTES_RUNS", undefined)).toEqual({
      name: "PANOPTES_RUNS",
      text: "20",
    });
    expect(given(terminal, "PANOPTES_SEED", undefined)).toBeNull();
  });

  test("an empty variable counts as not set", () => {
    const terminal = terminalDouble({ environment: { PANOPTES_RUNS: "" } });
    expect(given(terminal, "PANOPTES_RUNS", undefined)).toBeNull();
  });

  test("a wrong word names where it came from and the nearest right one", () => {
    const value = { name: "PANOPTES_PROGRESS", text: "jsn" };
    expect(() => oneOf(value, ["bar", "json"])).toThrow(
      'PANOPTES_PROGRESS wants one of bar, json; got "jsn". Did you mean "json"?',
    );
  });

  test("a mistyped variable is pointed out, a foreign one is left alone", () => {
    expect(mistypedVariables({ PANOPTES_JOSB: "2", PANOPTES_CHROMIUM_FOLDER: "x" })).toEqual([
      "PANOPTES_JOSB is set but means nothing. Did you mean PANOPTES_JOBS?",
    ]);
  });
});

describe("colours", () => {
  test.each<[string, boolean, Record<string, string>, string[], boolean]>([
    ["a terminal has colours", true, {}, [], true],
    ["a pipe has none", false, {}, [], false],
    ["NO_COLOR takes them away", true, { NO_COLOR: "1" }, [], false],
    ["an empty NO_COLOR does not", true, { NO_COLOR: "" }, [], true],
    ["FORCE_COLOR brings them into a pipe", false, { FORCE_COLOR: "1" }, [], true],
    ["FORCE_COLOR=0 takes them away", true, { FORCE_COLOR: "0" }, [], false],
    ["a dumb terminal has none", true, { TERM: "dumb" }, [], false],
    ["--no-color wins over FORCE_COLOR", true, { FORCE_COLOR: "1" }, ["--no-color"], false],
  ])("%s", (_, isTerminal, environment, argv, wanted) => {
    expect(wantsColour(isTerminal, environment, argv)).toBe(wanted);
  });
});
