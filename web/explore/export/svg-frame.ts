import { svg } from "../../charts/dom.ts";

/** Size of an exported picture, px: a slide. */
export const slide = { width: 1600, height: 900, margin: 56 } as const;

const sans = 'system-ui, "Segoe UI", "Open Sans", sans-serif';
const serif = 'Charter, "Iowan Old Style", Georgia, serif';

/** A picture with its title, sentence and source line; the chart goes between them. */
export function frame(
  title: string,
  sentence: string,
  source: string,
): { readonly picture: SVGSVGElement; readonly top: number; readonly bottom: number } {
  const { width, height, margin } = slide;
  const picture = svg("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
  });
  const lines = wrapped(sentence, 112);
  picture.append(
    svg("rect", { width, height, fill: "var(--page)" }),
    text(margin, 92, title, {
      // A long title stays on its line.
      size: Math.min(40, Math.floor(2600 / title.length)),
      weight: 700,
      family: serif,
    }),
    ...lines.map((line, k) => text(margin, 138 + 30 * k, line, { size: 23, fill: "var(--muted)" })),
    text(margin, height - 32, source, { size: 18, fill: "var(--muted)" }),
  );
  return { picture, top: 138 + 30 * lines.length, bottom: height - 70 };
}

/** How a text looks. */
export interface Type {
  readonly size: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly family?: string;
  readonly anchor?: "start" | "middle" | "end";
}

/** A line of text at its baseline. */
export function text(x: number, y: number, content: string, type: Type): SVGTextElement {
  const { size, weight = 400, fill = "var(--text)", family = sans, anchor = "start" } = type;
  const look = {
    "font-size": size,
    "font-weight": weight,
    "font-family": family,
    "text-anchor": anchor,
  };
  return svg("text", { x, y, fill, ...look }, content);
}

/** A text in lines of at most so many characters. */
function wrapped(content: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of content.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** The picture as a text that stands alone: the page's colours are written out. */
export function serialised(picture: SVGSVGElement): string {
  const style = getComputedStyle(document.documentElement);
  const written = new XMLSerializer().serializeToString(picture);
  return written.replace(/var\((--[\w-]+)\)/g, (_, name: string) =>
    style.getPropertyValue(name).trim(),
  );
}
