import type { JSX } from "preact";
import { otherMark, ownSlots, supplierMark } from "../../src/results/charts/palette.ts";
import { markerPath } from "../charts/markers.ts";
import type { ExplainAnswer } from "../lab/explain-task.ts";
import { words } from "../strings/words.ts";

const height = 34;
/** Below this share at all times a supplier has no row. */
const LEAST = 0.02;

/** Rows of suppliers with the share of runs that have a contract with them, through time. */
export function StripPicture({ answer }: { readonly answer: ExplainAnswer }): JSX.Element {
  const { periods, suppliers, supplierNames, shares } = answer;
  const width = suppliers.length + 1;
  const steps = periods.length;
  const of = (j: number): readonly number[] =>
    Array.from({ length: steps }, (_, step) => shares[step * width + j] ?? 0);
  const rows = suppliers
    .map((id, j) => ({ id, j, name: supplierNames[j] ?? id, line: of(j) }))
    .filter(({ line }) => Math.max(...line) >= LEAST)
    .sort((a, b) => (b.line.at(-1) ?? 0) - (a.line.at(-1) ?? 0));
  const years = periods.flatMap((period, step) =>
    /^\d{3}[05]Q4$|^\d{3}[05]$/.test(period) ? [{ year: period.slice(0, 4), step }] : [],
  );
  if (rows.length === 0) {
    return <p>{words.country.nobody}</p>;
  }
  return (
    <div class="strip">
      {rows.map(({ id, j, name, line }) => {
        const mark = j < ownSlots ? supplierMark(j) : otherMark;
        const end = line.at(-1) ?? 0;
        return (
          <div class="strip-row" key={id}>
            <span class="strip-name">
              <svg class="sign" viewBox="-7 -7 14 14" aria-hidden="true">
                <path d={markerPath(mark.marker, 0, 0, 4.6)} fill={`var(--${mark.slot})`} />
              </svg>
              {name}
            </span>
            <svg
              class="strip-area"
              viewBox={`0 0 ${steps} 1`}
              preserveAspectRatio="none"
              height={height}
              role="img"
              aria-label={words.country.strip(
                name,
                Math.round(100 * end),
                Math.round(100 * Math.max(...line)),
              )}
            >
              <path d={areaOf(line)} fill={`var(--${mark.slot})`} />
            </svg>
            <span class="strip-end">{Math.round(100 * end)} %</span>
          </div>
        );
      })}
      <div class="strip-row strip-years" aria-hidden="true">
        <span />
        <span class="years">
          {years.map(({ year, step }) => (
            <span key={year} style={{ left: `${(100 * (step + 1)) / steps}%` }}>
              {year}
            </span>
          ))}
        </span>
        <span />
      </div>
    </div>
  );
}

function areaOf(line: readonly number[]): string {
  // A period's share holds until the next one's.
  const top = line.map((share, step) => `V${(1 - share).toFixed(4)}H${step + 1}`).join("");
  return `M0,1${top}V1Z`;
}
