import { ownFiles, text } from "./files.js";

/**
 * A number that stands in the code and in the description of the model. `code` finds it in the file, its
 * groups are the numbers; `says` is what the description must say of them, spaces apart.
 * @typedef {object} Stated
 * @property {string} file
 * @property {RegExp} code
 * @property {(...numbers: string[]) => string} says
 */

const document = "docs/model.md";

/** @param {string} n */
const grouped = (n) => Number(n).toLocaleString("en-US");

/**
 * A constant by its name.
 * @param {string} file
 * @param {string} name
 * @param {(value: string) => string} says
 * @returns {Stated}
 */
function constant(file, name, says) {
  return { file, code: new RegExp(`^(?:export )?const ${name} = (.+);$`, "m"), says };
}

/**
 * @param {string} name of a process that draws
 * @param {(number: string) => string} says
 * @returns {Stated}
 */
function purpose(name, says) {
  return { file: "src/core/draws.ts", code: new RegExp(`^ {2}${name}: (\\d+),$`, "m"), says };
}

/** @type {readonly Stated[]} */
const stated = [
  constant("src/core/peers.ts", "PEER_UNIT", (n) => `sum to ${grouped(n)} per country`),
  constant("src/core/processes/react.ts", "WORST", (n) => `S_−j), held in [−${n}, 0]; B_i →`),
  constant("src/core/processes/react.ts", "WORST", (n) => `·dt, held in [0, ${n}]. S_−j`),
  constant("src/core/processes/react.ts", "AUDIENCE", (n) => `·min(1, ${n}/countries)·`),
  constant("src/core/processes/observe.ts", "DETECTION_YEAR", (n) => `dY·(t − ${n})`),
  constant(
    "src/core/processes/observe.ts",
    "MOST_VISIBLE",
    (n) =>
      `logit(min(${n}, p + v)) − logit(p), p = v0 held in [${(1 - Number(n)).toFixed(3)}, ${n}]`,
  ),
  constant(
    "src/core/processes/race-suppliers.ts",
    "MOST_MARKUP",
    (n) => `(m_j0 − m_j) ), held in [0, ${n}]`,
  ),
  constant(
    "src/core/processes/race-suppliers.ts",
    "BILLION",
    (n) => `sh_d) · ${Number(n) === 1e9 ? "10⁻⁹" : n} over operating`,
  ),
  constant(
    "src/core/processes/choose.ts",
    "LEAD_LOG_SD",
    (n) => `lead time lognormal with mean \`contract.lead\` and log-SD ${n}`,
  ),
  constant(
    "src/core/processes/choose.ts",
    "TERM_LOG_SD",
    (n) => `term lognormal with mean \`contract.term\` and log-SD ${n}`,
  ),
  constant(
    "src/core/processes/choose.ts",
    "LOG_PRICE_FLOOR",
    (n) => `pol_ij, at least ${Number(Math.exp(Number(n)).toFixed(12))}`,
  ),
  constant(
    "src/core/processes/suffer-incidents.ts",
    "SEVERITY_LOG_SD",
    (n) => `Severity is lognormal with mean 1 and log-SD ${n}`,
  ),
  constant(
    "src/core/processes/suffer-incidents.ts",
    "MOST_INCIDENTS",
    (n) => `by inversion of one draw, at most ${n}`,
  ),
  constant(
    "src/core/processes/join-treaties.ts",
    "LEAVING",
    (n) => `leave at the rate ${n} a year`,
  ),
  constant("src/core/processes/stir-unrest.ts", "MOST_UNREST", (n) => `held in [−${n}, ${n}]`),
  constant("src/core/processes/tighten-rules.ts", "TOP_TIER", (n) => `unless at tier ${n}`),
  constant("src/core/reset-state.ts", "THRESHOLD_LOG_SD", (n) => `ψ_i = ψ·exp(${n}·z)`),
  constant("src/core/reset-state.ts", "LEAST_THRESHOLD", (n) => `max(${n}, 1 − C_i·D_i)`),
  constant("src/core/outcomes/norms.ts", "BINS", (n) => `over ${n} equal bins`),
  constant("src/core/outcomes/norms.ts", "ALPHA", (n) => `p_a^(1 + ${n})`),
  constant("src/core/distributions.ts", "CELLS", (n) => `use ${grouped(n)} cells`),
  constant(
    "src/core/distributions.ts",
    "TAIL",
    (n) => `exact for u < ${n.replaceAll(" ", "")} and u > 63/64`,
  ),
  constant("src/core/measure-countries.ts", "BINDING", (n) => `"Binding" is tier ${n} and more`),
  constant("src/scenario/compile-frame.ts", "LEAST_HOMICIDE", (n) => `ln max(${n}, homicide)`),
  constant(
    "src/scenario/compile-frame.ts",
    "EU_ACT",
    (n) => `weighs on trade partners from ${Number(n).toFixed(1)}`,
  ),
  constant(
    "src/scenario/compile-frame.ts",
    "EU_ACT_BINDS",
    (n) => `binds members (eu_2019) to tier 2 from ${n}`,
  ),
  constant(
    "src/scenario/compile-frame.ts",
    "FIRST_BANS",
    (n) => `per year from ${Number(n).toFixed(1)}: b0`,
  ),
  constant(
    "src/scenario/covariates.ts",
    "BASE_YEAR",
    (n) => `over the reference set in ${n}, frozen`,
  ),
  constant(
    "src/scenario/covariates.ts",
    "SMALLEST_SD",
    (n) => `0 where the SD is below ${Number(n) === 1e-12 ? "10⁻¹²" : n}`,
  ),
  constant("src/scenario/network/peer-edges.ts", "YEAR", (n) => `made once from values of ${n}`),
  constant(
    "src/scenario/network/peer-edges.ts",
    "NEAREST_BY_DISTANCE",
    (n) => `the ${n} nearest by great circle`,
  ),
  constant("src/scenario/network/peer-edges.ts", "DISTANCE_SCALE", (n) => `exp(−km/${n})`),
  constant(
    "src/scenario/network/peer-edges.ts",
    "NEAREST_BY_VOTES",
    (n) => `the ${n} nearest in \`ideal_point\``,
  ),
  constant(
    "src/scenario/network/peer-edges.ts",
    "LARGEST_ECONOMIES",
    (n) => `the ${n} largest economies of the subregion`,
  ),
  constant(
    "src/scenario/network/great-circle.ts",
    "RADIUS",
    (n) => `a sphere of radius ${grouped(n)} km`,
  ),
  constant("src/experiments/spread.ts", "SEEDS_PER_SET", (n) => `Run k uses set ⌊k/${n}⌋`),
  ...[
    "democracy",
    "civil_society",
    "private_liberties",
    "ideal_point",
    "political_stability",
    "government_effectiveness",
    "population",
    "homicide",
    "media_freedom_2019",
  ].map((column) => ({
    file: "src/scenario/imputation.ts",
    code: new RegExp(`^ {2}${column}: (\\d),$`, "m"),
    says: (/** @type {string} */ n) => `${column} (${n})`,
  })),
  {
    file: "src/core/math.ts",
    code: /x < (-\d+) \? -\d+ : x > (\d+) \? \d+ : x/,
    says: (low, high) => `of rates are held in [${low?.replace("-", "−")}, ${high}]`,
  },
  {
    file: "src/core/arrays-by-year.ts",
    code: /Math\.min\(([\d.]+), Math\.max\(([\d.]+), factor\)\)/,
    says: (high, low) => `the power held in [${low}, ${high}]`,
  },
  {
    file: "src/core/processes/choose.ts",
    code: /parameters\["choice\.noise"\], (.+)\);/,
    says: (n) => `max(σ, ${Number(n) === 1e-9 ? "10⁻⁹" : n})`,
  },
  {
    file: "src/core/processes/choose.ts",
    code: /compliance \+= ([\d.]+) \* \(1 - compliance\)/,
    says: (n) => `adds ${n === "0.5" ? "half" : n} of what is missing to 1`,
  },
  {
    file: "src/core/processes/expose.ts",
    code: /Math\.max\(parameters\["security\.benefit"\], (.+)\)/,
    says: (n) => `SB_k/max(bs, ${Number(n) === 1e-9 ? "10⁻⁹" : n})`,
  },
  {
    file: "src/core/apply-intervention.ts",
    code: /Math\.max\(-(\d+), state\.reputation/,
    says: (n) => `ρ_j − reputation_hit, at least −${n}`,
  },
  {
    file: "src/core/outcomes/consequences.ts",
    code: /Math\.ceil\(([\d.]+) \* model\.frame\.countries\)/,
    says: (n) => `the ⌈${n}·countries⌉-th smallest`,
  },
  {
    file: "src/scenario/income-bands.ts",
    code: /below: (\d[\d_]*) [\s\S]*?below: (\d[\d_]*) [\s\S]*?below: (\d[\d_]*) /,
    says: (...bounds) =>
      bounds.map((bound) => `below ${grouped(bound.replaceAll("_", ""))}`).join(", "),
  },
  purpose("Cancel", (n) => `| ${n} | cancellation (E9) |`),
  purpose("Open", (n) => `| ${n} | opportunity (E7) |`),
  purpose("Choice", (n) => `| ${n} | choice (E8) |`),
  purpose("Contract", (n) => `| ${n} | contract (E9) |`),
  purpose("Observe", (n) => `| ${n} | observation (E24)`),
  purpose("Threshold", (n) => `| ${n} | threshold (E15)`),
  purpose("Removal", (n) => `| ${n} | removal by a ban (E9) |`),
  purpose("Incident", (n) => `| ${n} | incidents (E11) |`),
  purpose("Law", (n) => `| ${n} | law (E13) |`),
  purpose("Rules", (n) => `| ${n} | safeguards (E14) |`),
  purpose("Ban", (n) => `| ${n} | ban (E16) |`),
  purpose("Treaty", (n) => `| ${n} | treaty (E19) |`),
  purpose("Norm", (n) => `| ${n} | norm (E17) |`),
];

/** Constants that move no result of a run, follow from numbers that are stated, or stand in a table made from the code. */
const silent = new Set([
  "src/core/frame.ts MOST_SUPPLIERS",
  "src/core/state.ts NONE",
  "src/core/matched-pairs.ts NO_MATCH",
  "src/core/measure-countries.ts RESTIVE",
  "src/core/build-model.ts NO_CEILING",
  "src/core/reset-state.ts NEVER",
  "src/core/processes/intervene.ts NOT_IN_FORCE",
  "src/core/trigonometry.ts RADIANS",
  "src/core/processes/open-procurement.ts ROUNDING",
  "src/core/processes/tighten-rules.ts ROUNDING",
  "src/core/math.ts LEAST",
  "src/core/math.ts LN2_HIGH",
  "src/core/math.ts LN2_LOW",
  "src/core/math.ts TWO_54",
  "src/core/math.ts LOW",
  "src/core/math.ts HIGH",
  "src/core/hash.ts C1",
  "src/core/hash.ts C2",
  "src/core/hash.ts C3",
  "src/core/hash.ts C4",
]);

/**
 * Where code and description part.
 * @param {readonly Stated[]} all
 * @param {(path: string) => string} read
 * @param {string} description
 * @returns {string[]}
 */
export function unstated(all, read, description) {
  const flat = description.replace(/\s+/g, " ");
  const problems = [];
  for (const { file, code, says } of all) {
    const found = code.exec(read(file));
    if (found === null) {
      problems.push(`${file} no longer has ${code}: see to ${document} and to this check`);
      continue;
    }
    const sentence = says(...found.slice(1));
    if (!flat.includes(sentence)) problems.push(`${document} does not say "${sentence}" (${file})`);
  }
  return problems;
}

/**
 * Names of a file's numeric constants.
 * @param {string} code
 * @returns {string[]}
 */
export function constantsIn(code) {
  return [...code.matchAll(/^(?:export )?const ([A-Z][A-Z0-9_]*)(?:: \w+)? = [-\d(]/gm)].map(
    ([, name = ""]) => name,
  );
}

/**
 * Processes and verbs without a row of their own in the tables that are written by hand.
 * @param {string} schedule code of the schedule
 * @param {string} interventions code that puts them in force
 * @param {string} description
 * @returns {string[]}
 */
export function rowless(schedule, interventions, description) {
  const firstCells = [...description.matchAll(/^\| ([^|]*) \|/gm)].map(([, cell = ""]) => cell);
  const rows = (/** @type {string} */ id) =>
    firstCells.filter((cell) => cell.includes(`\`${id}\``)).length;
  const processes = [...schedule.matchAll(/\{ id: "([^"]+)"/g)].map(([, id = ""]) => id);
  // What the interventions of a user do is the user's to describe.
  const verbs = [...interventions.matchAll(/^ {4}case "(?!own")([^"]+)":/gm)].map(
    ([, id = ""]) => id,
  );
  return [
    ...processes.filter((id) => rows(id) < 1).map((id) => `no row says what ${id} writes`),
    // The generated table of fields has one row, the table of effects the other.
    ...verbs.filter((id) => rows(id) < 2).map((id) => `no row says what ${id} does`),
  ];
}

/** @type {import("./report.js").Check} */
export const constants = {
  name: "constants",
  claim:
    "the description of the model states the numbers, processes and verbs that stand in the code",
  mend: "correct docs/model.md by hand, or list a new constant in scripts/check/constants.js",
  problems() {
    const description = text(document);
    const schedule = text("src/core/schedule.ts");
    const interventions = text("src/core/apply-intervention.ts");
    const problems = [
      ...unstated(stated, text, description),
      ...rowless(schedule, interventions, description).map((one) => `${document}: ${one}`),
    ];
    for (const file of ownFiles("src/core")) {
      for (const name of constantsIn(text(file))) {
        const known = stated.some(
          (one) => one.file === file && one.code.source.includes(` ${name} `),
        );
        if (!known && !silent.has(`${file} ${name}`))
          problems.push(`${file}: ${name} is stated nowhere in ${document}`);
      }
    }
    return problems;
  },
};
