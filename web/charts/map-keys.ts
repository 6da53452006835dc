/** A place that the arrow keys can reach, in the units of the picture. */
export interface Target {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Unit vectors of the arrow keys; y grows downwards. */
const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What the keys of a map do. */
export interface MapKeys {
  /** Places that can be reached now. */
  readonly targets: () => readonly Target[];
  readonly arrive: (target: Target) => void;
  readonly openTable: () => void;
  /** Opens the country that is reached. */
  readonly enter: () => void;
}

/**
 * Lets the arrow keys walk over a map from a country to the nearest one that way; Enter opens it, T calls
 * for the table.
 */
export function steerAround(
  frame: HTMLElement,
  { targets: now, arrive, openTable, enter }: MapKeys,
): void {
  let last: string | null = null;
  frame.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key.toLowerCase() === "t") {
      event.preventDefault();
      openTable();
      return;
    }
    if (event.key === "Enter") {
      event.preventDefault();
      enter();
      return;
    }
    const direction = directions[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const targets = now();
    const from = targets.find(({ id }) => id === last);
    const here = from === undefined ? targets[0] : (nearest(targets, from, direction) ?? from);
    if (here === undefined) return;
    last = here.id;
    arrive(here);
  });
}

/** The nearest target within 45° of a direction; sideways counts double, so that rows stay rows. */
function nearest(
  targets: readonly Target[],
  from: Target,
  [dx, dy]: readonly [number, number],
): Target | undefined {
  let best: Target | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const target of targets) {
    const ahead = (target.x - from.x) * dx + (target.y - from.y) * dy;
    const aside = Math.abs((target.x - from.x) * dy) + Math.abs((target.y - from.y) * dx);
    if (target.id === from.id || ahead <= 0 || aside > ahead) continue;
    const distance = ahead + 2 * aside;
    if (distance < least) {
      least = distance;
      best = target;
    }
  }
  return best;
}
