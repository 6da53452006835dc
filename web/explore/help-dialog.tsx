import type { JSX } from "preact";
import { words } from "../strings/words.ts";
import { Dialog } from "./dialog.tsx";
import { Marked } from "./marked.tsx";

/** What this page is, what it is not, and its keys. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const text = words.help;
  return (
    <Dialog title={text.title} onClose={onClose}>
      <p>{text.what}</p>
      <p>
        <Marked text={text.limits} />
      </p>
      <h3>{text.reading}</h3>
      <p>{text.charts}</p>
      <h3>{text.keysTitle}</h3>
      <dl>
        {text.keys.map(({ key, does }) => (
          <>
            <dt>{key}</dt>
            <dd>{does}</dd>
          </>
        ))}
      </dl>
    </Dialog>
  );
}
