import type { JSX } from "preact";
import { Dialog } from "./dialog.tsx";

const keys: readonly (readonly [string, string])[] = [
  ["Ctrl+Z, Ctrl+Shift+Z", "undo, redo"],
  ["Ctrl+K", "find a country, lever, scenario or view"],
  ["Esc", "stop the runs, or close what is open"],
  ["Ctrl+Enter", "run again"],
  ["On a slider", "← → a step, Page keys ten, Home End the ends, Delete the base value"],
  ["On the time bar", "← → a quarter, with Shift a year, Space plays"],
  [
    "On the map",
    "arrows to the nearest country that way, Enter opens it, + − zoom, T opens the table",
  ],
  ["In the network", "arrows walk, Enter moves the middle, 1 2 3 set the steps"],
  ["On a chart", "← → move through time, ↑ ↓ through the series, T opens the table"],
];

/** What this page is, what it is not, and its keys. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  return (
    <Dialog title="What is this?" onClose={onClose}>
      <p>
        Countries buy surveillance stacks from rival blocs of suppliers. Price, alignment and
        regulation decide who buys what from whom. Every picture shows many simulated worlds that
        differ in luck alone; a lever changes all of them at once, on the same luck, so that what
        differs is the lever’s doing.
      </p>
      <p>
        It answers <em>what if</em>. It is not a forecast, and no tool for choosing targets: every
        number follows from assumptions, which stand beside the levers with their sources.
      </p>
      <h3>Reading the charts</h3>
      <p>
        The line is the median; the dark band holds the middle 5 in 10 runs, the light one 8 in 10.
        “Higher in 171 of 200 paired runs” compares each world with its twin in the baseline.
      </p>
      <h3>Keys</h3>
      <dl>
        {keys.map(([key, does]) => (
          <>
            <dt>{key}</dt>
            <dd>{does}</dd>
          </>
        ))}
      </dl>
    </Dialog>
  );
}
