import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { utilityTermNames } from "../../src/results/explain/term-names.ts";
import { explanationWords } from "../../src/results/words/explanation-words.ts";
import { drawWaterfall } from "../charts/waterfall.ts";
import { usePage } from "../explore/page.ts";
import { SearchTable } from "../explore/search-table.tsx";
import type { ExplainAnswer } from "../lab/explain-task.ts";
import { words } from "../strings/words.ts";
import { eventTable, hazardTable, neighbourRows } from "./explanation-tables.ts";
import { named } from "./named.ts";
import { SmallestChange } from "./smallest-change.tsx";
import { StripPicture } from "./strip-picture.tsx";

/** What a country did, why, who moved it, and how likely its decisions were. */
export function Explained({ answer }: { readonly answer: ExplainAnswer }): JSX.Element {
  const { versions, view } = usePage();
  const shown = named(answer);
  const { decision } = shown;
  const chosen = answer.explanation.decision?.chosen;
  const held = chosen === "none" ? undefined : chosen;
  const source = words.country.source(shown.runs, versions.model, versions.data);
  const events = eventTable(shown);
  const hazards = hazardTable(shown);
  return (
    <>
      <p class="lead">{explanationWords(shown, "medium")}</p>
      <h3>{words.country.whoseContracts}</h3>
      <StripPicture answer={answer} />
      <p class="source">{source}</p>
      {decision !== null && (
        <>
          <Why answer={answer} source={source} />
          {held !== undefined && (
            <SmallestChange
              key={`${shown.country} ${held}`}
              country={shown.country}
              name={shown.name}
              supplier={held}
              supplierName={decision.chosen}
            />
          )}
          <section>
            <h3>{words.country.whoMoved}</h3>
            {decision.neighbours.length === 0 ? (
              <p>{words.country.noPeer}</p>
            ) : (
              <SearchTable
                caption={words.country.peers(decision.chosen, decision.over)}
                columns={[
                  { heading: words.country.peer },
                  { heading: words.country.push, numeric: true },
                  { heading: words.country.partOfPushes, numeric: true },
                  { heading: words.country.usedIn(decision.chosen), numeric: true },
                ]}
                rows={neighbourRows(decision, (country) => {
                  view.country.value = country;
                })}
                most={10}
              />
            )}
          </section>
        </>
      )}
      <section>
        <h3>{words.country.happened}</h3>
        {events.rows.length === 0 ? (
          <p>{words.country.nothing}</p>
        ) : (
          <SearchTable {...events} most={12} />
        )}
      </section>
      {hazards.rows.length > 0 && (
        <section>
          <h3>{words.country.howLikely}</h3>
          <SearchTable {...hazards} />
        </section>
      )}
    </>
  );
}

/** The decision taken apart. */
function Why({
  answer,
  source,
}: {
  readonly answer: ExplainAnswer;
  readonly source: string;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { decision, name } = named(answer);
    if (decision === null) return;
    const { chosen, over, terms, margin, decisions, runs, barred } = decision;
    const from =
      decisions === 1 ? words.country.oneDecision : words.country.decisions(decisions, runs);
    const left = barred === 0 ? "" : words.country.leftOut(barred, over);
    const parts = [...terms]
      .filter(({ value }) => Math.abs(value) >= 0.005)
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .map(({ term, value }) => ({ label: sentenceCase(utilityTermNames[term]), value }));
    const figure = drawWaterfall(
      {
        title: words.country.why(chosen, over),
        sentence: words.country.lead(chosen, name, from, left),
        unit: words.country.utils,
        up: words.country.up(chosen),
        down: words.country.down(over),
        parts,
        total: { label: words.country.total(chosen), value: margin },
      },
      source,
    );
    place.current?.replaceChildren(figure);
  }, [answer, source]);
  return <div class="place why" ref={place} />;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
