/** Calls back when the width of an element changes, not when only its height does. */
export function watchWidth(element: HTMLElement, changed: () => void): void {
  let width = 0;
  new ResizeObserver(() => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    changed();
  }).observe(element);
}
