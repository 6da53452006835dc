/** What a code of a scenario problem stands for. */
export interface CodeText {
  /** One line. */
  readonly title: string;
  /** What it means and how to mend it, in two or three sentences. */
  readonly explanation: string;
}

const text = (title: string, explanation: string): CodeText => ({ title, explanation });

/** Codes of everything that can be wrong with a scenario. */
export const SCENARIO_CODES: Readonly<Record<ScenarioCode, CodeText>> = {
  // The document itself.
  E001: text(
    "a scenario cannot be read",
    "There is no such file, it is a folder, you may not read it, or no built-in scenario has the name. `panoptes scenario list` shows the built-in ones; a file needs its ending, for example mine.yaml.",
  ),
  E002: text(
    "the document is too large",
    "A scenario holds at most 256 KB of text, 120,000 words and signs, and 50,000 values. It only needs to say what differs from the scenario it extends; many country values belong into a world of your own (`world: ./folder`).",
  ),
  E003: text(
    "not YAML",
    "The text breaks the rules of YAML 1.2, so nothing in it can be trusted. Look at the marked place and just before it: an open quote or bracket, a tab as indentation, a missing space after a colon, or text with a colon that needs quotes.",
  ),
  E004: text(
    "a key is written twice",
    "The same key stands twice in one mapping, so it is not clear which value counts. Remove one of them.",
  ),
  E005: text(
    "an alias cannot be followed",
    "An alias (*name) has no anchor (&name) before it, stands inside of what it repeats, or the aliases multiply into more than 50,000 values. Write the values out.",
  ),
  E006: text(
    "nested too deep",
    "Values are nested more than 32 levels deep, while the scenario format has six. Often a bracket was not closed.",
  ),
  E007: text(
    "merge keys are not supported",
    "The key << belongs to YAML 1.1 and not to YAML 1.2. Write the keys out, or put what is shared into a scenario of its own and extend it.",
  ),
  E008: text(
    "not a usable number",
    "The number is infinite, not a number, or has more digits than can be kept exactly. A long seed goes in quotes: it is used as text.",
  ),
  E009: text(
    "a feature of YAML that scenarios do not use",
    "Tags (!name), keys that are lists or mappings, and other versions of YAML have no counterpart in JSON. Use plain keys and values.",
  ),
  E010: text(
    "the document holds no scenario",
    "The document is empty, or a list or single value. A scenario is a mapping that starts with `schema: panoptes/scenario@1`; `panoptes scenario new` writes one to start from.",
  ),
  E011: text(
    "not UTF-8 text",
    "The file holds bytes that are no UTF-8 text, so it is probably not a scenario. Save it as plain text in UTF-8.",
  ),
  // Names and values.
  E101: text(
    "unknown key",
    "The scenario format has no such key at this place. A misspelt key would otherwise be ignored without a word. The keys of each section stand in scenarios/scenario.schema.json, which editors use to complete and check.",
  ),
  E102: text(
    "unknown parameter",
    "The model has no parameter of this name. `panoptes params` lists all, each with unit, default and range. What a plugin defines is known only where the plugin is given with --plugin; the same goes for its verbs and outcomes.",
  ),
  E103: text(
    "unknown mechanism",
    "The model has no mechanism of this name that could be switched on or off. The message names those it has.",
  ),
  E104: text(
    "unknown attribute of a supplier",
    "Suppliers have no such attribute. The message names those they have.",
  ),
  E105: text(
    "unknown column of the countries",
    "The world has no such value for countries. Columns and yearly variables, with their units, stand in the README beside the world's tables.",
  ),
  E106: text(
    "unknown outcome",
    "The model records no outcome of this name. The hint names the nearest, or a few to start from; the built-in scenarios show how they are asked for.",
  ),
  E110: text(
    "something needed is missing",
    "The section lacks a key that it cannot do without. Add it.",
  ),
  E111: text(
    "a value of the wrong kind",
    "The value is, for example, text where a number is expected. Numbers are written 0.25, without units, percent signs or decimal commas; text that looks like a number needs quotes.",
  ),
  E112: text(
    "a value outside its limits",
    "The value lies outside what the quantity can be, which usually means another unit, for example percent instead of a share. `panoptes params` shows unit and limits.",
  ),
  E113: text(
    "not one of the allowed words",
    "Only a few fixed words are possible here; the message lists them.",
  ),
  E114: text(
    "not a proper id",
    "Ids consist of small letters, digits, - and _, start with a letter and have at most 64 characters.",
  ),
  E115: text(
    "not a date",
    "Dates are a quarter (2027Q1), a month (2027-03) or a year (2027), from 1900 to 2200. Intervals include both ends: until 2030 means to the end of 2030.",
  ),
  E116: text(
    "not a format this version reads",
    "The key `schema` names the format: `panoptes/scenario@1`. A higher number was written by a newer version of the program.",
  ),
  E120: text(
    "unknown supplier",
    "The world has no such supplier and the scenario adds none of this id. The message names the nearest.",
  ),
  E121: text(
    "unknown country",
    "The world has no such country. Countries go by their ISO 3166-1 alpha-3 code, for example KEN; `panoptes world show` lists all.",
  ),
  E122: text(
    "unknown word in a filter",
    "Filters of `who` take regions and subregions of the world (western-africa), regimes (CA, EA, ED, LD), income bands (low, lower-middle, upper-middle, high), and suppliers for bloc and alliance.",
  ),
  E123: text(
    "nobody is covered",
    "`who` is an empty list, or a mapping without any filter. Write all, a list of country codes, or at least one filter.",
  ),
  E130: text(
    "parts do not sum to 1",
    "These parameters are parts of one whole. When you change one, change the others so that they sum to 1 again.",
  ),
  // Parents.
  E140: text(
    "the scenario to extend cannot be read",
    "`extends` takes the name of a built-in scenario, a name with its version (baseline@2026.2), or a path relative to the file it stands in. There is nothing there to read.",
  ),
  E141: text(
    "scenarios extend each other in a circle",
    "Following `extends` comes back to a scenario that was already passed. Break the circle: the first of the chain extends nothing or a built-in scenario.",
  ),
  E142: text(
    "too long a chain of scenarios",
    "A scenario may stand on at most five others in a chain. Put the changes of several into one, or write the whole out with `panoptes scenario show --resolved`.",
  ),
  E143: text(
    "the version asked for is not here",
    "`name@version` asks for the built-in scenario of one data version, and this installation has another. Install that version, or change the number and check that the scenario still means what you intend.",
  ),
  // Dates, interventions, outcomes, suppliers.
  E210: text(
    "an end before its start",
    "Time or an intervention ends before it starts. Both ends are included, so the same quarter twice is one quarter long.",
  ),
  E211: text(
    "an intervention's id is used twice",
    "Ids tell interventions apart and say which one of the parent is replaced, so each may stand only once in a file.",
  ),
  E212: text(
    "nothing to remove",
    "`remove: true` takes out an intervention of the scenario that is extended, and that has none of this id.",
  ),
  E213: text(
    "not exactly one verb",
    "`do` holds exactly one verb, for example subsidise, ban or open_treaty; scenarios/scenario.schema.json lists all. For two measures write two interventions.",
  ),
  E214: text(
    "not a tier of safeguards",
    "Safeguards have four tiers: 0, 1/3 (guidelines), 2/3 (binding rules) and 1 (binding rules with independent oversight). Write 0.33 and 0.67 for the thirds; a value up to 0.02 away is taken for the tier.",
  ),
  E215: text(
    "a treaty that never comes into force",
    "The treaty needs more members than the world has countries, or more of its core than the core has. Lower the number.",
  ),
  E216: text(
    "not exactly one limit",
    "`when` starts an intervention once an outcome lies above or below one limit. Write `above` or `below`; a band takes two interventions.",
  ),
  E220: text(
    "a date that does not fall on a step",
    "The run starts and ends at whole steps: with `step: year` at years, with `step: quarter` at quarters. Choose a shorter step, or another date.",
  ),
  E222: text(
    "too many steps",
    "A run has at most 2,400 steps: 200 years by months. Choose a longer step or a shorter time.",
  ),
  E230: text(
    "the outcome has no such split",
    "Not every outcome is recorded by supplier, segment or group of countries, and a trigger or an expectation needs a single number. The message says how this one is recorded.",
  ),
  E231: text(
    "a date outside the run",
    "The outcome is to be read at a date that the run does not reach. Dates lie from the first to the last step.",
  ),
  E232: text(
    "an outcome is asked for twice",
    "Two entries ask for the same outcome and would be reported under one name. Remove one, or use the form with names of your own.",
  ),
  E233: text(
    "unknown segment",
    "Stacks are deployed in three segments: public_space, transport_hub and residential. A world with a segments.csv has its own.",
  ),
  E234: text(
    "unknown group of countries",
    "Outcomes can be split by region of the world, by regime (CA, EA, ED, LD) and by band of income (low, lower-middle, upper-middle, high). The message names the nearest.",
  ),
  E240: text(
    "a new supplier is not complete",
    "An id that the world does not have is a new supplier, which needs a name, home countries and every attribute. If you meant one of the world's suppliers, check the spelling.",
  ),
  E241: text(
    "a supplier is its own rival",
    "Rivals are other suppliers. Remove the id from its own list.",
  ),
  E242: text(
    "too many suppliers",
    "The model holds at most 32 suppliers, those of the world included.",
  ),
  E243: text(
    "a parameter of segments that the world does not have",
    "The world has segments of its own, whose ceilings and weights stand in its segments.csv. Parameters of the model's three segments would change nothing: change the table, or leave them out.",
  ),
  E250: text(
    "a setting cannot be understood",
    "--set takes key=value, for example --set choice.price=2 or --set suppliers.china.price=0.9 or --set time.end=2030Q4.",
  ),
  E251: text(
    "a setting that --set cannot change",
    "--set changes single values: parameters, mechanisms, runs, time, world, branch, and values of suppliers and countries. Interventions and outcomes are written in a file that extends the scenario.",
  ),
  // Claims.
  E260: text(
    "an expectation that cannot be checked",
    "An expectation either sets a limit that a share of the runs keeps, { metric, at, above or below, in_at_least }, or compares with another scenario run on the same seeds, { metric, at, against: baseline, and one of higher, lower and no_clear_difference: true }.",
  ),
  E261: text(
    "an expectation of no single outcome",
    "An expectation reads one number off each run: `outcome`, the name of one under `outcomes`, or `metric` with the supplier, segment or group it is for.",
  ),
  E262: text(
    "a number that cannot be found",
    "A step's `find` names an outcome and what is made of the runs: statistic mean, change, spread, or runs with above or below. With lever, between and reaches the number is the value of that setting at which the statistic is reached. Levers are parameters (choice.price) or values of suppliers (suppliers.china.price).",
  ),
  // Uncertain quantities.
  E270: text(
    "not exactly one distribution",
    "A quantity under `uncertainty` has exactly one distribution: uniform [low, high], triangular [low, mode, high], normal [mean, sd], lognormal [median, gsd], choice or categorical [values], integer [low, high], or grid { from, to, steps }. The same goes for `levers`.",
  ),
  E271: text(
    "a distribution that makes no sense",
    "The ends of a distribution are in order, its standard deviation is above 0, a geometric one above 1, and `clamp` only cuts normal and lognormal.",
  ),
  E272: text(
    "nothing that can be varied",
    "A name under `uncertainty` is the id of a parameter, a value of a supplier (suppliers.china.price), a switch (mechanisms.peers, 0 for off and 1 for on), or a name of your own in small letters that interventions use as $name.",
  ),
  E273: text(
    "a name that stands for nothing",
    "$name in an intervention takes the value of the quantity of that name under `uncertainty`, and there is none.",
  ),
  E274: text(
    "a distribution that reaches a refused value",
    "Some value of the distribution lies outside what the parameter or the field can be. Narrow it, or clamp it. Parts of one whole cannot be varied one by one, as they would not sum to 1.",
  ),
  E275: text(
    "a lever that is uncertain",
    "A lever is what a decision-maker may set, an uncertainty is what nobody can. A quantity is one of them.",
  ),
  // Branches.
  E280: text(
    "the scenario to branch off cannot be read",
    "`branch.from` takes what `extends` takes, a built-in name a path relative to the file it stands in, a results folder (for the scenario that it was made with), or a whole scenario written in place. There is nothing there to read, it branches off in a circle, or more than five branch off each other.",
  ),
  E281: text(
    "a branch at a date that its run does not have",
    "A branch begins after the first step of the run and before its end, at the start of a step, and its trunk must run until then.",
  ),
  // Parameter sets.
  E290: text(
    "parameter sets cannot be used",
    "`parameter_sets: { from: baseline }` names parameter sets that are shipped, or a file that `panoptes calibrate` has written, by its path from the scenario; `only` counts its sets from 0. Write `from: single` to run the one set that the scenario writes itself.",
  ),
  E282: text(
    "a branch that does not fit its trunk",
    "Until its date a branch is the run of another scenario, so both need the same world, the same start and step, the same values of countries, and the same suppliers with the same homes and rivals. Parameters, mechanisms, values of suppliers and interventions may differ.",
  ),
  // Warnings.
  W301: text(
    "the parent moved",
    "The scenario remembers with `was` which value it replaced, and the scenario it extends now has another. Check that the new value is still what you mean, then bring `was` up to date.",
  ),
  W302: text(
    "an intervention that covers nobody",
    "No country of the world passes all filters of `who`, so the intervention does nothing.",
  ),
  W303: text(
    "an intervention outside the run",
    "The intervention starts after the run ends, or ends before it starts, so it does nothing.",
  ),
  W304: text(
    "varied and used nowhere",
    "The quantity is no parameter and no intervention uses it as $name, so varying it changes nothing.",
  ),
  W305: text(
    "an intervention dated before its branch",
    "The intervention is dated before the branch, and the scenario that the run is until then does not have it. It begins with the branch; what should happen earlier belongs into the trunk.",
  ),
  W306: text(
    "a branch with other parameter sets than its trunk",
    "The runs of the scenario that is branched off are spread over parameter sets that this scenario does not choose, so what comes before the branch is not what a run of that scenario shows. Write the same parameter_sets to go on from its runs as they are.",
  ),
};

/** Code of a problem with a scenario. */
export type ScenarioCode =
  | "E001"
  | "E002"
  | "E003"
  | "E004"
  | "E005"
  | "E006"
  | "E007"
  | "E008"
  | "E009"
  | "E010"
  | "E011"
  | "E101"
  | "E102"
  | "E103"
  | "E104"
  | "E105"
  | "E106"
  | "E110"
  | "E111"
  | "E112"
  | "E113"
  | "E114"
  | "E115"
  | "E116"
  | "E120"
  | "E121"
  | "E122"
  | "E123"
  | "E130"
  | "E140"
  | "E141"
  | "E142"
  | "E143"
  | "E210"
  | "E211"
  | "E212"
  | "E213"
  | "E214"
  | "E215"
  | "E216"
  | "E220"
  | "E222"
  | "E230"
  | "E231"
  | "E232"
  | "E233"
  | "E234"
  | "E240"
  | "E241"
  | "E242"
  | "E243"
  | "E250"
  | "E251"
  | "E260"
  | "E261"
  | "E262"
  | "E270"
  | "E271"
  | "E272"
  | "E273"
  | "E274"
  | "E275"
  | "E280"
  | "E281"
  | "E290"
  | "E282"
  | "W301"
  | "W302"
  | "W303"
  | "W304"
  | "W305"
  | "W306";
