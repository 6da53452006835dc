import type { JSX, TargetedEvent } from "preact";
import { useState } from "preact/hooks";
import { words } from "../strings/words.ts";
import type { Page } from "./page.ts";
import { useUniqueId } from "./unique-id.ts";

/** A list of countries, typed as their codes; what is no code is named and left out. */
export function CountryCodes({
  page,
  label,
  value,
  onChange,
}: {
  readonly page: Page;
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (codes: readonly string[]) => void;
}): JSX.Element {
  const id = useUniqueId();
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const { countries, countryNames } = page.ensembles.picture.value.labels;
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const take = (event: TargetedEvent<HTMLInputElement>): void => {
    const typed = event.currentTarget.value
      .toUpperCase()
      .split(/[^A-Z0-9_-]+/)
      .filter(Boolean);
    const known = [...new Set(typed)].filter((code) => countries.includes(code));
    setUnknown(typed.filter((code) => !countries.includes(code)));
    if (known.length > 0) onChange(known);
    else event.currentTarget.value = chosen.join(" ");
  };
  const names = chosen.map((code) => countryNames[countries.indexOf(code)] ?? code);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input type="text" id={id} value={chosen.join(" ")} onChange={take} />
      <p class="hint">
        {names.join(", ")}
        {unknown.length > 0 && words.timeline.noCode(unknown.join(", "))}
      </p>
    </div>
  );
}
