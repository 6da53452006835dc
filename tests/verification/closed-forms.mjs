// The processes of V6, V16, V19 and V22 as a plugin: given to the real schedule, drawing real draws,
// and imported by worker threads.

/** @param {import("../../src/core/toolkit.ts").Toolkit} kit */
export default ({
  defineProcess,
  defineOutcome,
  stepProbability,
  normal,
  gumbel,
  log,
  slotWord,
}) => [
  // V6: openings with the additive hazard p + qF, in place of the model's own.
  defineProcess({
    id: "bass",
    definition: "Opens vacant deployments at the hazard p + qF of Bass diffusion.",
    before: "open-procurement",
    parameters: {
      p: { label: "innovation", unit: "1/yr", default: 0, range: [0, 1] },
      q: { label: "imitation", unit: "1/yr", default: 0, range: [0, 1] },
    },
    run({ frame }, state, { parameters: { p, q }, draws }) {
      const hazard = p + (q * state.adopters) / frame.countries;
      const chance = stepProbability(hazard, frame.dt);
      for (let i = 0; i < frame.countries; i++) {
        if (state.held[i] > 0) continue;
        if (draws.uniform(frame.countryKeys[i], 0) < chance) state.due[state.dueCount++] = i;
      }
    },
  }),

  // V16: thresholds drawn from a normal distribution, for the model's own moratoria.
  defineProcess({
    id: "thresholds",
    definition: "Gives each country a normal threshold of moratoria at the start.",
    before: "declare-moratoria",
    parameters: {
      mean: { label: "mean threshold", unit: "share", default: 1e9, range: [0, 1e9] },
      sd: { label: "SD of thresholds", unit: "share", default: 1, range: [0, 1] },
    },
    run({ frame }, state, { parameters: { mean, sd }, draws }) {
      if (state.step > 0) return;
      for (let i = 0; i < frame.countries; i++) {
        state.threshold[i] = mean + sd * normal(draws.uniform(frame.countryKeys[i], 0));
      }
    },
  }),

  // V19: one after the other, N times a step, somebody copies somebody else.
  defineProcess({
    id: "voter",
    definition: "The voter model on a complete graph, a sweep a step.",
    after: "react",
    parameters: {
      share: { label: "share of A at the start", unit: "share", default: 0, range: [0, 1] },
    },
    arrays: {
      opinion: { per: "country", initial: 0 },
      holders: { per: "world", initial: 0 },
      /** Sweeps until everybody agreed; -1 before. */
      agreed: { per: "world", initial: -1 },
    },
    run({ frame }, state, { parameters, arrays: { opinion, holders, agreed }, draws }) {
      const n = frame.countries;
      if (state.step === 0) {
        holders[0] = Math.round(parameters.share * n);
        opinion.fill(1, 0, holders[0]);
      }
      for (let m = 0; m < n && agreed[0] < 0; m++) {
        const unit = frame.countryKeys[m];
        const voter = Math.floor(draws.uniform(unit, 1) * n);
        const other = (voter + 1 + Math.floor(draws.uniform(unit, 2) * (n - 1))) % n;
        holders[0] += opinion[other] - opinion[voter];
        opinion[voter] = opinion[other];
        if (holders[0] === 0 || holders[0] === n) agreed[0] = state.step + (m + 1) / n;
      }
    },
  }),
  defineOutcome({
    id: "voter.share",
    definition: "Share of countries that hold opinion A.",
    unit: "share",
    read: ({ model, state }) => state.own.voter.arrays.holders[0] / model.frame.countries,
  }),
  defineOutcome({
    id: "voter.agreed",
    definition: "Sweeps until everybody agreed, -1 before.",
    unit: "sweeps",
    read: ({ state }) => state.own.voter.arrays.agreed[0],
  }),

  // V22: each decision goes to a supplier with a probability in proportion to its past count + 1.
  defineProcess({
    id: "polya",
    definition: "A Polya urn over suppliers, one decision of each country a step.",
    after: "choose",
    arrays: { count: { per: "supplier", initial: 0 } },
    run({ frame }, { step }, { arrays: { count }, draws }) {
      for (let i = 0; i < frame.countries; i++) {
        let best = -Infinity;
        let choice = 0;
        for (let j = 0; j < frame.suppliers; j++) {
          const slot = slotWord(step, frame.supplierKeys[j]);
          const value = log(count[j] + 1) + gumbel(draws.uniform(frame.countryKeys[i], slot));
          if (value > best) [best, choice] = [value, j];
        }
        count[choice]++;
      }
    },
  }),
  defineOutcome({
    id: "polya.share",
    definition: "Share of the decisions so far that went to the supplier.",
    unit: "share",
    by: "supplier",
    read: ({ model: { frame }, state }, j) =>
      state.own.polya.arrays.count[j] / (frame.countries * (state.step + 1)),
  }),
];
