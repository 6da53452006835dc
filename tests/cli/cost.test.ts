import { expect, test } from "vitest";
import { ExitCode, type Stop } from "../../src/cli/exit-codes.ts";
import { refuseAbsurd, refuseTooMany } from "../../src/cli/run/cost.ts";
import { columnLayout } from "../../src/core/outcomes.ts";
import { tinyCompiled } from "../support/tiny-frame.ts";

const compiled = tinyCompiled();

test("runs whose outcomes fill more than three quarters of the memory are refused, with how many fit", () => {
  const most = 1000;
  const memory = (most * 8 * columnLayout(compiled.frame).length) / 0.75;
  expect(() => refuseTooMany(compiled, most, memory)).not.toThrow();
  expect(() => refuseTooMany(compiled, most + 1, memory)).toThrow(`at most --runs ${most},`);
});

test("more than a hundred million runs are refused whatever the time limit", async () => {
  await expect(refuseAbsurd(compiled, 1e8, 1e8, 1, 10)).resolves.toBeUndefined();
  const refused: Stop = await refuseAbsurd(compiled, 1e8 + 1, 10, 1, 10).then(
    () => {
      throw new Error("was not refused");
    },
    (stop) => stop,
  );
  expect(refused.exitCode).toBe(ExitCode.Usage);
  expect(refused.message).toContain("100 000 001 runs in all");
});
