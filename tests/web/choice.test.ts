import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadScenario } from "../../src/scenario/node/scenario.ts";
import { parseScenario } from "../../src/scenario/parse.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import {
  chainOf,
  changeCount,
  changesOf,
  scenarioOf,
  untouched,
  withIntervention,
  withoutIntervention,
  withValue,
} from "../../web/explore/choice.ts";
import { leverGroups, stepOfLever, stepped } from "../../web/explore/levers.ts";
import { shippedWorld } from "../golden/spine.ts";

const shipped = ["baseline", "silk-road-2"].map((id) => {
  const path = new URL(`../../scenarios/${id}.yaml`, import.meta.url);
  const document: Record<string, unknown> = parse(readFileSync(path, "utf8"));
  return { id, title: String(document.title), summary: String(document.summary), document };
});
const ban = {
  id: "ban",
  at: "2028Q1",
  who: "all",
  do: { ban: { supplier: "china", compliance: 1 } },
};

describe("a choice", () => {
  test("becomes the same scenario as the file that says the same", async () => {
    const world = await shippedWorld();
    let choice = untouched("silk-road-2", 20, "7");
    choice = withValue(choice, "choice.price", 3);
    choice = withValue(choice, "suppliers.china.constant", -0.2);
    choice = withValue(choice, "mechanisms.peers", false);
    choice = withIntervention(choice, ban);
    choice = withIntervention(choice, { id: "soft-loans", remove: true });
    const file = {
      schema: "panoptes/scenario@1",
      id: "silk-road-2",
      title: shipped[1]?.title,
      extends: "silk-road-2",
      ...changesOf(choice),
      runs: { count: 20, seed: "7" },
    };
    const resolve = async (name: string) => {
      const path = new URL(`../../scenarios/${name}.yaml`, import.meta.url);
      const value = { text: readFileSync(path, "utf8"), file: name, key: name };
      return { ok: true, value, problems: [] } as const;
    };
    const text = JSON.stringify(file);
    const parsed = await parseScenario(text, { file: "mine", world, resolve, ensembles: unread });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const {
      changes: _,
      outcomes: _outcomes,
      summary: _summary,
      expect: _expect,
      teach: _teach,
      parents: _parents,
      ...own
    } = parsed.value;
    const made = scenarioOf(choice, shipped);
    expect(made).toMatchObject(own);
    expect(made.parameterSets.pinned).toEqual(["choice.price", "suppliers.china.constant"]);
  });

  test.each([
    ["a scenario by its name", { from: "silk-road-2", at: "2031Q1" }],
    ["one of a version of the data", { from: "silk-road-2@2026.2", at: "2031Q1" }],
    [
      "one written in place",
      {
        from: {
          schema: "panoptes/scenario@1",
          id: "own",
          title: "Own",
          extends: "silk-road-2",
          parameters: { "choice.price": 3 },
        },
        at: "2031Q1",
      },
    ],
  ])("branches off %s as its file does", async (_, branch) => {
    const world = await shippedWorld();
    const file = {
      schema: "panoptes/scenario@1",
      id: "late",
      title: "Late",
      extends: "baseline",
      branch,
      interventions: [{ ...ban, at: "2032Q1" }],
    };
    const resolve = async (reference: string) => {
      const name = reference.split("@")[0] ?? "";
      const path = new URL(`../../scenarios/${name}.yaml`, import.meta.url);
      const value = { text: readFileSync(path, "utf8"), file: name, key: name };
      return { ok: true, value, problems: [] } as const;
    };
    const text = JSON.stringify(file);
    const parsed = await parseScenario(text, { file: "mine", world, resolve, ensembles: unread });
    if (!parsed.ok || parsed.value.branch === null)
      throw new Error(JSON.stringify(parsed.problems));
    const { from, at, trunk } = parsed.value.branch;
    const linked = { id: "late", title: "Late", summary: "", document: file, linked: true };
    const made = scenarioOf(untouched("late"), [...shipped, linked]);
    const settings = ({
      parameters,
      mechanisms,
      interventions,
      parameterSets,
      time,
    }: Scenario) => ({
      parameters,
      mechanisms,
      interventions,
      parameterSets,
      time,
    });
    expect([made.branch?.from, made.branch?.at]).toEqual([from, at]);
    if (made.branch === null) throw new Error("there is no branch");
    expect(settings(made.branch.trunk)).toEqual(settings(trunk));
    expect(settings(made)).toEqual(settings(parsed.value));
  });

  test("names what it is to branch off where that is not there", () => {
    const document = { branch: { from: "nowhere", at: "2031Q1" } };
    const linked = { id: "late", title: "Late", summary: "", document, linked: true };
    expect(() => scenarioOf(untouched("late"), [...shipped, linked])).toThrow(
      'no scenario "nowhere"',
    );
  });

  test("untouched is the shipped scenario", async () => {
    const loaded = await loadScenario("silk-road-2", { world: await shippedWorld() });
    if (!loaded.ok) throw new Error("the scenario has problems");
    const { parameters, interventions, parameterSets, time } = loaded.value;
    expect(scenarioOf(untouched("silk-road-2"), shipped)).toMatchObject({
      parameters,
      interventions,
      parameterSets,
      time,
    });
  });

  test("counts its changes, and forgets them one by one", () => {
    let choice = withValue(withValue(untouched("baseline"), "a", 1), "b", 2);
    choice = withIntervention(choice, ban);
    expect(changeCount(choice)).toBe(3);
    choice = withIntervention(choice, { ...ban, at: "2030Q1" });
    expect(changeCount(choice)).toBe(3);
    choice = withoutIntervention(withValue(withValue(choice, "a", null), "b", null), "ban");
    expect(choice).toEqual(untouched("baseline"));
  });

  test("stands on the documents from the root down", () => {
    expect(chainOf(shipped, "silk-road-2").map(({ id }) => id)).toEqual([
      "baseline",
      "silk-road-2",
    ]);
    expect(chainOf(shipped, "nowhere")).toEqual([]);
  });
});

test("every lever moves in round steps from end to end, and never beyond", () => {
  const levers = leverGroups.flatMap((group) => group.levers);
  expect(levers).toHaveLength(8);
  for (const lever of levers) {
    const [low, high] = lever.range;
    const step = stepOfLever(lever);
    expect((high - low) / step).toBeGreaterThanOrEqual(40);
    expect((high - low) / step).toBeLessThanOrEqual(200);
    expect(stepped(lever, low, -1)).toBe(low);
    expect(stepped(lever, high, 1)).toBe(high);
    expect(String(stepped(lever, low, 3)).length).toBeLessThan(9);
  }
});

/** Which sets there are does not matter here. */
const unread = async () =>
  ({
    ok: true,
    value: {
      schema: "panoptes/parameter-sets@1",
      id: "baseline",
      targets: "",
      scenario: "",
      model: "",
      data: "",
      seed: "",
      parameters: [],
      sets: [[]],
    },
    problems: [],
  }) as const;
