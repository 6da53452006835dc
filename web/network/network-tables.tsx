import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { usePage } from "../explore/page.ts";
import { type Cell, type Row, SearchTable } from "../explore/search-table.tsx";
import { useUniqueId } from "../explore/unique-id.ts";
import type { NetworkAnswer } from "../lab/network-task.ts";
import { words } from "../strings/words.ts";
import { type Lens, tiesThrough } from "./neighbourhood.ts";

const share = (value: number): Cell => ({ text: `${(100 * value).toFixed(1)} %`, order: value });

/** The picture's twin: whom a country looks to, who looks to it, and who counts most of all. */
export function NetworkTables({
  answer,
  focus,
  lens,
}: {
  readonly answer: NetworkAnswer;
  readonly focus: number;
  readonly lens: Lens;
}): JSX.Element {
  const { view } = usePage();
  const id = useUniqueId();
  const open = useSignal<"looks" | "looked" | "all">("looks");
  const { ids, names, measure, community } = answer;
  const name = names[focus] ?? "";
  const ties = tiesThrough(answer, { kind: lens.kind, least: 0 });
  const opener = (country: number): Cell => ({
    text: names[country] ?? "",
    open: () => {
      view.country.value = ids[country] ?? null;
    },
  });
  const groupOf = (country: number): Cell => {
    const group = community[country] ?? -1;
    return { text: group < 0 ? "none" : String(group + 1), order: group };
  };
  const rowsOf = (which: "looks" | "looked"): readonly Row[] =>
    ties
      .filter(({ source, target }) => (which === "looks" ? source : target) === focus)
      .sort((a, b) => b.weight - a.weight)
      .map(({ source, target, weight }) => {
        const other = which === "looks" ? target : source;
        return { key: ids[other] ?? "", cells: [opener(other), share(weight), groupOf(other)] };
      });
  const titles = {
    looks: words.network.whoMoves(name),
    looked: words.network.whomMoves(name),
    all: words.shared.allCountries,
  } as const;
  const all = measure.influencers.map(({ id: one, strength, followers, pagerank }): Row => {
    const country = ids.indexOf(one);
    return {
      key: one,
      cells: [
        opener(country),
        { text: strength.toFixed(2), order: strength },
        { text: String(followers), order: followers },
        pagerank === null
          ? { text: "–", order: Number.NaN }
          : { text: `${(100 * pagerank).toFixed(2)} %`, order: pagerank },
        groupOf(country),
      ],
    };
  });
  const groups = measure.communities ?? [];
  return (
    <section>
      <h3>{words.network.influencers}</h3>
      <fieldset class="modes">
        <legend class="unseen">{words.shared.table}</legend>
        {(["looks", "looked", "all"] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={id}
              checked={open.value === one}
              onChange={() => {
                open.value = one;
              }}
            />
            <span>{titles[one]}</span>
          </label>
        ))}
      </fieldset>
      {open.value === "all" ? (
        <SearchTable
          key="all"
          caption={words.network.allCaption}
          columns={[
            { heading: words.shared.country },
            { heading: words.network.strength, numeric: true },
            { heading: words.network.followers, numeric: true },
            { heading: words.network.pageRank, numeric: true },
            { heading: words.network.community, numeric: true },
          ]}
          rows={all}
          most={15}
        />
      ) : (
        <SearchTable
          key={open.value}
          caption={
            open.value === "looks" ? words.network.peersOf(name) : words.network.partsOf(name)
          }
          columns={[
            { heading: words.shared.country },
            { heading: words.network.partOfPressure, numeric: true },
            { heading: words.network.community, numeric: true },
          ]}
          rows={rowsOf(open.value)}
          most={12}
        />
      )}
      <p class="aside">
        {words.network.ties(
          measure.ties.toLocaleString("en"),
          measure.meanDegree.toFixed(1),
          Math.round(100 * measure.reciprocity),
        )}{" "}
        {groups.length > 0 &&
          words.network.communities(
            groups.length,
            groups.map((members) => members.length).join(", "),
          )}
      </p>
    </section>
  );
}
