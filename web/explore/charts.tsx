import "./styles/charts.css";
import { useSignalEffect } from "@preact/signals";
import { type JSX, render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { html } from "../charts/dom.ts";
import { type FanView, openFan } from "../charts/fan.ts";
import { type MapView, openMap } from "../charts/map.ts";
import { fansOf, layerOf } from "./chart-data.ts";
import { MapModes } from "./map-modes.tsx";
import { usePage } from "./page.ts";
import { periodAt } from "./period-at.ts";
import { sourceLine } from "./source-line.ts";
import { TimeBar } from "./time-bar.tsx";

/** A fan chart that follows the picture. */
export function Fan({ of }: { readonly of: "suppliers" | "regulation" }): JSX.Element {
  const page = usePage();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<FanView | null>(null);
  useSignalEffect(() => {
    const picture = page.ensembles.picture.value;
    const chart = fansOf(picture, page.ensembles.baseline.value)[of];
    if (chart === null || place.current === null) return;
    const source = sourceLine(page.versions, picture);
    if (view.current === null) {
      view.current = openFan(chart, source);
      place.current.replaceChildren(view.current.element);
    } else view.current.show(chart, source);
  });
  useEffect(
    () => () => {
      view.current?.close();
      view.current = null;
    },
    [],
  );
  return <div class={`place fan-${of}`} ref={place} />;
}

/** The map, which follows the picture, the mode and the period. */
export function WorldMap(): JSX.Element {
  const page = usePage();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<MapView | null>(null);
  const parts = useRef<readonly HTMLElement[]>([]);
  useSignalEffect(() => {
    const { mode, period } = page.view;
    const picture = page.ensembles.picture.value;
    const layer = layerOf(picture, mode.value);
    if (layer === null || place.current === null) return;
    const at = periodAt(layer.periods, period.peek());
    const source = sourceLine(page.versions, picture);
    if (view.current === null) {
      const above = html("div", { class: "map-modes" });
      const below = html("div", { class: "map-time" });
      render(<MapModes page={page} />, above);
      render(<TimeBar page={page} />, below);
      parts.current = [above, below];
      view.current = openMap(layer, page.outlines, source, {
        above: [above],
        below: [below],
        period: at,
      });
      place.current.replaceChildren(view.current.element);
    } else {
      view.current.show(layer, source);
      view.current.moveTo(at);
    }
  });
  useSignalEffect(() => {
    const chosen = page.view.period.value;
    const { mapPeriods } = page.ensembles.picture.peek();
    view.current?.moveTo(periodAt(mapPeriods, chosen));
  });
  useEffect(
    () => () => {
      page.view.playing.value = false;
      for (const part of parts.current) render(null, part);
      view.current = null;
    },
    [],
  );
  return <div class="place map" ref={place} />;
}
