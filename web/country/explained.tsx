import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { utilityTermNames } from "../../src/results/explain/term-names.ts";
import { explanationWords } from "../../src/results/words/explanation-words.ts";
import { drawWaterfall } from "../charts/waterfall.ts";
import { usePage } from "../explore/page.ts";
import { SearchTable } from "../explore/search-table.tsx";
import type { ExplainAnswer } from "../lab/explain-task.ts";
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
  const runs = shown.runs === 1 ? "1 simulated run" : `${shown.runs} simulated runs`;
  const source = `${runs} · model ${versions.model} · data ${versions.data} · not a forecast`;
  const events = eventTable(shown);
  const hazards = hazardTable(shown);
  return (
    <>
      <p class="lead">{explanationWords(shown, "medium")}</p>
      <h3>Whose contracts it has, in how many runs</h3>
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
            <h3>Who moved it</h3>
            {decision.neighbours.length === 0 ? (
              <p>No peer pushed it one way or the other.</p>
            ) : (
              <SearchTable
                caption={`Peers by how strongly they pushed towards ${decision.chosen} (+) or ${decision.over} (−), in utils, mean over the decisions.`}
                columns={[
                  { heading: "Peer" },
                  { heading: "Push", numeric: true },
                  { heading: "Part of all pushes", numeric: true },
                  { heading: `Decisions in which it used ${decision.chosen}`, numeric: true },
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
        <h3>What happened</h3>
        {events.rows.length === 0 ? (
          <p>Nothing that counts.</p>
        ) : (
          <SearchTable {...events} most={12} />
        )}
      </section>
      {hazards.rows.length > 0 && (
        <section>
          <h3>How likely its decisions were</h3>
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
    const from = decisions === 1 ? "one decision" : `${decisions} decisions in ${runs} runs`;
    const left = barred === 0 ? "" : ` Left out: ${barred} in which ${over} was barred.`;
    const parts = [...terms]
      .filter(({ value }) => Math.abs(value) >= 0.005)
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .map(({ term, value }) => ({ label: sentenceCase(utilityTermNames[term]), value }));
    const figure = drawWaterfall(
      {
        title: `Why ${chosen} and not ${over}?`,
        sentence: `What each consideration added to the lead of ${chosen} in ${name}, mean of ${from}.${left}`,
        unit: "utils",
        up: `for ${chosen}`,
        down: `for ${over}`,
        parts,
        total: { label: `= ${chosen} ahead by`, value: margin },
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
