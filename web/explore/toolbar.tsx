import type { JSX } from "preact";
import { chooseTheme, currentTheme } from "../charts/theme.ts";
import { usePage } from "./page.ts";

/** The page's head: its name, undo and redo, theme. */
export function Toolbar(): JSX.Element {
  const { store, view } = usePage();
  const { past, future } = store.history.value;
  const undone = past.at(-1)?.name;
  const redone = future[0]?.name;
  const turn = (): void => {
    const next = currentTheme().name === "dark" ? "light" : "dark";
    view.theme.value = next;
    chooseTheme(next);
  };
  return (
    <header class="toolbar">
      <h1>Panoptes</h1>
      <div class="tools">
        <button
          type="button"
          aria-label={undone === undefined ? "Undo" : `Undo: ${undone}`}
          title={undone === undefined ? "Nothing to undo" : `Undo: ${undone}`}
          disabled={undone === undefined}
          onClick={() => store.undo()}
        >
          ↶
        </button>
        <button
          type="button"
          aria-label={redone === undefined ? "Redo" : `Redo: ${redone}`}
          title={redone === undefined ? "Nothing to redo" : `Redo: ${redone}`}
          disabled={redone === undefined}
          onClick={() => store.redo()}
        >
          ↷
        </button>
        <button type="button" aria-label="Light or dark" title="Light or dark" onClick={turn}>
          ◐
        </button>
      </div>
    </header>
  );
}
