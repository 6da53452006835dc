/** Words as the page and the model use them, in alphabetical order, each with its meaning. */
export const glossary: readonly (readonly [term: string, meaning: string])[] = [
  [
    "Adopter",
    "A country with a contract in at least one segment, built or not: signature counts, as in the observed index.",
  ],
  [
    "Alignment",
    "How close a country and a supplier’s home vote in the UN General Assembly, with alliances; the closer, the higher the value of that supplier.",
  ],
  [
    "Backlash",
    "Severity of public reaction to incidents, 0 to 20. It lowers demand, shortens contracts and raises the pressure for rules.",
  ],
  [
    "Baseline",
    "The scenario without any policy of the reader’s. Everything else is held against it, world by world.",
  ],
  ["Contested", "On the map: no supplier is the most common in at least half of the runs."],
  ["Coverage", "Share of a segment’s people that operating technology reaches, 0 to 1."],
  [
    "Fan",
    "A chart of an outcome over time: the line is the median, the dark band holds the middle 5 in 10 runs, the light one 8 in 10.",
  ],
  [
    "Ideal point",
    "A country’s place on the main line of disagreement in UN votes (Bailey, Strezhnev and Voeten).",
  ],
  [
    "Imputed",
    "A value that no source has and a rule of the data estimates. Runs draw it anew, with the rule’s error.",
  ],
  [
    "Incident",
    "Something goes wrong in public: a leak, a wrongful arrest, abuse. Its severity feeds backlash and costs the supplier reputation.",
  ],
  [
    "Lock-in",
    "What a supplier in place is worth at renewal, because kit, data and people are used to it.",
  ],
  [
    "Luck",
    "The random draws of a run. Paired runs share it, so what differs is the scenario’s doing.",
  ],
  [
    "Moratorium",
    "A country’s own stop to new contracts, for as long as backlash stays above a threshold.",
  ],
  [
    "Norms",
    "A country’s position between rights-protective (0) and state control (1). Peers and suppliers pull it.",
  ],
  [
    "Paired runs",
    "Two runs with the same luck and the same parameter set in two scenarios: twins that differ by the scenario alone.",
  ],
  [
    "Parameter set",
    "One set of values of all fitted parameters that reproduces the observed index. Runs go round a hundred of them, so that bands hold this uncertainty, too.",
  ],
  [
    "Peers",
    "Countries that a country looks at: neighbours, trade partners, countries of its language, its income, its bloc. Their contracts raise the value of the same supplier.",
  ],
  [
    "Procurement",
    "The moment in which a country decides about a segment: buy from which supplier, or from none.",
  ],
  ["Run", "One simulated world, from 2011 to 2040, under one draw of luck and one parameter set."],
  [
    "Safeguards",
    "Rules on the use of the technology, in tiers: 0 none, 1 guidelines, 2 binding rules, 3 with independent oversight.",
  ],
  ["Segment", "What is bought for: public space, transport hubs, residential areas."],
  [
    "Supplier",
    "A bloc of vendors that sells complete stacks: China, Europe, Israel, Japan and Korea, Russia, United States.",
  ],
  ["Tier", "Level of safeguards, 0 to 3. On the map the mean tier over the runs."],
  [
    "Utils",
    "Unit of value in a decision. One util more raises the odds of an alternative by a factor of 2.7.",
  ],
];
