import "./country.css";
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { World } from "../../src/scenario/world/world.ts";
import { JobLine } from "../explore/job-line.tsx";
import { createJob } from "../explore/lab-job.ts";
import { usePage } from "../explore/page.ts";
import { useUniqueId } from "../explore/unique-id.ts";
import { askLab } from "../lab/ask-lab.ts";
import type { ExplainAnswer } from "../lab/explain-task.ts";
import { words } from "../strings/words.ts";
import { CountryChoice } from "./country-choice.tsx";
import { Explained } from "./explained.tsx";
import { segmentName } from "./named.ts";
import { PeriodChoice } from "./period-choice.tsx";

/** Quiet after the last change before runs are repeated, ms. */
const QUIET = 400;
/** The country that opens where none was chosen. */
const FIRST = "KEN";
const segments = ["public_space", "transport_hub", "residential"];

/** Country: what one country did in the runs, and why. */
export function Country(): JSX.Element {
  const page = usePage();
  const { store, view } = page;
  const id = useUniqueId();
  const world = useSignal<World | null>(null);
  const failure = useSignal<string | null>(null);
  const run = useSignal<number | null>(null);
  const segment = useSignal<string | null>(null);
  const job = useMemo(() => createJob<ExplainAnswer>(), []);
  const fetchWorld = (): void => {
    failure.value = null;
    page.runner().then(
      (runner) => {
        world.value = runner.world;
      },
      (error: unknown) => {
        failure.value = error instanceof Error ? error.message : String(error);
      },
    );
  };
  useEffect(fetchWorld, []);
  const idOf = ({ countries }: World): string => {
    const wanted = view.country.value ?? FIRST;
    return countries.ids.includes(wanted) ? wanted : (countries.ids[0] ?? "");
  };
  const begin = (): void => {
    if (world.value === null) return;
    const order = {
      scenario: store.scenario.value,
      country: idOf(world.value),
      period: view.period.value,
      run: run.value,
      segment: segment.value,
    };
    job.begin((options) => askLab(page, "explain", order, options));
  };
  useSignalEffect(() => {
    // What the question is made of; anything of it that changes asks anew.
    const parts = [store.scenario, view.country, view.period, run, segment, world];
    for (const part of parts) void part.value;
    const timer = setTimeout(begin, QUIET);
    return () => clearTimeout(timer);
  });
  useEffect(() => () => job.clear(), []);
  if (world.value === null) {
    return (
      <div class="country-view">
        <h2>{words.shared.country}</h2>
        {failure.value === null ? (
          <p class="waiting">{words.shared.loadingWorld}</p>
        ) : (
          <p role="alert">
            {words.shared.worldFailed(failure.value)}
            <button type="button" onClick={fetchWorld}>
              {words.shared.again}
            </button>
          </p>
        )}
      </div>
    );
  }
  const shown = idOf(world.value);
  const { countries } = world.value;
  const state = job.state.value;
  const { answer } = state;
  const unknown = view.country.value !== null && view.country.value !== shown;
  const runs = store.choice.value.runs;
  // An answer about the country before would be read as one about this.
  const fitting = answer !== null && answer.explanation.country === shown;
  return (
    <div class="country-view">
      <h2>{countries.names[countries.ids.indexOf(shown)]}</h2>
      {unknown && <p role="alert">{words.shared.noCountry(view.country.value ?? "")}</p>}
      <div class="country-bar">
        <CountryChoice countries={countries} shown={shown} />
        <PeriodChoice />
        <label>
          <span>{words.country.inSegment}</span>{" "}
          <select
            value={segment.value ?? ""}
            onChange={(event: TargetedEvent<HTMLSelectElement>) => {
              segment.value = event.currentTarget.value || null;
            }}
          >
            <option value="">{words.country.allSegments}</option>
            {(answer?.segments ?? segments).map((one) => (
              <option key={one} value={one}>
                {segmentName(one)}
              </option>
            ))}
          </select>
        </label>
        <span class="one-run">
          <label>
            <input
              type="checkbox"
              checked={run.value !== null}
              onChange={(event: TargetedEvent<HTMLInputElement>) => {
                run.value = event.currentTarget.checked ? 0 : null;
              }}
            />{" "}
            {words.country.oneRun}
          </label>
          {run.value !== null && (
            <label for={`${id}-run`}>
              {words.country.runNumber}{" "}
              <input
                type="number"
                class="number"
                id={`${id}-run`}
                min="1"
                max={runs}
                value={run.value + 1}
                onChange={(event: TargetedEvent<HTMLInputElement>) => {
                  const typed = event.currentTarget.valueAsNumber;
                  const kept = Number.isFinite(typed) ? Math.round(typed) : 1;
                  run.value = Math.min(runs, Math.max(1, kept)) - 1;
                  event.currentTarget.value = String(run.value + 1);
                }}
              />
              {words.country.runOf(runs)}
            </label>
          )}
        </span>
      </div>
      <JobLine
        state={state}
        unit={words.country.repeatedUnit}
        done={words.country.repeated(answer?.explanation.runs ?? 0)}
        onStop={() => job.stop()}
        onAgain={begin}
      />
      {fitting && <Explained answer={answer} />}
    </div>
  );
}
