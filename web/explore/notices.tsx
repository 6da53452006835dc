import type { JSX } from "preact";
import { words } from "../strings/words.ts";
import { usePage } from "./page.ts";

/** What a link or a failure left for the reader to know, until it is put away. */
export function Notices(): JSX.Element | null {
  const { notices } = usePage().view;
  if (notices.value.length === 0) return null;
  return (
    <div class="notices" role="alert">
      <ul>
        {notices.value.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
      <button
        type="button"
        onClick={() => {
          notices.value = [];
        }}
      >
        {words.page.close}
      </button>
    </div>
  );
}
