import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { FanChart } from "../../src/results/charts/fan.ts";
import { type FanView, openFan } from "../charts/fan.ts";

/** A fan chart that follows the runs of a lesson. */
export function CourseFigure({
  chart,
  source,
}: {
  readonly chart: FanChart;
  readonly source: string;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<FanView | null>(null);
  useEffect(() => {
    if (view.current === null) {
      view.current = openFan(chart, source);
      place.current?.replaceChildren(view.current.element);
    } else view.current.show(chart, source);
  }, [chart, source]);
  useEffect(
    () => () => {
      view.current?.close();
      view.current = null;
    },
    [],
  );
  return <div class="place" ref={place} />;
}
