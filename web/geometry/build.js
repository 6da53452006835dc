// Makes web/geometry/world.topojson: outlines of the world at 1:50m, simplified until they load in no
// time, with ISO 3166 alpha-3 ids. Run by hand after a change of world-atlas:
//   node web/geometry/build.js
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea } from "d3-geo";
import countries from "i18n-iso-countries";
import { feature, quantize } from "topojson-client";
import { filter, presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";

const require = createRequire(import.meta.url);
const source = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));

// Smallest triangle that a corner may span, steradians: about 190 km², a third of a pixel on a map
// 1,000 px wide. The file grows fast below it and shows no more.
const smallestCorner = 4.5e-6;
// Islands below this area, steradians (about 800 km²), go unless they are a country's largest part.
const smallestIsland = 2e-5;
// Grid of the coordinates: 360° over 6,000 is 0.06°, a sixth of a pixel.
const grid = 6_000;

// Nobody lives or buys there, and Antarctica would take a fifth of the picture.
const dropped = new Set(["Antarctica", "Indian Ocean Ter.", "Ashmore and Cartier Is."]);
// Drawn neutral with a dashed line whatever the scenario says.
const disputed = new Set(["Somaliland", "N. Cyprus", "Siachen Glacier", "W. Sahara"]);

/** The id under which the world's table knows a shape, or null for a disputed or unlisted area. */
function idOf(shape) {
  if (shape.properties.name === "Kosovo") return "XKX";
  if (disputed.has(shape.properties.name)) return null;
  const id = countries.numericToAlpha3(shape.id);
  if (id === undefined) throw new Error(`no ISO alpha-3 code for "${shape.properties.name}"`);
  return id;
}

const kept = source.objects.countries.geometries
  .filter((shape) => !dropped.has(shape.properties.name))
  .map((shape) => {
    const id = idOf(shape);
    const named = { type: shape.type, arcs: shape.arcs };
    return id === null ? { ...named, properties: { disputed: true } } : { ...named, id };
  });
const topology = {
  ...source,
  objects: { countries: { type: "GeometryCollection", geometries: kept } },
};

/** Area of a ring given by its arcs, steradians. */
function areaOf(arcs) {
  const area = geoArea(feature(topology, { type: "Polygon", arcs: [arcs] }));
  return Math.min(area, 4 * Math.PI - area);
}

// The outer ring of the largest part of every shape stays, so that no country vanishes with its islands.
const largest = new Set();
for (const shape of kept) {
  const rings = (shape.type === "Polygon" ? [shape.arcs] : shape.arcs).map((polygon) => polygon[0]);
  const areas = rings.map(areaOf);
  largest.add(String(rings[areas.indexOf(Math.max(...areas))]));
}
const simplified = simplify(presimplify(topology, sphericalTriangleArea), smallestCorner);
const filtered = filter(
  simplified,
  (ring) => largest.has(String(ring)) || areaOf(ring) >= smallestIsland,
);
const result = quantize(filtered, grid);
// Not ".json": formatters would spread it over ten thousand lines.
const path = new URL("world.topojson", import.meta.url);
writeFileSync(path, `${JSON.stringify(result)}\n`);
const size = readFileSync(path).length;
console.log(`${kept.length} shapes, ${(size / 1024).toFixed(0)} KB`);
