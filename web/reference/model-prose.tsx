import type { JSX } from "preact";
import { useUniqueId } from "../explore/unique-id.ts";
import { words } from "../strings/words.ts";
import { type Piece, piecesOf, stemOf, stemsOf } from "./math-text.ts";

/** A word of the glossary, which opens what it means. */
function Term({ text, meaning }: { readonly text: string; readonly meaning: string }): JSX.Element {
  const id = useUniqueId();
  return (
    <>
      <button type="button" class="term" popovertarget={id}>
        {text}
      </button>
      <span id={id} popover="auto" class="meaning">
        <strong>{text}</strong> {meaning}
      </span>
    </>
  );
}

const all = stemsOf(words.glossary);

/** A text of the model's description: symbols, code, and words of the glossary that open their meaning. */
export function ModelProse({
  text,
  terms = new Map(all),
}: {
  readonly text: string;
  /** Terms that have not been met yet; all unless told. */
  readonly terms?: Map<string, string>;
}): JSX.Element {
  return (
    <>
      {piecesOf(text, terms).map((piece, k) => (
        // The pieces of a text never change their order.
        <Part key={`${k} ${piece.text}`} piece={piece} />
      ))}
    </>
  );
}

function Part({ piece: { kind, text } }: { readonly piece: Piece }): JSX.Element {
  switch (kind) {
    case "sub":
      return <sub>{text}</sub>;
    case "sup":
      return (
        <sup>
          <ModelProse text={text} terms={new Map()} />
        </sup>
      );
    case "code":
      return <code>{text}</code>;
    case "strong":
      return <strong>{text}</strong>;
    case "em":
      return <em>{text}</em>;
    case "equation":
      return <a href={`#equation-${text}`}>{text}</a>;
    case "term":
      return <Term text={text} meaning={all.get(stemOf(text)) ?? ""} />;
    default:
      return <>{text}</>;
  }
}
