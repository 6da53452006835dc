import type { JSX } from "preact";

const pressures: readonly (readonly [string, string])[] = [
  ["Cost", "list prices, home subsidies, soft loans, and how far experience makes kit cheaper"],
  ["Alignment", "closeness in UN votes, alliances, what peers use, norms"],
  ["Regulation", "data-protection laws, safeguards, moratoria, bans, treaties, sanctions"],
];

const steps: readonly (readonly [string, string])[] = [
  [
    "A procurement opens",
    "in one of three segments: by chance, by example, by loan, or because a contract ends",
  ],
  [
    "Every supplier is weighed",
    "each of the three pressures adds to its value; so does luck; buying nothing counts, too",
  ],
  ["The highest value wins", "a contract with a term and a date on which it goes live"],
  ["Kit operates", "coverage grows; suppliers earn, learn and get cheaper; incidents happen"],
  [
    "Societies react",
    "backlash, unrest, laws, safeguards, moratoria and bans, and norms that drift",
  ],
];

/** What the model is in a paragraph and in a diagram. */
export function ModelInShort(): JSX.Element {
  return (
    <div class="model-in-short">
      <h3>In one paragraph</h3>
      <p>
        Every quarter from 2011 to 2040 each of 197 countries may open a procurement of surveillance
        technology for its public space, its transport hubs or its residential areas. It weighs six
        blocs of suppliers and buying nothing. <strong>Cost</strong>, <strong>alignment</strong> and{" "}
        <strong>regulation</strong> decide, with luck on top. Contracts lower the price for
        everybody, serve as an example to peers, and can go wrong; incidents stir up publics, and
        publics move laws. The bands show two hundred such worlds. None of them is a forecast.
      </p>
      <h3>In a diagram</h3>
      <div class="flow">
        <ul class="pressures" aria-label="Pressures on a decision">
          {pressures.map(([name, of]) => (
            <li key={name}>
              <strong>{name}</strong>
              <span>{of}</span>
            </li>
          ))}
        </ul>
        <ol class="steps" aria-label="What happens in a quarter">
          {steps.map(([name, what]) => (
            <li key={name}>
              <strong>{name}</strong>
              <span>{what}</span>
            </li>
          ))}
        </ol>
        <p class="loop">
          ↺ Prices, peers, rules and norms of this quarter are what the next quarter’s decisions
          meet.
        </p>
      </div>
      <h3>In equations, in code, in data</h3>
      <ul class="depths">
        <li>
          <strong>Equations</strong>: <code>docs/model.md</code>, which comes with Panoptes, has all
          26 of them (E1 to E26), complete enough to write the model anew. Symbols there are those
          of the table of parameters here.
        </li>
        <li>
          <strong>Code</strong>: every step runs the processes of <code>src/core/processes</code> in
          a fixed order, one file each.
        </li>
        <li>
          <strong>Data</strong>: the tables here, with the rules that filled gaps; sources stand in{" "}
          <code>scenarios/world/README.md</code>.
        </li>
      </ul>
    </div>
  );
}
