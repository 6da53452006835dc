import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { type Dot, dotRadius, type Shape, type WorldPicture } from "./world-picture.ts";

/** The outlines of the world: `web/geometry/world.topojson`. */
export type WorldGeometry = Topology<{
  countries: GeometryCollection<{ readonly disputed?: boolean }>;
}>;

/** Shapes below this area get a dot, px² in a picture of this width. */
const smallArea = 60;
const width = 960;
const margin = 6;

/** Where a country lies; null where that is unknown. */
export interface Located {
  readonly id: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Projects the outlines, so that area of ink equals area of land, and finds who needs a dot. */
export function pictureOf(geometry: WorldGeometry, countries: readonly Located[]): WorldPicture {
  const world = feature(geometry, geometry.objects.countries);
  const projection = geoEqualEarth()
    .rotate([-11, 0])
    .fitWidth(width - 2 * margin, world);
  const [dx, dy] = projection.translate();
  const top = geoPath(projection).bounds(world)[0][1];
  projection.translate([dx + margin, dy - top + margin]);
  const pen = geoPath(projection).digits(1);
  const height = Math.ceil(pen.bounds(world)[1][1] + margin);
  const large = new Set<string>();
  const shapes = world.features.map((item): Shape => {
    const id = item.id === undefined ? null : String(item.id);
    if (id !== null && pen.area(item) >= smallArea) large.add(id);
    return { id, path: pen(item) ?? "", centre: pen.centroid(item) };
  });
  const dots = countries.flatMap((country): Dot[] => {
    if (large.has(country.id) || country.latitude === null || country.longitude === null) return [];
    const point = projection([country.longitude, country.latitude]);
    return point === null ? [] : [{ id: country.id, x: point[0], y: point[1] }];
  });
  return { width, height, shapes, dots: spread(dots) };
}

/** Pushes dots apart that would cover each other, a little at a time. The same dots give the same places. */
function spread(dots: readonly Dot[]): readonly Dot[] {
  const least = 2 * dotRadius + 0.4;
  const places = dots.map(({ id, x, y }) => ({ id, x, y }));
  for (let round = 0; round < 60; round++) {
    let moved = false;
    places.forEach((one, index) => {
      for (const other of places.slice(index + 1)) {
        const dx = other.x - one.x;
        const dy = other.y - one.y;
        const distance = Math.hypot(dx, dy) || 0.01;
        if (distance >= least) continue;
        const push = (least - distance) / 2 / distance;
        one.x -= dx * push;
        one.y -= dy * push;
        other.x += dx * push;
        other.y += dy * push;
        moved = true;
      }
    });
    if (!moved) break;
  }
  return places.map(({ id, x, y }) => ({ id, x: tenth(x), y: tenth(y) }));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
