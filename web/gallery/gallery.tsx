import "./gallery.css";
import { type Signal, signal, useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { domainOf, type FanChart, type FanPanel } from "../../src/results/charts/fan.ts";
import {
  formatDifference,
  formatExact,
  formatMoment,
  formatValue,
} from "../../src/results/charts/numbers.ts";
import { quantileAt, spreadOf, stepsOf } from "../../src/results/charts/series.ts";
import { FanPlace } from "../explore/fan-place.tsx";
import { usePage } from "../explore/page.ts";
import type { Picture } from "../explore/picture.ts";
import { sourceLine } from "../explore/source-line.ts";
import { useUniqueId } from "../explore/unique-id.ts";
import { words } from "../strings/words.ts";
import { creditsOf, type Gallery, readTeams, runGallery } from "./run-gallery.ts";
import { inputRows, readEntries } from "./teams.ts";

/** What was pasted, and what it came to; they stay while another view is open. */
const pasted: Signal<string> = signal("");
const shown: Signal<Gallery | null> = signal(null);

/** Scenarios of up to eight teams side by side, and what each adds to the others. */
export function GalleryView(): JSX.Element {
  const page = usePage();
  const text = words.gallery;
  const id = useUniqueId();
  const problems = useSignal<readonly string[]>([]);
  const state = useSignal("");
  const column = useSignal(0);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const show = async (): Promise<void> => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    state.value = text.reading;
    try {
      const read = await readTeams(page, readEntries(pasted.peek()));
      problems.value = read.problems;
      if (read.teams.length === 0) {
        state.value = text.none;
        return;
      }
      const made = await runGallery(page, read.teams, own.signal, (done, all) => {
        if (!own.signal.aborted) state.value = text.running(done, all);
      });
      if (made === null || own.signal.aborted) return;
      shown.value = made;
      state.value = text.done(made.teams.length);
    } catch (error) {
      if (own.signal.aborted) return;
      state.value = text.failed(error instanceof Error ? error.message : String(error));
    }
  };
  const gallery = shown.value;
  return (
    <div class="gallery">
      <h2>{text.title}</h2>
      <p class="deck">{text.deck}</p>
      <label for={id}>{text.field}</label>
      <textarea
        id={id}
        rows={5}
        spellcheck={false}
        value={pasted.value}
        placeholder={text.example}
        onInput={(event: TargetedEvent<HTMLTextAreaElement>) => {
          pasted.value = event.currentTarget.value;
        }}
      />
      <p class="gallery-actions">
        <button
          type="button"
          class="main"
          disabled={pasted.value.trim() === ""}
          onClick={() => void show()}
        >
          {text.show}
        </button>
        <span role="status">{state.value}</span>
      </p>
      {problems.value.length > 0 && (
        <div class="gallery-problems" role="alert">
          <ul>
            {problems.value.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      {gallery !== null && (
        <Shown
          gallery={gallery}
          column={column.value}
          onColumn={(chosen) => {
            column.value = chosen;
          }}
        />
      )}
    </div>
  );
}

function Shown({
  gallery,
  column,
  onColumn,
}: {
  readonly gallery: Gallery;
  readonly column: number;
  readonly onColumn: (column: number) => void;
}): JSX.Element {
  const { versions } = usePage();
  const text = words.gallery;
  const id = useUniqueId();
  const { teams, together, baseline } = gallery;
  const { summary, labels } = together;
  const one = summary.columns[column];
  const unit = one?.unit ?? "";
  const decimals = unit === "share" ? 1 : 0;
  const chart = useMemo(() => chartOf(gallery, column), [gallery, column]);
  const credits = creditsOf(gallery, column);
  const rows = inputRows(teams.map(({ document }) => document));
  const last = stepsOf(summary) - 1;
  const moment = formatMoment(labels.periods[last] ?? "");
  const median = (picture: Picture): string =>
    formatValue(quantileAt(picture.summary, column, last, 0.5), unit, decimals);
  return (
    <>
      <p class="gallery-actions">
        <label for={id}>{text.outcome}</label>
        <select
          id={id}
          value={column}
          onChange={(event: TargetedEvent<HTMLSelectElement>) =>
            onColumn(Number(event.currentTarget.value))
          }
        >
          {summary.columns.map((_, k) => (
            <option key={nameOf(together, k)} value={k}>
              {nameOf(together, k)}
            </option>
          ))}
        </select>
      </p>
      <FanPlace chart={chart} source={sourceLine(versions, together)} />
      <h3>{text.credit}</h3>
      <p>{text.creditNote(moment)}</p>
      <section class="gallery-table" aria-label={text.credit}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.team}</th>
              <th scope="col">{text.alone}</th>
              <th scope="col">{text.adds}</th>
              <th scope="col">{text.pairs}</th>
            </tr>
          </thead>
          <tbody>
            {teams.map(({ name, link }, k) => {
              const credit = credits[k];
              return (
                <tr key={link + name}>
                  <th scope="row">
                    <a href={link}>{name}</a>
                  </th>
                  <td>{median(gallery.alone[k] as Picture)}</td>
                  <td>{formatDifference(credit?.mean ?? Number.NaN, unit, decimals)}</td>
                  <td>
                    {text.counts(credit?.higher ?? 0, credit?.lower ?? 0, credit?.pairs ?? 0)}
                  </td>
                </tr>
              );
            })}
            <tr>
              <th scope="row">{text.all}</th>
              <td>{median(together)}</td>
              <td>–</td>
              <td>–</td>
            </tr>
            <tr>
              <th scope="row">{text.baseline}</th>
              <td>{median(baseline)}</td>
              <td>–</td>
              <td>–</td>
            </tr>
          </tbody>
        </table>
      </section>
      <h3>{text.inputs}</h3>
      {rows.length === 0 ? (
        <p>{text.noInputs}</p>
      ) : (
        <section class="gallery-table" aria-label={text.inputs}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.setting}</th>
                <th scope="col">{text.byTeam}</th>
                <th scope="col">{text.lowest}</th>
                <th scope="col">{text.mean}</th>
                <th scope="col">{text.highest}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, values, lowest, mean, highest }) => (
                <tr key={key}>
                  <th scope="row">{key}</th>
                  <td>
                    {values
                      .flatMap((value, k) =>
                        value === null ? [] : [`${teams[k]?.name} ${formatExact(value)}`],
                      )
                      .join(" · ")}
                  </td>
                  <td>{formatExact(lowest)}</td>
                  <td>{formatExact(Number(mean.toPrecision(4)))}</td>
                  <td>{formatExact(highest)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

/** One panel a team and one for all together, against the baseline's median. */
function chartOf({ teams, alone, together, baseline }: Gallery, column: number): FanChart {
  const text = words.gallery;
  const { summary, labels } = together;
  const behind = spreadOf(baseline.summary, column).p50;
  const panelOf = (label: string, picture: Picture, k: number): FanPanel => ({
    key: `${k} ${label}`,
    label,
    slot: "total",
    spread: spreadOf(picture.summary, column),
    baseline: behind,
  });
  const panels = [
    ...teams.map(({ name }, k) => panelOf(name, alone[k] as Picture, k)),
    panelOf(text.all, together, teams.length),
  ];
  const unit = summary.columns[column]?.unit ?? "";
  const last = stepsOf(summary) - 1;
  const end = (picture: Picture): string =>
    formatValue(quantileAt(picture.summary, column, last, 0.5), unit);
  return {
    kind: "fan",
    id: "gallery",
    title: nameOf(together, column),
    sentence: text.sentence(end(together), end(baseline), formatMoment(labels.periods[last] ?? "")),
    unit,
    decimals: unit === "share" ? 1 : 0,
    periods: labels.periods,
    dates: labels.dates,
    domain: domainOf(panels, unit),
    baseline: text.baseline,
    panels,
  };
}

/** What a column of a picture is called. */
function nameOf({ summary, labels }: Picture, column: number): string {
  const text = words.gallery;
  const { outcome = "", of = null } = summary.columns[column] ?? {};
  if (outcome === "rules.safeguards") return text.safeguards;
  if (of === null) return text.adopters;
  return text.users(labels.supplierNames[labels.suppliers.indexOf(of)] ?? of);
}
