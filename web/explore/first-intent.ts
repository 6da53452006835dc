/** Events by which somebody shows that they are about to use the page. */
const signs = ["pointermove", "pointerdown", "touchstart", "focusin", "keydown"] as const;

/** Calls a function at the first pointer, finger, key or focus on the page, and never again. */
export function onFirstIntent(act: () => void): void {
  const listening = new AbortController();
  for (const sign of signs) {
    document.addEventListener(
      sign,
      () => {
        if (listening.signal.aborted) return;
        listening.abort();
        act();
      },
      { capture: true, passive: true, signal: listening.signal },
    );
  }
}
