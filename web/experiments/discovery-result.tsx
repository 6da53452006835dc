import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { formatCount, formatValue } from "../../src/results/charts/numbers.ts";
import { boxText, conditionText } from "../../src/results/discovery/box-words.ts";
import { boxScatter } from "../../src/results/discovery/charts.ts";
import type { DiscoveryDocument } from "../../src/results/discovery/document.ts";
import type { FoundBox } from "../../src/results/discovery/find-boxes.ts";
import { narrowed } from "../../src/results/discovery/narrowed.ts";
import { type ReadDiscovery, readDiscovery } from "../../src/results/discovery/read-document.ts";
import { type Distribution, edgesOf } from "../../src/scenario/uncertainty.ts";
import { drawScatter } from "../charts/scatter.ts";
import { type Page, usePage } from "../explore/page.ts";
import { SearchTable } from "../explore/search-table.tsx";
import { openView } from "../explore/view.ts";
import { words } from "../strings/words.ts";
import { Drawn } from "./drawn.tsx";
import { Exports } from "./exports.tsx";
import { Choose } from "./form-parts.tsx";
import type { ExperimentJob } from "./job-list.ts";
import { freed, labels } from "./levers.ts";
import { outcomeName } from "./outcome-names.ts";
import type { ResultOf } from "./shown-result.tsx";

/** Boxes in which an outcome passes its limit: in words, drawn, and each as a scenario. */
export function DiscoveryResult({ job, found, source }: ResultOf<DiscoveryDocument>): JSX.Element {
  const page = usePage();
  const text = words.experiments;
  const place = useRef<HTMLDivElement>(null);
  const chosen = useSignal("0");
  const read = useMemo(() => readDiscovery(found, labels), [found]);
  const { discovery, quantities } = read;
  const interest = interestOf(job, found);
  const number = Math.min(Number(chosen.value), Math.max(0, discovery.boxes.length - 1));
  const box = discovery.boxes[number];
  const share = formatValue(discovery.share, "share");
  const points = discovery.points.length;
  if (box === undefined) {
    return (
      <>
        <p class="lead">{text.noBox(interest, share)}</p>
        <Exports job={job} found={found} place={place} />
      </>
    );
  }
  return (
    <>
      {discovery.boxes.length > 1 && (
        <p class="choose">
          <Choose
            label={text.box}
            values={discovery.boxes.map((_, k) => [String(k), String(k + 1)])}
            chosen={chosen}
          />
        </p>
      )}
      <p class="lead">
        {text.boxLead(interest, boxText(discovery, box, quantities))}{" "}
        <span class="comparison">
          {text.boxScore(
            formatValue(box.coverage, "share"),
            formatValue(box.density, "share"),
            share,
            formatCount(box.points),
            formatCount(points),
          )}
        </span>
      </p>
      {job.asked !== null && (
        <p>
          <button type="button" onClick={() => openBox(page, job, read, box, number)}>
            {text.openScenario}
          </button>
        </p>
      )}
      <Drawn
        place={place}
        of={[read, number, source]}
        draw={() => {
          const chart = boxScatter({ discovery, quantities, interest }, box, number + 1);
          return drawScatter({ ...chart, title: text.boxTitle(interest) }, source);
        }}
      />
      <Exports job={job} found={found} place={place} />
      <SearchTable
        caption={text.conditions}
        columns={[
          { heading: text.condition },
          { heading: text.quasi, numeric: true, note: text.quasiNote },
          { heading: text.stable, numeric: true, note: text.stableNote },
        ]}
        rows={[...box.box].map(([at, limit]) => {
          const quantity = quantities[at];
          const stable = box.stability[at] ?? Number.NaN;
          const chance = box.quasi.get(at) ?? Number.NaN;
          return {
            key: quantity?.name ?? "",
            cells: [
              { text: conditionText(quantity?.label ?? quantity?.name ?? "", limit, quantity) },
              { text: Number.isNaN(chance) ? "–" : chance.toPrecision(2), order: chance },
              { text: Number.isNaN(stable) ? "–" : formatValue(stable, "share"), order: stable },
            ],
          };
        })}
      />
    </>
  );
}

/** "the share of countries with any contract is above 70 %". */
function interestOf({ asked }: ExperimentJob, { interest }: DiscoveryDocument): string {
  const question = asked?.question;
  if (question?.kind !== "discovery") return interest;
  const { outcome, side, limit } = question;
  // All outcomes of experiments are shares or run from 0 to 1.
  return words.experiments.interest(outcomeName(outcome), side, limitText(outcome, limit));
}

function limitText(outcome: string, limit: number): string {
  return /\.share(?:\.|$)/.test(outcome)
    ? `${Number((100 * limit).toPrecision(4))}\u00a0%`
    : String(Number(limit.toPrecision(4)));
}

/** Opens a box on the page: the levers in its middle, and free to vary within it alone. */
function openBox(
  { store, view }: Page,
  { asked }: ExperimentJob,
  { discovery }: Pick<ReadDiscovery, "discovery">,
  box: FoundBox,
  number: number,
): void {
  if (asked === null) return;
  const { choice } = asked;
  const free = freed(choice, { store }).uncertainty;
  const { quantities, middle } = narrowed(free, discovery, box);
  // Any value of the box would do: six digits keep links short.
  const values = Object.fromEntries(
    Object.entries(middle).map(([name, value]) => [name, Number(value.toPrecision(6))]),
  );
  const cut = quantities.filter(({ name }) => name in middle);
  const levers = Object.fromEntries(
    cut.map(({ name, label, distribution }) => [name, { ...rangeOf(distribution), label }]),
  );
  store.act(words.experiments.boxStep(number + 1), {
    ...choice,
    values: { ...choice.values, ...values },
    rest: { ...choice.rest, levers },
  });
  openView(view, "explore");
}

/** A range as a document writes it; levers of experiments are uniform until a box leaves one value. */
function rangeOf(distribution: Distribution): object {
  if (distribution.kind === "choice") return { choice: distribution.values };
  return { uniform: edgesOf(distribution) };
}
