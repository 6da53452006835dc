/** The part that is used of a package without typings. */
declare module "topojson-simplify" {
  import type { Topology } from "topojson-specification";

  /** Weighs every corner by the area of the triangle it spans. */
  export function presimplify(topology: Topology, weight: unknown): Topology;
  /** Leaves out corners below a weight. */
  export function simplify(topology: Topology, least: number): Topology;
  /** Area of a triangle on the sphere, steradians. */
  export const sphericalTriangleArea: unknown;
}
