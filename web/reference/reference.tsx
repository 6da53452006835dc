import "./reference.css";
import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { useEffect } from "preact/hooks";
import type { World } from "../../src/scenario/world/world.ts";
import { Lazy } from "../explore/lazy.tsx";
import { usePage } from "../explore/page.ts";
import { rowsWith, SearchTable } from "../explore/search-table.tsx";
import { useUniqueId } from "../explore/unique-id.ts";
import { words as texts } from "../strings/words.ts";
import { ModelInShort } from "./model-in-short.tsx";
import { outcomeTable, parameterTable, type Table, termTable } from "./model-tables.ts";
import { countryTable, observedTable, supplierTable } from "./world-tables.ts";

const parts = {
  model: texts.reference.model,
  equations: texts.reference.equations,
  code: texts.reference.inCode,
  parameters: texts.reference.parameters,
  suppliers: texts.reference.suppliers,
  countries: texts.shared.countries,
  observed: texts.reference.observed,
  outcomes: texts.reference.outcomes,
  glossary: texts.reference.glossary,
} as const;

type Part = keyof typeof parts;
/** Parts that are no table. */
type Depth = "model" | "equations" | "code";
type TablePart = Exclude<Part, Depth>;

const isTable = (part: Part): part is TablePart =>
  part !== "model" && part !== "equations" && part !== "code";
const loadEquations = () => import("./model-depths.tsx").then(({ Equations }) => Equations);
const loadCode = () => import("./model-depths.tsx").then(({ InCode }) => InCode);

/** Data & docs: what goes in, with unit, value, range and source; what comes out; what words mean. */
export function Reference(): JSX.Element {
  const page = usePage();
  const { store, view, versions } = page;
  const id = useUniqueId();
  const words = useSignal("");
  const world = useSignal<World | null>(null);
  const failure = useSignal<string | null>(null);
  const fetchWorld = (): void => {
    failure.value = null;
    page.runner().then(
      (runner) => {
        world.value = runner.world;
      },
      (error: unknown) => {
        failure.value = error instanceof Error ? error.message : String(error);
      },
    );
  };
  useEffect(fetchWorld, []);
  const open = isPart(view.part.value) ? view.part.value : "model";
  const known = world.value;
  const whole: Readonly<Record<TablePart, Table | null>> = {
    parameters: parameterTable(store.scenario.value),
    suppliers: known === null ? null : supplierTable(known),
    countries: known === null ? null : countryTable(known),
    observed: known === null ? null : observedTable(known),
    outcomes: outcomeTable(),
    glossary: termTable(texts.glossary),
  };
  const found = Object.fromEntries(
    Object.entries(whole).map(([part, table]) => [
      part,
      table === null ? null : rowsWith(table.rows, words.value),
    ]),
  ) as Readonly<Record<TablePart, Table["rows"] | null>>;
  const sought = words.value.trim() !== "";
  const countOf = (part: Part): string =>
    !sought || !isTable(part) ? "" : ` ${found[part]?.length ?? "…"}`;
  const table = isTable(open) ? whole[open] : null;
  const rows = isTable(open) ? found[open] : null;
  const elsewhere = (Object.keys(parts) as Part[]).filter(
    (part) => isTable(part) && part !== open && (found[part]?.length ?? 0) > 0,
  );
  return (
    <div class="reference">
      <h2>{texts.reference.title}</h2>
      <p class="deck">{texts.reference.deck(versions.model, versions.data)}</p>
      <p class="search-line">
        <label for={id}>{texts.reference.searchAll}</label>
        <input
          type="search"
          id={id}
          value={words.value}
          onInput={(event: TargetedEvent<HTMLInputElement>) => {
            words.value = event.currentTarget.value;
            if (!isTable(open) && words.value.trim() !== "") view.part.value = "parameters";
          }}
        />
      </p>
      <fieldset class="modes">
        <legend class="unseen">{texts.shared.table}</legend>
        {(Object.keys(parts) as Part[]).map((part) => (
          <label key={part}>
            <input
              type="radio"
              name={`${id}-part`}
              checked={part === open}
              onChange={() => {
                view.part.value = part;
              }}
            />
            <span>
              {parts[part]}
              {countOf(part)}
            </span>
          </label>
        ))}
      </fieldset>
      <p class="unseen" role="status">
        {sought && rows !== null && texts.shared.rows(rows.length)}
      </p>
      {open === "model" && <ModelInShort />}
      {open === "equations" && <Lazy load={loadEquations} props={{}} />}
      {open === "code" && <Lazy load={loadCode} props={{}} />}
      {table === null && isTable(open) && failure.value === null && (
        <p class="waiting">{texts.shared.loadingWorld}</p>
      )}
      {table === null && isTable(open) && failure.value !== null && (
        <p role="alert">
          {texts.shared.worldFailed(failure.value)}
          <button type="button" onClick={fetchWorld}>
            {texts.shared.again}
          </button>
        </p>
      )}
      {table !== null && rows !== null && rows.length === 0 && (
        <p>
          {texts.reference.noRow(parts[open], words.value.trim())}{" "}
          {elsewhere.length === 0
            ? texts.reference.noneElsewhere
            : texts.reference.foundIn(elsewhere.map((part) => parts[part]).join(", "))}
        </p>
      )}
      {table !== null && rows !== null && rows.length > 0 && (
        <SearchTable key={open} caption={table.caption} columns={table.columns} rows={rows} />
      )}
    </div>
  );
}

function isPart(text: string | null): text is Part {
  return text !== null && Object.hasOwn(parts, text);
}
