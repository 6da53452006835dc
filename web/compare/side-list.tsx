import type { JSX, TargetedEvent } from "preact";
import { diffScenarios } from "../../src/scenario/diff.ts";
import type { Change } from "../../src/scenario/scenario.ts";
import { type Choice, scenarioOf, untouched } from "../explore/choice.ts";
import { usePage } from "../explore/page.ts";
import { useUniqueId } from "../explore/unique-id.ts";
import { words } from "../strings/words.ts";
import { letterOf, MOST_SIDES, nameOf, othersOf, sidesOf } from "./sides.ts";

/** Differences that are shown of a scenario before the rest is counted. */
const MOST_CHIPS = 8;

/** The compared scenarios, a row each, with the inputs in which they differ from the first. */
export function SideList(): JSX.Element {
  const { store } = usePage();
  const id = useUniqueId();
  const choice = store.choice.value;
  const shipped = store.shipped.value;
  const sides = sidesOf(store.others.value, choice);
  const [first] = sides;
  const base = first === undefined ? null : scenarioOf(first, shipped);
  const others = othersOf(store.others.value, choice);
  /** Puts another one in the place of the present choice, which takes its place. */
  const trade = (k: number, letter: string): void => {
    const taken = others[k];
    if (taken === undefined) return;
    store.hold(words.compare.swapped(letter), others.with(k, choice), taken);
  };
  const add = (event: TargetedEvent<HTMLSelectElement>): void => {
    const { value } = event.currentTarget;
    if (value === "") return;
    const added = value === "copy" ? choice : untouched(value, choice.runs, choice.seed);
    const name = words.compare.added(nameOf(added, shipped));
    store.hold(name, [...others, added]);
    event.currentTarget.value = "";
  };
  return (
    <div class="sides">
      <ol>
        {sides.map((side, place) => {
          // The present choice stands second; the others keep their order around it.
          const other = place === 0 ? 0 : place - 1;
          const present = sides.length === 1 || place === 1;
          const letter = letterOf(place);
          const changes =
            place === 0 || base === null ? [] : differences(base, scenarioOf(side, shipped));
          return (
            <li key={`${letter}`} class={present ? "side-row present" : "side-row"}>
              <strong class={`letter side-${place === 0 ? "a" : "b"}`}>{letter}</strong>
              <div class="side-text">
                <span class="side-name">{nameOf(side, shipped)}</span>{" "}
                <span class="aside">
                  {place === 0 && sides.length > 1 && words.compare.against}
                  {present && words.compare.present}
                </span>
                {place > 0 && <Chips letter={letter} changes={changes} />}
              </div>
              {!present && (
                <span class="side-tools">
                  <button
                    type="button"
                    onClick={() => trade(other, letter)}
                    aria-label={words.compare.swapWith(letter)}
                  >
                    {words.compare.swap}
                  </button>
                  {(place > 1 || others.length > 1) && (
                    <button
                      type="button"
                      aria-label={words.compare.takeOut(letter)}
                      onClick={() => {
                        const left = others.filter((_, k) => k !== other);
                        store.hold(words.compare.takeOut(letter), left);
                      }}
                    >
                      ×
                    </button>
                  )}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {sides.length < MOST_SIDES && sides.length > 1 && (
        <p class="add-side">
          <label for={id}>{words.compare.add}</label>
          <select id={id} onChange={add}>
            <option value="">{words.compare.aScenario}</option>
            <option value="copy">{words.compare.copy}</option>
            {shipped.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        </p>
      )}
    </div>
  );
}

function differences(a: Parameters<typeof diffScenarios>[0], b: typeof a): readonly Change[] {
  return diffScenarios(a, b).filter(({ path }) => !path.startsWith("runs."));
}

/** The inputs that differ from A. */
function Chips({
  letter,
  changes,
}: {
  readonly letter: string;
  readonly changes: readonly Change[];
}): JSX.Element {
  if (changes.length === 0) {
    return <p class="differs">{words.compare.noInput}</p>;
  }
  const rest = changes.length - MOST_CHIPS;
  return (
    <ul class="differs" aria-label={words.compare.differs(letter)}>
      {changes.slice(0, MOST_CHIPS).map(({ path, from, to }) => (
        <li key={path}>{chipText(path, from, to)}</li>
      ))}
      {rest > 0 && <li>{words.compare.andMore(rest)}</li>}
    </ul>
  );
}

function chipText(path: string, from: Change["from"], to: Change["to"]): string {
  const name = path.replace(/^(parameters|interventions)\./, "");
  if (from === null && path.startsWith("interventions.")) return `+ ${name}`;
  if (to === null) return words.shared.without(name);
  return from === null ? words.shared.setTo(name, to) : words.shared.fromTo(name, from, to);
}

/** The present scenario alone, and what it could be held against. */
export function Suggestions(): JSX.Element {
  const { store } = usePage();
  const choice = store.choice.value;
  const all = store.shipped.value.filter(({ id }) => id !== choice.base);
  const hold = (against: Choice, next: string): void => {
    const title = all.find(({ id }) => id === next)?.title ?? next;
    const chosen = untouched(next, choice.runs, choice.seed);
    store.hold(words.shared.openScenario(title), [against], chosen);
  };
  return (
    <section class="empty">
      <h3>{words.compare.pickSecond}</h3>
      <p>{words.compare.bothRun}</p>
      <ul class="suggestions">
        {all.slice(0, 3).map(({ id, title, summary }) => (
          <li key={id}>
            <button type="button" onClick={() => hold(choice, id)}>
              {title}
            </button>
            <span class="aside">{summary.split(/(?<=[.?!])\s/)[0]}</span>
          </li>
        ))}
      </ul>
      <p class="aside">{words.compare.orMove}</p>
    </section>
  );
}
