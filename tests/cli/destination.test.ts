import { describe, expect, test } from "vitest";
import { destinationOf, ensembleChoices } from "../../src/cli/run/choices.ts";
import { terminalDouble } from "./terminal-double.ts";

const screen = terminalDouble({ toTerminal: true });
const pipe = terminalDouble();

describe("where results go", () => {
  test("on a terminal the summary is a table, in a pipe it is JSON", () => {
    expect(destinationOf(screen, {}, undefined)).toEqual({ kind: "none", print: "table" });
    expect(destinationOf(pipe, {}, undefined)).toEqual({ kind: "none", print: "json" });
  });

  test("no extension is a results folder, and the summary is printed too", () => {
    const folder = { kind: "folder", path: "results/a" };
    expect(destinationOf(screen, {}, "results/a")).toEqual({ ...folder, print: "table" });
    expect(destinationOf(pipe, {}, "results/a")).toEqual({ ...folder, print: "json" });
    expect(destinationOf(screen, { json: true }, "results/a")).toEqual({
      ...folder,
      print: "json",
    });
  });

  test("an extension names the format of the table of outcomes", () => {
    expect(destinationOf(screen, {}, "a/out.PARQUET")).toEqual({
      kind: "file",
      path: "a/out.PARQUET",
      format: "parquet",
      print: "table",
    });
  });

  test("- and row formats print the table of outcomes", () => {
    expect(destinationOf(pipe, {}, "-")).toEqual({ kind: "stdout", format: "ndjson" });
    expect(destinationOf(screen, {}, "-")).toEqual({ kind: "stdout", format: "ndjson" });
    expect(destinationOf(pipe, { json: true }, "-")).toEqual({ kind: "stdout", format: "json" });
    expect(destinationOf(screen, { format: "csv" }, undefined)).toEqual({
      kind: "stdout",
      format: "csv",
    });
  });

  test.each([
    ["out.xlsx", {}, /ends in \.xlsx/],
    ["out.csv", { format: "parquet" }, /contradict each other/],
    ["-", { format: "table" }, /not as a table/],
    ["results/a", { format: "csv" }, /--output results\/a\.csv/],
    ["", {}, /wants a folder/],
    ["-", { format: "parquet" }, /Parquet is not for a terminal/],
    [undefined, { format: "jsn" }, /Did you mean "json"/],
  ])("%j with %j is refused", (output, flags, message) => {
    expect(() => destinationOf(screen, flags, output)).toThrow(message);
  });

  test("PANOPTES_FORMAT stands for --format", () => {
    const terminal = terminalDouble({ environment: { PANOPTES_FORMAT: "table" } });
    expect(destinationOf(terminal, {}, undefined)).toEqual({ kind: "none", print: "table" });
  });
});

describe("choices", () => {
  test("numbers come from flags or variables and are checked", () => {
    const terminal = terminalDouble({ environment: { PANOPTES_JOBS: "3" } });
    const flags = { set: [], input: true };
    expect(ensembleChoices(terminal, { ...flags, runs: "1e3", timeout: "2m" })).toEqual({
      runs: 1000,
      seed: null,
      jobs: 3,
      timeout: 120,
      progress: "auto",
    });
    const wrong = terminalDouble({ environment: { PANOPTES_JOBS: "many" } });
    expect(() => ensembleChoices(wrong, flags)).toThrow(/PANOPTES_JOBS wants a whole number/);
  });

  test("--quiet shows no progress unless it is asked for", () => {
    const flags = { set: [], input: true, quiet: true };
    expect(ensembleChoices(pipe, flags).progress).toBe("none");
    expect(ensembleChoices(pipe, { ...flags, progress: "json" }).progress).toBe("json");
  });
});
