// A fixed set of scenarios whose hashes must come out wherever runs are made. Texts only: browsers read it too.

/** A member of the set. */
export interface Member {
  readonly name: string;
  /** Text of its scenario; absent for a built-in one. */
  readonly text?: string;
  /** Whether it needs the plugin. */
  readonly plugin?: boolean;
  /** Each of its runs is saved before this period and goes on from what was saved. */
  readonly resumedAt?: string;
}

/** Seed of the first run. */
export const setSeed = "1";
/** Runs of each member: one for each of the most workers. */
export const setRuns = 8;

/** A module with a process, an outcome and an intervention of its own, which draws. */
export const pluginModule = `export default ({ defineProcess, defineOutcome, defineIntervention }) => [
  defineIntervention({
    id: "talk",
    definition: "People are told.",
    fields: { effort: { type: "number", definition: "Share of people", low: 0, high: 1 } },
    arrays: { effort: { per: "country", initial: 0 } },
    apply(_model, _state, { arrays }, { numbers, countries, growth }) {
      for (const i of countries) arrays.effort[i] = numbers.effort * growth;
    },
  }),
  defineProcess({
    id: "listen",
    definition: "Those who are told sometimes turn against it.",
    before: "react",
    parameters: { chance: { label: "chance", unit: "1", default: 0.1, range: [0, 1] } },
    arrays: { told: { per: "country", initial: 0 } },
    run({ frame }, state, { parameters, arrays, draws }) {
      const { effort } = state.own.talk.arrays;
      for (let i = 0; i < frame.countries; i++) {
        arrays.told[i] += 0.25 * (effort[i] - arrays.told[i]);
        if (draws.uniform(frame.countryKeys[i], 0) < parameters.chance * arrays.told[i]) {
          state.backlash[i] += 1;
        }
      }
    },
  }),
  defineOutcome({
    id: "listen.told",
    definition: "Sum over countries of those who are told.",
    unit: "countries",
    read: ({ state }) => state.own.listen.arrays.told.reduce((sum, told) => sum + told, 0),
  }),
];
`;

const head = (id: string): string =>
  `schema: panoptes/scenario@1\nid: ${id}\ntitle: The member ${id} of the fixed set\nextends: baseline\n`;

/** The set: as it is, with many interventions, with a plugin, branched, and resumed. */
export const fixedSet: readonly Member[] = [
  { name: "baseline" },
  { name: "global-compact" },
  {
    name: "plugged",
    text: `${head("plugged")}interventions:\n  - { id: told, at: 2027Q1, until: 2036Q4, ramp: 1, who: { regime: [ED] }, do: { talk: { effort: 0.6 } } }\n`,
    plugin: true,
  },
  {
    name: "branched",
    text: `${head("branched")}branch: { from: silk-road-2, at: 2031Q1 }\ninterventions:\n  - { id: pause, at: 2031Q1, until: 2033Q4, who: all, do: { moratorium: {} } }\n`,
  },
  { name: "unrest-wave", resumedAt: "2028Q3" },
];
