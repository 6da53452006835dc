import "./styles/headline.css";
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { words } from "../strings/words.ts";
import { changeCount, withIntervention } from "./choice.ts";
import { headlineOf } from "./headline.ts";
import { leverGroups } from "./levers.ts";
import { usePage } from "./page.ts";
import { RunLine } from "./run-line.tsx";

/** Three first moves, each of one thing. */
function Chips(): JSX.Element {
  const { store } = usePage();
  const leverOf = (key: string) =>
    leverGroups.flatMap(({ levers }) => levers).find((lever) => lever.key === key);
  const price = leverOf("suppliers.china.price");
  const contagion = leverOf("opportunity.contagion");
  return (
    <div class="chips">
      <button
        type="button"
        onClick={() => price && store.move(price, store.read(price, store.scenario.peek()) / 2)}
      >
        {words.headline.halve}
      </button>
      <button
        type="button"
        onClick={() =>
          store.act(
            words.headline.exportControls,
            withIntervention(store.choice.peek(), {
              id: "export-controls",
              at: "2027Q1",
              who: "all",
              do: { control_exports: { supplier: "china", cost: 0.3, research_cut: 0.3 } },
            }),
          )
        }
      >
        {words.headline.exportControls}
      </button>
      <button type="button" onClick={() => contagion && store.move(contagion, 0)}>
        {words.headline.contagion}
      </button>
    </div>
  );
}

/** What the runs say, in large type, with how many of them there are. */
export function HeadlinePanel(): JSX.Element {
  const page = usePage();
  const { store, ensembles } = page;
  const picture = ensembles.picture.value;
  const baseline = ensembles.baseline.value;
  const { lead, comparison, reversed } = headlineOf(picture, baseline);
  const plain = store.choice.value.base === "baseline" && changeCount(store.choice.value) === 0;
  const { from } = store.scenario.value.parameterSets;
  // The baseline asks for the sets of its own name.
  const unlike = baseline !== null && from !== "baseline";
  const said = useSignal("");
  useSignalEffect(() => {
    const { kind } = ensembles.progress.value;
    if (kind !== "done") return;
    const now = headlineOf(ensembles.picture.peek(), ensembles.baseline.peek());
    said.value = words.headline.done(now.lead, now.comparison);
  });
  return (
    <section class="headline" aria-labelledby="headline">
      <p class="lead" id="headline">
        {lead} {comparison !== "" && <span class="comparison">{comparison}</span>}
        {plain && <span class="comparison">{words.headline.baseline}</span>}
      </p>
      {unlike && <p class="notices">{words.headline.otherSets(from)}</p>}
      <RunLine />
      {reversed !== null && (
        <p class="doubt">
          <button
            type="button"
            title={words.headline.doubtNote}
            onClick={() =>
              void import("../experiments/doubt.ts").then(({ doubt }) => doubt(page, reversed))
            }
          >
            {words.headline.doubt}
          </button>
        </p>
      )}
      {plain && <Chips />}
      <p class="unseen" role="status">
        {said}
      </p>
    </section>
  );
}
