import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type FanView, openFan } from "../charts/fan.ts";
import { fansOf } from "./chart-data.ts";
import { usePage } from "./page.ts";
import { sourceLine } from "./source-line.ts";

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
