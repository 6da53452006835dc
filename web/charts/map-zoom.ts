import { words } from "../strings/words.ts";
import { html, uniqueId } from "./dom.ts";
import type { Target } from "./map-keys.ts";

/** Closest that a map can be looked at. */
const MOST = 8;
const STEP = 1.5;

/** Regions that the map can be set to, by the countries that must be in sight. */
const regions: readonly (readonly [name: string, ids: readonly string[]])[] = [
  [words.charts.africa, ["TUN", "ZAF", "CPV", "MUS", "SOM", "SEN"]],
  [words.charts.americas, ["CAN", "CHL", "URY", "BRA", "MEX", "USA", "BRB"]],
  [words.charts.asia, ["TUR", "JPN", "IDN", "MNG", "MDV", "YEM", "TLS"]],
  [words.charts.europe, ["ISL", "PRT", "CYP", "FIN", "UKR", "MLT"]],
  [words.charts.middleEast, ["EGY", "TUR", "IRN", "YEM", "OMN", "LBY"]],
  [words.charts.oceania, ["AUS", "NZL", "FJI", "PLW", "TON", "PNG"]],
];

/** Moves the part of a map that is in sight. */
export interface MapZoom {
  /** The choice of a region, and the buttons. */
  readonly element: HTMLElement;
  /** Brings a place into sight. */
  show(target: Target): void;
  /** Takes another picture; all of it is in sight. */
  open(picture: SVGSVGElement, size: Size, targets: readonly Target[]): void;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Lets a map be zoomed: by a choice of regions, by buttons, by + and − on the keyboard, by the wheel with
 * Ctrl, and by dragging once it is zoomed.
 *
 * @param onScale told how many times larger than at first everything is
 */
export function makeZoom(frame: HTMLElement, onScale: (scale: number) => void): MapZoom {
  let picture: SVGSVGElement | null = null;
  let size: Size = { width: 1, height: 1 };
  let targets: readonly Target[] = [];
  let box = { x: 0, y: 0, width: 1, height: 1 };
  const id = uniqueId("region");
  const choice = html(
    "select",
    { id },
    html("option", { value: "" }, words.charts.world),
    ...regions.map(([name]) => html("option", { value: name }, name)),
  );
  const closer = html("button", { type: "button", "aria-label": words.charts.zoomIn }, "+");
  const farther = html("button", { type: "button", "aria-label": words.charts.zoomOut }, "−");
  const element = html(
    "div",
    { class: "map-zoom" },
    html("label", { for: id }, words.charts.region),
    choice,
    farther,
    closer,
  );
  const scale = (): number => size.width / box.width;
  const apply = (): void => {
    const width = Math.min(size.width, Math.max(size.width / MOST, box.width));
    const height = Math.min(size.height, (width / box.width) * box.height);
    box = {
      x: Math.min(size.width - width, Math.max(0, box.x)),
      y: Math.min(size.height - height, Math.max(0, box.y)),
      width,
      height,
    };
    picture?.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    frame.classList.toggle("zoomed", scale() > 1.001);
    closer.disabled = scale() >= MOST - 0.01;
    farther.disabled = scale() <= 1.001;
    onScale(scale());
  };
  const zoom = (factor: number, x = box.x + box.width / 2, y = box.y + box.height / 2): void => {
    const width = Math.min(size.width, Math.max(size.width / MOST, box.width / factor));
    const part = width / box.width;
    box = {
      x: x - (x - box.x) * part,
      y: y - (y - box.y) * part,
      width,
      height: box.height * part,
    };
    choice.value = "";
    apply();
  };
  const frameRegion = (name: string): void => {
    const wanted = regions.find(([one]) => one === name)?.[1];
    const found = targets.filter((target) => wanted?.includes(target.id));
    if (found.length === 0) box = { x: 0, y: 0, ...size };
    else {
      const xs = found.map(({ x }) => x);
      const ys = found.map(({ y }) => y);
      const margin = 28;
      const [left, right] = [Math.min(...xs) - margin, Math.max(...xs) + margin];
      const [top, bottom] = [Math.min(...ys) - margin, Math.max(...ys) + margin];
      // A region may be as high as it is wide, no higher.
      const width = Math.max(right - left, bottom - top);
      const height = Math.max(bottom - top, width / 3);
      box = { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
    }
    apply();
  };
  choice.addEventListener("change", () => frameRegion(choice.value));
  closer.addEventListener("click", () => zoom(STEP));
  farther.addEventListener("click", () => zoom(1 / STEP));
  frame.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const factor = { "+": STEP, "=": STEP, "-": 1 / STEP, "−": 1 / STEP }[event.key];
    if (factor === undefined) return;
    event.preventDefault();
    zoom(factor);
  });
  const placeOf = (event: MouseEvent): readonly [number, number] => {
    const seen = frame.getBoundingClientRect();
    return [
      box.x + ((event.clientX - seen.left) / seen.width) * box.width,
      box.y + ((event.clientY - seen.top) / seen.height) * box.height,
    ];
  };
  frame.addEventListener(
    "wheel",
    (event) => {
      // The plain wheel scrolls the page.
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? STEP : 1 / STEP, ...placeOf(event));
    },
    { passive: false },
  );
  let held: readonly [number, number] | null = null;
  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && scale() > 1.001) held = placeOf(event);
  });
  frame.addEventListener("pointermove", (event) => {
    if (held === null || (event.buttons & 1) === 0) return;
    const [x, y] = placeOf(event);
    box = { ...box, x: box.x - (x - held[0]), y: box.y - (y - held[1]) };
    apply();
  });
  frame.addEventListener("pointerup", () => {
    held = null;
  });
  return {
    element,
    show({ x, y }) {
      const margin = box.width / 12;
      const within =
        x > box.x + margin &&
        x < box.x + box.width - margin &&
        y > box.y + margin / 2 &&
        y < box.y + box.height - margin / 2;
      if (within || scale() <= 1.001) return;
      box = { ...box, x: x - box.width / 2, y: y - box.height / 2 };
      apply();
    },
    open(opened, its, reachable) {
      picture = opened;
      size = { width: its.width, height: its.height };
      targets = reachable;
      frameRegion(choice.value);
    },
  };
}
