import type { JSX, TargetedEvent } from "preact";
import { formatPeriod } from "../../src/results/charts/numbers.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { parsePeriod, startLabel } from "../../src/scenario/time.ts";
import { words } from "../strings/words.ts";
import type { PlainIntervention } from "./choice.ts";
import { useUniqueId } from "./unique-id.ts";

/** First and last quarter of an intervention. */
export function DateRange({
  plain,
  time,
  onChange,
}: {
  readonly plain: PlainIntervention;
  readonly time: Scenario["time"];
  readonly onChange: (next: PlainIntervention) => void;
}): JSX.Element {
  const from = useUniqueId();
  const to = useUniqueId();
  const quarters: string[] = [];
  for (let date = time.start; date < time.end - 1e-6; date += 0.25) quarters.push(startLabel(date));
  const read = (key: string): ReturnType<typeof parsePeriod> => {
    const date = plain[key];
    return typeof date === "string" || typeof date === "number" ? parsePeriod(date) : null;
  };
  const first = startLabel(read("at")?.start ?? time.start);
  const end = read("until")?.end;
  const last = end === undefined ? "" : startLabel(end - 0.25);
  const change = (at: string, until: string): void => {
    const { until: _, ...rest } = plain;
    const ordered = until !== "" && until < at ? at : until;
    onChange({ ...rest, at, ...(ordered === "" ? {} : { until: ordered }) } as PlainIntervention);
  };
  return (
    <div class="dates">
      <label class="field" for={from}>
        <span>{words.timeline.from}</span>
        <select
          id={from}
          value={first}
          onChange={(event: TargetedEvent<HTMLSelectElement>) =>
            change(event.currentTarget.value, last)
          }
        >
          {quarters.map((quarter) => (
            <option key={quarter} value={quarter}>
              {formatPeriod(quarter)}
            </option>
          ))}
        </select>
      </label>
      <label class="field" for={to}>
        <span>{words.timeline.until}</span>
        <select
          id={to}
          value={last}
          onChange={(event: TargetedEvent<HTMLSelectElement>) =>
            change(first, event.currentTarget.value)
          }
        >
          <option value="">{words.timeline.theRun}</option>
          {quarters.map((quarter) => (
            <option key={quarter} value={quarter}>
              {formatPeriod(quarter)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
