import { expect, test } from "vitest";
import { SCENARIO_CODES, type ScenarioCode } from "../../src/scenario/codes.ts";
import { HEAD, parseText } from "./parse-text.ts";

/**
 * A scenario with one mistake. Where the problem is expected, the text, one of the texts it extends or
 * one of the settings has a mark; it is taken out before the text is read.
 */
interface Case {
  readonly code: ScenarioCode;
  /** Lines after the three of the head. */
  readonly lines?: string;
  /** The whole text instead. */
  readonly text?: string;
  readonly texts?: Readonly<Record<string, string>>;
  readonly settings?: readonly string[];
  readonly hint?: string | RegExp;
}

const MARK = "§";
const cut = "do: { cut_price: { supplier: china, share: 0.1 } }";
const one = (rest: string, at = "at: 2027"): string =>
  `interventions:\n  - { id: x, ${at}, ${rest} }\n`;
const supplier = (id: string, rest = ""): string =>
  `  ${id}: { name: New, homes: [KEN], constant: 0, price: 1, markup: 0, subsidy: 0, experience: 5e7, norm: 0, grant_element: 0, financed_share: 0, loan_income_ceiling: 0, compliance: 0.5, knowledge: 0, research: 0.5${rest} }\n`;
const act = (verb: string): string => one(`who: all, do: { ${verb} }`);
const treaty = (rest: string): string =>
  act(`open_treaty: { founders: [FRA, FIN], min_members: 2, safeguards_floor: 0.67${rest} }`);
const when = (trigger: string): string =>
  `interventions:\n  - { id: x, when: ${trigger}, who: all, ${cut} }\n`;
const claim = (text: string): string =>
  `outcomes: [{ metric: market.hhi, at: 2030 }]\nexpect:\n  - ${text}\n`;
const vary = (text: string, name = "choice.price"): string => `uncertainty:\n  ${name}: ${text}\n`;
const cutBy = (share: string): string =>
  one(`who: all, do: { cut_price: { supplier: china, share: ${share} } }`);
const attempt = (text: string): string =>
  `teach:\n  things_to_try:\n    - { text: Try, scenario: { ${text} } }\n`;
const step = (text: string) => `teach:\n  steps:\n    - { title: A, text: B, ${text} }\n`;
const seek = (text: string) => step(`find: { number: N, metric: market.hhi, within: 1, ${text} }`);
const wayOf = (text: string) =>
  step(`find: §{ number: N, metric: market.hhi, within: 1, ${text} }`);
const many = (count: number): string =>
  Array.from({ length: count }, (_, k) => supplier(`s${k}`)).join("");
const parent = `${HEAD}parameters: { choice.price: 3 }\n${one(`who: all, ${cut}`)}`;
/** Texts n1 to n9 that each extend the next; the mark is where the chain gets too long. */
const chain = (name: string, lead = ""): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: 9 }, (_, k) => [
      `${name}${k + 1}`,
      `${HEAD}${lead}extends: ${k === 4 ? MARK : ""}${name}${k + 2}`,
    ]),
  );

const cases: readonly Case[] = [
  { code: "E002", text: `§# ${"x".repeat(300_000)}` },
  { code: "E002", text: `§${HEAD}summary: ${"é".repeat(140_000)}` },
  { code: "E003", text: `${HEAD}summary: "open§` },
  { code: "E003", lines: "runs: { count: 3\n§time: x" },
  { code: "E003", text: "a: 1\n---\n§b: 1\n" },
  { code: "E004", lines: "§title: Again", hint: "first on line 3" },
  { code: "E004", lines: "runs: { count: 1, §count: 2 }", hint: "first on line 4" },
  { code: "E005", lines: "summary: §*nothing" },
  { code: "E005", lines: "outcomes: &a [ §*a ]" },
  {
    code: "E005",
    text: `a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,§*d,*d]\n`,
  },
  { code: "E006", lines: `summary: ${"[".repeat(63)}§${"[".repeat(5000)}` },
  { code: "E006", lines: `summary: ${"[".repeat(32)}§[${"]".repeat(33)}` },
  { code: "E007", lines: "runs: &r { count: 1 }\ntime: { §<<: *r }" },
  { code: "E007", lines: "runs: &r { count: 1 }\n§<<: { title: x }" },
  { code: "E008", lines: "parameters: { choice.price: §.inf }" },
  { code: "E008", lines: "runs: { seed: §123456789012345678901 }", hint: /in quotes/ },
  { code: "E008", settings: ["choice.price=§1e999"] },
  { code: "E009", lines: "summary: !secret §x" },
  { code: "E009", lines: "§[a, b]: 1" },
  { code: "E010", text: "§" },
  { code: "E010", text: "§- a\n- b\n" },
  { code: "E101", lines: "§parametres: {}", hint: 'did you mean "parameters"?' },
  { code: "E101", lines: "§uncertain: {}", hint: 'did you mean "uncertainty"?' },
  { code: "E101", lines: "runs: { §cuont: 3 }", hint: 'did you mean "count"?' },
  { code: "E101", lines: one(`who: { §incom: [low] }, ${cut}`), hint: 'did you mean "income"?' },
  { code: "E101", lines: one("who: all, do: { §forbid: {} }"), hint: /one of subsidise/ },
  { code: "E101", lines: "parameters: { choice.price: { value: 1, §becaus: x } }" },
  {
    code: "E101",
    lines: "outcomes: [{ metric: market.hhi, §gaol: minimise }]",
    hint: 'did you mean "goal"?',
  },
  { code: "E113", lines: "outcomes: [{ metric: market.hhi, goal: §less }]" },
  { code: "E101", lines: "design: { §sampels: 3 }" },
  { code: "E113", lines: "design: { sampler: §dice }" },
  { code: "E101", lines: vary("{ §unifrom: [0, 1] }"), hint: 'did you mean "uniform"?' },
  { code: "E101", lines: vary("{ grid: { from: 0, to: 1, steps: 3, §by: 2 } }") },
  { code: "E101", lines: "§__proto__: 1" },
  {
    code: "E102",
    lines: "parameters:\n  §choice.prise: 2",
    hint: 'did you mean "choice.price"?',
  },
  {
    code: "E102",
    lines: "parameters:\n  §cost: { learning_rate: 0.1 }",
    hint: /whole name: cost\./,
  },
  { code: "E102", lines: "parameters:\n  §constructor: 1", hint: /--plugin/ },
  { code: "E102", settings: ["runs.count=3", "§choice.prise=2"], hint: /choice\.price/ },
  { code: "E103", lines: "mechanisms: { §colour: false }", hint: /one of learning/ },
  { code: "E103", settings: ["§mechanisms.peer=false"], hint: 'did you mean "peers"?' },
  { code: "E104", lines: "suppliers: { china: { §prize: 1 } }", hint: 'did you mean "price"?' },
  { code: "E104", settings: ["§suppliers.china.colour=1"] },
  { code: "E105", lines: "countries: { KEN: { §democrcy: 1 } }", hint: /"democracy"/ },
  { code: "E105", settings: ["§countries.KEN.name=1"] },
  { code: "E106", lines: "outcomes: [{ metric: §adoption.shar }]", hint: /"adoption.share"/ },
  { code: "E106", lines: "outcomes: { one: { metric: §gdp } }", hint: /for example/ },
  { code: "E110", text: "§id: a\ntitle: A", hint: "schema: panoptes/scenario@1" },
  { code: "E110", lines: "interventions:\n  - { id: §x, at: 2027, who: all }" },
  { code: "E110", lines: one("who: all, do: { §cut_price: { share: 0.1 } }") },
  { code: "E110", lines: "outcomes: [§{ by: supplier }]" },
  { code: "E111", lines: "parameters: { choice.price: §'2,5' }", hint: "write 2.5" },
  { code: "E111", lines: "parameters: { choice.price: §'20%' }", hint: "write 0.2" },
  { code: "E111", lines: "runs: §3" },
  { code: "E111", lines: "parameters: §[1]" },
  { code: "E111", lines: "mechanisms: { peers: §1 }" },
  { code: "E111", settings: ["runs.count=§many"] },
  {
    code: "E112",
    lines: "parameters:\n  cost.learning_rate: §15",
    hint: /params cost.learning_rate/,
  },
  { code: "E112", settings: ["runs.count=§2e9"] },
  { code: "E112", lines: "countries: { KEN: { urban_2019: §48 } }", hint: "a share, from 0 to 1" },
  { code: "E113", lines: "time: { step: §decade }" },
  { code: "E113", lines: one(`who: §KEN, ${cut}`), hint: /\[KEN\]/ },
  { code: "E114", text: "schema: panoptes/scenario@1\nid: §My Scenario\ntitle: A" },
  { code: "E114", lines: `suppliers:\n${supplier("§NEW")}` },
  { code: "E115", lines: "time: { start: §2011Q5 }" },
  { code: "E115", lines: one(`who: all, ${cut}`, "at: §2027-13") },
  { code: "E115", settings: ["time.end=§3040"] },
  {
    code: "E116",
    text: "schema: §panoptes/scenario@2\nid: a\ntitle: A",
    hint: /this version reads/,
  },
  { code: "E116", text: "schema: §1\nid: a\ntitle: A", hint: /write panoptes/ },
  {
    code: "E120",
    lines: one("who: all, do: { cut_price: { supplier: §chyna, share: 0.1 } }"),
    hint: 'did you mean "china"?',
  },
  { code: "E120", lines: "outcomes: [{ metric: adoption.share, supplier: §russia }]" },
  { code: "E120", lines: one(`who: { bloc: [§nato] }, ${cut}`), hint: /one of china/ },
  {
    code: "E121",
    lines: one(`who: [KEN, §FRN, USA], ${cut}`),
    hint: 'ISO 3166-1 alpha-3; did you mean "FRA" (France)?',
  },
  { code: "E121", lines: "countries: { §Kenya: { democracy: 1 } }", hint: /"KEN" \(Kenya\)/ },
  { code: "E121", settings: ["§countries.XXX.democracy=1"] },
  { code: "E121", lines: "suppliers: { china: { homes: [CHN, §HKG] } }" },
  { code: "E122", lines: one(`who: { income: [§lo] }, ${cut}`), hint: 'did you mean "low"?' },
  { code: "E122", lines: one(`who: { regime: §XX }, ${cut}`), hint: /one of CA/ },
  { code: "E122", lines: one(`who: { region: [§east-africa] }, ${cut}`) },
  { code: "E123", lines: one(`who: §[], ${cut}`) },
  { code: "E123", lines: one(`who: §{}, ${cut}`) },
  { code: "E123", lines: one(`who: { §income: [] }, ${cut}`) },
  { code: "E130", lines: "parameters:\n  §cost.hardware_share: 0.6", hint: "0.1 too much" },
  { code: "E130", settings: ["§peers.trade=0"], hint: "0.2 too little" },
  { code: "E140", lines: "extends: §nowhere" },
  {
    code: "E140",
    lines: "extends: middle",
    texts: { middle: `${HEAD}\nextends: §nowhere` },
  },
  { code: "E141", lines: "extends: §mine.yaml", texts: { "mine.yaml": HEAD } },
  {
    code: "E141",
    lines: "extends: b",
    texts: { b: `${HEAD}extends: c`, c: `${HEAD}extends: §b` },
  },
  { code: "E142", lines: "extends: n1", texts: chain("n") },
  { code: "E142", lines: "extends: m1", texts: chain("m", "\n") },
  { code: "E210", lines: "time: { start: 2030, end: §2029Q4 }", hint: "starts 2030Q1" },
  { code: "E210", lines: one(`until: §2026Q4, who: all, ${cut}`), hint: "starts 2027Q1" },
  {
    code: "E211",
    lines: `${one(`who: all, ${cut}`)}  - { id: §x, at: 2030, who: all, ${cut} }`,
    hint: "first on line 5",
  },
  {
    code: "E211",
    lines: `extends: p\n${one(`who: all, ${cut}`)}  - { id: §x, remove: true }`,
    texts: { p: parent },
  },
  { code: "E212", lines: "interventions:\n  - { id: x, remove: §true }" },
  {
    code: "E212",
    lines: "extends: p\ninterventions:\n  - { id: y, remove: §true }",
    texts: { p: parent },
  },
  { code: "E213", lines: one("who: all, do: §{}") },
  {
    code: "E213",
    lines: one(
      "who: all, do: { cut_price: { supplier: china, share: 0.1 }, §subsidise: { supplier: china, share: 0.1 } }",
    ),
    hint: "write one intervention each",
  },
  { code: "E101", lines: act("ban: { supplier: china, compliance: 1, §strength: 1 }") },
  { code: "E101", lines: act("moratorium: { §floor: 1 }") },
  {
    code: "E101",
    lines: treaty(", core: { §ids: [FRA], members: [FRA], at_least: 1 }"),
    hint: /members/,
  },
  {
    code: "E101",
    lines: act(
      "require_transparency: { visibility: 0.2, audit: { suppliers: [china], §gain: 0.1 } }",
    ),
    hint: /compliance_gain/,
  },
  {
    code: "E101",
    lines: when("{ metric: market.hhi, above: 1, §until: 3 }"),
    hint: /one of metric/,
  },
  { code: "E101", lines: claim("{ metric: market.hhi, §over: 1 }"), hint: /one of outcome/ },
  { code: "E101", lines: "teach: { §questons: [] }", hint: 'did you mean "questions"?' },
  { code: "E101", lines: "teach: { questions: [{ question: Q, answer: A, §hint: H }] }" },
  { code: "E101", lines: step("§lever: x"), hint: 'did you mean "levers"?' },
  { code: "E101", lines: seek("§outcome: x"), hint: /one of number/ },
  {
    code: "E101",
    lines: step("scenario: { §parametres: {} }"),
    hint: 'did you mean "parameters"?',
  },
  { code: "E101", lines: attempt("§id: other") },
  { code: "E101", lines: attempt("§parametres: {}"), hint: 'did you mean "parameters"?' },
  { code: "E102", lines: attempt("parameters: { §choice.prise: 2 }"), hint: /choice\.price/ },
  { code: "E110", lines: act("§subsidise: { supplier: china }") },
  {
    code: "E110",
    lines: act("§offer_alternative: { suppliers: [usa], share: 0.1, grant_element: 0.3 }"),
  },
  { code: "E110", lines: act("§condition_aid: { inducement: 1 }") },
  { code: "E110", lines: act("§control_exports: { supplier: china, cost: 0.1 }") },
  { code: "E110", lines: act("§ban: { supplier: china }") },
  { code: "E110", lines: act("§press: { supplier: china }") },
  { code: "E110", lines: act("§mandate_rules: {}") },
  { code: "E110", lines: act("§require_transparency: {}") },
  { code: "E110", lines: act("§open_treaty: { founders: [FRA], safeguards_floor: 1 }") },
  { code: "E110", lines: act("§incident: { supplier: china }") },
  { code: "E110", lines: act("§realign: { polyarchy: 0.3 }") },
  { code: "E110", lines: act("§sanction: { strength: 1 }") },
  { code: "E110", lines: act("§fund_research: { supplier: usa }") },
  { code: "E110", lines: act("§supply_shock: {}") },
  { code: "E110", lines: act("§unrest: {}") },
  { code: "E110", lines: act("§crime: {}") },
  { code: "E110", lines: "interventions:\n  - { id: §x, who: all, do: { moratorium: {} } }" },
  { code: "E111", lines: act("moratorium: §true") },
  {
    code: "E111",
    lines: act("control_exports: { supplier: china, cost: 0, research_cut: 0, refuse: §1 }"),
  },
  { code: "E111", lines: "teach: { things_to_try: [§3] }" },
  {
    code: "E113",
    lines: seek("lever: choice.price, between: [0, 1], reaches: §end"),
  },
  { code: "E231", lines: seek("at: §1990") },
  { code: "E262", lines: step("levers: [§choice]") },
  { code: "E262", lines: step("levers: [§suppliers.nobody.price]") },
  { code: "E262", lines: seek("lever: §mechanisms.peers, between: [0, 1], reaches: 1") },
  ...[
    "lever: choice.price",
    "lever: choice.price, between: [1, 0], reaches: 1",
    "lever: choice.price, between: [0, 1], reaches: start, statistic: change",
    "statistic: runs",
    "statistic: runs, above: 1, below: 2",
    "above: 1",
    "against: {}",
  ].map((keys) => ({ code: "E262" as const, lines: wayOf(keys) })),
  {
    code: "E112",
    lines: act("subsidise: { supplier: china, share: §1.1 }"),
    hint: "a share, from 0 to 1",
  },
  {
    code: "E112",
    lines: act("control_exports: { supplier: china, cost: §-0.95, research_cut: 0 }"),
  },
  { code: "E112", lines: act("press: { supplier: china, strength: §2 }") },
  { code: "E112", lines: act("incident: { supplier: china, severity: §0 }") },
  { code: "E112", lines: act("incident: { supplier: china, severity: §51 }") },
  { code: "E112", lines: act("realign: { ideal_point: §-7 }") },
  { code: "E112", lines: act("fund_research: { supplier: usa, increase: §11 }") },
  { code: "E112", lines: act("supply_shock: { increase: §-1 }") },
  { code: "E112", lines: act("unrest: { sd: §6 }") },
  { code: "E112", lines: act("crime: { sd: §-6 }") },
  { code: "E112", lines: act("mandate_rules: { floor: §2 }") },
  { code: "E112", lines: when("{ metric: market.hhi, above: 1, for: §0 }") },
  { code: "E112", lines: claim("{ metric: market.hhi, above: 1, in_at_least: §80 }") },
  { code: "E113", lines: when("{ metric: market.hhi, above: 1, then: §always }") },
  { code: "E115", lines: claim("{ metric: market.hhi, above: 1, in_at_least: 1, at: §soon }") },
  {
    code: "E120",
    lines: act(
      "offer_alternative: { suppliers: [usa, §chyna], share: 0, grant_element: 0, safeguards_at_least: 1 }",
    ),
  },
  { code: "E120", lines: act("realign: { ideal_point: 0, ally: §russia }") },
  { code: "E120", lines: treaty(", target: §uza"), hint: 'did you mean "usa"?' },
  {
    code: "E120",
    lines: act("require_transparency: { visibility: 0, audit: { suppliers: [§all] } }"),
  },
  { code: "E120", lines: when("{ metric: market.share, supplier: §chyna, above: 0.5 }") },
  {
    code: "E121",
    lines: act("open_treaty: { founders: [FRA, §DEU], min_members: 1, safeguards_floor: 1 }"),
  },
  { code: "E121", lines: treaty(", core: { members: [§KEM], at_least: 1 }"), hint: /KEN/ },
  {
    code: "E106",
    lines: when("{ metric: §market.hhj, above: 1 }"),
    hint: 'did you mean "market.hhi"?',
  },
  { code: "E130", lines: "parameters: { §rights.weight.residential: 0.5 }", hint: "0.1 too much" },
  {
    code: "E130",
    lines: "parameters: { §security.weight.residential: 0.1 }",
    hint: "0.1 too little",
  },
  { code: "E214", lines: act("mandate_rules: { floor: §0.5 }"), hint: "write 0, 0.33, 0.67 or 1" },
  { code: "E214", lines: act("condition_aid: { inducement: 1, safeguards_at_least: §0.3 }") },
  { code: "E214", lines: treaty(", licence_floor: §0.9") },
  {
    code: "E215",
    lines: act("open_treaty: { founders: [FRA], min_members: §6, safeguards_floor: 1 }"),
    hint: "at most 5",
  },
  { code: "E215", lines: treaty(", core: { members: [FRA], at_least: §2 }"), hint: "at most 1" },
  { code: "E216", lines: when("§{ metric: market.hhi }"), hint: "write above: … or below: …" },
  { code: "E216", lines: when("§{ metric: market.hhi, above: 1, below: 2 }") },
  { code: "E220", lines: "time: { start: §2011-02 }" },
  { code: "E220", settings: ["time.end=§2040Q3", "time.step=year"] },
  { code: "E222", lines: "time: { step: month, start: 1900, end: §2199 }" },
  { code: "E222", settings: ["time.start=1950", "time.end=§2200", "time.step=month"] },
  {
    code: "E230",
    lines: "outcomes: [{ metric: market.share, by: §none }]",
    hint: "recorded by supplier",
  },
  { code: "E230", lines: "outcomes: [{ metric: contracts.switched, supplier: §china }]" },
  {
    code: "E230",
    lines: "outcomes: [{ metric: contracts.count, by: §segment, supplier: china }]",
    hint: "keep one of them",
  },
  {
    code: "E230",
    lines: when("{ metric: §market.share, above: 0.5 }"),
    hint: "name one: supplier: …",
  },
  {
    code: "E230",
    lines: claim("{ metric: market.hhi, region: §africa, above: 1, in_at_least: 1 }"),
  },
  { code: "E231", lines: claim("{ metric: market.hhi, at: §2050, above: 1, in_at_least: 1 }") },
  { code: "E231", lines: "outcomes: [{ metric: adoption.share, at: §2041 }]" },
  { code: "E231", lines: "outcomes: { x: { metric: adoption.share, at: §2010Q4 } }" },
  { code: "E232", lines: "outcomes:\n  - { metric: market.hhi }\n  - { metric: §market.hhi }" },
  {
    code: "E232",
    lines:
      "outcomes:\n  - { metric: market.share, supplier: china, at: 2030 }\n  - { metric: §market.share, supplier: china, at: 2030Q4 }",
  },
  { code: "E233", lines: "outcomes: [{ metric: contracts.count, segment: §street }]" },
  {
    code: "E233",
    lines: "outcomes: [{ metric: contracts.count, segment: §residental }]",
    hint: 'did you mean "residential"?',
  },
  {
    code: "E234",
    lines: "outcomes: [{ metric: adoption.share, region: §afrika }]",
    hint: 'did you mean "africa"?',
  },
  { code: "E234", lines: "outcomes: [{ metric: adoption.share, income: §middle }]" },
  { code: "E234", lines: "outcomes: [{ metric: adoption.share, regime: §XX }]", hint: /one of CA/ },
  { code: "E260", lines: claim("§{ metric: market.hhi }"), hint: /in_at_least/ },
  { code: "E260", lines: claim("§{ metric: market.hhi, above: 1 }") },
  {
    code: "E260",
    lines: claim("§{ metric: market.hhi, higher: true }"),
    hint: /against: baseline/,
  },
  {
    code: "E260",
    lines: claim("§{ metric: market.hhi, against: baseline, higher: true, lower: true }"),
  },
  { code: "E261", lines: claim("§{ above: 1, in_at_least: 1 }") },
  { code: "E261", lines: claim("{ outcome: §market.hhi@2031, above: 1, in_at_least: 1 }") },
  { code: "E261", lines: claim("§{ outcome: x, metric: market.hhi, above: 1, in_at_least: 1 }") },
  { code: "E240", lines: "suppliers: { §chyna: { price: 1 } }", hint: 'did you mean "china"?' },
  { code: "E240", settings: ["§suppliers.korea.price=1"] },
  { code: "E241", lines: "suppliers: { china: { rivals: [§china] } }" },
  { code: "E241", lines: `suppliers:\n${supplier("firm", ", rivals: [usa, §firm]")}` },
  { code: "E242", lines: `§suppliers:\n${many(30)}` },
  { code: "E242", lines: `runs: { count: 1 }\n§suppliers:\n${many(40)}` },
  { code: "E250", settings: ["§choice.price"] },
  { code: "E250", settings: ["choice.price=2", "§=3"] },
  { code: "E251", settings: ["§interventions.x.at=2030"], hint: /in a file/ },
  { code: "E251", settings: ["§suppliers.china=3"], hint: /for example/ },
  { code: "E112", lines: vary("{ §uniform: [0, 1, 2] }") },
  {
    code: "E275",
    lines:
      "levers:\n  choice.price: { uniform: [1, 2] }\nuncertainty:\n  §choice.price: { uniform: [1, 2] }",
  },
  {
    code: "E275",
    lines: `${cutBy("$cut")}levers:\n  cut: { uniform: [0, 1] }\nuncertainty:\n  §cut: { uniform: [0, 0.5] }`,
  },
  { code: "E271", lines: "levers:\n  choice.price: { integer: §[1.5, 3] }" },
  { code: "E272", lines: "levers:\n  §mechanisms.pers: { categorical: [0, 1] }", hint: /peers/ },
  { code: "E271", lines: "levers:\n  mechanisms.peers: { categorical: §[0, off] }", hint: /only/ },
  { code: "E271", lines: "levers:\n  mechanisms.peers: { categorical: §[true, true] }" },
  {
    code: "E274",
    lines:
      "interventions:\n  - { id: b, at: 2027, who: all, do: { ban: { supplier: $who, compliance: 1 } } }\nlevers:\n  §who: { categorical: [china, chyna] }",
  },
  { code: "W304", lines: "uncertainty:\n  §choice: { uniform: [0, 1] }" },
  { code: "E270", lines: vary("§{ label: Price }"), hint: /one of uniform/ },
  { code: "E270", lines: vary("§{ uniform: [0, 1], choice: [1] }"), hint: "keep one of them" },
  { code: "E271", lines: vary("{ uniform: §[2, 1] }") },
  { code: "E271", lines: vary("{ uniform: §[1, 2], clamp: [1, 2] }") },
  { code: "E271", lines: vary("{ triangular: §[1, 3, 2] }") },
  { code: "E271", lines: vary("{ normal: §[1, 0] }") },
  { code: "E271", lines: vary("{ normal: §[1, 1], clamp: [2, 1] }") },
  { code: "E271", lines: vary("{ lognormal: §[0, 2] }") },
  { code: "E271", lines: vary("{ lognormal: §[1, 1] }") },
  { code: "E271", lines: vary("{ choice: §[1, 2, 1] }") },
  { code: "E271", lines: vary("{ grid: §{ from: 1, to: 1, steps: 3 } }") },
  {
    code: "E272",
    lines: "uncertainty:\n  §choice.prise: { uniform: [1, 2] }",
    hint: 'did you mean "choice.price"?',
  },
  {
    code: "E272",
    lines: "uncertainty:\n  §suppliers.china.prize: { uniform: [1, 2] }",
    hint: 'did you mean "price"?',
  },
  { code: "E120", lines: "uncertainty:\n  §suppliers.chyna.price: { uniform: [1, 2] }" },
  { code: "E273", lines: cutBy("§$cut"), hint: "write uncertainty: { cut: … }" },
  {
    code: "E273",
    lines: `${cutBy("§$cat")}${vary("{ uniform: [0, 1] }", "cut")}`,
    hint: 'did you mean "cut"?',
  },
  { code: "E274", lines: "uncertainty:\n  §choice.price: { normal: [2, 1] }", hint: /clamp/ },
  { code: "E274", lines: "uncertainty:\n  §cost.hardware_share: { uniform: [0.4, 0.6] }" },
  { code: "E274", lines: `${cutBy("$cut")}uncertainty:\n  §cut: { uniform: [0, 1.2] }` },
  {
    code: "E274",
    lines: `${act("mandate_rules: { floor: $floor }")}uncertainty:\n  §floor: { choice: [0.33, 0.5] }`,
    hint: /0\.33/,
  },
  { code: "W304", lines: "uncertainty:\n  §cut: { uniform: [0, 1] }", hint: /write \$cut/ },
  { code: "E290", lines: "parameter_sets: { from: §nobody }" },
  { code: "E290", lines: "parameter_sets: { from: three, only: §3 }" },
  { code: "E280", lines: "branch: { from: §nowhere, at: 2030 }" },
  {
    code: "E280",
    lines: "branch: { from: p, at: 2030 }",
    texts: { p: `${HEAD}branch: { from: §p, at: 2020 }\n` },
  },
  { code: "E281", lines: "branch: { from: p, at: §2011Q1 }", texts: { p: HEAD } },
  {
    code: "E281",
    lines: "branch: { from: p, at: §2020-05 }",
    texts: { p: HEAD },
    hint: "step is quarter",
  },
  {
    code: "E282",
    lines: "branch: { from: §p, at: 2020 }",
    texts: { p: `${HEAD}time: { step: month }` },
  },
  {
    code: "E282",
    lines: "countries: { KEN: { democracy: 0.9 } }\nbranch: { from: §p, at: 2020 }",
    texts: { p: HEAD },
  },
  { code: "W301", lines: "parameters:\n  choice.price: { value: 2, §was: 9 }" },
  {
    code: "W301",
    lines: "extends: p\nparameters: { choice.price: { value: 1, §was: 2.5 } }",
    texts: { p: parent },
  },
  { code: "W301", lines: "suppliers: { china: { price: { value: 2, §was: 1.1 } } }" },
  { code: "W302", lines: one(`§who: { region: [europe], income: [low] }, ${cut}`) },
  { code: "W302", lines: one(`§who: { bloc: [china], regime: [LD] }, ${cut}`) },
  { code: "W303", lines: one(`who: all, ${cut}`, "at: §2041") },
  {
    code: "W305",
    lines: `branch: { from: p, at: 2030 }\n${one(`who: all, ${cut}`, "at: §2027")}`,
    texts: { p: HEAD },
  },
  {
    code: "W305",
    lines: `branch: { from: p, at: 2030 }\n${one(`until: 2028, who: all, ${cut}`, "at: §2027")}`,
    texts: { p: HEAD },
  },
  {
    code: "W306",
    lines: "branch: { from: §p, at: 2030 }",
    texts: { p: `${HEAD}parameter_sets: { from: three }\n` },
  },
  {
    code: "W306",
    lines: "branch: { at: 2030, from: §p }",
    texts: { p: `${HEAD}extends: q\n`, q: `${HEAD}parameter_sets: { from: three }\n` },
  },
  { code: "W303", lines: one(`until: §2010, who: all, ${cut}`, "at: 2009") },
];

/** Line and column of the mark in a text, and the text without it. */
function unmark(text: string): { text: string; at: readonly [number, number] | null } {
  const index = text.indexOf(MARK);
  if (index < 0) return { text, at: null };
  const before = text.slice(0, index).split("\n");
  return { text: text.replace(MARK, ""), at: [before.length, (before.at(-1)?.length ?? 0) + 1] };
}

test.each(cases.map((row, k) => [`${row.code}, case ${k}`, row] as const))(
  "%s: found at its file, line and column",
  async (_name, { code, lines = "", text, texts = {}, settings = [], hint }) => {
    const own = unmark(text ?? `${HEAD}${lines}`);
    const set = unmark(settings.join("\n"));
    const others = Object.entries(texts).map(([file, other]) => ({ file, ...unmark(other) }));
    const expected = [{ file: "mine.yaml", ...own }, { file: "--set", ...set }, ...others].filter(
      ({ at }) => at !== null,
    );
    expect(expected).toHaveLength(1);

    const parsed = await parseText(
      own.text,
      Object.fromEntries(others.map((other) => [other.file, other.text])),
      settings.length > 0 ? { settings: set.text.split("\n") } : {},
    );
    const found = parsed.problems.filter((problem) => problem.code === code);
    const places = found.map(({ file, line, column }) => [file, line, column]);
    expect(places).toContainEqual([expected[0]?.file, ...(expected[0]?.at ?? [])]);
    expect(parsed.ok).toBe(code.startsWith("W"));
    if (hint !== undefined) {
      const hints = found.map((problem) => problem.hint ?? "");
      expect(hints).toContainEqual(typeof hint === "string" ? hint : expect.stringMatching(hint));
    }
  },
);

/** Met only where files are read, or on worlds of another make; their own tests have the cases. */
const ELSEWHERE: readonly string[] = ["E001", "E011", "E143", "E243"];

test("every code of scenarios has at least two cases", () => {
  const counts = new Map<string, number>();
  for (const { code } of cases) counts.set(code, (counts.get(code) ?? 0) + 1);
  const short = Object.keys(SCENARIO_CODES).filter(
    (code) => !ELSEWHERE.includes(code) && (counts.get(code) ?? 0) < 2,
  );
  expect(short).toEqual([]);
});
