/** What may stand inside an element. Text is always text: nothing is read as HTML. */
export type Child = Node | string;

/** Makes an HTML element with attributes and children. */
export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) put(element, name, value);
  element.append(...children);
  return element;
}

/** Makes an SVG element with attributes and children. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) put(element, name, String(value));
  element.append(...children);
  return element;
}

/** A page that forbids style attributes still lets scripts set styles. */
function put(element: HTMLElement | SVGElement, name: string, value: string): void {
  if (name === "style") element.style.cssText = value;
  else element.setAttribute(name, value);
}

let made = 0;

/** A name that no other element of the page has. */
export function uniqueId(stem: string): string {
  made += 1;
  return `${stem}-${made}`;
}
