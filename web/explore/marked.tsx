import type { JSX } from "preact";

/**
 * A text of the language file with its marks: `*so*` is stressed, and what stands between backticks is code.
 *
 * @example
 * <p><Marked text="It answers *what if*." /></p>
 */
export function Marked({
  text,
  strong = false,
}: {
  readonly text: string;
  /** Whether what is stressed is bold; otherwise in italics. */
  readonly strong?: boolean;
}): JSX.Element {
  const parts = text.split(/(\*[^*]+\*|`[^`]+`)/);
  return (
    <>
      {parts.map((part) => {
        const inner = part.slice(1, -1);
        if (part.startsWith("`")) return <code key={part}>{inner}</code>;
        if (!part.startsWith("*")) return part;
        return strong ? <strong key={part}>{inner}</strong> : <em key={part}>{inner}</em>;
      })}
    </>
  );
}
