import "./styles/side.css";
import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { words } from "../strings/words.ts";
import { changeCount, untouched, withValue } from "./choice.ts";
import { Lazy } from "./lazy.tsx";
import { LeverControl } from "./lever.tsx";
import { leverGroups } from "./levers.ts";
import { usePage } from "./page.ts";
import { ResetMenu } from "./reset-menu.tsx";
import { RunsChoice } from "./runs-choice.tsx";
import { Timeline } from "./timeline.tsx";
import { useUniqueId } from "./unique-id.ts";

const inFront = new Set(leverGroups.flatMap(({ levers }) => levers.map(({ key }) => key)));

/** The choice of a scenario with its story. */
function ScenarioChoice(): JSX.Element {
  const { store } = usePage();
  const id = useUniqueId();
  const shipped = store.shipped.value;
  const choice = store.choice.value;
  const chosen = shipped.find((scenario) => scenario.id === choice.base);
  const count = changeCount(choice);
  const choose = (event: TargetedEvent<HTMLSelectElement>): void => {
    const next = shipped.find((scenario) => scenario.id === event.currentTarget.value);
    if (next === undefined) return;
    store.act(words.shared.openScenario(next.title), untouched(next.id, choice.runs, choice.seed));
  };
  return (
    <section class="scenario">
      <label for={id}>{words.shared.scenario}</label>
      <select id={id} value={choice.base} onChange={choose}>
        {shipped.map((scenario) => (
          <option key={scenario.id} value={scenario.id}>
            {scenario.title}
          </option>
        ))}
      </select>
      <p class="story">{chosen?.summary}</p>
      <div class="changes">
        <span>{count === 0 ? words.levers.nothing : words.shared.changes(count)}</span>
        <ResetMenu />
      </div>
    </section>
  );
}

/** Everything that can be changed. */
export function Panel(): JSX.Element {
  const { store, view } = usePage();
  const open = useSignal(false);
  const { values } = store.choice.value;
  const others = Object.keys(values).filter((key) => !inFront.has(key));
  return (
    <aside
      class={view.sheetOpen.value ? "side open" : "side"}
      aria-label={words.levers.scenarioAndLevers}
    >
      <ScenarioChoice />
      <section class="levers" aria-label={words.levers.levers}>
        {leverGroups.map(({ title, levers }) => (
          <section key={title}>
            <h2>{title}</h2>
            {levers.map((lever) => (
              <LeverControl key={lever.key} lever={lever} />
            ))}
          </section>
        ))}
      </section>
      <Timeline />
      <details
        class="more"
        onToggle={(event: TargetedEvent<HTMLDetailsElement>) => {
          open.value = event.currentTarget.open;
        }}
      >
        <summary>
          {words.levers.assumptions}{" "}
          {others.length > 0 && <span class="badge">{words.levers.changed(others.length)}</span>}
        </summary>
        {open.value && (
          <Lazy
            load={() => import("./assumptions.tsx").then(({ Assumptions }) => Assumptions)}
            props={{}}
          />
        )}
        {open.value &&
          others
            .filter((key) => key.startsWith("mechanisms."))
            .map((key) => (
              <p class="hint" key={key}>
                {words.levers.is(key, String(values[key]))}
                <button
                  type="button"
                  onClick={() =>
                    store.act(words.levers.resetOf(key), withValue(store.choice.peek(), key, null))
                  }
                >
                  {words.levers.reset}
                </button>
              </p>
            ))}
      </details>
      <RunsChoice />
    </aside>
  );
}
