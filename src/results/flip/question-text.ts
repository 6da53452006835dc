import type { Labels } from "../../scenario/compiled.ts";
import type { SeriesColumn } from "../summary.ts";
import type { FlipQuestion } from "./find-flip.ts";

/**
 * What is asked of the runs, in words that go on with "in most runs".
 *
 * @param columns those of the trajectory that a question on an outcome reads
 * @example
 * flipQuestionText(question, labels, columns); // "Kenya with china at the end of 2031Q2"
 */
export function flipQuestionText(
  question: FlipQuestion,
  { periods, countryNames, suppliers, segments }: Labels,
  columns: readonly SeriesColumn[],
): string {
  if (question.kind === "outcome") {
    const { reading, limit } = question;
    return `${columns[reading.column]?.name} above ${limit} at the end of ${periods[reading.step]}`;
  }
  const { country, supplier, segment, step } = question;
  const where = segment === null ? "" : ` in ${segments[segment]}`;
  const what = supplier < 0 ? "without a contract" : `with ${suppliers[supplier]}`;
  return `${countryNames[country]} ${what}${where} at the end of ${periods[step]}`;
}
