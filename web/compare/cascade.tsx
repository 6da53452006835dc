import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Differing } from "../../src/results/compare/differing.ts";
import { type MapView, openMap } from "../charts/map.ts";
import { usePage } from "../explore/page.ts";
import { PlayBar, wantsStillness } from "../explore/play-bar.tsx";
import { openView } from "../explore/view.ts";
import { words } from "../strings/words.ts";
import { cascadeLayer, firstRow, sentenceAt } from "./cascade-layer.ts";

/** A button that opens the map on which the cascade is played; nothing where no pair parts. */
export function Cascade(props: {
  readonly differing: Differing;
  readonly letter: string;
  readonly source: string;
}): JSX.Element | null {
  const open = useSignal(false);
  if (firstRow(props.differing) < 0) return null;
  return (
    <>
      <p>
        <button
          type="button"
          aria-expanded={open.value}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          {open.value ? words.compare.closeCascade : words.compare.playCascade}
        </button>
      </p>
      {open.value && <CascadeMap {...props} />}
    </>
  );
}

/** From the first parting on, quarter by quarter: who differs, on the map, in a sentence and as a table. */
function CascadeMap({
  differing,
  letter,
  source,
}: {
  readonly differing: Differing;
  readonly letter: string;
  readonly source: string;
}): JSX.Element {
  const { view, outlines } = usePage();
  const first = firstRow(differing);
  const layer = useMemo(() => cascadeLayer(differing, letter), [differing, letter]);
  const chosen = useSignal(first);
  const playing = useSignal(!wantsStillness());
  const place = useRef<HTMLDivElement>(null);
  const map = useRef<MapView | null>(null);
  const at = Math.min(differing.periods.length - 1, Math.max(first, chosen.value));
  useEffect(() => {
    if (map.current === null) {
      map.current = openMap(layer, outlines, source, {
        period: at,
        zoom: true,
        onOpen: (country) => {
          view.country.value = country;
          openView(view, "country");
        },
      });
      place.current?.replaceChildren(map.current.element);
    } else {
      map.current.show(layer, source);
      map.current.moveTo(at);
    }
  }, [layer, source]);
  useSignalEffect(() => map.current?.moveTo(Math.max(first, chosen.value)));
  return (
    <div class="cascade">
      {/* While it plays nobody could follow four sentences a second. */}
      <p class="said" aria-live={playing.value ? "off" : "polite"}>
        {sentenceAt(differing, at)}
      </p>
      <PlayBar
        periods={differing.periods}
        first={first}
        at={at}
        now={() => chosen.peek()}
        go={(step) => {
          chosen.value = step;
        }}
        playing={playing}
        speed={view.speed}
        steps
      />
      <div class="place map" ref={place} />
    </div>
  );
}
