import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { formatExact, formatValue } from "../../src/results/charts/numbers.ts";
import type { PolicyDocument, TradeoffDocument } from "../../src/results/tradeoff/document.ts";
import { frontScatter } from "../../src/results/tradeoff/front-scatter.ts";
import { drawScatter } from "../charts/scatter.ts";
import { type Page, usePage } from "../explore/page.ts";
import { SearchTable } from "../explore/search-table.tsx";
import { openView } from "../explore/view.ts";
import { words } from "../strings/words.ts";
import { Drawn } from "./drawn.tsx";
import { Exports } from "./exports.tsx";
import { Choose } from "./form-parts.tsx";
import type { ExperimentJob } from "./job-list.ts";
import { labels } from "./levers.ts";
import { outcomeName, outcomeTitle } from "./outcome-names.ts";
import type { ResultOf } from "./shown-result.tsx";

/** Policies drawn behind the front, at most. */
const MOST_DRAWN = 1500;

/** The front, what was tried beside it, and any of its policies as a scenario. */
export function TradeoffResult({ job, found, source }: ResultOf<TradeoffDocument>): JSX.Element {
  const page = usePage();
  const text = words.experiments;
  const place = useRef<HTMLDivElement>(null);
  const picked = useSignal("0");
  const { front, objectives, levers } = found;
  const at = Math.min(Number(picked.value), front.length - 1);
  const policy = front[at];
  const tested = front.some(({ holds }) => holds === true);
  const number = (one: PolicyDocument, name: string): number => Number(one[name] ?? Number.NaN);
  const place2 = (one: PolicyDocument) => ({
    x: number(one, objectives[0]?.outcome ?? ""),
    y: number(one, objectives[1]?.outcome ?? ""),
  });
  const draw = (): HTMLElement => {
    const known = new Set(front.map((one) => levers.map((name) => one[name]).join()));
    const stride = Math.max(1, Math.ceil(found.tried.length / MOST_DRAWN));
    const others = found.tried
      .filter((one) => !known.has(levers.map((name) => one[name]).join()))
      .filter((_, k) => k % stride === 0);
    const chart = frontScatter({
      objectives: objectives.map(({ outcome, goal, unit }) => ({
        name: outcomeName(outcome),
        heading: outcomeTitle(outcome),
        unit,
        goal,
      })),
      sentence: text.frontSentence(
        front.length,
        tested ? front.filter(({ holds }) => holds === true).length : null,
        found.worlds,
        found.fresh_worlds,
      ),
      points: [
        ...front.map((one, k) => ({
          ...place2(one),
          marked: !tested || one.holds === true,
          label: text.policy(k + 1),
        })),
        ...others.map((one) => ({ ...place2(one), marked: false, label: text.dominated })),
        { ...place2(found.middle), marked: false, label: text.middle },
      ],
      marked: tested ? text.holding : text.notDominated,
      unmarked: text.dominated,
    });
    return drawScatter(chart, source, {
      picked: at,
      onPick: (index) => {
        if (index < front.length) picked.value = String(index);
      },
    });
  };
  const value = (one: PolicyDocument, name: string, unit: string) => {
    const own = number(one, name);
    return { text: Number.isNaN(own) ? "–" : formatValue(own, unit, 2), order: own };
  };
  return (
    <>
      <p class="choose">
        <Choose
          label={text.policyLabel}
          values={front.map((_, k) => [String(k), String(k + 1)])}
          chosen={picked}
        />
        {policy !== undefined && (
          <span>
            {objectives
              .map(({ outcome, unit }) =>
                text.policyValue(outcomeName(outcome), value(policy, outcome, unit).text),
              )
              .join("; ")}
          </span>
        )}
        {policy !== undefined && job.asked !== null && (
          <button type="button" onClick={() => openPolicy(page, job, found, at)}>
            {text.openScenario}
          </button>
        )}
      </p>
      <Drawn place={place} of={[found, at, source]} draw={draw} />
      <Exports job={job} found={found} place={place} />
      <SearchTable
        caption={text.policies}
        most={12}
        columns={[
          { heading: text.policyLabel, numeric: true },
          ...objectives.flatMap(({ outcome }) => [
            { heading: outcomeTitle(outcome), numeric: true },
            { heading: text.inFresh, numeric: true },
          ]),
          { heading: text.holds },
          ...levers.map((name) => ({ heading: labels[name] ?? name, numeric: true })),
        ]}
        rows={front.map((one, k) => ({
          key: String(k),
          cells: [
            {
              text: String(k + 1),
              order: k,
              open: () => {
                picked.value = String(k);
              },
            },
            ...objectives.flatMap(({ outcome, unit }) => [
              value(one, outcome, unit),
              value(one, `${outcome}_fresh`, unit),
            ]),
            { text: !tested ? "–" : one.holds === true ? text.yes : text.no },
            ...levers.map((name) => {
              const own = number(one, name);
              return { text: formatExact(Number(own.toPrecision(4))), order: own };
            }),
          ],
        }))}
      />
    </>
  );
}

/** Sets the levers of a policy in the scenario that the search was asked about, and shows it. */
function openPolicy(
  { store, view }: Page,
  { asked }: ExperimentJob,
  { front, levers }: TradeoffDocument,
  at: number,
): void {
  const policy = front[at];
  if (asked === null || policy === undefined) return;
  const values = Object.fromEntries(levers.map((name) => [name, Number(policy[name])]));
  const { choice } = asked;
  const next = { ...choice, values: { ...choice.values, ...values } };
  store.act(words.experiments.policyStep(at + 1), next);
  openView(view, "explore");
}
