import "./styles/find.css";
import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent, TargetedKeyboardEvent } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { words as texts } from "../strings/words.ts";
import { Dialog } from "./dialog.tsx";
import { found, type Place, placesOf } from "./find-places.ts";
import type { Page } from "./page.ts";
import { useUniqueId } from "./unique-id.ts";

/** Finds a view, a country, a lever, a parameter or a scenario by words, and goes there. */
export function FindDialog({
  page,
  onClose,
}: {
  readonly page: Page;
  readonly onClose: () => void;
}): JSX.Element {
  const id = useUniqueId();
  const words = useSignal("");
  const at = useSignal(0);
  const input = useRef<HTMLInputElement>(null);
  const places = useMemo(() => placesOf(page), []);
  const hits = found(places, words.value);
  useEffect(() => input.current?.focus(), []);
  const go = (place: Place | undefined): void => {
    if (place === undefined) return;
    input.current?.closest("dialog")?.close();
    place.go();
  };
  const keys = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      at.value = (at.value + step + hits.length) % hits.length;
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(hits[at.value]);
    }
  };
  return (
    <Dialog title={texts.find.title} onClose={onClose}>
      <input
        ref={input}
        type="text"
        class="find-words"
        role="combobox"
        aria-label={texts.find.field}
        aria-expanded={hits.length > 0}
        aria-controls={id}
        aria-activedescendant={hits.length > 0 ? `${id}-${at.value}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        placeholder={texts.find.field}
        value={words.value}
        onInput={(event: TargetedEvent<HTMLInputElement>) => {
          words.value = event.currentTarget.value;
          at.value = 0;
        }}
        onKeyDown={keys}
      />
      <div class="find-list" id={id} role="listbox" aria-label={texts.find.what}>
        {hits.map((place, k) => (
          // Keys are those of the field above: it keeps the focus.
          <div
            key={`${place.kind} ${place.name}`}
            id={`${id}-${k}`}
            role="option"
            aria-selected={k === at.value}
            tabIndex={-1}
            onClick={() => go(place)}
            onKeyDown={(event) => event.key === "Enter" && go(place)}
          >
            <span>{place.name}</span> <span class="aside">{texts.find.kinds[place.kind]}</span>
          </div>
        ))}
      </div>
      <p class="unseen" role="status">
        {words.value === "" ? "" : texts.find.count(hits.length)}
      </p>
      {hits.length === 0 && <p>{texts.find.nothing(words.value.trim())}</p>}
    </Dialog>
  );
}
