import type { JSX } from "preact";
import { useRef } from "preact/hooks";
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
      <summary>Reset</summary>
      <div class="menu">
        <button
          type="button"
          disabled={last === undefined}
          onClick={() =>
            last !== undefined && act("Reset the last lever", withValue(choice, last, null))
          }
        >
          The lever changed last
        </button>
        <button
          type="button"
          disabled={changeCount(choice) === 0}
          onClick={() => act(`Reset to ${title}`, untouched(base, runs, seed))}
        >
          To “{title}”
        </button>
        <button
          type="button"
          disabled={base === "baseline" && changeCount(choice) === 0}
          onClick={() => act("Reset to the baseline", untouched("baseline", runs, seed))}
        >
          To the baseline
        </button>
      </div>
    </details>
  );
}
