import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import type { MapLayer } from "../charts/map-layer.ts";
import { words as texts } from "../strings/words.ts";
import type { Page } from "./page.ts";
import { type Row, rowsWith, SearchTable } from "./search-table.tsx";
import { useUniqueId } from "./unique-id.ts";
import { openView } from "./view.ts";

/** What the map shows, as a list: search, sort, and open a country by its name. */
export function CountryList({
  page,
  layer,
  period,
}: {
  readonly page: Page;
  readonly layer: MapLayer;
  readonly period: number;
}): JSX.Element {
  const id = useUniqueId();
  const words = useSignal("");
  const { caption, columns, rows } = layer.table(period);
  const open = (country: string): void => {
    page.view.country.value = country;
    openView(page.view, "country");
  };
  const all = rows.map((cells, k): Row => {
    const country = layer.countries[k] ?? "";
    return {
      key: country,
      cells: cells.map((text, column) => {
        if (column === 0) return { text, more: country, open: () => open(country) };
        return columns[column]?.numeric ? { text, order: numberIn(text) } : { text };
      }),
    };
  });
  const found = rowsWith(all, words.value);
  return (
    <div class="country-list">
      <p class="search-line">
        <label for={id}>{texts.map.findCountry}</label>
        <input
          type="search"
          id={id}
          value={words.value}
          onInput={(event: TargetedEvent<HTMLInputElement>) => {
            words.value = event.currentTarget.value;
          }}
        />
      </p>
      {found.length === 0 ? (
        <p>{texts.shared.noRow(words.value.trim())}</p>
      ) : (
        <SearchTable caption={caption} columns={columns} rows={found} most={40} />
      )}
    </div>
  );
}

/** The first number of a text. */
function numberIn(text: string): number {
  const found = /-?\d+(?:\.\d+)?/.exec(text.replaceAll(",", "").replace("−", "-"));
  return found === null ? Number.NaN : Number(found[0]);
}
