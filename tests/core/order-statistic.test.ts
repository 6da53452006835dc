import fc from "fast-check";
import { expect, test } from "vitest";
import { kthSmallest } from "../../src/core/order-statistic.ts";

test("the k-th smallest is what stands k-th after sorting, with ties and in any order", () => {
  const numbers = fc.oneof(
    fc.double({ noNaN: true }),
    fc.integer({ min: 0, max: 3 }).map((x) => x / 3),
  );
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 1, maxLength: 60 }), fc.nat(), (values, any) => {
      const k = any % values.length;
      const sorted = Float64Array.from(values).sort();
      // Negative zero sorts before zero, but no order tells them apart.
      expect(kthSmallest(Float64Array.from(values), k) + 0).toBe((sorted[k] as number) + 0);
    }),
    { seed: 1 },
  );
});
