import type { JSX, TargetedEvent } from "preact";
import type { CountryTable } from "../../src/scenario/world/world.ts";
import { usePage } from "../explore/page.ts";
import { useUniqueId } from "../explore/unique-id.ts";
import { words } from "../strings/words.ts";

/** The choice of a country by name, with the ones before and after it in the alphabet. */
export function CountryChoice({
  countries: { ids, names },
  shown,
}: {
  readonly countries: CountryTable;
  readonly shown: string;
}): JSX.Element {
  const { view } = usePage();
  const id = useUniqueId();
  const sorted = ids
    .map((one, k) => ({ id: one, name: names[k] ?? one }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
  const at = sorted.findIndex((one) => one.id === shown);
  const go = (step: number): void => {
    const next = sorted[(at + step + sorted.length) % sorted.length];
    if (next !== undefined) view.country.value = next.id;
  };
  return (
    <div class="country-choice">
      <label class="unseen" for={id}>
        {words.shared.country}
      </label>
      <select
        id={id}
        value={shown}
        onChange={(event: TargetedEvent<HTMLSelectElement>) => {
          view.country.value = event.currentTarget.value;
        }}
      >
        {sorted.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <button type="button" aria-label={words.country.before} onClick={() => go(-1)}>
        ◀
      </button>
      <button type="button" aria-label={words.country.next} onClick={() => go(1)}>
        ▶
      </button>
    </div>
  );
}
