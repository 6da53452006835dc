import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { formatExact } from "../../src/results/charts/numbers.ts";
import { JobLine } from "../explore/job-line.tsx";
import { createJob } from "../explore/lab-job.ts";
import { type Lever, leverGroups } from "../explore/levers.ts";
import { usePage } from "../explore/page.ts";
import { askLab } from "../lab/ask-lab.ts";
import type { FlipAnswer } from "../lab/flip-task.ts";
import { words } from "../strings/words.ts";

/** Runs at each value: enough to tell most from few, and done within seconds. */
const RUNS = 24;
const levers: readonly Lever[] = leverGroups.flatMap((group) => group.levers);

/** The smallest change of a lever that takes a supplier out of most runs of a country, or into them. */
export function SmallestChange({
  country,
  name,
  supplier,
  supplierName,
}: {
  readonly country: string;
  readonly name: string;
  readonly supplier: string;
  readonly supplierName: string;
}): JSX.Element {
  const page = usePage();
  const { store, view } = page;
  const job = useMemo(() => createJob<FlipAnswer>(), []);
  const key = useSignal(levers[0]?.key ?? "");
  useEffect(() => () => job.clear(), []);
  const begin = (): void => {
    const order = {
      scenario: store.scenario.peek(),
      country,
      supplier,
      period: view.period.peek(),
      lever: key.value,
      runs: RUNS,
    };
    job.begin((options) => askLab(page, "flip", order, options));
  };
  const state = job.state.value;
  const found = state.answer?.found;
  const lever = levers.find((one) => one.key === found?.lever.id);
  const rounded = found?.flip == null ? Number.NaN : Number(found.flip.value.toPrecision(4));
  return (
    <section>
      <h3>{words.country.whatChange}</h3>
      <p class="choose">
        <label>
          {words.country.smallest}{" "}
          <select
            value={key.value}
            onChange={(event: TargetedEvent<HTMLSelectElement>) => {
              key.value = event.currentTarget.value;
              job.clear();
            }}
          >
            {levers.map((one) => (
              <option key={one.key} value={one.key}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <button type="button" disabled={state.status === "running"} onClick={begin}>
          {words.country.find}
        </button>
      </p>
      <JobLine
        state={state}
        unit={words.country.triedUnit(RUNS)}
        done={words.country.tried(found?.tried.length ?? 0, RUNS)}
        onStop={() => job.stop()}
        onAgain={begin}
      />
      {found !== undefined && lever !== undefined && (
        <p>
          {words.country.holds(supplierName, name, found.before.yes, found.before.runs)}{" "}
          {found.flip === null
            ? words.country.noValue(
                lever.label,
                formatExact(found.lever.low),
                formatExact(found.lever.high),
              )
            : words.country.turns(
                lever.label,
                formatExact(found.lever.base),
                formatExact(rounded),
                found.flip.after.yes,
                found.flip.after.runs,
              )}
          {found.flip !== null && (
            <button type="button" onClick={() => store.move(lever, rounded)}>
              {words.country.tryIt}
            </button>
          )}
        </p>
      )}
    </section>
  );
}
