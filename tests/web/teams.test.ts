import { describe, expect, test } from "vitest";
import { untouched, withValue } from "../../web/explore/choice.ts";
import { inputRows, merged, readEntries, teamDocument, valuesOf } from "../../web/gallery/teams.ts";

const act = (id: string) => ({ id, at: "2027Q1", who: "all", do: { moratorium: {} } });
const shipped = [
  { id: "baseline", title: "Base", summary: "", document: { parameters: { "choice.price": 2 } } },
  {
    id: "loans",
    title: "Loans",
    summary: "",
    document: { extends: "baseline", interventions: [act("soft")] },
  },
  { id: "alone", title: "Alone", summary: "", document: { parameters: {} } },
  {
    id: "short",
    title: "Short",
    summary: "",
    document: { extends: "baseline", time: { end: "2030Q4" } },
  },
];

test("lines hold a name and a link, or a link alone", () => {
  const text =
    "Reds: https://x.org/p/#/explore?s=baseline\n\n#/explore?s=loans trailing\nnothing here";
  expect(readEntries(text)).toEqual([
    { name: "Reds", hash: "#/explore?s=baseline" },
    { name: "Team 2", hash: "#/explore?s=loans" },
    { name: "nothing here", hash: null },
  ]);
});

describe("a team", () => {
  test("is what it changes of the baseline, with the scenario that it stands on", () => {
    const choice = withValue(untouched("loans"), "choice.lock_in", 2);
    expect(teamDocument(choice, shipped)).toEqual({
      ok: true,
      document: { interventions: [act("soft")], parameters: { "choice.lock_in": 2 } },
    });
  });

  test("that stands on no baseline, or changes which runs there are, cannot be merged", () => {
    expect(teamDocument(untouched("alone"), shipped)).toEqual({ ok: false, section: "extends" });
    expect(teamDocument(untouched("short"), shipped)).toEqual({ ok: false, section: "time" });
  });
});

describe("teams together", () => {
  const reds = { parameters: { a: 1, b: 1 }, interventions: [act("x")] };
  const blues = { parameters: { b: 2 }, interventions: [act("x"), { id: "y", remove: true }] };

  test("all act, each under an id of its own, and the last value holds", () => {
    expect(merged([reds, blues])).toMatchObject({
      parameters: { a: 1, b: 2 },
      interventions: [{ id: "x-team-1" }, { id: "x-team-2" }],
    });
  });

  test("have a row for every value that someone moved", () => {
    expect(inputRows([reds, blues])).toEqual([
      { key: "a", values: [1, null], lowest: 1, mean: 1, highest: 1 },
      { key: "b", values: [1, 2], lowest: 1, mean: 1.5, highest: 2 },
    ]);
  });

  test("values come from every section, those with reasons too", () => {
    const values = valuesOf({
      parameters: { p: { value: 3, because: "x" } },
      mechanisms: { peers: false },
      suppliers: { china: { price: 2, name: "China" } },
      countries: { KEN: { capacity: 0.3 } },
    });
    expect(Object.fromEntries(values)).toEqual({
      p: 3,
      "mechanisms.peers": 0,
      "suppliers.china.price": 2,
      "countries.KEN.capacity": 0.3,
    });
  });
});
