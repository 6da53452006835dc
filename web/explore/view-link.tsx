import type { ComponentChildren, JSX, TargetedMouseEvent } from "preact";
import { usePage } from "./page.ts";
import { openView } from "./view.ts";

/** A link to a view, or to a part of it. */
export function ViewLink({
  to,
  part = null,
  children,
}: {
  /** Id of the view. */
  readonly to: string;
  readonly part?: string | null;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { view } = usePage();
  const open = (event: TargetedMouseEvent<HTMLAnchorElement>): void => {
    // With a key held down the browser opens the link elsewhere.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    openView(view, to, part);
  };
  return (
    <a href={part === null ? `#/${to}` : `#/${to}?chart=${part}`} onClick={open}>
      {children}
    </a>
  );
}
