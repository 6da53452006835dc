/** A drawn shape; `id` is null for a disputed area. */
export interface Shape {
  readonly id: string | null;
  readonly path: string;
  /** Where labels and keys find it, in the units of the picture. */
  readonly centre: readonly [number, number];
}

/** A country that is drawn as a dot because its shape is too small, or missing. */
export interface Dot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** The world in Equal Earth projection, ready to draw. */
export interface WorldPicture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  readonly dots: readonly Dot[];
  /** Words on it, each centred on its place; none unless told. */
  readonly labels?: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  /** What to say of it; of outlines and borders unless told. */
  readonly note?: string;
}

/** Radius of a dot, in the units of the picture. */
export const dotRadius = 3.6;
