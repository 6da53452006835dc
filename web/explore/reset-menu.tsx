import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { words } from "../strings/words.ts";
import { changeCount, untouched, withValue } from "./choice.ts";
import { usePage } from "./page.ts";

/** Three ways back: the lever moved last, the scenario as it was, the baseline. All can be undone. */
export function ResetMenu(): JSX.Element {
  const { store } = usePage();
  const place = useRef<HTMLDetailsElement>(null);
  const choice = store.choice.value;
  const { base, runs, seed, values } = choice;
  const last = Object.keys(values).at(-1);
  const title = store.shipped.value.find(({ id }) => id === base)?.title ?? base;
  const act = (name: string, next: typeof choice): void => {
    if (place.current !== null) place.current.open = false;
    store.act(name, next);
  };
  return (
    <details class="reset" ref={place}>
      <summary>{words.levers.reset}</summary>
      <div class="menu">
        <button
          type="button"
          disabled={last === undefined}
          onClick={() =>
            last !== undefined && act(words.levers.resetLast, withValue(choice, last, null))
          }
        >
          {words.levers.lastChanged}
        </button>
        <button
          type="button"
          disabled={changeCount(choice) === 0}
          onClick={() => act(words.levers.resetTo(title), untouched(base, runs, seed))}
        >
          {words.levers.to(title)}
        </button>
        <button
          type="button"
          disabled={base === "baseline" && changeCount(choice) === 0}
          onClick={() => act(words.levers.resetBaseline, untouched("baseline", runs, seed))}
        >
          {words.levers.toBaseline}
        </button>
      </div>
    </details>
  );
}
