import type { JSX, TargetedMouseEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../strings/words.ts";
import { usePage } from "./page.ts";
import { openView } from "./view.ts";
import { views } from "./views.ts";

const listed = views.filter(({ unlisted }) => unlisted !== true);

/** The links between the views. */
export function ViewBar(): JSX.Element {
  const { view } = usePage();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    // Where there is no room for all the bar scrolls sideways.
    const open = bar.current?.querySelector("[aria-current]");
    if (open instanceof HTMLElement) bar.current?.scrollTo(open.offsetLeft - 60, 0);
  }, [view.shown.value]);
  const open = (event: TargetedMouseEvent<HTMLAnchorElement>, id: string): void => {
    // With a key held down the browser opens the link elsewhere.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    openView(view, id);
  };
  return (
    <nav class="views" aria-label={words.views.label} ref={bar}>
      {listed.map(({ id, name }) => (
        <a
          key={id}
          href={`#/${id}`}
          aria-current={view.shown.value === id ? "page" : undefined}
          onClick={(event) => open(event, id)}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
