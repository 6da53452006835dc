/**
 * Calls back when the width of an element changes, not when only its height does.
 * @returns what watches, to be disconnected when the element is thrown away
 */
export function watchWidth(element: HTMLElement, changed: () => void): ResizeObserver {
  let width = 0;
  const watch = new ResizeObserver(() => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    changed();
  });
  watch.observe(element);
  return watch;
}
