import "./network.css";
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { JobLine } from "../explore/job-line.tsx";
import { createJob } from "../explore/lab-job.ts";
import { usePage } from "../explore/page.ts";
import { useUniqueId } from "../explore/unique-id.ts";
import { askLab } from "../lab/ask-lab.ts";
import { type NetworkAnswer, tieKinds } from "../lab/network-task.ts";
import { words } from "../strings/words.ts";
import { Cascades } from "./cascades.tsx";
import { boxAround, forcePlaces, mapPlaces } from "./layout.ts";
import { type Lens, MOST_NODES, neighbourhood } from "./neighbourhood.ts";
import { drawNetwork } from "./network-picture.ts";
import { NetworkTables } from "./network-tables.tsx";

const QUIET = 300;
const FIRST = "KEN";

/** What kinds of ties are called. */
export const kindNames: Readonly<Record<(typeof tieKinds)[number], string>> = {
  geography: words.network.geography,
  idealPoint: words.network.idealPoint,
  trade: words.network.trade,
  prestige: words.network.prestige,
};

/** Network: who looks to whom when it decides, and who decided because of whom. */
export function Network(): JSX.Element {
  const page = usePage();
  const { store, view, versions, outlines } = page;
  const id = useUniqueId();
  const job = useMemo(() => createJob<NetworkAnswer>(), []);
  const hops = useSignal(1);
  const kind = useSignal<number | null>(null);
  const least = useSignal(0.03);
  const way = useSignal<Lens["way"]>("both");
  const layout = useSignal<"map" | "force">("map");
  const place = useRef<HTMLDivElement>(null);
  const begin = (): void => {
    const scenario = store.scenario.peek();
    job.begin((options) => askLab(page, "network", { scenario }, options));
  };
  useSignalEffect(() => {
    void store.scenario.value;
    const timer = setTimeout(begin, QUIET);
    return () => clearTimeout(timer);
  });
  useEffect(() => () => job.clear(), []);
  const state = job.state.value;
  const { answer } = state;
  const wanted = view.country.value ?? FIRST;
  const focus = answer === null ? -1 : Math.max(0, answer.ids.indexOf(wanted));
  const lens: Lens = {
    focus,
    hops: hops.value,
    kind: kind.value,
    least: least.value,
    way: way.value,
  };
  useEffect(() => {
    if (answer === null || place.current === null) return;
    const drawn = neighbourhood(answer, lens);
    const known = mapPlaces(outlines);
    const { width, height } = outlines;
    const onMap = drawn.nodes.map(
      (node) => known.get(answer.ids[node] ?? "") ?? ([width / 2, height / 2] as const),
    );
    const indexOf = new Map(drawn.nodes.map((node, k) => [node, k]));
    const size = { width, height };
    const free = layout.value === "force";
    const focusName = answer.names[focus] ?? "";
    // Drawing anew must not take the keyboard away.
    const held = place.current.contains(document.activeElement);
    const figure = drawNetwork(
      {
        title: words.network.title(focusName),
        sentence: sentenceOf(drawn.nodes.length - 1, drawn.ties.length, drawn.left),
        source: words.network.source(versions.model, versions.data),
        focusName,
        drawn,
        places: free ? forcePlaces(onMap, drawn.ties, indexOf, size) : onMap,
        box: free ? { x: 0, y: 0, ...size } : boxAround(onMap, size),
        width,
        ids: answer.ids,
        names: answer.names,
        world: free ? null : outlines,
      },
      {
        focus: (country) => {
          view.country.value = answer.ids[country] ?? null;
        },
        hops: (next) => {
          hops.value = next;
        },
      },
    );
    place.current.replaceChildren(figure);
    if (held) figure.querySelector<HTMLElement>(".network-frame")?.focus();
  }, [answer, focus, hops.value, kind.value, least.value, way.value, layout.value]);
  const names = (answer?.names ?? []).map((name, k) => ({ name, id: answer?.ids[k] ?? "" }));
  return (
    <div class="network-view">
      <h2>{words.network.heading}</h2>
      <p class="deck">{words.network.deck}</p>
      {state.status !== "done" && (
        <JobLine
          state={state}
          unit={words.network.tiesUnit}
          done=""
          onStop={() => job.stop()}
          onAgain={begin}
        />
      )}
      {answer !== null && (
        <>
          {wanted !== answer.ids[focus] && (
            <p role="alert">{words.shared.noCountry(view.country.value ?? "")}</p>
          )}
          <div class="country-bar">
            <label>
              <span class="unseen">{words.shared.country}</span>
              <select
                value={answer.ids[focus]}
                onChange={(event: TargetedEvent<HTMLSelectElement>) => {
                  view.country.value = event.currentTarget.value;
                }}
              >
                {[...names]
                  .sort((a, b) => a.name.localeCompare(b.name, "en"))
                  .map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                    </option>
                  ))}
              </select>
            </label>
            <label>
              {words.network.tiesLabel}{" "}
              <select
                value={kind.value === null ? "" : String(kind.value)}
                onChange={(event: TargetedEvent<HTMLSelectElement>) => {
                  const { value } = event.currentTarget;
                  kind.value = value === "" ? null : Number(value);
                }}
              >
                <option value="">{words.network.allKinds}</option>
                {tieKinds.map((one, k) => (
                  <option key={one} value={String(k)}>
                    {kindNames[one]}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {words.network.show}{" "}
              <select
                value={way.value}
                onChange={(event: TargetedEvent<HTMLSelectElement>) => {
                  way.value = event.currentTarget.value as Lens["way"];
                }}
              >
                <option value="both">{words.network.bothWays}</option>
                <option value="looks">{words.network.whoMovesIt}</option>
                <option value="looked">{words.network.whomItMoves}</option>
              </select>
            </label>
            <label>
              {words.network.steps}{" "}
              <select
                value={String(hops.value)}
                onChange={(event: TargetedEvent<HTMLSelectElement>) => {
                  hops.value = Number(event.currentTarget.value);
                }}
              >
                {["1", "2", "3"].map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </select>
            </label>
            <label class="least">
              <span>
                {words.network.from}
                <output for={id}>{Math.round(100 * least.value)} %</output>
              </span>
              <input
                type="range"
                id={id}
                min="0"
                max="0.3"
                step="0.01"
                value={least.value}
                aria-label={words.network.least}
                aria-valuetext={words.network.percent(Math.round(100 * least.value))}
                onInput={(event: TargetedEvent<HTMLInputElement>) => {
                  least.value = event.currentTarget.valueAsNumber;
                }}
              />
            </label>
            <label>
              <input
                type="checkbox"
                checked={layout.value === "force"}
                onChange={(event: TargetedEvent<HTMLInputElement>) => {
                  layout.value = event.currentTarget.checked ? "force" : "map";
                }}
              />{" "}
              {words.network.placed}
            </label>
          </div>
          <div class="place" ref={place} />
          <NetworkTables answer={answer} focus={focus} lens={lens} />
          <Cascades focus={answer.ids[focus] ?? ""} name={answer.names[focus] ?? ""} />
        </>
      )}
    </div>
  );
}

function sentenceOf(others: number, ties: number, left: number): string {
  const rest = left === 0 ? "" : words.network.left(left, MOST_NODES);
  return `${words.network.drawn(others, ties)}${rest}`;
}
