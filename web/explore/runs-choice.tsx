import type { JSX, TargetedEvent } from "preact";
import { formatCount } from "../../src/results/charts/numbers.ts";
import { words } from "../strings/words.ts";
import { usePage } from "./page.ts";
import { useUniqueId } from "./unique-id.ts";

const counts = [50, 200, 1_000];

/** How many worlds, and which luck they begin with. */
export function RunsChoice(): JSX.Element {
  const { store } = usePage();
  const runsId = useUniqueId();
  const seedId = useUniqueId();
  const choice = store.choice.value;
  const { runs, seed } = choice;
  const offered = counts.includes(runs) ? counts : [...counts, runs].sort((a, b) => a - b);
  // A share of one half has the largest error: half over the root of the number of runs.
  const error = formatCount(Math.ceil(50 / Math.sqrt(runs)));
  return (
    <section class="runs">
      <div class="runs-row">
        <label for={runsId}>{words.shared.runs}</label>
        <select
          id={runsId}
          value={String(runs)}
          onChange={(event: TargetedEvent<HTMLSelectElement>) => {
            const count = Number(event.currentTarget.value);
            store.act(words.runs.runs(formatCount(count)), { ...choice, runs: count });
          }}
        >
          {offered.map((count) => (
            <option key={count} value={String(count)}>
              {formatCount(count)}
            </option>
          ))}
        </select>
        <label for={seedId}>{words.runs.seed}</label>
        <input
          type="text"
          id={seedId}
          value={seed}
          maxLength={200}
          onChange={(event: TargetedEvent<HTMLInputElement>) => {
            const typed = event.currentTarget.value.trim();
            if (typed === "") event.currentTarget.value = seed;
            else store.act(words.runs.seedOf(typed), { ...choice, seed: typed });
          }}
        />
      </div>
      <p class="hint">{words.runs.hint(error, formatCount(runs))}</p>
    </section>
  );
}
