import { describe, expect, test } from "vitest";
import { compileScenario } from "../../src/scenario/compile.ts";
import { verbs } from "../../src/scenario/format/verbs.ts";
import { selectCountries } from "../../src/scenario/select-countries.ts";
import { HEAD, scenarioOf } from "./parse-text.ts";
import { smallWorld } from "./small-world.ts";

/** Whom `who` may name, and the codes of the countries that it covers. */
const reach: readonly (readonly [string, string])[] = [
  ["all", "CHN FIN FRA KEN USA"],
  ["[KEN, CHN]", "CHN KEN"],
  ["{ region: [europe] }", "FIN FRA"],
  ["{ region: [Eastern Asia, north-america] }", "CHN USA"],
  ["{ regime: [LD] }", "FIN FRA USA"],
  ["{ income: [lower-middle] }", "KEN"],
  ["{ income: [lower-middle, upper-middle] }", "CHN KEN"],
  ["{ alliance: [usa] }", "FIN FRA"],
  ["{ bloc: [usa] }", "FIN FRA USA"],
  ["{ bloc: [china, europe] }", "CHN FIN FRA"],
  ["{ regime: [LD, EA], income: [high] }", "FIN FRA USA"],
  ["{ region: [europe, africa], regime: [EA] }", "KEN"],
  [
    "{ bloc: [usa], region: [Northern Europe], income: [high], regime: [LD], alliance: [usa] }",
    "FIN",
  ],
];

/** One call of each verb. */
const calls: Readonly<Record<string, string>> = {
  subsidise: "{ supplier: usa, share: 0.2 }",
  cut_price: "{ supplier: usa, share: 0.2 }",
  finance: "{ supplier: usa, grant_element: 0.2 }",
  offer_alternative:
    "{ suppliers: [usa], share: 0.2, grant_element: 0.2, safeguards_at_least: 0.67 }",
  condition_aid: "{ inducement: 0.5, safeguards_at_least: 0.34 }",
  control_exports: "{ supplier: usa, cost: 0.1, research_cut: 0 }",
  ban: "{ supplier: usa, compliance: 1 }",
  press: "{ supplier: usa, strength: 1 }",
  moratorium: "{}",
  mandate_rules: "{ floor: 1 }",
  require_transparency: "{ visibility: 0.3 }",
  open_treaty: "{ founders: [KEN], min_members: 1, safeguards_floor: 0.33 }",
  incident: "{ supplier: usa, severity: 5 }",
  realign: "{ ideal_point: 1 }",
  sanction: "{ supplier: usa, strength: 1 }",
  fund_research: "{ supplier: usa, increase: 1 }",
  supply_shock: "{ increase: 0.3 }",
  unrest: "{ sd: 1 }",
  crime: "{ sd: 1 }",
};

const { ids } = smallWorld.countries;

async function covered(who: string, verb: string): Promise<string> {
  const text = `${HEAD}interventions:\n  - { id: x, at: 2020, who: ${who}, do: { ${verb}: ${calls[verb]} } }\n`;
  const scenario = await scenarioOf(text);
  const [written] = scenario.interventions;
  const [compiled] = compileScenario(scenario, smallWorld).settings.interventions;
  expect(compiled?.countries).toEqual(written && selectCountries(written.who, smallWorld));
  return [...(compiled?.countries ?? [])].map((i) => ids[i]).join(" ");
}

test("every verb has a call here", () => {
  expect(Object.keys(calls).sort()).toEqual(Object.keys(verbs).sort());
});

describe.each(reach)("who: %s", (who, expected) => {
  test("covers the same countries under every verb", async () => {
    for (const verb of Object.keys(calls))
      expect([verb, await covered(who, verb)]).toEqual([verb, expected]);
  });
});
