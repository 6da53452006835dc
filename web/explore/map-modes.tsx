import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { words } from "../strings/words.ts";
import { isInPicture, type MapMode, mapModes } from "./chart-data.ts";
import { Lazy } from "./lazy.tsx";
import type { Page } from "./page.ts";
import { useUniqueId } from "./unique-id.ts";

/** The choice of what the map shows. */
export function MapModes({ page }: { readonly page: Page }): JSX.Element {
  const id = useUniqueId();
  const { mode } = page.view;
  const more = useSignal(false);
  // Its code stays once it was wanted: it remembers what was read.
  if (!isInPicture(mode.value)) more.value = true;
  const choose = (event: TargetedEvent<HTMLSelectElement>): void => {
    const chosen = event.currentTarget.value as MapMode;
    mode.value = chosen;
    if (chosen !== "supplier" && chosen !== "adoption") page.ensembles.demandWhole();
  };
  return (
    <>
      <p class="map-mode">
        <label for={id}>{words.map.show}</label>
        <select id={id} value={mode.value} onChange={choose}>
          {(Object.keys(mapModes) as MapMode[]).map((one) => (
            <option key={one} value={one}>
              {mapModes[one]}
            </option>
          ))}
        </select>
      </p>
      {more.value && (
        <Lazy
          load={() => import("./more-layers-line.tsx").then(({ MoreLayersLine }) => MoreLayersLine)}
          props={{ page }}
        />
      )}
    </>
  );
}
