// Charts for documents: plain SVG that reads on a light and on a dark page, in shapes as well as in colours.

/** Colours that hold on white and on dark grey alike. */
export const INK: Readonly<Record<"line" | "main" | "other" | "good" | "bad", string>> = {
  line: "#6b7280",
  main: "#2563a8",
  other: "#b45309",
  good: "#15803d",
  bad: "#b91c1c",
};

/** A finished drawing. */
export interface Drawing {
  /** File name without folder. */
  readonly name: string;
  /** What it shows, for those who do not see it. */
  readonly alternative: string;
  readonly svg: string;
}

/** A drawing of so many pixels: its shapes on a page of their own, with a title for those who do not see it. */
export function drawing(
  name: string,
  alternative: string,
  w: number,
  h: number,
  body: string,
): Drawing {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" ` +
    `font-family="system-ui, sans-serif" font-size="12" fill="${INK.line}">\n` +
    `<title>${escaped(alternative)}</title>\n<rect width="${w}" height="${h}" fill="#ffffff"/>\n${body}\n</svg>\n`;
  return { name, alternative, svg };
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A coordinate, to a tenth of a pixel. */
export const at = (x: number): string => String(Number(x.toFixed(1)));

/** Words whose anchor lies at (x, y). */
export function text(
  x: number,
  y: number,
  words: string,
  anchor: string = "start",
  size: number = 12,
): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" font-size="${size}">${escaped(words)}</text>`;
}

/** A straight line. */
export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  colour: string = INK.line,
  width: number = 1,
  dash: string = "",
): string {
  const dashes = dash === "" ? "" : ` stroke-dasharray="${dash}"`;
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${colour}" stroke-width="${width}"${dashes}/>`;
}

function bar(x: number, y: number, w: number, h: number, colour: string): string {
  return `<rect x="${at(x)}" y="${at(y)}" width="${at(w)}" height="${at(h)}" fill="${colour}"/>`;
}

/** One target: what the ensemble gives, in tolerances from what was observed. */
export interface TargetMark {
  readonly label: string;
  /** (mean - observed) / tolerance, and the same of the 5% and 95% quantiles. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly met: boolean;
  readonly role: "C" | "V";
}

/** Means and intervals of all targets on one scale: tolerances from the observed value. */
export function targetsChart(marks: readonly TargetMark[]): Drawing {
  const row = 18;
  const left = 440;
  const width = 880;
  const top = 30;
  const most = 3;
  const x = (value: number): number =>
    left + ((Math.max(-most, Math.min(most, value)) + most) / (2 * most)) * (width - left - 20);
  const height = top + marks.length * row + 30;
  const parts = [
    bar(x(-1), top - 6, x(1) - x(-1), marks.length * row + 6, "#eef2f7"),
    line(x(0), top - 6, x(0), top + marks.length * row),
    ...[-3, -2, -1, 0, 1, 2, 3].map((v) =>
      text(
        x(v),
        height - 10,
        v === 0 ? "observed" : `${v > 0 ? "+" : "−"}${Math.abs(v)}`,
        "middle",
      ),
    ),
  ];
  marks.forEach(({ label, mean, low, high, met, role }, k) => {
    const y = top + k * row + 6;
    const colour = met ? INK.good : INK.bad;
    parts.push(text(left - 12, y + 4, label, "end"));
    parts.push(line(x(low), y, x(high), y, colour, role === "C" ? 2.5 : 1.5));
    parts.push(
      met
        ? `<circle cx="${at(x(mean))}" cy="${at(y)}" r="4" fill="${colour}"/>`
        : `<path d="M${at(x(mean) - 4)} ${at(y - 4)}l8 8m0 -8l-8 8" stroke="${colour}" stroke-width="2.5"/>`,
    );
  });
  parts.push(
    text(
      10,
      14,
      "tolerances from the observed value; disc: mean met, cross: not; bar: 9 in 10 runs, cut at 3; thick: fitted to, thin: not",
    ),
  );
  return drawing(
    "validation-targets.svg",
    "Every target: mean and 9-in-10 interval of the ensemble, in tolerances from what was observed",
    width,
    height,
    parts.join("\n"),
  );
}

/** A bin of a reliability diagram. */
export interface ReliabilityBin {
  readonly count: number;
  readonly given: number;
  readonly happened: number;
}

/** Reliability diagrams side by side: what happened against what was given. */
export function reliabilityChart(
  panels: readonly { readonly title: string; readonly bins: readonly ReliabilityBin[] }[],
): Drawing {
  const size = 190;
  const gap = 60;
  const width = 50 + panels.length * (size + gap);
  const parts: string[] = [];
  panels.forEach(({ title, bins }, p) => {
    const x0 = 50 + p * (size + gap);
    const y0 = 30;
    const x = (v: number): number => x0 + v * size;
    const y = (v: number): number => y0 + (1 - v) * size;
    parts.push(text(x0, 18, title));
    parts.push(
      `<rect x="${x0}" y="${y0}" width="${size}" height="${size}" fill="none" stroke="${INK.line}"/>`,
    );
    parts.push(line(x(0), y(0), x(1), y(1), INK.line, 1, "4 3"));
    for (const v of [0, 0.5, 1]) {
      parts.push(
        text(x(v), y(0) + 16, `${100 * v}%`, "middle"),
        text(x0 - 6, y(v) + 4, `${100 * v}%`, "end"),
      );
    }
    for (const { count, given, happened } of bins) {
      const r = 2 + Math.sqrt(count);
      parts.push(
        `<circle cx="${at(x(given))}" cy="${at(y(happened))}" r="${at(r)}" fill="${INK.main}" fill-opacity="0.55" stroke="${INK.main}"/>`,
      );
    }
    parts.push(text(x0 + size / 2, y(0) + 34, "given", "middle"));
  });
  parts.push(
    text(
      50,
      286,
      "Across: the probability that was given. Up: how often it happened. On the dashed line is honest; a larger disc holds more.",
    ),
  );
  return drawing(
    "validation-reliability.svg",
    "Reliability: share of unseen countries in which it happened, against the probability that they were given",
    width,
    296,
    parts.join("\n"),
  );
}

/** Horizontal bars from 0 to 1. */
export function contractionChart(
  bars: readonly { readonly label: string; readonly value: number }[],
): Drawing {
  const row = 17;
  const left = 250;
  const width = 640;
  const parts: string[] = [];
  bars.forEach(({ label, value }, k) => {
    const y = 24 + k * row;
    const w = Math.max(0, Math.min(1, value)) * (width - left - 60);
    parts.push(text(left - 8, y + 10, label, "end"));
    parts.push(bar(left, y, Math.max(1, w), 11, value < 0.3 ? INK.other : INK.main));
    parts.push(text(left + w + 6, y + 10, `${Math.round(100 * value)}%`));
  });
  parts.push(
    text(10, 14, "variance taken away by the data; orange: less than 30%, hardly anything learnt"),
  );
  return drawing(
    "validation-contraction.svg",
    "How far the data have narrowed each parameter",
    width,
    34 + bars.length * row,
    parts.join("\n"),
  );
}

/** Small histograms, each with a line at the height of a flat one. */
export function histograms(
  name: string,
  alternative: string,
  caption: string,
  panels: readonly {
    readonly title: string;
    readonly values: readonly number[];
    readonly flat: number;
    readonly ends?: readonly [string, string];
  }[],
): Drawing {
  const columns = 3;
  const w = 210;
  const h = 110;
  const rows = Math.ceil(panels.length / columns);
  const parts: string[] = [text(10, 16, caption)];
  panels.forEach(({ title, values, flat, ends }, k) => {
    const x0 = 10 + (k % columns) * (w + 20);
    const y0 = 40 + Math.floor(k / columns) * (h + 46);
    const most = Math.max(2 * flat, ...values);
    const step = w / values.length;
    parts.push(text(x0, y0 - 6, title));
    values.forEach((value, v) => {
      const height = (value / most) * h;
      parts.push(bar(x0 + v * step + 1, y0 + h - height, step - 2, height, INK.main));
    });
    parts.push(
      line(
        x0,
        y0 + h - (flat / most) * h,
        x0 + w,
        y0 + h - (flat / most) * h,
        INK.other,
        1.5,
        "5 3",
      ),
    );
    parts.push(line(x0, y0 + h, x0 + w, y0 + h));
    if (ends) parts.push(text(x0, y0 + h + 14, ends[0]), text(x0 + w, y0 + h + 14, ends[1], "end"));
  });
  return drawing(
    name,
    alternative,
    10 + columns * (w + 20),
    40 + rows * (h + 46),
    parts.join("\n"),
  );
}
