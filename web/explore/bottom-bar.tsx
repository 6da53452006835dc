import type { JSX } from "preact";
import { words } from "../strings/words.ts";
import { changeCount } from "./choice.ts";
import { usePage } from "./page.ts";

/** On a narrow page: opens the levers as a sheet, and says how much is changed. */
export function BottomBar(): JSX.Element {
  const { store, view } = usePage();
  const count = changeCount(store.choice.value);
  const undone = store.history.value.past.at(-1)?.name;
  const { sheetOpen } = view;
  return (
    <section class="bottom-bar" aria-label={words.levers.changesLabel}>
      <button
        type="button"
        class="main"
        aria-expanded={sheetOpen.value}
        onClick={() => {
          sheetOpen.value = !sheetOpen.value;
        }}
      >
        {sheetOpen.value ? words.levers.seeWorlds : words.levers.scenarioAndLevers}
      </button>
      <span>{words.shared.changes(count)}</span>
      <button type="button" disabled={undone === undefined} onClick={() => store.undo()}>
        {words.page.undo}
      </button>
    </section>
  );
}
