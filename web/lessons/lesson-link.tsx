import type { ComponentChildren, JSX, TargetedMouseEvent } from "preact";
import { usePage } from "../explore/page.ts";
import { openView } from "../explore/view.ts";

/** A link to a lesson, or to all of them. */
export function LessonLink({
  part,
  children,
}: {
  /** Null: to the list. */
  readonly part: string | null;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { view } = usePage();
  const open = (event: TargetedMouseEvent<HTMLAnchorElement>): void => {
    // With a key held down the browser opens the link elsewhere.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    openView(view, "lessons", part);
  };
  return (
    <a href={part === null ? "#/lessons" : `#/lessons?chart=${part}`} onClick={open}>
      {children}
    </a>
  );
}
