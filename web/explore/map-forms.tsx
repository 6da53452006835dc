import type { JSX } from "preact";
import type { MapLayer } from "../charts/map-layer.ts";
import { words } from "../strings/words.ts";
import { Lazy } from "./lazy.tsx";
import type { Page } from "./page.ts";
import { useUniqueId } from "./unique-id.ts";

/** Name of a form. */
export type MapForm = "map" | "tiles" | "list";

/** How the countries can be shown; each holds the same. */
export const mapForms: Readonly<Record<MapForm, string>> = {
  map: words.map.map,
  tiles: words.map.tiles,
  list: words.map.list,
};

/** The form that is open: a part of the view, so that links keep it. */
export function formOf(page: Page): MapForm {
  const { value } = page.view.part;
  return value === "tiles" || value === "list" ? value : "map";
}

/** The choice between map, tiles and list. */
export function MapForms({ page }: { readonly page: Page }): JSX.Element {
  const name = useUniqueId();
  const open = formOf(page);
  return (
    <fieldset class="modes forms">
      <legend class="unseen">{words.map.shownAs}</legend>
      {(Object.keys(mapForms) as MapForm[]).map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={name}
            checked={open === one}
            onChange={() => {
              page.view.part.value = one === "map" ? null : one;
            }}
          />
          <span>{mapForms[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The countries of a period as a list that can be searched and sorted. */
export function CountryListPlace({
  page,
  layer,
  period,
}: {
  readonly page: Page;
  readonly layer: MapLayer;
  readonly period: number;
}): JSX.Element {
  return (
    <Lazy
      load={() => import("./country-list.tsx").then(({ CountryList }) => CountryList)}
      props={{ page, layer, period }}
    />
  );
}
