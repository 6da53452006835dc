import type { JSX } from "preact";
import { formatDifference } from "../../src/results/charts/numbers.ts";
import type { PairedComparison } from "../../src/results/compare/compare-sides.ts";
import { usePage } from "../explore/page.ts";
import { useUniqueId } from "../explore/unique-id.ts";
import type { CompareAnswer } from "../lab/compare-task.ts";
import { words } from "../strings/words.ts";
import { drawnOutcomes } from "./drawn-outcomes.ts";
import { letterOf, nameOf, sidesOf } from "./sides.ts";

/** All scenarios against A in one table, with the choice of the one that is shown below. */
export function Overview({
  answer,
  shown,
  onShow,
}: {
  readonly answer: CompareAnswer;
  readonly shown: number;
  readonly onShow: (place: number) => void;
}): JSX.Element {
  const { store } = usePage();
  const id = useUniqueId();
  const sides = sidesOf(store.others.value, store.choice.value);
  const totals = drawnOutcomes.filter(({ by }) => by === "none");
  return (
    <section class="overview">
      <h3 id={id}>{words.compare.everyAgainst}</h3>
      <div class="table-scroll search-table">
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{words.shared.scenario}</th>
              {totals.map(({ title }) => (
                <th key={title} scope="col" class="number">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.pairs.map((pair, place) => (
              <tr key={letterOf(place + 1)}>
                <th scope="row">
                  <label class="pick">
                    <input
                      type="radio"
                      name={`${id}-shown`}
                      checked={shown === place}
                      onChange={() => onShow(place)}
                    />
                    {letterOf(place + 1)}{" "}
                    {sides[place + 1] !== undefined &&
                      nameOf(sides[place + 1] as (typeof sides)[number], store.shipped.value)}
                  </label>
                </th>
                {totals.map(({ outcome, title }) => (
                  <td key={title} class="number">
                    {differenceIn(pair, outcome)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The mean difference in a total; a dot where the pairs do not show its sign. */
function differenceIn(pair: PairedComparison, outcome: string): string {
  const found = pair.outcomes.find(({ column }) => column.name === outcome);
  if (found === undefined) return "–";
  const { mean, direction } = found.statistics;
  const text = formatDifference(mean, found.column.unit, 1);
  return direction === "unclear" ? words.compare.unclear(text) : text;
}
