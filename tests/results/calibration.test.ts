import { describe, expect, test } from "vitest";
import { calibrationNote, calibrationOf } from "../../src/results/calibration.ts";
import type { IndexStatistic } from "../../src/results/summary.ts";

const statistic = (id: string, role: "C" | "V", mean: number): IndexStatistic => ({
  id,
  label: id,
  unit: "countries",
  observed: 60,
  tolerance: 10,
  role,
  mean,
  p10: mean,
  p90: mean,
});
const met = [statistic("T1", "C", 70), statistic("T3", "C", 50), statistic("T2", "V", 99)];

describe("an ensemble", () => {
  test("over several parameter sets that meet every target is calibrated, and nothing is said", () => {
    const calibration = calibrationOf({ index: met, parameterSets: 8 });
    expect(calibration).toEqual({ calibrated: true, parameterSets: 8, targets: 2, missed: [] });
    expect(calibrationNote(calibration)).toBe("");
  });

  test("over one parameter set is not, though it meets every target", () => {
    const calibration = calibrationOf({ index: met, parameterSets: 1 });
    expect(calibration.calibrated).toBe(false);
    expect(calibrationNote(calibration)).toBe(
      "Not yet calibrated: one parameter set; uncertainty about parameters is not shown.",
    );
  });

  test("that misses targets is not, and names each once", () => {
    const index = [...met, statistic("T4", "C", 49.9), statistic("T4", "C", 80)];
    const calibration = calibrationOf({ index, parameterSets: 8 });
    expect(calibrationNote(calibration)).toBe(
      "Fitted, with limits: of 4 calibration targets these are missed: T4.",
    );
  });

  test("that has no value for a target misses it", () => {
    const index = [statistic("T1", "C", Number.NaN)];
    expect(calibrationOf({ index, parameterSets: 8 }).missed).toEqual(["T1"]);
  });

  test("without any target to compare with is not calibrated", () => {
    const calibration = calibrationOf({ index: [statistic("T2", "V", 60)], parameterSets: 8 });
    expect(calibration.calibrated).toBe(false);
    expect(calibrationNote(calibration)).toMatch(/none of the dates of the calibration targets/);
  });
});
