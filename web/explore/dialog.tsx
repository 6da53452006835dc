import "./styles/dialog.css";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../strings/words.ts";
import { useUniqueId } from "./unique-id.ts";

/** A dialog over the page. Escape and a click outside close it; focus goes back where it was. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  const id = useUniqueId();
  const place = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = place.current;
    const before = document.activeElement;
    dialog?.showModal();
    // Its body covers it, so what hits the dialog itself lies outside. Keyboards have Escape.
    const leave = (event: Event): void => {
      if (event.target === dialog) dialog?.close();
    };
    dialog?.addEventListener("click", leave);
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={place} aria-labelledby={id} onClose={onClose}>
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 id={id}>{title}</h2>
          <button
            type="button"
            aria-label={words.page.close}
            onClick={() => place.current?.close()}
          >
            ×
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
