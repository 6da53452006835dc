import type { Design } from "../ensemble.ts";

/** A design that a pool was given. */
export interface KnownDesign {
  /** By which threads know it. */
  readonly id: number;
  /** Tasks that carried it so far. */
  sent: number;
}

/** Designs whose numbers are remembered: as many as a thread remembers kernels, or they would be of no use. */
const REMEMBERED = 2;

/**
 * A function that numbers designs. Other runs of a design that was given lately have its number, so that
 * threads need not be sent it again and keep the models that they have built for it.
 */
export function numberDesigns(): (design: Design) => KnownDesign {
  let recent: { readonly design: Design; readonly known: KnownDesign }[] = [];
  let numbers = 0;
  return (design) => {
    const found = recent.find((one) => differInRunsAlone(one.design, design));
    const entry = found ?? { design, known: { id: ++numbers, sent: 0 } };
    recent = [...recent.filter((one) => one !== entry), entry].slice(-REMEMBERED);
    return entry.known;
  };
}

/** Whether two designs hold the very same things, whatever runs of them are asked for. */
function differInRunsAlone(a: Design, b: Design): boolean {
  const { first: _a, count: _c, ...one } = a;
  const { first: _b, count: _d, ...other } = b;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof typeof one>;
  return [...keys].every((key) => one[key] === other[key]);
}
