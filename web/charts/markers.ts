import type { Marker } from "../../src/results/charts/palette.ts";

/** Outline of a marker of radius 1 around (0, 0) as corners; null for a circle or ring. */
const corners: Readonly<Record<Marker, readonly (readonly [number, number])[] | null>> = {
  circle: null,
  ring: null,
  square: polygon(4, Math.PI / 4, 1.15),
  triangle: polygon(3, -Math.PI / 2, 1.25),
  diamond: polygon(4, 0, 1.25),
  hexagon: polygon(6, 0, 1.1),
  star: star(),
  plus: cross(0),
  cross: cross(Math.PI / 4),
};

/** The path of a marker for SVG and, through `Path2D`, for a canvas. */
export function markerPath(marker: Marker, x: number, y: number, radius: number): string {
  const shape = corners[marker];
  if (shape === null) {
    const side = `a${radius},${radius} 0 1,0`;
    return `M${x - radius},${y}${side} ${2 * radius},0${side} ${-2 * radius},0Z`;
  }
  const points = shape.map(([dx, dy]) => `${round(x + dx * radius)},${round(y + dy * radius)}`);
  return `M${points.join("L")}Z`;
}

function polygon(
  sides: number,
  turn: number,
  scale: number,
): readonly (readonly [number, number])[] {
  return Array.from({ length: sides }, (_, k) => {
    const angle = turn + (2 * Math.PI * k) / sides;
    return [Math.cos(angle) * scale, Math.sin(angle) * scale] as const;
  });
}

function star(): readonly (readonly [number, number])[] {
  return Array.from({ length: 10 }, (_, k) => {
    const angle = -Math.PI / 2 + (Math.PI * k) / 5;
    const radius = k % 2 === 0 ? 1.3 : 0.6;
    return [Math.cos(angle) * radius, Math.sin(angle) * radius] as const;
  });
}

/** A plus of arms 1.2 long and 0.7 wide, turned. */
function cross(turn: number): readonly (readonly [number, number])[] {
  const far = 1.2;
  const near = 0.35;
  const quarter = [
    [near, -far],
    [near, -near],
    [far, -near],
  ] as const;
  return [0, 1, 2, 3].flatMap((k) => {
    const angle = turn + (Math.PI / 2) * k;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return quarter.map(([x, y]) => [x * c - y * s, x * s + y * c] as const);
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
