// Projector mode: large type and strong contrast, and the keys of a presenter's remote. Fetched when it is wanted.

import "./projector.css";
import type { Page } from "../explore/page.ts";
import { openView } from "../explore/view.ts";
import { views } from "../explore/views.ts";

let listening: AbortController | null = null;

/** Turns projector mode on or off. */
export function turnProjector(page: Page): void {
  const root = document.documentElement;
  listening?.abort();
  listening = null;
  if (root.classList.toggle("projector")) {
    listening = new AbortController();
    const { signal } = listening;
    addEventListener("keydown", (event) => listen(page, event), { signal });
  }
  // Canvases are drawn anew in the other size.
  page.chooseTheme(page.view.theme.peek());
}

/** Page keys are what remotes send: a step of what is open, else the next view. Esc leaves. */
function listen(page: Page, event: KeyboardEvent): void {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Escape" && document.querySelector("dialog[open]") === null) {
    turnProjector(page);
    return;
  }
  const turn = { PageDown: 1, PageUp: -1 }[key];
  // Sliders and texts have these keys for themselves.
  const own = 'input, textarea, select, [role="slider"]';
  if (turn === undefined || (target instanceof Element && target.matches(own))) return;
  event.preventDefault();
  const step = document.querySelector<HTMLButtonElement>(
    `[data-presenter="${turn > 0 ? "next" : "previous"}"]:enabled`,
  );
  if (step !== null) {
    step.click();
    return;
  }
  const { view } = page;
  const listed = views.filter(({ unlisted }) => unlisted !== true);
  const at = listed.findIndex(({ id }) => id === view.shown.peek());
  const next = listed[(at + turn + listed.length) % listed.length];
  if (next !== undefined) openView(view, next.id);
}
