import { expect, test } from "vitest";
import type { WorldPicture } from "../../web/charts/world-picture.ts";
import { packOutlines, unpackOutlines } from "../../web/explore/outlines.ts";

/** A coast of many corners from (0, 0) to (0, 90), there or back. */
const coast = Array.from({ length: 31 }, (_, k) => `${(k * 7) % 12},${k * 3}`);
const back = [...coast].reverse();

function picture(paths: readonly string[]): WorldPicture {
  return {
    width: 960,
    height: 470,
    shapes: paths.map((path, k) => ({ id: k === 0 ? null : `C${k}`, centre: [k, 7], path })),
    dots: [{ id: "TUV", x: 12.3, y: 45.6 }],
  };
}

test("outlines come back as they are drawn, several rings and shared borders included", () => {
  const drawn = picture([
    `M${coast.join("L")}L60,90L60,0Z`,
    `M${back.join("L")}L-60,0L-60,90ZM100,100L103,100L103,103Z`,
    // One that turns the same way shares nothing.
    `M${coast.join("L")}L9,120Z`,
  ]);
  expect(unpackOutlines(packOutlines(drawn))).toEqual(drawn);
});

test("a border takes room once: a second country along it adds few bytes", () => {
  const one = packOutlines(picture([`M${coast.join("L")}L60,90L60,0Z`]));
  const two = packOutlines(
    picture([`M${coast.join("L")}L60,90L60,0Z`, `M${back.join("L")}L-60,0L-60,90Z`]),
  );
  const apart = packOutlines(
    picture([`M${coast.join("L")}L60,90L60,0Z`, `M${coast.join("L")}L-60,0L-60,90Z`]),
  );
  const [first, shared, alone] = [one, two, apart].map(({ body }) => body.length);
  expect((shared ?? 0) - (first ?? 0)).toBeLessThan(((alone ?? 0) - (first ?? 0)) * 0.7);
});
