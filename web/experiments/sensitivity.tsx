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
import { words } from "../strings/words.ts";
import { inFront, variedOf } from "./levers.ts";
import { OutcomeChoice } from "./outcome-choice.tsx";
import { outcomeName } from "./outcome-names.ts";

/** Sizes that a browser can bear, with what they are good for. */
const sizes = [
  { id: "quick", method: "morris", base: 8, name: words.experiments.quick },
  { id: "firm", method: "morris", base: 24, name: words.experiments.firmer },
  { id: "shares", method: "sobol", base: 64, name: words.experiments.shares },
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
      place.current.textContent = words.experiments.nothing;
      return;
    }
    const source = words.shared.source(formatCount(answer.runs), versions.model, versions.data);
    const title = words.experiments.mattersTo(outcomeName(shown.name));
    place.current.replaceChildren(drawBars({ ...shown.chart, title }, source));
  }, [shown, answer]);
  return (
    <section class="experiment">
      <p>{words.experiments.eachLever}</p>
      <fieldset class="lever-list">
        <legend>{words.experiments.levers}</legend>
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
                {words.shared.range(formatExact(lever.range[0]), formatExact(lever.range[1]))}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <p class="choose">
        <label>
          {words.experiments.size}{" "}
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
          {words.experiments.run}
        </button>
        <span class="aside">
          {chosen.length === 0
            ? words.experiments.chooseOne
            : words.experiments.about(formatCount(runs))}
        </span>
      </p>
      <JobLine
        state={state}
        unit={words.shared.runsUnit}
        done={words.experiments.done(
          formatCount(answer?.runs ?? 0),
          (answer?.seconds ?? 0).toFixed(1),
        )}
        onStop={() => job.stop()}
        onAgain={begin}
      />
      {answer !== null && (
        <>
          <OutcomeChoice outcomes={answer.outcomes} chosen={outcome} />
          <div class="place" ref={place} />
        </>
      )}
    </section>
  );
}
