import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { formatCount, formatExact } from "../../src/results/charts/numbers.ts";
import { drawBars } from "../charts/bars.ts";
import { JobLine } from "../explore/job-line.tsx";
import { createJob } from "../explore/lab-job.ts";
import { usePage } from "../explore/page.ts";
import { askLab } from "../lab/ask-lab.ts";
import type { SensitivityAnswer } from "../lab/sensitivity-task.ts";
import { inFront, variedOf } from "./levers.ts";
import { outcomeName } from "./outcome-names.ts";

/** Sizes that a browser can bear, with what they are good for. */
const sizes = [
  { id: "quick", method: "morris", base: 8, name: "Quick ranking" },
  { id: "firm", method: "morris", base: 24, name: "Firmer ranking" },
  { id: "shares", method: "sobol", base: 64, name: "Shares of the variance" },
] as const;

/** Which lever matters most, with luck among them. */
export function SensitivityPart(): JSX.Element {
  const page = usePage();
  const { store, versions } = page;
  const job = useMemo(() => createJob<SensitivityAnswer>(), []);
  const left = useSignal<ReadonlySet<string>>(new Set());
  const size = useSignal<string>("quick");
  const outcome = useSignal(0);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => () => job.clear(), []);
  const chosen = inFront.filter(({ key }) => !left.value.has(key));
  const { method, base } = sizes.find(({ id }) => id === size.value) ?? sizes[0];
  // Luck is an input, and so are the parameter sets where there are several.
  const inputs = chosen.length + 2;
  const runs = method === "morris" ? base * (inputs + 1) : base * (inputs + 2);
  const begin = (): void => {
    const scenario = store.scenario.peek();
    const varied = chosen.map(variedOf);
    job.begin((options) =>
      askLab(page, "sensitivity", { scenario, varied, method, base }, options),
    );
  };
  const state = job.state.value;
  const { answer } = state;
  const shown = answer?.outcomes[Math.min(outcome.value, answer.outcomes.length - 1)];
  useEffect(() => {
    if (shown === undefined || answer === null || place.current === null) return;
    if (shown.chart === null) {
      place.current.textContent = "This outcome is the same at every point: nothing matters to it.";
      return;
    }
    const source = `${formatCount(answer.runs)} simulated runs · model ${versions.model} · data ${versions.data} · not a forecast`;
    const title = `What matters to ${outcomeName(shown.name)}?`;
    place.current.replaceChildren(drawBars({ ...shown.chart, title }, source));
  }, [shown, answer]);
  return (
    <section class="experiment">
      <p>
        Each lever moves over the values worth trying, all at once and one after the other, and so
        does luck. A lever whose bar is shorter than luck’s cannot be told from noise in one run.
      </p>
      <fieldset class="lever-list">
        <legend>Levers</legend>
        {inFront.map((lever) => (
          <label key={lever.key}>
            <input
              type="checkbox"
              checked={!left.value.has(lever.key)}
              onChange={(event: TargetedEvent<HTMLInputElement>) => {
                const next = new Set(left.value);
                if (event.currentTarget.checked) next.delete(lever.key);
                else next.add(lever.key);
                left.value = next;
              }}
            />
            <span>
              {lever.label}{" "}
              <span class="aside">
                {formatExact(lever.range[0])} to {formatExact(lever.range[1])}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <p class="choose">
        <label>
          Size{" "}
          <select
            value={size.value}
            onChange={(event: TargetedEvent<HTMLSelectElement>) => {
              size.value = event.currentTarget.value;
            }}
          >
            {sizes.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="main"
          disabled={chosen.length === 0 || state.status === "running"}
          onClick={begin}
        >
          Run
        </button>
        <span class="aside">
          {chosen.length === 0 ? "Choose at least one lever." : `about ${formatCount(runs)} runs`}
        </span>
      </p>
      <JobLine
        state={state}
        unit="runs"
        done={`${formatCount(answer?.runs ?? 0)} runs · ${(answer?.seconds ?? 0).toFixed(1)} s`}
        onStop={() => job.stop()}
        onAgain={begin}
      />
      {answer !== null && (
        <>
          <p class="choose">
            <label>
              Outcome{" "}
              <select
                value={String(outcome.value)}
                onChange={(event: TargetedEvent<HTMLSelectElement>) => {
                  outcome.value = Number(event.currentTarget.value);
                }}
              >
                {answer.outcomes.map(({ name }, k) => (
                  <option key={name} value={String(k)}>
                    {outcomeName(name)}
                  </option>
                ))}
              </select>
            </label>
          </p>
          <div class="place" ref={place} />
        </>
      )}
    </section>
  );
}
