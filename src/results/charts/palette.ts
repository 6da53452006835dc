/** How one place in the legend looks, apart from its colour: colour is never the only sign. */
export interface Mark {
  /** Name of the place: "s1" to "s6", "other", "none" or "no-data". */
  readonly slot: Slot;
  /** One letter for tiles and legends, "" for none and no data. */
  readonly code: string;
  /** Sign at the end of a line and in the legend. */
  readonly marker: Marker;
  /** Dashes of a line in pixels, empty for a solid one. */
  readonly dash: readonly number[];
  /** Pattern of an area in print, where colours may be lost. */
  readonly pattern: Pattern;
  /** Colours on a light page (#FFFFFF). */
  readonly light: Ink;
  /** Colours on a dark page (#10151C). */
  readonly dark: Ink;
}

/** Colours of a mark in one theme, `#RRGGBB`. */
export interface Ink {
  readonly fill: string;
  readonly outline: string;
  /** Text that stands on the fill. */
  readonly text: string;
}

export type Slot = "s1" | "s2" | "s3" | "s4" | "s5" | "s6" | "other" | "none" | "no-data";

export type Marker =
  | "circle"
  | "square"
  | "triangle"
  | "diamond"
  | "plus"
  | "hexagon"
  | "star"
  | "ring"
  | "cross";

export type Pattern =
  | "solid"
  | "diagonal"
  | "dots"
  | "cross-hatch"
  | "horizontal"
  | "vertical"
  | "blank"
  | "sparse";

/** How many suppliers have a place of their own; the rest share "other". */
export const ownSlots = 6;

const white = "#FFFFFF";
const black = "#000000";

// Chosen to stay apart for all kinds of colour vision: the worst pair of the six and "none" is 13.2
// (CIEDE2000) on light, 11.9 on dark, and every fill has 3:1 to its page. No bloc gets a national colour.
/** Marks of the suppliers' places in the order of supplier ids. */
export const supplierMarks: readonly Mark[] = [
  mark("s1", "A", "circle", [], "solid", ["#2545BE", white], ["#5B84EA", black]),
  mark("s2", "B", "square", [8, 3], "diagonal", ["#DB7410", black], ["#F07A14", black]),
  mark("s3", "C", "triangle", [2, 3], "dots", ["#017D4B", white], ["#3DBD8E", black]),
  mark("s4", "D", "diamond", [10, 3, 2, 3], "cross-hatch", ["#991D5F", white], ["#E58FCB", black]),
  mark("s5", "E", "plus", [5, 2], "horizontal", ["#2E9ECD", black], ["#B4F2FB", black]),
  mark("s6", "F", "hexagon", [1, 2], "vertical", ["#4A3413", white], ["#EDD65A", black]),
];

/** Mark of suppliers beyond the sixth. */
export const otherMark: Mark = mark(
  "other",
  "+",
  "star",
  [],
  "solid",
  ["#7A828E", black],
  ["#7A828E", black],
);

/** Mark of countries without any supplier. */
export const noneMark: Mark = {
  slot: "none",
  code: "",
  marker: "ring",
  dash: [],
  pattern: "blank",
  light: { fill: "#DDE2E8", outline: "#7C8796", text: black },
  dark: { fill: "#39424F", outline: "#6B7888", text: white },
};

/** Mark of places that the world's tables do not hold. */
export const noDataMark: Mark = {
  slot: "no-data",
  code: "",
  marker: "cross",
  dash: [],
  pattern: "sparse",
  light: { fill: "#FFFFFF", outline: "#7C8796", text: black },
  dark: { fill: "#10151C", outline: "#6B7888", text: white },
};

/**
 * Steps of an ordered value from low to high: cividis, whose lightness rises evenly for all kinds of
 * colour vision. More stands out more: darker on a light page, lighter on a dark one.
 */
export const sequential: { readonly light: readonly string[]; readonly dark: readonly string[] } = {
  light: ["#FFEA46", "#CBBA69", "#958F78", "#666970", "#31446B", "#00204D"],
  dark: ["#00204D", "#31446B", "#666970", "#958F78", "#CBBA69", "#FFEA46"],
};

/** All marks, for legends and style sheets. */
export const marks: readonly Mark[] = [...supplierMarks, otherMark, noneMark, noDataMark];

/** The mark of a supplier by its index in id order. */
export function supplierMark(index: number): Mark {
  return supplierMarks[index] ?? otherMark;
}

function mark(
  slot: Slot,
  code: string,
  marker: Marker,
  dash: readonly number[],
  pattern: Pattern,
  light: readonly [string, string],
  dark: readonly [string, string],
): Mark {
  const ink = ([fill, text]: readonly [string, string]): Ink => ({ fill, outline: fill, text });
  return { slot, code, marker, dash, pattern, light: ink(light), dark: ink(dark) };
}
