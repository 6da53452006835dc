import type { JSX, RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** A place in which a figure is drawn anew whenever what it is drawn of changes. */
export function Drawn({
  place,
  draw,
  of,
}: {
  readonly place: RefObject<HTMLDivElement | null>;
  readonly draw: () => HTMLElement;
  /** What it is drawn of. */
  readonly of: readonly unknown[];
}): JSX.Element {
  useEffect(() => {
    const open = place.current?.querySelector<HTMLDetailsElement>("details.chart-table")?.open;
    const figure = draw();
    place.current?.replaceChildren(figure);
    // A chart that is drawn anew while runs come in keeps its table open.
    const table = figure.querySelector<HTMLDetailsElement>("details.chart-table");
    if (open === true && table !== null) table.open = true;
  }, of);
  return <div class="place" ref={place} />;
}
