import type { Reversal } from "../explore/headline.ts";
import type { Page } from "../explore/page.ts";
import { openView } from "../explore/view.ts";
import { seedsOf } from "./form-parts.tsx";
import { inFront } from "./levers.ts";
import { begin } from "./run-place.tsx";

/** Points all over the levers, with a run at each. */
const POINTS = 512;

/** Looks for where a conclusion is turned round, and opens the view that shows it. */
export function doubt(page: Page, { outcome, side, limit }: Reversal): void {
  const { store, view } = page;
  begin(page, {
    ...{ kind: "discovery", outcome, side, points: POINTS, runs: 1 },
    // As it reads: two more digits than a headline shows of a share.
    limit: Number(limit.toPrecision(4)),
    vary: inFront.map(({ key }) => key),
    ...seedsOf(store.choice.peek().seed),
  });
  openView(view, "experiments", "discovery");
}
