import { expect, test } from "vitest";
import { Stop } from "../../src/cli/exit-codes.ts";
import { type FlipFlags, flip } from "../../src/cli/flip/flip.ts";
import { terminalDouble } from "./terminal-double.ts";

const outcome = { metric: "adoption.share", limit: "0.5" };

test.each<[string, Partial<FlipFlags>, RegExp]>([
  ["a lever that is none", { lever: "choice.prise", ...outcome }, /Did you mean "choice.price"/],
  ["neither outcome nor decision", {}, /--metric and --limit.*--country and --supplier/],
  ["both", { ...outcome, country: "KEN", supplier: "usa" }, /wants either/],
  ["a limit that is no number", { ...outcome, limit: "much" }, /--limit, a number/],
  ["an outcome that is none", { ...outcome, metric: "adoption.shar" }, /"adoption\.share"/],
  ["a country without a supplier", { country: "KEN" }, /--supplier, one of china/],
  ["a segment that is none", { country: "KEN", supplier: "usa", segment: "x" }, /--segment wants/],
  ["a grid that is none", { ...outcome, grid: "0" }, /--grid wants a whole number/],
  ["a run that is none", { ...outcome, run: "x" }, /--run wants the number of a run/],
])("%s is refused with the way out", async (_, flags, message) => {
  const standing = { lever: "choice.price", set: [], input: true, runs: "2", jobs: "1" };
  const asked = flip(terminalDouble(), "baseline", { ...standing, quiet: true, ...flags });
  await expect(asked).rejects.toThrow(message);
  await expect(asked).rejects.toBeInstanceOf(Stop);
});
