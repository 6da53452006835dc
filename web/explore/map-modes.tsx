import type { JSX } from "preact";
import { type MapMode, mapModes } from "./chart-data.ts";
import type { Page } from "./page.ts";
import { useUniqueId } from "./unique-id.ts";

/** The choice of what the map shows. */
export function MapModes({ page }: { readonly page: Page }): JSX.Element {
  const name = useUniqueId();
  const { mode } = page.view;
  return (
    <fieldset class="modes">
      <legend class="unseen">What the map shows</legend>
      {(Object.keys(mapModes) as MapMode[]).map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={name}
            checked={mode.value === one}
            onChange={() => {
              mode.value = one;
              if (one === "safeguards") page.ensembles.demandWhole();
            }}
          />
          <span>{mapModes[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}
