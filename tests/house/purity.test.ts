import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { buildModel } from "../../src/core/build-model.ts";
import { simulate } from "../../src/core/simulate.ts";
import { createState } from "../../src/core/state.ts";
import { runKey } from "../../src/experiments/run-key.ts";
import { compileScenario } from "../../src/scenario/compile.ts";
import { loadScenario } from "../../src/scenario/node/scenario.ts";
import { builtinWorld } from "../../src/scenario/node/world.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

// The compiler keeps Node and the DOM out of the pure layers. It cannot refuse what is part of the
// language: the clock, chance, and the functions whose last bit differs between engines.

const root = join(import.meta.dirname, "..", "..");

/** A shipped scenario with an intervention, from 2011 to 2040. */
async function shippedScenario(): Promise<Scenario> {
  const parsed = await loadScenario("silk-road-2");
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.value;
}

const unsure = [
  ...["acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "exp"],
  ...["expm1", "hypot", "log", "log10", "log1p", "log2", "pow", "sin", "sinh", "tan", "tanh"],
] as const;

/** Replaces what the core may not use by functions that throw when they are called. */
function forbid(): void {
  const refuse = (name: string) => () => {
    throw new Error(`${name} was used`);
  };
  for (const name of ["random", ...unsure] as const)
    vi.spyOn(Math, name).mockImplementation(refuse(`Math.${name}`));
  const clock = Object.assign(refuse("Date"), { now: refuse("Date.now") });
  vi.stubGlobal("Date", clock);
  vi.stubGlobal("performance", { now: refuse("performance.now") });
  vi.stubGlobal("crypto", { getRandomValues: refuse("crypto.getRandomValues") });
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function compiled() {
  const world = await builtinWorld();
  if (!world.ok) throw new Error(world.problems.map((problem) => problem.message).join("\n"));
  return world.value;
}

describe("neither chance, nor the clock, nor an engine's own exp is used", () => {
  test("while a model is built and run over the whole horizon", async () => {
    const { frame, settings } = compileScenario(await shippedScenario(), await compiled());
    const key = runKey("1");
    forbid();
    const model = buildModel(frame, settings);
    const trajectory = simulate(model, createState(model), key, { holders: true });
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    expect(trajectory.resultHash).toMatch(/^[0-9a-f]{32}$/);
    expect(trajectory.holders.some((bits) => bits !== 0)).toBe(true);
  });

  test("while a scenario is compiled on the world", async () => {
    const world = await compiled();
    const scenario = await shippedScenario();
    forbid();
    const { frame } = compileScenario(scenario, world);
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    expect(frame.countries).toBe(197);
  });

  test("and the guard itself works: what it forbids does throw", () => {
    forbid();
    expect(() => Math.random()).toThrow("Math.random was used");
    expect(() => Math.exp(1)).toThrow("Math.exp was used");
    expect(() => Date.now()).toThrow("Date.now was used");
  });
});

test("no file of the core names them, not even on a path that no run takes", () => {
  const pattern = new RegExp(`\\bMath\\.(random|${unsure.join("|")})\\b|\\bDate\\b|\\*\\*`);
  const files = readdirSync(join(root, "src", "core"), { recursive: true, encoding: "utf8" });
  const named = files
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => {
      const code = readFileSync(join(root, "src", "core", file), "utf8");
      return pattern.test(code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ""));
    });
  expect(named).toEqual([]);
});
