// Every text of the page's own that is not a scenario's, in English: a section for each part of the page.
// A translator needs this file alone. Sentences with a number or a name in them are functions, so that a
// language can order and inflect them as it does.

/** Words that stand in several places. */
export const shared = {
  sourceOf: (counted: string, model: string, data: string): string =>
    `${counted} · model ${model} · data ${data} · not a forecast`,
  sourceOfPairs: (pairs: number, model: string, data: string): string =>
    `${pairs} pairs of simulated runs · model ${model} · data ${data} · not a forecast`,
  svg: "SVG",
  png: "PNG",
  rowsWith: "Show rows with",
  table: "Table",
  countries: "Countries",
  csv: "CSV",
  noRow: (words: string): string => `No row holds “${words}”.`,
  scenario: "Scenario",
  outcome: "Outcome",
  range: (low: string, high: string): string => `${low} to ${high}`,
  country: "Country",
  without: (name: string): string => `without ${name}`,
  setTo: (name: string, value: string | number | boolean): string => `${name}: ${value}`,
  fromTo: (name: string, from: string | number | boolean, to: string | number | boolean): string =>
    `${name}: ${from} → ${to}`,
  openScenario: (title: string): string => `Scenario: ${title}`,
  runsUnit: "runs",
  loadingWorld: "Loading the world …",
  worldFailed: (reason: string): string => `The world could not be loaded: ${reason}. `,
  again: "Try again",
  noCountry: (id: string): string => `There is no country “${id}” here.`,
  runs: "Runs",
  of: (part: number, all: number): string => `${part} of ${all}`,
  allCountries: "All countries",
  downloadFile: (file: string): string => `Download ${file}`,
  source: (runs: string, model: string, data: string): string =>
    `${runs} simulated runs · model ${model} · data ${data} · not a forecast`,
  simulated: (runs: string): string => `${runs} simulated runs`,
  simulatedOf: (runs: string, all: string): string => `${runs} of ${all} simulated runs`,
  lever: "Lever",
  rows: (rows: number): string => `${rows} ${rows === 1 ? "row" : "rows"}`,
  baseline: "Baseline",
  resultHash: (hash: string): string => `result_hash ${hash}`,
  loading: "Loading …",
  showAll: (rows: number): string => `Show all ${rows} rows`,
  changes: (changes: number): string => `${changes} ${changes === 1 ? "change" : "changes"}`,
};

/** What frames the page, and what can go wrong with it. */
export const page = {
  cannotRun: "The scenario cannot be run with these, so they were left out.",
  skip: "Skip to results",
  undo: "Undo",
  noScenarioHere: (name: string): string => `there is no scenario "${name}" here`,
  moreThan: (bytes: number): string => `more than ${bytes} bytes`,
  moreSets: (from: string, runs: number): string =>
    `beyond ${runs} runs it takes more of the parameter sets “${from}” than this page holds; the command under Share runs it with all of them`,
  otherSets: (from: string): string =>
    `it is to run over the parameter sets “${from}”, which this page does not hold; with parameter_sets: { from: baseline } in the view File it runs here`,
  close: "Close",
  redo: "Redo",
  cancel: "Cancel",
  loadAgain: "Load the page again",
  failed: (reason: string): string =>
    `The page could not be loaded: ${reason}. Reload it to try again.`,
  noPlace: "the document has no place for the page",
  noView: (view: string): string => `There is no view “${view}” here.`,
  noScenario: (id: string): string => `There is no scenario “${id}” here. This is the baseline.`,
  name: "Panoptes",
  offline: "Offline: everything here works",
  undoOf: (step: string): string => `Undo: ${step}`,
  nothingToUndo: "Nothing to undo",
  redoOf: (step: string): string => `Redo: ${step}`,
  nothingToRedo: "Nothing to redo",
  lightOrDark: "Light or dark",
  help: "Help",
  answerUnread: "its answer could not be read",
  notLoaded: "it could not be loaded",
  partFailed: (reason: string): string => `This part could not be loaded: ${reason}.`,
  fromLink: (title: string): string => `${title} (from the link)`,
  noParts: "no parts of an ensemble",
  outside: "this part stands outside the page",
};

/** Names of the views, as the bar and the command palette have them. */
export const views = {
  explore: "Explore",
  label: "Views",
  compare: "Compare",
  country: "Country",
  network: "Network",
  experiments: "Experiments",
  lessons: "Lessons",
  file: "File",
  reference: "Data & docs",
  gallery: "Gallery",
  report: "Report",
  embed: "Embedded chart",
};

/** What the runs say in large type, the first moves below it, and the titles of the two fans. */
export const headline = {
  suppliersTitle: "Share of countries with each supplier",
  regulationTitle: "Regulation: mean strength of safeguards",
  halve: "Halve China’s list price",
  exportControls: "Start export controls in 2027",
  contagion: "Turn off contagion among peers",
  done: (lead: string, comparison: string): string => `Done. ${lead} ${comparison}`,
  baseline: "This is the baseline. Move a lever.",
  doubt: "What would prove this wrong?",
  doubtNote: "Looks in 512 runs all over the levers for where it no longer holds",
  otherSets: (from: string): string =>
    `It runs with ${from === "single" ? "one set of values" : `the parameter sets of ${from}`}, the baseline with its own: a pair shares its luck, not its assumptions.`,
  nobody: (moment: string): string =>
    `No country adopts anything under these settings by ${moment}.`,
  spread: (range: string): string => `(8 in 10 runs: ${range})`,
  safeguards: (value: string, moment: string, spread: string): string =>
    `Safeguards reach ${value} of 1 by ${moment} ${spread}.`,
  anySupplier: "Any supplier",
  adopted: (name: string, value: string, moment: string, spread: string): string =>
    `${name}: ${value} of countries by ${moment} ${spread}.`,
  before: (value: string): string => `Baseline ${value}.`,
  ofPairs: (count: string, pairs: string): string => `${count} of ${pairs} paired runs`,
  same: (start: string): string => `${start} Every paired run gives the same.`,
  unclear: (start: string, higher: boolean, of: string): string =>
    `${start} No clear difference: ${higher ? "higher" : "lower"} in ${of}.`,
  clear: (start: string, higher: boolean, of: string, by: string): string =>
    `${start} ${higher ? "Higher" : "Lower"} in ${of}, by ${by} in the median.`,
};

/** How far the runs are, and how many there are to be. */
export const runs = {
  nothingToDraw: "no run finished, so there is nothing to draw",
  result: (hash: string): string => `result ${hash}`,
  finish: "Finish",
  counted: (finished: string, requested: string): string => `${finished} of ${requested} runs`,
  firstShown: (count: string): string => `, the first ${count} are shown`,
  progress: (done: string, total: string, shown: string, left: string): string =>
    `${done} of ${total} runs${shown}${left}`,
  done: (finished: string, requested: string, seconds: string): string =>
    `${finished} of ${requested} runs · ${seconds} s`,
  stopped: (done: string, total: string, shown: string): string =>
    `Stopped at ${done} of ${total} runs. These results use ${shown} runs.`,
  failed: (reason: string): string => `Nothing new could be run: ${reason}. What was there stays.`,
  failure: (run: number, seed: string, reason: string): string =>
    `run ${run} (seed ${seed}): ${reason}`,
  copy: "Copy details",
  runs: (count: string): string => `${count} runs`,
  seed: "Seed",
  seedOf: (seed: string): string => `Seed ${seed}`,
  hint: (error: string, runs: string): string =>
    `Run k is the same whatever their number; more of them only sharpen the bands. A share of runs is known to about ±${error} percentage points with ${runs}.`,
  someFailed: (run: number, seed: string, more: string | null, shown: string): string =>
    `Run ${run} failed (seed ${seed})${more === null ? "" : ` and ${more} more`}. The other ${shown} are shown.`,
};

/** How far something is that a view has asked for. */
export const jobs = {
  starting: "Starting …",
  stoppedEmpty: "Stopped before there was anything to show.",
  stopped: "Stopped. What is shown is from what was finished, or from before.",
  failed: (reason: string): string => `It could not be worked out: ${reason}.`,
  startAgain: "Start again",
  left: (seconds: number): string => ` · ${seconds} s left`,
  progress: (done: string, total: string, unit: string, left: string): string =>
    `${done} of ${total} ${unit}${left}`,
};

/** The map, the tiles and the list of countries in Explore, with the time bar. */
export const map = {
  supplier: "Most common supplier",
  adoption: "Probability of adoption",
  safeguards: "Safeguards",
  coverage: "Coverage",
  norms: "Norms",
  dependence: "Dependence",
  whichSupplier: "Which supplier does each country use?",
  howLikely: "How likely is it that a country uses any supplier?",
  adopts: (runs: string): string => `adopts ${runs}`,
  adoptHalf: (runs: string): string => `adopt in at least half of ${runs} runs`,
  howStrong: "How strong are the safeguards?",
  meanTier: (tier: string): string => `mean tier ${tier} of 3`,
  bindingInMost: "have binding rules in most runs",
  findCountry: "Find a country",
  map: "Map",
  tiles: "Tiles",
  list: "List",
  shownAs: "How countries are shown",
  show: "Show",
  runsRead: "runs read",
  readOff: "Read off all runs.",
  coverageTitle: "How many people does operating technology cover?",
  covers: (percent: number): string => `covers ${percent} % of its urban people on average`,
  coverQuarter: "cover a quarter of their urban people or more, on average over the runs,",
  normsTitle: "Where do norms stand?",
  normsAt: (value: string): string => `norms at ${value} between rights (0) and state control (1)`,
  nearControl: "stand nearer to state control than to rights, on average over the runs,",
  dependenceTitle: "How far does a country depend on one supplier?",
  dependsOn: (percent: number): string =>
    `${percent} % of its people in segments of its main supplier on average`,
  dependMost:
    "have 40 % or more of their people in segments of one supplier, on average over the runs,",
  pause: "Pause",
  play: "Play",
  stepBack: "One step back",
  stepOn: "One step on",
  speed: "Speed",
  adoptionSteps: [
    "under 5 %",
    "5–24 %",
    "25–49 %",
    "50–74 %",
    "75–94 %",
    "95 % or more",
  ] as readonly string[],
  safeguardSteps: [
    "none",
    "under guidelines",
    "guidelines",
    "near binding",
    "binding rules",
    "with oversight",
  ] as readonly string[],
  coverageSteps: [
    "under 1 %",
    "1–9 %",
    "10–24 %",
    "25–39 %",
    "40–54 %",
    "55 % or more",
  ] as readonly string[],
  normsSteps: [
    "rights",
    "leaning to rights",
    "just below the middle",
    "just above the middle",
    "leaning to control",
    "state control",
  ] as readonly string[],
  dependenceSteps: [
    "under 5 %",
    "5–19 %",
    "20–39 %",
    "40–59 %",
    "60–79 %",
    "80 % or more",
  ] as readonly string[],
};

/** The levers beside the views. */
export const levers = {
  changesLabel: "Changes",
  seeWorlds: "See the worlds",
  scenarioAndLevers: "Scenario and levers",
  number: (label: string): string => `${label}, number`,
  less: (label: string): string => `Less: ${label}`,
  more: (label: string): string => `More: ${label}`,
  base: (value: string, source: string): string => `base ${value} · ${source}`,
  about: (unit: string, low: string, high: string, citation: string): string =>
    `In ${unit}. Worth trying: ${low} to ${high}. Source: ${citation}. Delete or a double click on the slider brings the base value back.`,
  cost: "Cost",
  china: "China",
  alignment: "Alignment",
  regulation: "Regulation",
  sourceSeen: "seen in the source",
  sourceComputed: "computed from data",
  sourceLiterature: "from the literature",
  nothing: "Nothing changed",
  levers: "Levers",
  assumptions: "Assumptions",
  changed: (count: number): string => `${count} changed`,
  is: (key: string, value: string): string => `${key} is ${value} `,
  resetOf: (key: string): string => `Reset ${key}`,
  reset: "Reset",
  resetLast: "Reset the last lever",
  lastChanged: "The lever changed last",
  resetTo: (title: string): string => `Reset to ${title}`,
  to: (title: string): string => `To “${title}”`,
  resetBaseline: "Reset to the baseline",
  toBaseline: "To the baseline",
  value: (value: string, unit: string, base: string | null): string =>
    `${value} ${unit}${base === null ? "" : `, base ${base}`}`,
  sourceSecondHand: "second-hand",
  sourceAssumed: "assumed",
  sourceFitted: "fitted",
};

/** Groups of parameters among the assumptions. */
export const groups = {
  cost: "Cost",
  openings: "Openings",
  choice: "Choice of supplier",
  contracts: "Contracts",
  coverage: "Coverage",
  research: "Research",
  race: "Race between suppliers",
  incidents: "Incidents",
  reputation: "Reputation",
  backlash: "Backlash",
  laws: "Data-protection laws",
  safeguards: "Safeguards",
  moratoria: "Moratoria",
  bans: "Bans",
  norms: "Norms",
  treaties: "Treaties",
  unrest: "Unrest",
  security: "Security",
  rights: "Rights",
  peers: "Peers",
  observation: "What the index sees",
};

/** The timeline of interventions and their forms. */
export const timeline = {
  noCode: (codes: string): string => ` · no country has the code ${codes}`,
  from: "From",
  until: "Until the end of",
  theRun: "the run",
  formsFailed: (reason: string): string => `The forms could not be loaded: ${reason}`,
  what: "What",
  add: "Add to the timeline",
  remove: "Remove",
  addOf: (title: string): string => `Add ${title}`,
  move: (title: string, moment: string): string => `Move ${title} to ${moment}`,
  acts: (title: string): string => `${title} acts`,
  change: (title: string): string => `Change ${title}`,
  removeOf: (title: string): string => `Remove ${title}`,
  label: "Timeline of interventions",
  title: "Timeline",
  open: "+ Add",
  none: "No interventions: present policies persist.",
  branch: (at: string, from: string): string =>
    `Until ${at} every run is that of ${from}; what stands here acts from then on.`,
  binding: "binding rules",
  bindingOversight: "binding rules with oversight",
  regions: "Regions",
  incomes: "Bands of income",
  regimes: "Regimes",
  blocs: "Homes and allies of a supplier",
  single: "Single countries",
  several: "Several conditions, from a file",
  closedAutocracies: "closed autocracies",
  electoralAutocracies: "electoral autocracies",
  electoralDemocracies: "electoral democracies",
  liberalDemocracies: "liberal democracies",
  whom: "Whom it covers",
  codes: "Their codes",
  switchOff: (title: string): string => `Switch off ${title}`,
  switchOn: (title: string): string => `Switch on ${title}`,
  theEnd: "the end",
  noRules: "none",
  guidelines: "guidelines",
};

/** What interventions do. */
export const verbs = {
  subsidy: "Subsidy for buyers",
  priceCut: "Price cut",
  loans: "Soft loans",
  facility: "Alternative facility",
  exportControls: "Export controls",
  components: "Scarce components",
  research: "Research funding",
  aid: "Conditional aid",
  ban: "Ban",
  pressure: "Pressure to ban",
  moratorium: "Moratorium",
  rules: "Mandatory rules",
  audits: "Public audits",
  treaty: "Treaty",
  incident: "Incident",
  camp: "Change of camp",
  sanctions: "Sanctions",
  unrest: "Unrest",
  crime: "Crime wave",
};

/** The command palette. */
export const find = {
  title: "Find",
  field: "Country, lever, scenario or view",
  what: "What was found",
  count: (found: number): string => `${found} found`,
  nothing: (words: string): string => `Nothing here is called “${words}”.`,
  label: "Find a country, lever, scenario or view",
  withKey: "Find (Ctrl+K)",
  kinds: {
    view: "view",
    country: "country",
    lever: "lever",
    parameter: "parameter",
    scenario: "scenario",
    action: "action",
  },
  back: "back",
  again: "again",
};

/** What the dialog for sharing says. */
export const share = {
  title: "Share this scenario",
  long: (length: number): string =>
    `The link has ${length} characters, more than many programs leave whole. Share the file instead.`,
  link: "Link",
  command: "Command",
  file: "Scenario file",
  yaml: "Download YAML",
  whatIsIn: "What is in it",
  runs: (runs: number, seed: string, model: string, data: string): string =>
    `${runs} runs, seed ${seed}; model ${model}, data ${data}`,
  mapIn: (period: string): string => `the map in ${period}`,
  private: "The link stands after the #, so no server is told what is in it.",
  copyOf: (label: string): string => `Copy ${label}`,
  copied: "Copied",
  copy: "Copy",
  copiedOf: (label: string): string => `${label} copied`,
  changed: (title: string): string => `${title}, changed`,
  share: "Share",
  what: (title: string, asItIs: boolean): string => `“${title}”${asItIs ? " as it is" : ", and"}`,
};

/** What the dialog for downloads says, and what it writes into files. */
export const download = {
  map: "Map",
  suppliers: "Suppliers",
  regulation: "Regulation",
  title: "Download",
  pictures: "Pictures, 1600 × 900",
  ofPicture: (title: string): string => ` of ${title}`,
  numbers: "Numbers",
  quantiles: "Quantiles of every series that is drawn, and what they come from",
  metadata: "Metadata",
  file: "A file that the command line runs",
  yaml: "YAML",
  failed: (reason: string): string => `It could not be saved: ${reason}`,
  notDone: "the runs of this scenario are not done; wait for them, then save",
  notForecast: "Panoptes: simulated worlds, not a forecast",
  provenance: (hash: string, runs: number, seed: string, model: string, data: string): string =>
    `result_hash ${hash}: ${runs} runs, seed ${seed}, model ${model}, data ${data}`,
  noPicture: "the picture could not be made",
  columnPeriod: "quarter at whose end the value is taken",
  columnOutcome: "id of the outcome",
  columnOf: "supplier, empty for a total",
  columnUnit: "unit of the quantiles",
  columnQuantiles: "quantiles over the runs, type 7",
  source: (line: string, hash: string): string => `${line} · result ${hash}`,
};

/** What the dialog for help says. `*so*` is stressed. */
export const help = {
  title: "What is this?",
  what: "Countries buy surveillance stacks from rival blocs of suppliers. Price, alignment and regulation decide who buys what from whom. Every picture shows many simulated worlds that differ in luck alone; a lever changes all of them at once, on the same luck, so that what differs is the lever’s doing.",
  limits:
    "It answers *what if*. It is not a forecast, and no tool for choosing targets: every number follows from assumptions, which stand beside the levers with their sources.",
  reading: "Reading the charts",
  charts:
    "The line is the median; the dark band holds the middle 5 in 10 runs, the light one 8 in 10. “Higher in 171 of 200 paired runs” compares each world with its twin in the baseline.",
  keysTitle: "Keys",
  keys: [
    { key: "Ctrl+Z, Ctrl+Shift+Z", does: "undo, redo" },
    { key: "Ctrl+K", does: "find a country, lever, scenario or view" },
    { key: "Esc", does: "stop the runs, or close what is open" },
    { key: "Ctrl+Enter", does: "run again" },
    {
      key: "On a slider",
      does: "← → a step, Page keys ten, Home End the ends, Delete the base value",
    },
    { key: "On the time bar", does: "← → a quarter, with Shift a year, Space plays" },
    {
      key: "On the map",
      does: "arrows to the nearest country that way, Enter opens it, + − zoom, T opens the table",
    },
    { key: "In the network", does: "arrows walk, Enter moves the middle, 1 2 3 set the steps" },
    { key: "On a chart", does: "← → move through time, ↑ ↓ through the series, T opens the table" },
  ] as readonly { readonly key: string; readonly does: string }[],
};

/** What all charts have, those of the report of the command line included. */
export const charts = {
  alone: "alone, without interactions",
  cursor: (title: string): string =>
    `${title}: time cursor. Left and right move it, up and down change the series, T opens the table.`,
  medianOf: (name: string): string => `${name}, median`,
  rowsWith: "Show rows with …",
  tableOf: (title: string): string => `Table: ${title}`,
  rowsOf: (title: string): string => `Rows of the table that hold: ${title}`,
  noData: "no data",
  showOne: "Show one supplier",
  showStep: "Show one step",
  africa: "Africa",
  americas: "Americas",
  asia: "Asia",
  europe: "Europe",
  middleEast: "Middle East",
  oceania: "Oceania",
  world: "World",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  region: "Region",
  outlines:
    "Outlines: Natural Earth. Boundaries shown do not imply endorsement; disputed areas are left neutral with a dashed line. Dots stand for small states.",
  why: "Why? ›",
  hint: "Point at a country, or focus the map and use the arrow keys.",
  whyOpen: (reading: string): string => `Why? Open the country: ${reading}`,
  period: "Period",
  medianHeading: "Median",
  eightFrom: "8 in 10 from",
  eightInTenRuns: "8 in 10 runs",
  asItStands: "as it stands",
  squares:
    "A square for each country, in the order of their ids: this world does not say where they all lie.",
  part: "Part",
  fiveInTen: (counted: string): string => `5 in 10 ${counted}`,
  eightInTen: (counted: string): string => `8 in 10 ${counted}`,
  interval: "interval",
  luck: "luck",
  median: "median",
  medianDifference: "median difference",
  pairs: "pairs",
  runs: "runs",
  map: (title: string, opens: boolean, zooms: boolean): string =>
    `${title}: map. Arrow keys go to the nearest country that way,${opens ? " Enter opens it," : ""}${zooms ? " plus and minus zoom," : ""} T opens the table.`,
  to: "to",
  box: "box",
  manyRows: (rows: number, columns: number): string =>
    `${rows} rows need as many columns, there are ${columns}`,
  noBlock: (id: string): string => `the report has no block "${id}"`,
};

/** The view that compares scenarios. */
export const compare = {
  minus: (outcome: string, letter: string): string => `${outcome}: ${letter} minus A`,
  title: "Compare",
  done: (pairs: number, seconds: string): string => `${pairs} pairs · ${seconds} s`,
  show: "Show",
  part: "Where do the worlds part?",
  playCascade: "Play the cascade on the map",
  closeCascade: "Close the map",
  whereApart: (letter: string): string => `Where do ${letter} and A part?`,
  firstParts: (pairs: string, first: string, last: string, countries: number): string =>
    `The first of ${pairs} pairs parts in ${first}; until ${last} ${countries} countries hold other contracts in at least one.`,
  apartSteps: [
    "in no pair",
    "under 5 % of pairs",
    "5–14 %",
    "15–29 %",
    "30–49 %",
    "50 % or more",
  ] as readonly string[],
  differsIn: (count: number, pairs: number): string =>
    count === 0 ? `differs in none of ${pairs} pairs` : `differs in ${count} of ${pairs} pairs`,
  countryApart: (name: string, said: string, anew: number): string =>
    `${name}: ${said}${anew === 0 ? "" : `, in ${anew} for the first time`}`,
  apartTable: (moment: string, pairs: number, letter: string): string =>
    `Countries that hold other contracts in ${letter} than in A, in ${moment}, of ${pairs} pairs`,
  apartNow: "Pairs that differ",
  apartFresh: "For the first time",
  apartEver: "Differed by then",
  inPairs: (name: string, pairs: number): string =>
    `${name} (${pairs} ${pairs === 1 ? "pair" : "pairs"})`,
  apartAt: (said: {
    readonly moment: string;
    readonly parted: number;
    readonly pairs: number;
    readonly countries: number;
    readonly anew: readonly string[];
    readonly more: number;
  }): string => {
    const more = said.more === 0 ? "" : ` and ${said.more} more`;
    const anew =
      said.anew.length === 0
        ? "Nobody parts anew."
        : `For the first time: ${said.anew.join(", ")}${more}.`;
    return `${said.moment}: ${said.parted} of ${said.pairs} pairs have parted; ${said.countries} ${said.countries === 1 ? "country differs" : "countries differ"} in at least one. ${anew}`;
  },
  allNumbers: "All numbers",
  outcomesAndGroups: "Outcomes and groups",
  everyAgainst: "Every scenario against A, mean differences",
  unclear: (difference: string): string => `${difference} (unclear)`,
  allOutcomes: (moment: string, pairs: number, letter: string): string =>
    `All outcomes at ${moment}: means over ${pairs} pairs, and the difference ${letter} minus A with its 95 % interval.`,
  of: "Of",
  difference: "Difference",
  higher: "Higher",
  higherNote: "Pairs in which it is higher",
  same: "Same",
  lower: "Lower",
  allCountries: (moment: string): string =>
    `Share of runs in which a country has contracts at ${moment}; with the supplier whose presence changes most.`,
  with: "With",
  anyInA: "Any in A",
  anyIn: (letter: string): string => `Any in ${letter}`,
  against: "all others are held against it",
  present: "the one that the levers move",
  swapWith: (letter: string): string => `Swap ${letter} with the one that the levers move`,
  swap: "⇄ Swap",
  swapped: (letter: string): string => `Swap ${letter} and B`,
  added: (title: string): string => `Compare with ${title}`,
  takeOut: (letter: string): string => `Take ${letter} out`,
  add: "Add",
  aScenario: "a scenario …",
  copy: "a copy of B as it is now",
  noInput: "No input differs from A: every pair will be the same.",
  differs: (letter: string): string => `Inputs in which ${letter} differs from A`,
  andMore: (count: number): string => `and ${count} more`,
  pickSecond: "Pick a second scenario",
  bothRun:
    "Both run on the same luck and the same parameter sets, pair by pair, so that what differs is the scenario’s doing.",
  orMove: "Or move a lever: the page then compares with the baseline.",
  shareOfCountries: (supplier: string): string => `${supplier}’s share of countries`,
  differClearly: (clear: number, all: number): string =>
    `${clear} of ${all} outcomes differ clearly.`,
  noneClear: (letter: string, moment: string, of: string): string =>
    `${letter} and A do not clearly differ in any outcome drawn here at ${moment}. ${of}`,
  interval: "95 % interval",
  all: "all",
  anybody: "anybody",
  changed: (title: string, count: number): string =>
    `${title}, ${count} ${count === 1 ? "change" : "changes"}`,
  headline: (said: {
    readonly outcome: string;
    readonly size: string;
    readonly higher: boolean;
    readonly letter: string;
    readonly moment: string;
    readonly interval: string;
    readonly wins: string;
    readonly of: string;
  }): string =>
    `${said.outcome} is ${said.size} ${said.higher ? "higher" : "lower"} in ${said.letter} than in A at ${said.moment} (95 % interval ${said.interval}): ${said.wins}. ${said.of}`,
};

/** The view of one country. */
export const country = {
  before: "Country before in the alphabet",
  next: "Next country in the alphabet",
  inSegment: "In",
  allSegments: "all segments",
  oneRun: "One run only",
  runNumber: "number",
  runOf: (runs: number): string => ` of ${runs}`,
  repeatedUnit: "runs repeated",
  whoseContracts: "Whose contracts it has, in how many runs",
  whoMoved: "Who moved it",
  noPeer: "No peer pushed it one way or the other.",
  peers: (chosen: string, over: string): string =>
    `Peers by how strongly they pushed towards ${chosen} (+) or ${over} (−), in utils, mean over the decisions.`,
  peer: "Peer",
  push: "Push",
  partOfPushes: "Part of all pushes",
  usedIn: (supplier: string): string => `Decisions in which it used ${supplier}`,
  happened: "What happened",
  nothing: "Nothing that counts.",
  howLikely: "How likely its decisions were",
  oneDecision: "one decision",
  decisions: (decisions: number, runs: number): string => `${decisions} decisions in ${runs} runs`,
  leftOut: (barred: number, over: string): string =>
    ` Left out: ${barred} in which ${over} was barred.`,
  why: (chosen: string, over: string): string => `Why ${chosen} and not ${over}?`,
  lead: (chosen: string, name: string, from: string, left: string): string =>
    `What each consideration added to the lead of ${chosen} in ${name}, mean of ${from}.${left}`,
  up: (chosen: string): string => `for ${chosen}`,
  down: (over: string): string => `for ${over}`,
  total: (chosen: string): string => `= ${chosen} ahead by`,
  inThisRun: "What happened in this run.",
  inManyRuns:
    "What happened, in how many runs, and when first: the median of these runs with the range of 8 in 10.",
  event: "Event",
  first: "First",
  between: "8 in 10 between",
  and: (low: string, high: string): string => `${low} and ${high}`,
  signed: (supplier: string, where: string): string => `Contract with ${supplier}${where}`,
  renewed: (supplier: string, where: string): string => `Renewed with ${supplier}${where}`,
  switched: (supplier: string, where: string): string => `Switched to ${supplier}${where}`,
  dropped: (supplier: string, where: string): string => `Contract with ${supplier} ran out${where}`,
  declined: (where: string): string => `Procurement that chose nothing${where}`,
  cancelled: (supplier: string, where: string): string =>
    `Contract with ${supplier} cancelled${where}`,
  removed: (supplier: string, where: string): string =>
    `Contract with ${supplier} removed by a ban${where}`,
  law: "Data-protection law",
  tierUp: (tier: number): string => `Safeguards raised to tier ${tier}`,
  tierDown: (tier: number): string => `Safeguards lowered to tier ${tier}`,
  moratorium: "Moratorium",
  moratoriumEnded: "Moratorium ended",
  ban: (supplier: string): string => `Ban of ${supplier}`,
  banImposed: (supplier: string): string => `Ban of ${supplier} by an intervention`,
  joined: (treaty: string): string => `Joined ${treaty}`,
  left: (treaty: string): string => `Left ${treaty}`,
  opens: "A procurement opens",
  rulesUp: "Safeguards a tier up",
  rulesDown: "Safeguards a tier down",
  banOf: "Ban of",
  joining: "Joining",
  rates:
    "Rates in the quarter looked at, against those of the average country, and what raised or lowered them most.",
  decision: "Decision",
  average: "Average country",
  openIn: "Open in runs",
  because: "Because of",
  buyingNothing: "buying nothing",
  publicSpace: "public space",
  transportHubs: "transport hubs",
  residential: "residential areas",
  until: "until the end of",
  whatChange: "What would have to change?",
  smallest: "Smallest change of",
  find: "Find it",
  triedUnit: (runs: number): string => `values tried, ${runs} runs each`,
  tried: (values: number, runs: number): string => `${values} values tried, ${runs} runs each.`,
  noValue: (lever: string, low: string, high: string): string =>
    `No value of “${lever}” that is worth trying (${low} to ${high}) turns that round for most of them.`,
  turns: (lever: string, base: string, value: string, yes: number, runs: number): string =>
    `Smallest change that turns it round for most of them: “${lever}” ${base} → ${value}, where it is ${yes} of ${runs}. `,
  tryIt: "Try it",
  nobody: "It has a contract with nobody in any run, or in fewer than 1 of 50.",
  strip: (name: string, end: number, most: number): string =>
    `${name}: ${end} % of runs at the end, at most ${most} %`,
  repeated: (runs: number): string => `${runs} ${runs === 1 ? "run" : "runs"} repeated`,
  source: (runs: number, model: string, data: string): string =>
    `${runs} simulated ${runs === 1 ? "run" : "runs"} · model ${model} · data ${data} · not a forecast`,
  utils: "utils",
  aYear: "A year",
  holds: (supplier: string, country: string, yes: number, runs: number): string =>
    `${supplier} has a contract with ${country} in ${yes} of ${runs} runs.`,
};

/** The view of peers and cascades. */
export const network = {
  noNode: (node: string): string => `the graph has no node ${node}`,
  noTie: (tie: string): string => `the graph has no tie ${tie}`,
  onlyRead: "this graph can only be read",
  cascades: "Cascades: who decided because of whom",
  repeats: (runs: number): string =>
    `Each run is repeated without the contracts, and without each ban, of one country after the other; what others then decide otherwise hangs on it. That takes some hundred repetitions of each of the first ${runs} runs. For more: `,
  workOut: "Work out cascades",
  gone: (runs: number, decisions: number): string =>
    `${runs} runs gone through, ${decisions} decisions taken away one by one.`,
  pivotal: (runs: number): string =>
    `Countries on which most hangs: how many others would have decided otherwise, mean over ${runs} runs and most in one.`,
  hasContracts: "Has contracts",
  others: "Others that hang on them",
  most: "Most",
  onBans: "On its bans",
  noDecision: (name: string): string =>
    `In these runs no decision of ${name} hangs on another country, nor the other way round.`,
  led: (name: string): string => `Decisions that ${name} led, or was led to.`,
  because: "Because of",
  its: "Its",
  otherwise: "Decided otherwise",
  decision: "Decision",
  banOf: (supplier: string): string => `ban of ${supplier}`,
  frame: (title: string): string =>
    `${title}: network. Arrow keys go to the nearest country that way, Enter puts it into the middle, 1, 2 and 3 set the steps, T opens the table.`,
  hint: "Point at a country, or focus the picture and use the arrow keys.",
  moves: (name: string): string => `moves ${name}`,
  movedBy: (name: string): string => `is moved by ${name}`,
  between: "between others",
  middle: (name: string): string => `${name}, in the middle.`,
  makesUp: (share: string, name: string): string =>
    `makes up ${share} of the peers’ pressure on ${name}`,
  makesUpOf: (name: string, share: string): string =>
    `${name} makes up ${share} of the pressure on it`,
  notTied: (name: string, other: string): string => `${name}: not tied to ${other} itself.`,
  reading: (name: string, parts: string): string => `${name}: ${parts}.`,
  tableOf: (title: string): string => `${title}: every tie that is drawn, strongest first`,
  whoLooks: "Who looks",
  toWhom: "To whom",
  partOfPeers: "Part of its peers’ pressure",
  whoMoves: (name: string): string => `Who moves ${name}`,
  whomMoves: (name: string): string => `Whom ${name} moves`,
  influencers: "Top influencers",
  allCaption:
    "Countries by how much they count among the peers of others: the sum of their parts of others’ pressure (the mean country has 1), how many look to them, and their weight in a random walk from country to peer.",
  strength: "Strength",
  followers: "Followers",
  pageRank: "PageRank",
  community: "Community",
  peersOf: (name: string): string => `Peers of ${name} by their part of the pressure on it.`,
  partsOf: (name: string): string =>
    `Countries by the part that ${name} has of the pressure on them.`,
  partOfPressure: "Part of the pressure",
  communities: (count: number, sizes: string): string =>
    `${count} communities, which look to each other more than to others, of ${sizes} countries.`,
  geography: "neighbours on the map",
  idealPoint: "alike in UN votes",
  prestige: "large economies nearby",
  title: (name: string): string => `Who moves ${name}, and whom it moves`,
  source: (model: string, data: string): string =>
    `ties of the scenario · model ${model} · data ${data}`,
  heading: "Network",
  deck: "When a country decides, what its peers use counts. An arrow runs from who is looked at to who looks; the thicker, the larger a part of the peers’ pressure.",
  tiesLabel: "Ties",
  allKinds: "of all kinds",
  show: "Show",
  bothWays: "both ways",
  whoMovesIt: "who moves it",
  whomItMoves: "whom it moves",
  steps: "Steps",
  from: "From ",
  least: "Least part of the peers’ pressure",
  percent: (percent: number): string => `${percent} percent`,
  placed: "Placed by ties, not on the map",
  partsUnit: "parts",
  contracts: "contracts",
  contract: "contract",
  ties: (ties: string, degree: string, mutual: number): string =>
    `${ties} ties, ${degree} for each country on average, ${mutual} % of them both ways.`,
  left: (left: number, most: number): string =>
    ` ${left} more are within reach; at most ${most} are drawn, the strongest first.`,
  drawn: (others: number, ties: number): string =>
    `${others} other ${others === 1 ? "country" : "countries"}, ${ties} ${ties === 1 ? "tie" : "ties"}.`,
  trade: "trade",
  tiesUnit: "ties",
};

/** The view of experiments. */
export const experiments = {
  matters: "what matters, with intervals",
  allLevers: "all levers at once, kept in a folder",
  passes: "when an outcome passes a limit",
  tradeoff: "what must be traded",
  larger: "Larger experiments",
  largerText:
    "The command line runs the same on all cores, keeps what is done and goes on with it later. The file holds the scenario at the left with these levers free.",
  title: "Experiments",
  deck: "The scenario at the left, run at many values of its levers. Results stay here while you look at other views.",
  fresh: "New",
  kinds: {
    sensitivity: "Sensitivity",
    sweep: "Sweep",
    discovery: "Scenario discovery",
    tradeoff: "Trade-off",
  },
  otherKinds: { run: "Runs", comparison: "Comparison", explanation: "Explanation" },
  what: {
    sensitivity:
      "What matters? Each lever moves over the values worth trying, all at once and one after the other, and so does luck. A lever whose bar is shorter than luck’s cannot be told from noise in one run.",
    sweep:
      "How far does one lever go? It moves through its range, on the same luck at every value.",
    discovery:
      "When does an outcome pass a limit? The levers take values all over their ranges, and boxes are found in which the outcome mostly does.",
    tradeoff:
      "What must be given up for what? The levers are searched for policies that nothing else beats in both outcomes; those found are tried again in worlds with fresh luck.",
  },
  places: { browser: "this browser", server: "the server" },
  runOn: "Run on",
  onServer: "The server runs on its own cores, and goes on when this page is closed.",
  noServer:
    "This page comes from a plain host, so experiments run in this browser; one that panoptes serve sends can hand them to its server.",
  token: "Token of the server",
  useToken: "Use it",
  tokenWrong: "The token does not fit.",
  tokenKept: "It is kept until the page is closed, and nowhere else.",
  serverGone: "the server no longer answers",
  jobs: "Experiments so far",
  open: (running: number, waiting: number): string =>
    [running > 0 ? `${running} running` : "", waiting > 0 ? `${waiting} waiting` : ""]
      .filter(Boolean)
      .join(", "),
  pause: "Pause",
  resume: "Resume",
  show: "Show",
  remove: "Remove",
  ofJob: (verb: string, name: string): string => `${verb}: ${name}`,
  waiting: "Waiting for its turn",
  stopping: "Stopping …",
  pausedAt: (runs: string): string => `Paused at ${runs}`,
  stoppedAt: (runs: string): string => `Stopped at ${runs}. These results use them.`,
  left: (seconds: number): string =>
    seconds < 60
      ? ` · ${seconds} s left`
      : ` · ${Math.floor(seconds / 60)} min ${seconds % 60} s left`,
  runsOf: (done: string, total: string): string => `${done} of ${total} runs`,
  simulated: (done: number, total: number, under: boolean): string =>
    under
      ? `${done.toLocaleString("en")} of ${total.toLocaleString("en")} simulated runs`
      : `${done.toLocaleString("en")} simulated runs`,
  result: "Result",
  command: "Command that gives the same numbers",
  anyContract: "the share of countries with any contract",
  covered: "the share of urban people covered",
  concentration: "market concentration",
  erosion: "rights erosion",
  security: "security benefit",
  safeguards: "safeguards",
  withSupplier: (supplier: string): string => `the share of countries with supplier ${supplier}`,
  quick: "Quick ranking",
  firmer: "Firmer ranking",
  shares: "Shares of the variance",
  quickBox: "128 points",
  firmBox: "512 points",
  fineBox: "1,024 points",
  quickSearch: "Quick search",
  firmSearch: "Firmer search",
  nothing: "This outcome is the same at every point: nothing matters to it.",
  mattersTo: (outcome: string): string => `What matters to ${outcome}?`,
  levers: "Levers",
  size: "Size",
  run: "Run",
  chooseOne: "Choose at least one lever.",
  chooseTwo: "Choose two different outcomes.",
  writeLimit: "Write a number as the limit.",
  when: "When is",
  side: "Side",
  limit: "Limit",
  sides: { above: "above", below: "below" },
  goal: (number: number): string => `Goal ${number}`,
  ofGoal: (number: number): string => `Outcome of goal ${number}`,
  ways: { minimise: "lower", maximise: "raise" },
  about: (runs: string): string => `about ${runs} runs`,
  along: (outcome: string, lever: string): string => `${outcome} along “${lever}”`,
  sweepSentence: (first: string, low: string, last: string, high: string, moment: string): string =>
    `Median ${first} at ${low}, ${last} at ${high}, at ${moment}; the same luck at every value.`,
  manySentence: (inputs: number, moment: string): string =>
    `Every point stands for one set of ${inputs} values, at ${moment}.`,
  pointOf: (number: number): string => `point ${number}`,
  meanOfRuns: "mean of the runs at a point",
  atEach: (points: number): string => `Runs at each of ${points} values`,
  runs: (runs: string): string => `${runs} runs`,
  press: (lever: string): string =>
    `Press a value to set “${lever}” to it in the scenario at the left.`,
  value: "Value",
  median: "Median",
  from: "8 in 10 from",
  to: "to",
  box: "Box",
  interest: (outcome: string, side: "above" | "below", limit: string): string =>
    `${outcome} ${side} ${limit}`,
  boxTitle: (interest: string): string => `When is ${interest}?`,
  boxLead: (interest: string, box: string): string => `Most runs have ${interest} where ${box}.`,
  boxScore: (
    coverage: string,
    density: string,
    share: string,
    points: string,
    all: string,
  ): string =>
    `The box covers ${coverage} of such runs, and ${density} of the runs in it are such, of all runs ${share}. It holds ${points} of ${all} points.`,
  noBox: (interest: string, share: string): string =>
    `${share} of all runs have ${interest}. No box was found in which that is more frequent.`,
  openScenario: "Open as scenario",
  boxStep: (number: number): string => `box ${number} of a discovery`,
  conditions: "What the box asks for",
  condition: "Condition",
  quasi: "Quasi‑p",
  quasiNote: "Probability that chance alone would make a condition that useful",
  stable: "Also in resamples",
  stableNote: "Share of the boxes found in resampled points that restrict the same lever",
  policyLabel: "Policy",
  policy: (number: number): string => `policy ${number}`,
  policyValue: (outcome: string, value: string): string => `${outcome} ${value}`,
  policyStep: (number: number): string => `policy ${number} of a trade-off`,
  policies: "Policies that nothing beats in both outcomes. Press one to pick it.",
  inFresh: "in fresh worlds",
  holds: "Holds",
  yes: "yes",
  no: "no",
  notDominated: "not dominated so far",
  holding: "not dominated, in fresh worlds either",
  dominated: "dominated",
  middle: "levers left in the middle",
  frontSentence: (front: number, holding: number | null, worlds: number, fresh: number): string =>
    `Nothing that was tried beats ${front === 1 ? "this policy" : `these ${front} policies`} in both outcomes, in the mean of ${worlds} worlds${
      holding === null
        ? "; they have not been tried in fresh worlds"
        : `; tried again in ${fresh} fresh worlds, ${holding} still ${holding === 1 ? "is" : "are"} not beaten`
    }.`,
};

/** What the worker behind these four views says. */
export const lab = {
  withEachSupplier: "Share of countries with each supplier",
  withAny: "Countries with any contract",
  covered: "Urban population covered",
  safeguards: "Safeguards",
  rightsErosion: "Rights erosion",
  concentration: "Market concentration",
  polarisation: "Polarisation of norms",
  noneCompared: "stopped before any two scenarios could be compared",
  noCountry: (id: string): string => `the scenario has no country "${id}"`,
  noSegment: (id: string): string => `there is no segment "${id}"`,
  noneRepeated: "stopped before any run was repeated",
  noLever: (key: string): string => `the scenario has no lever "${key}"`,
  noSupplier: (id: string): string => `the scenario has no supplier "${id}"`,
  noAnswer: "stopped before an answer was found",
  tooLittle: "stopped before there was anything to tell",
  noOutcome: (name: string): string => `the scenario has no outcome "${name}"`,
  noneSuch: (interest: string, range: string): string =>
    `in no run is ${interest}, so there is no box to find; ${range}`,
  luck: "Luck",
  parameterSet: "Parameter set",
  noneGone: "stopped before a run was gone through",
  unreadable: "an answer could not be read",
  notLoaded: "the lab could not be loaded",
  notOpened: "the lab was not opened",
};

/** Lessons. */
export const lessons = {
  title: "Lessons",
  deck: "Eight exercises for a class. Each step moves a lever, shows what happens, and asks for a number that you find in the runs. The page works the number out from the model itself.",
  guide: "For teachers",
  guideText:
    "What each lesson shows, the expected numbers, pitfalls and limits stand in docs/teaching.md, which comes with Panoptes.",
  minutes: (minutes: number): string => `${minutes} minutes`,
  steps: (done: number, steps: number): string => `${done} of ${steps} numbers found`,
  all: "All lessons",
  step: (step: number, steps: number): string => `Step ${step} of ${steps}`,
  found: "found",
  previous: "Previous step",
  next: "Next step",
  tryIt: "Try it",
  back: "Back to the start",
  undo: "Undo",
  explore: "Open in Explore",
  changed: (changes: number): string =>
    changes === 0
      ? "This is the lesson as it starts."
      : `${changes} ${changes === 1 ? "change" : "changes"} from the start.`,
  running: "Running …",
  failed: (reason: string): string => `It could not be run: ${reason}.`,
  again: "Try again",
  measured: "Measured",
  now: "Now",
  start: "As the lesson starts",
  difference: "Change against the same world without what “Try it” changes",
  perRun: "Every run, sorted",
  mean: (at: string): string => `mean at ${at}`,
  spread: (at: string): string => `standard deviation over the runs at ${at}`,
  find: "Find the number",
  answer: "Your number",
  check: "Check",
  checking: "The model works it out …",
  right: (number: string): string => `Right. The model has ${number}.`,
  high: "Not yet: your number is too high.",
  low: "Not yet: your number is too low.",
  noNumber: "Write a number, such as 4.2.",
  show: "Show the number",
  shown: (number: string): string => `The model has ${number}.`,
  question: "Question",
  showAnswer: "Show the answer",
  notice: "Things to notice",
  limits: "What the model cannot say",
  source: (runs: number, model: string, data: string, hash: string): string =>
    `${runs} simulated runs · one parameter set · model ${model} · data ${data} · result ${hash.slice(7, 15)} · not a forecast`,
  startName: "As the lesson starts",
  sentence: (mean: string, at: string, start: string | null): string =>
    `Mean ${mean} at ${at}${start === null ? "" : `; as the lesson starts ${start}`}.`,
  noNumberAsked: "the step asks for no number",
  stopped: "the runs were stopped",
};

/** The guess that is drawn before the runs of a lesson are shown. */
export const guess = {
  title: "Draw your guess first",
  how: "Draw how it goes, with a mouse, a finger or the keys: left and right choose the year, up and down move the line.",
  board: "Your guess",
  value: (year: string, value: string): string => `${year}: ${value}`,
  reveal: "Show the runs",
  clear: "Clear",
  empty: "Nothing is drawn yet.",
  score: (points: string): string =>
    `Your line lies ${points} from the median, on average over the years.`,
  skip: "Show the runs without a guess",
  yours: "your guess",
  median: "median",
  bands: "8 in 10 runs",
  start: "as the lesson starts",
};

/** Projector mode. */
export const projector = {
  name: "Projector mode: large type; Page keys go on, Esc leaves",
};

/** The gallery of teams. */
export const gallery = {
  title: "Gallery",
  deck: "Paste the share links of up to eight teams. Their worlds stand side by side, and then all policies act together: what a team adds is what is lost when its policy alone is left out.",
  link: "Gallery: the links of up to eight teams side by side, with what each adds",
  field: "Links, one a line, with a name in front if you like",
  example: "Reds: https://…/#/explore?s=…",
  show: "Show",
  reading: "Reading the links …",
  running: (done: number, all: number): string => `${done} of ${all} ensembles are done …`,
  done: (teams: number): string =>
    `Done: ${teams} ${teams === 1 ? "team" : "teams"}, together and one by one.`,
  none: "There is no team to show.",
  failed: (reason: string): string => `It could not be run: ${reason}.`,
  many: (given: number, most: number): string =>
    `${given} links were given; the first ${most} are shown.`,
  noLink: (line: string): string => `“${line}” holds no link: it has no “#/”.`,
  noScenario: (name: string): string => `${name}: the link names no scenario.`,
  of: (name: string, problem: string): string => `${name}: ${problem}`,
  apart: (name: string, section: string): string =>
    section === "extends"
      ? `${name}: the scenario does not stand on the baseline, so it cannot be put together with others.`
      : `${name}: the scenario sets “${section}”, so its runs are not those of the others.`,
  outcome: "Outcome",
  adopters: "Share of countries with any supplier",
  safeguards: "Mean strength of safeguards",
  users: (supplier: string): string => `Share of countries with ${supplier}`,
  credit: "What each team adds",
  creditNote: (moment: string): string =>
    `At ${moment}: all policies together against all but the team's, pair by pair with the same luck. Credits need not add up to the whole, because policies help and hinder each other. Of a value that several set, the last team's holds.`,
  team: "Team",
  alone: "Alone, median",
  adds: "Adds to the others, mean",
  pairs: "Pairs",
  counts: (higher: number, lower: number, pairs: number): string =>
    `higher in ${higher}, lower in ${lower} of ${pairs}`,
  all: "All together",
  baseline: "Baseline",
  inputs: "What the teams set",
  noInputs: "No team moved a single value; their policies are interventions.",
  setting: "Setting",
  byTeam: "By team",
  lowest: "Least",
  mean: "Mean",
  highest: "Greatest",
  sentence: (together: string, baseline: string, moment: string): string =>
    `All together: ${together} at ${moment}; the baseline: ${baseline}.`,
  noRun: "no run finished",
  teamNumber: (number: number): string => `Team ${number}`,
};

/** The editor of scenario files. */
export const editor = {
  title: "Scenario file",
  deck: "The scenario as the command line reads it. Change it, or open a file. Problems are those that “panoptes validate” finds, at the same line and column. Nothing moves before you apply it.",
  field: "Scenario in YAML",
  file: "Open a file …",
  reset: "Take the present scenario",
  apply: "Apply",
  save: "Save as a file",
  applied: "Applied. Undo takes it back.",
  step: "Apply the scenario file",
  checking: "Checking …",
  sound: "No problems.",
  problems: (errors: number, warnings: number): string =>
    [
      errors === 0 ? "" : `${errors} ${errors === 1 ? "error" : "errors"}`,
      warnings === 0 ? "" : `${warnings} ${warnings === 1 ? "warning" : "warnings"}`,
    ]
      .filter(Boolean)
      .join(", "),
  from: (name: string): string => `This is ${name}.`,
  completions: "Words that fit here (Ctrl+Space, then arrows and Enter)",
  failed: (reason: string): string => `It could not be checked: ${reason}.`,
};

/** Texts, files and links from outside. */
export const imports = {
  large: (name: string, size: number, most: number): string =>
    `${name} has ${size} KB; a scenario has at most ${most} KB. Nothing was opened.`,
  more: (name: string, others: string): string =>
    `Only ${name} was opened. Drop the others one by one: ${others}.`,
  open: (name: string): string => `Open ${name}`,
  failed: (name: string, reason: string): string => `Could not open ${name}: ${reason}.`,
  link: "the link",
  unsound: "The link's scenario cannot be run, so the present one stays.",
  pasted: "the pasted text",
};

/** Tables of what goes in and comes out. */
export const reference = {
  parametersCaption:
    "Parameters of the model. Where a scenario changes one, its own value stands beside it.",
  parameter: "Parameter",
  name: "Name",
  nameNote: "As in scenario files and links",
  symbol: "Symbol",
  symbolNote: "In the equations of docs/model.md",
  unit: "Unit",
  base: "Base",
  here: "Here",
  hereNote: "In the scenario that is open",
  worthTrying: "Worth trying",
  source: "Source",
  bySupplier: "by supplier",
  bySegment: "by segment",
  byRegion: "by region",
  byRegime: "by regime",
  byIncome: "by income",
  everyRun: "What every run records at the end of every quarter.",
  split: "Split",
  meaning: "Meaning",
  termsCaption: "Words as this page and the model use them.",
  word: "Word",
  model: "The model",
  equations: "Equations",
  inCode: "Code",
  parameters: "Parameters",
  suppliers: "Suppliers",
  observed: "Observed",
  outcomes: "Outcomes",
  glossary: "Glossary",
  title: "Data & docs",
  deck: (model: string, data: string): string =>
    `Every number that goes in, with its unit and where it comes from, and every number that comes out. Model ${model}, data ${data}.`,
  searchAll: "Search all tables",
  noneElsewhere: "Nor does any other table.",
  foundIn: (parts: string): string => `Found in: ${parts}.`,
  closedAutocracy: "closed autocracy",
  electoralAutocracy: "electoral autocracy",
  electoralDemocracy: "electoral democracy",
  liberalDemocracy: "liberal democracy",
  suppliersCaption: "Suppliers at the start of a run. They are blocs that sell complete stacks.",
  attribute: "Attribute",
  countriesCaption: (year: number): string =>
    `Countries in ${year}, the last year shown here of what changes over the years. Filled in: values that no source has and a rule of the data estimates.`,
  code: "Code",
  region: "Region",
  regime: "Regime",
  regimeNote: "Regimes of the World",
  gdp: "GDP per head",
  gdpNote: "International dollars at purchasing power",
  people: "People",
  democracy: "Democracy",
  democracyNote: "Electoral democracy, 0 to 1",
  civilSociety: "Civil society",
  civilSocietyNote: "0 to 1",
  idealPoint: "UN ideal point",
  idealPointNote: "From votes in the General Assembly",
  filledIn: "Filled in",
  notClassified: "not classified",
  notCovered: "not covered",
  nothing: "nothing documented",
  observedCaption:
    "The AI Global Surveillance Index (Carnegie): whose technology was documented. It is what the model is fitted to, and does not see every adopter.",
  total: "total",
  noRow: (table: string, words: string): string => `No row of “${table}” holds “${words}”.`,
  indexOf: (vintage: string): string => `Index of ${vintage}`,
  adopter: "adopter",
};

/** The model in a paragraph and in a diagram. `*so*` is bold, and what stands between backticks is code. */
export const modelInShort = {
  inOneParagraph: "In one paragraph",
  paragraph:
    "Every quarter from 2011 to 2040 each of 197 countries may open a procurement of surveillance technology for its public space, its transport hubs or its residential areas. It weighs six blocs of suppliers and buying nothing. *Cost*, *alignment* and *regulation* decide, with luck on top. Contracts lower the price for everybody, serve as an example to peers, and can go wrong; incidents stir up publics, and publics move laws. The bands show two hundred such worlds. None of them is a forecast.",
  inADiagram: "In a diagram",
  pressuresLabel: "Pressures on a decision",
  pressures: [
    {
      name: "Cost",
      of: "list prices, home subsidies, soft loans, and how far experience makes kit cheaper",
    },
    { name: "Alignment", of: "closeness in UN votes, alliances, what peers use, norms" },
    {
      name: "Regulation",
      of: "data-protection laws, safeguards, moratoria, bans, treaties, sanctions",
    },
  ] as readonly { readonly name: string; readonly of: string }[],
  stepsLabel: "What happens in a quarter",
  steps: [
    {
      name: "A procurement opens",
      what: "in one of three segments: by chance, by example, by loan, or because a contract ends",
    },
    {
      name: "Every supplier is weighed",
      what: "each of the three pressures adds to its value; so does luck; buying nothing counts, too",
    },
    {
      name: "The highest value wins",
      what: "a contract with a term and a date on which it goes live",
    },
    {
      name: "Kit operates",
      what: "coverage grows; suppliers earn, learn and get cheaper; incidents happen",
    },
    {
      name: "Societies react",
      what: "backlash, unrest, laws, safeguards, moratoria and bans, and norms that drift",
    },
  ] as readonly { readonly name: string; readonly what: string }[],
  loop: "↺ Prices, peers, rules and norms of this quarter are what the next quarter’s decisions meet.",
  inDepth: "In equations, in code, in data",
  depths: [
    {
      part: "equations",
      name: "In equations",
      text: "all of the submodels, E1 to E26, complete enough to write the model anew",
    },
    {
      part: "code",
      name: "In code",
      text: "what every step runs, in order, and one process whole",
    },
    {
      part: "parameters",
      name: "In data",
      text: "every number that goes in, here and in the tables beside it",
    },
  ] as readonly { readonly part: string; readonly name: string; readonly text: string }[],
  inEquations: "In equations",
  equationsDeck:
    "From the model’s description, docs/model.md, which has the sections that are named here, too. Letters below a symbol say whose it is: i a country, j a supplier, k a peer or a maker, d a segment. Symbols that are parameters stand in the table Parameters. Words of the glossary open their meaning.",
  allEquations: "All equations",
  inCode: "In code",
  codeDeck:
    "Every step runs these processes in this order, one file each in `src/core/processes`. Each reads the state as the step found it and writes what the next one will find.",
  schedule: "What a step runs",
  scheduleColumns: ["No.", "Process", "What it does", "Equations", "Writes"] as readonly string[],
  sample: (name: string): string => `One of them whole: ${name}.ts`,
};

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

/** The report for paper. */
export const report = {
  name: "Report",
  offer: "One page to print: what was changed, charts, numbers, limits, seeds and hashes",
  open: "Open",
  print: "Print or save as PDF",
  back: "Back to Explore",
  lead: "What the runs say",
  inputs: "What differs from the scenario it stands on",
  none: "Nothing. This is the scenario as it is shipped.",
  numbers: "The numbers",
  numbersNote: "Median, with the range of 8 in 10 runs in brackets.",
  limits: "What this is not",
  limitsText:
    "Simulated worlds under stated assumptions, not a forecast and no tool for choosing targets. The spread shows luck and, where the scenario has them, fitted parameter sets; it does not show what the model leaves out.",
  again: "To have it again",
  made: (runs: number, seed: string, model: string, data: string): string =>
    `${runs} runs, seed ${seed}; model ${model}, data ${data}. The same on the command line:`,
  waiting: "The runs are not done yet; the numbers below change until they are.",
  setting: "Setting",
  before: "Before",
  after: "Now",
};

/** One chart for a page of somebody else. */
export const embed = {
  name: "Embed",
  chart: "Chart",
  charts: { map: "Map", suppliers: "Suppliers", regulation: "Regulation" },
  code: "HTML",
  open: "Open in Panoptes",
};
