import "./report.css";
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { fanTable } from "../../src/results/charts/fan.ts";
import { diffScenarios } from "../../src/scenario/diff.ts";
import { fansOf } from "../explore/chart-data.ts";
import { Fan } from "../explore/charts.tsx";
import { type Provenance, provenanceOf } from "../explore/export/provenance.ts";
import { headlineOf } from "../explore/headline.ts";
import { usePage } from "../explore/page.ts";
import { openView } from "../explore/view.ts";
import { WorldMap } from "../explore/world-map.tsx";
import { words } from "../strings/words.ts";

/** Years of the table: a page has room for a few. */
const shownYears = /^(?:2020|2025|2030|2035|2040)\b/;

/** A report of the present scenario, made for paper: what was changed, what came out, and how to have it again. */
export function Report(): JSX.Element {
  const page = usePage();
  const text = words.report;
  const { store, ensembles, view } = page;
  const provenance = useSignal<Provenance | null>(null);
  useSignalEffect(() => {
    const { kind } = ensembles.progress.value;
    provenance.value = null;
    if (kind === "running" || kind === "failed") return;
    void provenanceOf(page).then((found) => {
      provenance.value = found;
    });
  });
  const picture = ensembles.picture.value;
  const baseline = ensembles.baseline.value;
  const { lead, comparison } = headlineOf(picture, baseline);
  const choice = store.choice.value;
  const shipped = store.shipped.value.find(({ id }) => id === choice.base);
  const changes = diffScenarios(store.base.value, store.scenario.value).filter(
    ({ path }) => !path.startsWith("runs."),
  );
  const { suppliers, regulation } = fansOf(picture, baseline);
  const tables = [suppliers, regulation].flatMap((chart) =>
    chart === null ? [] : [fanTable(chart)],
  );
  const made = provenance.value;
  return (
    <article class="print-report">
      <p class="report-actions">
        <button type="button" class="main" onClick={() => print()}>
          {text.print}
        </button>
        <button type="button" onClick={() => openView(view, "explore")}>
          {text.back}
        </button>
      </p>
      <h2>{shipped?.title ?? choice.base}</h2>
      <p class="deck">{shipped?.summary}</p>
      {made === null && <p role="status">{text.waiting}</p>}
      <h3>{text.lead}</h3>
      <p class="report-lead">
        {lead} {comparison}
      </p>
      <h3>{text.inputs}</h3>
      {changes.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{text.setting}</th>
              <th scope="col">{text.before}</th>
              <th scope="col">{text.after}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ path, from, to }) => (
              <tr key={path}>
                <th scope="row">{path.replace(/^parameters\./, "")}</th>
                <td>{from === null ? "–" : String(from)}</td>
                <td>{to === null ? "–" : String(to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div class="report-charts">
        <WorldMap />
        <Fan of="suppliers" />
        <Fan of="regulation" />
      </div>
      <h3>{text.numbers}</h3>
      <p>{text.numbersNote}</p>
      {tables.map(({ caption, columns, rows }) => (
        <table key={caption}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ heading }) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows
              .filter(([period = ""]) => shownYears.test(String(period)))
              .map(([period, ...cells]) => (
                <tr key={period}>
                  <th scope="row">{period}</th>
                  {cells.map((cell, k) => (
                    <td key={columns[k + 1]?.heading}>{cell}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      ))}
      <h3>{text.limits}</h3>
      <p>{text.limitsText}</p>
      {made !== null && (
        <>
          <h3>{text.again}</h3>
          <p class="report-source">
            {text.made(made.runs, made.seed, made.model, made.data)}
            <br />
            {words.shared.resultHash(made.resultHash)}
            <br />
            <code>{made.command}</code>
          </p>
        </>
      )}
    </article>
  );
}
