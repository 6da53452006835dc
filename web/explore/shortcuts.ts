import type { Page } from "./page.ts";

/** Keys that act anywhere on the page. Ctrl is Cmd on a Mac. */
export function listenToKeys({ store, ensembles, view }: Page): void {
  addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    if (event.key === "Escape" && document.querySelector("dialog[open]") === null) {
      ensembles.stop();
      return;
    }
    if (!control || event.altKey) return;
    if (event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (document.querySelector("dialog[open]") === null) view.finding.value = true;
      return;
    }
    // Fields that hold text undo their own typing.
    const field = event.target;
    const typing =
      (field instanceof HTMLInputElement && field.type !== "range" && field.type !== "checkbox") ||
      field instanceof HTMLTextAreaElement;
    if (event.key.toLowerCase() === "z" && !typing) {
      event.preventDefault();
      if (event.shiftKey) store.redo();
      else store.undo();
    } else if (event.key === "Enter") {
      event.preventDefault();
      ensembles.resume();
    }
  });
}
