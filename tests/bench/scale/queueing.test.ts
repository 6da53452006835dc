import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chancesOf, timeOf } from "../../../bench/scale/chances.ts";
import { eventQueue } from "../../../bench/scale/event-queue.ts";
import { sharedLine } from "../../../bench/scale/shared-line.ts";
import { station } from "../../../bench/scale/station.ts";
import { takeOver } from "../../../bench/scale/take-over.ts";

describe("the queue of events", () => {
  test("events happen in the order of time, those of one time in the order of asking", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }), (times) => {
        const queue = eventQueue();
        const seen: (readonly [time: number, order: number])[] = [];
        times.forEach((time, order) => {
          queue.at(time, () => seen.push([queue.now(), order]));
        });
        queue.run();
        const expected = times
          .map((time, order) => [time, order] as const)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(seen).toEqual(expected);
      }),
    );
  });

  test("nothing can be asked for in the past, or at no time", () => {
    const queue = eventQueue();
    queue.at(2, () => queue.at(1, () => {}));
    expect(() => queue.run()).toThrow("1 s is not at or after 2 s");
    expect(() => queue.at(Number.NaN, () => {})).toThrow(RangeError);
  });
});

describe("a station", () => {
  /** Mean wait of Erlang's C formula, in units of 1 / mu. */
  function erlangWait(servers: number, load: number): number {
    let term = 1;
    let sum = 0;
    for (let k = 0; k < servers; k++) {
      sum += term;
      term *= load / (k + 1);
    }
    const tail = (term * servers) / (servers - load);
    return tail / (sum + tail) / (servers - load);
  }

  test.each([
    [1, 0.8],
    [3, 2.1],
    [8, 6],
  ])(
    "with %i servers and a load of %d makes people wait as Erlang's formula says",
    (servers, load) => {
      const chances = chancesOf(`erlang-${servers}`);
      const exponential = { kind: "exponential" } as const;
      const means: number[] = [];
      for (let batch = 0; batch < 40; batch++) {
        const line = station(servers);
        let now = 0;
        let waited = 0;
        const warm = 1000;
        const count = 8000;
        for (let k = 0; k < warm + count; k++) {
          now += timeOf(1 / load, exponential, chances.chunk(k, batch));
          const seconds = timeOf(1, exponential, chances.redis(k, batch));
          const wait = line.serve(now, seconds) - seconds - now;
          if (k >= warm) waited += wait;
        }
        means.push(waited / count);
      }
      const mean = means.reduce((a, b) => a + b) / means.length;
      const variance = means.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (means.length - 1);
      const error = Math.sqrt(variance / means.length);
      expect(Math.abs(mean - erlangWait(servers, load))).toBeLessThan(4 * error);
      // Tight enough to tell a wrong number of servers.
      expect(error).toBeLessThan(0.05 * erlangWait(servers, load));
    },
  );

  test("counts the work it was given", () => {
    const line = station();
    expect(line.serve(0, 2)).toBe(2);
    expect(line.serve(1, 3)).toBe(5);
    expect(line.busy()).toBe(5);
    expect(() => station(0)).toThrow("a station has 0 servers");
  });
});

describe("a line that all share", () => {
  test("gives each of two half of it while both send", () => {
    const events = eventQueue();
    const shared = sharedLine(events, 10);
    const ends: Record<string, number> = {};
    const send = (name: string, at: number, amount: number): void =>
      events.at(at, () => shared.use(amount, () => (ends[name] = events.now())));
    // a alone to 1 s (10), both to 3 s (a 20, b 10), b alone to 4 s; nothing until 6 s.
    send("a", 0, 20);
    send("b", 1, 20);
    send("c", 6, 5);
    send("nothing", 2, 0);
    events.run();
    expect(ends).toEqual({ nothing: 2, a: 3, b: 4, c: 6.5 });
    expect(shared.busy()).toBe(4.5);
  });

  test.each(["exponential", "lognormal"] as const)(
    "takes 1/(mu - lambda) on average, whatever the spread of what is sent (%s)",
    (kind) => {
      const chances = chancesOf(`sharing-${kind}`);
      const spread = kind === "exponential" ? { kind } : { kind, cv: 2 };
      const load = 0.7;
      const means: number[] = [];
      for (let batch = 0; batch < 30; batch++) {
        const events = eventQueue();
        const shared = sharedLine(events, 1);
        let taken = 0;
        let counted = 0;
        const arrive = (k: number): void => {
          const from = events.now();
          const amount = timeOf(1, spread, chances.redis(k, batch));
          shared.use(amount, () => {
            if (k < 500) return;
            taken += events.now() - from;
            counted += 1;
          });
          if (k === 4000) return;
          const gap = timeOf(1 / load, { kind: "exponential" }, chances.chunk(k, batch));
          events.at(from + gap, () => arrive(k + 1));
        };
        events.at(0, () => arrive(0));
        events.run();
        means.push(taken / counted);
      }
      const mean = means.reduce((a, b) => a + b) / means.length;
      const variance = means.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (means.length - 1);
      const error = Math.sqrt(variance / means.length);
      expect(Math.abs(mean - 1 / (1 - load))).toBeLessThan(4 * error);
      expect(error).toBeLessThan(0.2);
    },
  );
});

describe("times", () => {
  test("have the mean and the spread that were asked for", () => {
    const chances = chancesOf("times");
    const count = 40_000;
    for (const [spread, cv] of [
      [{ kind: "exponential" }, 1],
      [{ kind: "lognormal", cv: 0.4 }, 0.4],
      [{ kind: "none" }, 0],
    ] as const) {
      let sum = 0;
      let squares = 0;
      for (let k = 0; k < count; k++) {
        const time = timeOf(5, spread, chances.chunk(k));
        sum += time;
        squares += time * time;
      }
      const mean = sum / count;
      const sd = Math.sqrt(Math.max(0, squares / count - mean * mean));
      expect(Math.abs(mean - 5)).toBeLessThanOrEqual((4 * 5 * cv) / Math.sqrt(count));
      expect(Math.abs(sd / 5 - cv)).toBeLessThan(0.05);
    }
  });
});

describe("taking a chunk over", () => {
  /** The queue step by step: renewals take the mark off, checks give away what is marked and unlocked. */
  function byHand(lock: number, check: number, taken: number, died: number, phase: number): number {
    let renewed = taken;
    while (renewed + lock / 2 <= died) renewed += lock / 2;
    let marked = false;
    for (let k = 0; ; k++) {
      const time = phase + k * check;
      if (time <= renewed) continue;
      if (marked && time >= renewed + lock) return time;
      marked = true;
    }
  }

  test("happens at the check at which marks and locks say so", () => {
    const quarter = (max: number) => fc.integer({ min: 0, max: 4 * max }).map((x) => x / 4);
    fc.assert(
      fc.property(
        quarter(40),
        quarter(90),
        fc.constantFrom(2, 4, 30),
        fc.constantFrom(1, 2, 30),
        fc.integer({ min: 0, max: 99 }),
        (taken, lasts, lock, check, percent) => {
          const phase = (check * percent) / 100;
          const died = taken + lasts;
          const found = takeOver({ lockSeconds: lock, checkSeconds: check }, taken, died, phase);
          expect(found).toBeCloseTo(byHand(lock, check, taken, died, phase), 9);
          expect(found).toBeGreaterThan(died);
          expect(found).toBeLessThanOrEqual(died + lock + 2 * check + 1e-9);
        },
      ),
    );
  });
});
