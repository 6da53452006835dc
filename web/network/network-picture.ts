import type { NumberTable } from "../../src/results/charts/table.ts";
import { numbers, words } from "../../src/results/charts/table.ts";
import { html, svg } from "../charts/dom.ts";
import { makeFigure } from "../charts/figure.ts";
import { steerAround, type Target } from "../charts/map-keys.ts";
import { keyEntry } from "../charts/plane.ts";
import { installTheme } from "../charts/theme.ts";
import type { WorldPicture } from "../charts/world-picture.ts";
import { words as texts } from "../strings/words.ts";
import type { Box, Place } from "./layout.ts";
import type { Neighbourhood } from "./neighbourhood.ts";

/** Countries whose names are written out; the others have their codes. */
const NAMED = 14;

/** A network to draw. */
export interface NetworkChart {
  readonly title: string;
  readonly sentence: string;
  readonly source: string;
  readonly focusName: string;
  readonly drawn: Neighbourhood;
  /** [place among the drawn nodes] */
  readonly places: readonly Place[];
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** Outlines behind it; null: none. */
  readonly world: WorldPicture | null;
  /** The part of the picture that is in sight. */
  readonly box: Box;
  /** Width of the whole picture. */
  readonly width: number;
}

/** What may be done with it. */
export interface NetworkActions {
  /** Puts a country into the middle. */
  readonly focus: (country: number) => void;
  readonly hops: (hops: number) => void;
}

/** Draws countries and who looks to whom; arrows run from who is looked at to who looks. */
export function drawNetwork(chart: NetworkChart, actions: NetworkActions): HTMLElement {
  installTheme();
  const { drawn, places, ids, names, box, world } = chart;
  // Marks and words keep their size on the screen, however small a part is in sight.
  const unit = box.width / chart.width;
  const figure = makeFigure({
    title: chart.title,
    sentence: chart.sentence,
    source: chart.source,
    table: () => tableOf(chart),
  });
  const picture = svg("svg", {
    class: "network",
    viewBox: `${box.x} ${box.y} ${box.width} ${box.height}`,
    "aria-hidden": "true",
  });
  if (world !== null) {
    const land = svg("g", { class: "network-land" });
    for (const { path } of world.shapes) land.append(svg("path", { d: path }));
    picture.append(land);
  }
  const placeOf = new Map(drawn.nodes.map((node, k) => [node, places[k] ?? ([0, 0] as Place)]));
  const [focus] = drawn.nodes;
  for (const tie of drawn.ties) {
    const from = placeOf.get(tie.target);
    const to = placeOf.get(tie.source);
    if (from === undefined || to === undefined) continue;
    const kind = tie.source === focus ? "moves-it" : tie.target === focus ? "moved-by-it" : "";
    picture.append(arrow(from, to, tie.weight, kind, unit));
  }
  const targets: Target[] = [];
  const taken: Box[] = [];
  const marks = places.map(([x, y]) => {
    const size = 8 * unit;
    return { x: x - size / 2, y: y - size / 2, width: size, height: size };
  });
  const labels = svg("g", {});
  drawn.nodes.forEach((node, k) => {
    const [x, y] = placeOf.get(node) ?? [0, 0];
    const own = node === focus;
    const id = ids[node] ?? "";
    targets.push({ id, x, y });
    const radius = (own ? 7 : 4.5) * unit;
    const mark = svg("circle", { cx: x, cy: y, r: radius, class: own ? "node own" : "node" });
    mark.dataset.node = String(node);
    picture.append(mark);
    const text = k < NAMED ? (names[node] ?? id) : id;
    const high = (own ? 13 : 10.5) * unit;
    const wide = text.length * high * 0.6;
    const beside = radius + 0.2 * high;
    // Above its mark, below it, to the right or to the left of it.
    const rooms = [
      [-wide / 2, -radius - high * 1.25],
      [-wide / 2, radius],
      [beside, -high / 2],
      [-wide - beside, -high / 2],
    ].map(([dx = 0, dy = 0]) => ({ x: x + dx, y: y + dy, width: wide, height: high * 1.1 }));
    const free = (others: readonly Box[]) =>
      rooms.find((room) => !others.some((other) => overlap(room, other)));
    const room = free([...taken, ...marks]) ?? free(taken);
    // Words that would cover others are left out; the line below the picture has them.
    if (room === undefined) return;
    taken.push(room);
    const place = { x: room.x + wide / 2, y: room.y + 0.92 * high, "font-size": high };
    labels.append(svg("text", { ...place, class: own ? "own" : "" }, text));
  });
  picture.append(labels);
  const halo = svg("circle", { class: "halo", r: 10 * unit });
  picture.append(halo);
  const frame = html("div", {
    class: "map-frame network-frame",
    tabindex: "0",
    role: "group",
    "aria-label": texts.network.frame(chart.title),
  });
  frame.append(picture);
  const idle = texts.network.hint;
  const reading = html("p", { class: "map-reading" }, idle);
  let here: number | null = null;
  const say = (node: number | null): void => {
    here = node;
    reading.textContent = node === null ? idle : readingOf(chart, node);
  };
  steerAround(frame, {
    targets: () => targets,
    arrive: ({ id, x, y }) => {
      halo.setAttribute("cx", String(x));
      halo.setAttribute("cy", String(y));
      halo.classList.add("shown");
      say(ids.indexOf(id));
      figure.say(reading.textContent ?? "");
    },
    openTable: () => figure.toggleTable(),
    enter: () => {
      if (here !== null) actions.focus(here);
    },
  });
  frame.addEventListener("keydown", (event) => {
    if (!/^[123]$/.test(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    actions.hops(Number(event.key));
  });
  const nodeAt = ({ target }: Event): number | null =>
    target instanceof SVGElement && target.dataset.node !== undefined
      ? Number(target.dataset.node)
      : null;
  frame.addEventListener("pointermove", (event) => say(nodeAt(event) ?? here));
  frame.addEventListener("click", (event) => {
    const node = nodeAt(event);
    if (node !== null && node !== focus) actions.focus(node);
  });
  const keys = html(
    "div",
    { class: "key-row" },
    keyEntry("moves-it", texts.network.moves(chart.focusName)),
    keyEntry("moved-by-it", texts.network.movedBy(chart.focusName)),
    keyEntry("moves-others", texts.network.between),
  );
  figure.body.append(html("div", { class: "keys" }, keys), frame, reading);
  return figure.element;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** An arrow whose width says how strong a tie is. */
function arrow(
  [x, y]: Place,
  [u, v]: Place,
  weight: number,
  kind: string,
  unit: number,
): SVGElement {
  const length = Math.hypot(u - x, v - y) || 1;
  const [dx, dy] = [(u - x) / length, (v - y) / length];
  const width = unit * Math.max(0.7, Math.min(6, 14 * weight));
  const head = 5 * unit + 1.6 * width;
  // It ends at the rim of the node, and bends a little, so that both ways can be told apart.
  const [ex, ey] = [u - dx * 8 * unit, v - dy * 8 * unit];
  const [mx, my] = [(x + ex) / 2 - dy * length * 0.08, (y + ey) / 2 + dx * length * 0.08];
  const [ax, ay] = [ex - mx, ey - my];
  const turn = Math.hypot(ax, ay) || 1;
  const [tx, ty] = [ax / turn, ay / turn];
  const [bx, by] = [ex - tx * head, ey - ty * head];
  const group = svg("g", { class: `tie ${kind}` });
  group.append(
    svg("path", { d: `M${x},${y}Q${mx},${my} ${bx},${by}`, "stroke-width": width }),
    svg("path", {
      class: "head",
      d: `M${ex},${ey}L${bx - ty * head * 0.45},${by + tx * head * 0.45}L${bx + ty * head * 0.45},${by - tx * head * 0.45}Z`,
    }),
  );
  return group;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.095 ? 1 : 0)} %`;
}

function readingOf({ drawn, names, focusName }: NetworkChart, node: number): string {
  const [focus] = drawn.nodes;
  const name = names[node] ?? "";
  if (node === focus) return texts.network.middle(name);
  const find = (source: number | undefined, target: number | undefined) =>
    drawn.ties.find((tie) => tie.source === source && tie.target === target)?.weight;
  const moves = find(focus, node);
  const moved = find(node, focus);
  const parts = [
    moves === undefined ? "" : texts.network.makesUp(percent(moves), focusName),
    moved === undefined ? "" : texts.network.makesUpOf(focusName, percent(moved)),
  ].filter(Boolean);
  return parts.length === 0
    ? texts.network.notTied(name, focusName)
    : texts.network.reading(name, parts.join("; "));
}

function tableOf({ drawn, names, title }: NetworkChart): NumberTable {
  return {
    caption: texts.network.tableOf(title),
    columns: [
      words(texts.network.whoLooks),
      words(texts.network.toWhom),
      numbers(texts.network.partOfPeers),
    ],
    rows: [...drawn.ties]
      .reverse()
      .map(({ source, target, weight }) => [
        names[source] ?? "",
        names[target] ?? "",
        percent(weight),
      ]),
  };
}
