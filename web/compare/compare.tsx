import "./compare.css";
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { differenceChart } from "../../src/results/charts/difference.ts";
import { partingText, setsText } from "../../src/results/compare/words.ts";
import { scenarioOf } from "../explore/choice.ts";
import { fanSvg } from "../explore/export/fan-svg.ts";
import { rasterised, save } from "../explore/export/save.ts";
import { slide } from "../explore/export/svg-frame.ts";
import { FanPlace } from "../explore/fan-place.tsx";
import { JobLine } from "../explore/job-line.tsx";
import { createJob } from "../explore/lab-job.ts";
import { usePage } from "../explore/page.ts";
import { rowsWith, SearchTable } from "../explore/search-table.tsx";
import { useUniqueId } from "../explore/unique-id.ts";
import { askLab } from "../lab/ask-lab.ts";
import type { CompareAnswer } from "../lab/compare-task.ts";
import { words as texts } from "../strings/words.ts";
import { Cascade } from "./cascade.tsx";
import { drawnOutcomes } from "./drawn-outcomes.ts";
import { Overview } from "./overview.tsx";
import { countriesOf, csvOf, outcomesOf } from "./pair-tables.ts";
import { SideList, Suggestions } from "./side-list.tsx";
import { letterOf, sidesOf } from "./sides.ts";
import { headlineOfPair, outcomeKey } from "./words.ts";

/** Quiet after the last change before scenarios are compared, ms: a drag is one comparison. */
const QUIET = 400;

/** Compare: two or more scenarios on the same luck, and what of their difference is no luck. */
export function Compare(): JSX.Element {
  const page = usePage();
  const { store, view, versions } = page;
  const id = useUniqueId();
  const job = useMemo(() => createJob<CompareAnswer>(), []);
  const shown = useSignal(0);
  const table = useSignal<"outcomes" | "countries">("outcomes");
  const words = useSignal("");
  const sides = useComputed(() => sidesOf(store.others.value, store.choice.value));
  const begin = (): void => {
    const compared = sides.peek();
    const scenarios = compared.map((side) => scenarioOf(side, store.shipped.peek()));
    const { runs: count, seed } = store.choice.peek();
    job.begin((options) => askLab(page, "compare", { scenarios, count, seed }, options));
  };
  useSignalEffect(() => {
    if (sides.value.length < 2) {
      job.clear();
      return;
    }
    const timer = setTimeout(begin, QUIET);
    return () => clearTimeout(timer);
  });
  useEffect(() => () => job.clear(), []);
  const state = job.state.value;
  const { answer } = state;
  const pair = answer?.pairs[Math.min(shown.value, answer.pairs.length - 1)];
  const differing = answer?.differing[Math.min(shown.value, answer.pairs.length - 1)];
  const letter = letterOf(Math.min(shown.value, (answer?.pairs.length ?? 1) - 1) + 1);
  const names = Object.fromEntries(
    (answer?.suppliers ?? []).map((one, j) => [one, answer?.supplierNames[j] ?? one]),
  );
  const wanted =
    drawnOutcomes.find((one) => outcomeKey(one) === view.part.value) ?? drawnOutcomes[0];
  const chart = useMemo(() => {
    if (answer === null || pair === undefined || wanted === undefined) return null;
    const columns = pair.outcomes.filter(
      ({ column }) => column.outcome === wanted.outcome && column.by === wanted.by,
    );
    return differenceChart({
      comparison: pair,
      columns: columns.map(({ column }) => column.name),
      suppliers: answer.suppliers,
      names,
      title: texts.compare.minus(wanted.title, letter),
    });
  }, [answer, pair, wanted, letter]);
  const source = texts.shared.sourceOfPairs(pair?.pairs ?? 0, versions.model, versions.data);
  const whole =
    pair === undefined
      ? null
      : table.value === "outcomes"
        ? outcomesOf(pair, letter)
        : countriesOf(pair, letter, names);
  const drawnName = `compare-${wanted === undefined ? "" : outcomeKey(wanted)}`;
  const rows = whole === null ? [] : rowsWith(whole.rows, words.value);
  return (
    <div class="compare">
      <h2>{texts.compare.title}</h2>
      <SideList />
      {sides.value.length < 2 ? (
        <Suggestions />
      ) : (
        <>
          <JobLine
            state={state}
            unit={texts.shared.runsUnit}
            done={texts.compare.done(pair?.pairs ?? 0, (answer?.seconds ?? 0).toFixed(1))}
            onStop={() => job.stop()}
            onAgain={begin}
          />
          {answer !== null && answer.pairs.length > 1 && (
            <Overview
              answer={answer}
              shown={shown.value}
              onShow={(place) => {
                shown.value = place;
              }}
            />
          )}
          {pair !== undefined && chart !== null && whole !== null && (
            <div class="results">
              <p class="lead">{headlineOfPair(pair, letter, names)}</p>
              {setsText(pair) !== "" && <p class="notices">{setsText(pair)}</p>}
              <p class="choose">
                <label for={`${id}-outcome`}>{texts.compare.show}</label>
                <select
                  id={`${id}-outcome`}
                  value={wanted === undefined ? "" : outcomeKey(wanted)}
                  onChange={(event: TargetedEvent<HTMLSelectElement>) => {
                    view.part.value = event.currentTarget.value;
                  }}
                >
                  {drawnOutcomes.map((one) => (
                    <option key={outcomeKey(one)} value={outcomeKey(one)}>
                      {one.title}
                    </option>
                  ))}
                </select>
                <button
                  type="button"
                  onClick={() =>
                    save(
                      `${drawnName}.svg`,
                      new Blob([fanSvg(chart, source)], { type: "image/svg+xml" }),
                    )
                  }
                >
                  {texts.shared.svg}
                </button>
                <button
                  type="button"
                  onClick={() =>
                    void rasterised(fanSvg(chart, source), slide.width, slide.height).then((file) =>
                      save(`${drawnName}.png`, file),
                    )
                  }
                >
                  {texts.shared.png}
                </button>
              </p>
              <FanPlace chart={chart} source={source} />
              <section class="parting">
                <h3>{texts.compare.part}</h3>
                <p>
                  {partingText(
                    pair,
                    Object.fromEntries(pair.countries.map(({ id: one, name }) => [one, name])),
                  )}
                </p>
                {differing !== undefined && (
                  <Cascade differing={differing} letter={letter} source={source} />
                )}
              </section>
              <section>
                <h3>{texts.compare.allNumbers}</h3>
                <p class="search-line">
                  <label for={`${id}-words`}>{texts.shared.rowsWith}</label>
                  <input
                    type="search"
                    id={`${id}-words`}
                    value={words.value}
                    onInput={(event: TargetedEvent<HTMLInputElement>) => {
                      words.value = event.currentTarget.value;
                    }}
                  />
                </p>
                <div class="table-tools">
                  <fieldset class="modes">
                    <legend class="unseen">{texts.shared.table}</legend>
                    {(["outcomes", "countries"] as const).map((one) => (
                      <label key={one}>
                        <input
                          type="radio"
                          name={`${id}-table`}
                          checked={table.value === one}
                          onChange={() => {
                            table.value = one;
                          }}
                        />
                        <span>
                          {one === "outcomes"
                            ? texts.compare.outcomesAndGroups
                            : texts.shared.countries}
                        </span>
                      </label>
                    ))}
                  </fieldset>
                  <button
                    type="button"
                    onClick={() =>
                      save(
                        `compare-${table.value}.csv`,
                        new Blob([csvOf({ ...whole, rows })], { type: "text/csv" }),
                      )
                    }
                  >
                    {texts.shared.csv}
                  </button>
                </div>
                {rows.length === 0 ? (
                  <p>{texts.shared.noRow(words.value.trim())}</p>
                ) : (
                  <SearchTable
                    key={table.value}
                    caption={whole.caption}
                    columns={whole.columns}
                    rows={rows}
                    most={20}
                  />
                )}
              </section>
            </div>
          )}
        </>
      )}
    </div>
  );
}
