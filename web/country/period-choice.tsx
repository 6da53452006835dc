import type { JSX, TargetedEvent } from "preact";
import { usePage } from "../explore/page.ts";
import { words } from "../strings/words.ts";

/** The year at whose end the country is looked at; shared with the map. */
export function PeriodChoice(): JSX.Element {
  const { store, view } = usePage();
  const { start, end } = store.scenario.value.time;
  const first = Math.ceil(start);
  const last = Math.ceil(end) - 1;
  const years = Array.from({ length: Math.max(1, last - first + 1) }, (_, k) => first + k);
  const shown = Number((view.period.value ?? String(last)).slice(0, 4));
  return (
    <label>
      <span>{words.country.until}</span>{" "}
      <select
        value={String(Math.min(last, Math.max(first, shown)))}
        onChange={(event: TargetedEvent<HTMLSelectElement>) => {
          const year = Number(event.currentTarget.value);
          view.period.value = year === last ? null : `${year}Q4`;
        }}
      >
        {years.map((year) => (
          <option key={year} value={String(year)}>
            {year}
          </option>
        ))}
      </select>
    </label>
  );
}
