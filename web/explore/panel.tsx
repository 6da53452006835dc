import "./styles/side.css";
import type { JSX, TargetedEvent } from "preact";
import { useId } from "preact/hooks";
import { changeCount, untouched } from "./choice.ts";
import { LeverControl } from "./lever.tsx";
import { leverGroups } from "./levers.ts";
import { usePage } from "./page.ts";
import { Timeline } from "./timeline.tsx";

/** The choice of a scenario with its story. */
function ScenarioChoice(): JSX.Element {
  const { store } = usePage();
  const id = useId();
  const shipped = store.shipped.value;
  const { base, runs, seed } = store.choice.value;
  const chosen = shipped.find((scenario) => scenario.id === base);
  const choose = (event: TargetedEvent<HTMLSelectElement>): void => {
    const next = shipped.find((scenario) => scenario.id === event.currentTarget.value);
    if (next === undefined) return;
    store.act(`Scenario: ${next.title}`, untouched(next.id, runs, seed));
  };
  return (
    <section class="scenario">
      <label for={id}>Scenario</label>
      <select id={id} value={base} onChange={choose}>
        {shipped.map((scenario) => (
          <option key={scenario.id} value={scenario.id}>
            {scenario.title}
          </option>
        ))}
      </select>
      <p class="story">{chosen?.summary}</p>
    </section>
  );
}

/** Everything that can be changed. */
export function Panel(): JSX.Element {
  const { store } = usePage();
  const count = changeCount(store.choice.value);
  return (
    <aside class="side" aria-label="Scenario and levers">
      <ScenarioChoice />
      <p class="changes">{count === 0 ? "Nothing changed" : `${count} changed`}</p>
      <section class="levers" aria-label="Levers">
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
    </aside>
  );
}
