import "./styles/charts.css";
import { useSignalEffect } from "@preact/signals";
import { type JSX, render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { html } from "../charts/dom.ts";
import { type MapView, openMap } from "../charts/map.ts";
import type { MapLayer } from "../charts/map-layer.ts";
import { isInPicture, layerOf } from "./chart-data.ts";
import { CountryListPlace, formOf, MapForms } from "./map-forms.tsx";
import { MapModes } from "./map-modes.tsx";
import { type Page, usePage } from "./page.ts";
import { periodAt } from "./period-at.ts";
import { sourceLine } from "./source-line.ts";
import { TimeBar } from "./time-bar.tsx";
import { openView } from "./view.ts";

/** Where the parts of the page's own stand in the figure. */
interface Places {
  readonly above: HTMLElement;
  readonly list: HTMLElement;
  readonly below: HTMLElement;
}

/** The map, its tiles or its list, which follow the picture, the mode and the period. */
export function WorldMap(): JSX.Element {
  const page = usePage();
  const { view, ensembles, outlines } = page;
  const place = useRef<HTMLDivElement>(null);
  const map = useRef<MapView | null>(null);
  const places = useRef<Places | null>(null);
  useSignalEffect(() => {
    const { layer, source } = shownOf(page);
    if (layer === null || place.current === null) return;
    const at = periodAt(layer.periods, view.period.peek());
    if (map.current === null) {
      const made = placesOf(page);
      places.current = made;
      map.current = openMap(layer, outlines, source, {
        above: [made.above],
        below: [made.list, made.below],
        period: at,
        zoom: true,
        onOpen: (country) => {
          view.country.value = country;
          openView(view, "country");
        },
      });
      place.current.replaceChildren(map.current.element);
    } else {
      map.current.show(layer, source);
      map.current.moveTo(at);
    }
  });
  useSignalEffect(() => {
    const chosen = view.period.value;
    const { layer } = shownOf(page, "peek");
    if (layer !== null) map.current?.moveTo(periodAt(layer.periods, chosen));
  });
  useSignalEffect(() => {
    const form = formOf(page);
    place.current?.classList.toggle("as-list", form === "list");
    let left = false;
    if (form === "map") map.current?.setWorld(outlines);
    if (form === "tiles") {
      void import("../charts/tiles.ts").then(({ tilesOf }) => {
        const { countries } = ensembles.picture.peek().labels;
        if (!left) map.current?.setWorld(tilesOf(outlines, countries));
      });
    }
    return () => {
      left = true;
    };
  });
  useSignalEffect(() => {
    const host = places.current?.list;
    const { layer } = shownOf(page);
    if (host === undefined || layer === null) return;
    const period = periodAt(layer.periods, view.period.value);
    const open = formOf(page) === "list";
    render(open ? <CountryListPlace page={page} layer={layer} period={period} /> : null, host);
  });
  useEffect(
    () => () => {
      view.playing.value = false;
      for (const part of Object.values(places.current ?? {})) render(null, part);
      map.current = null;
    },
    [],
  );
  return <div class="place map" ref={place} />;
}

/** The layer that is shown; that of suppliers while another is still worked out. */
function shownOf(
  { ensembles, view, versions }: Page,
  how: "value" | "peek" = "value",
): { readonly layer: MapLayer | null; readonly source: string } {
  const follow = how === "value";
  const picture = follow ? ensembles.picture.value : ensembles.picture.peek();
  const mode = follow ? view.mode.value : view.mode.peek();
  const more = follow ? view.more.value : view.more.peek();
  const source = sourceLine(versions, picture);
  if (isInPicture(mode)) return { layer: layerOf(picture, mode), source };
  return more ?? { layer: layerOf(picture, "supplier"), source };
}

function placesOf(page: Page): Places {
  const above = html("div", { class: "map-modes" });
  const list = html("div", { class: "map-list" });
  const below = html("div", { class: "map-time" });
  render(
    <>
      <MapForms page={page} />
      <MapModes page={page} />
    </>,
    above,
  );
  render(<TimeBar page={page} />, below);
  return { above, list, below };
}
