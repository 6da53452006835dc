import { type Signal, signal, useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import type { Page } from "../explore/page.ts";
import type { Question } from "../lab/question.ts";
import { words } from "../strings/words.ts";
import { askBrowser } from "./browser-jobs.ts";
import { enter, serverState } from "./server.ts";
import { askServer } from "./server-jobs.ts";

const place: Signal<"browser" | "server"> = signal("browser");

/** Has an experiment made where the reader wants it. */
export function begin(page: Page, question: Question): void {
  if (place.peek() === "server" && serverState.peek() === "there") void askServer(page, question);
  else askBrowser(page, question);
}

/** Where experiments run: a choice where there is a server behind the page, else why there is none. */
export function RunPlace(): JSX.Element | null {
  const text = words.experiments;
  const typed = useSignal("");
  switch (serverState.value) {
    case "unknown":
      return null;
    case "none":
      return <p class="aside run-place">{text.noServer}</p>;
    case "locked":
    case "refused":
      return (
        <form
          class="choose run-place"
          onSubmit={(event) => {
            event.preventDefault();
            void enter(typed.value);
          }}
        >
          <label>
            {text.token}{" "}
            <input
              type="password"
              autocomplete="off"
              aria-invalid={serverState.value === "refused"}
              value={typed.value}
              onInput={(event: TargetedEvent<HTMLInputElement>) => {
                typed.value = event.currentTarget.value;
              }}
            />
          </label>
          <button type="submit">{text.useToken}</button>
          <span class="aside" role="status">
            {serverState.value === "refused" ? text.tokenWrong : text.tokenKept}
          </span>
        </form>
      );
    case "there":
      return (
        <p class="choose run-place">
          <label>
            {text.runOn}{" "}
            <select
              value={place.value}
              onChange={(event: TargetedEvent<HTMLSelectElement>) => {
                place.value = event.currentTarget.value === "server" ? "server" : "browser";
              }}
            >
              <option value="browser">{text.places.browser}</option>
              <option value="server">{text.places.server}</option>
            </select>
          </label>
          <span class="aside">{text.onServer}</span>
        </p>
      );
  }
}
