import "./embed.css";
import type { JSX } from "preact";
import { Fan } from "../explore/charts.tsx";
import { usePage } from "../explore/page.ts";
import { WorldMap } from "../explore/world-map.tsx";
import { words } from "../strings/words.ts";

/** One chart alone, with its title and source line, for the page of somebody else. */
export function Embed(): JSX.Element {
  const { part } = usePage().view;
  const shown = part.value ?? "map";
  return (
    <div class="embed">
      <h1 class="unseen">{words.page.name}</h1>
      <h2 class="unseen">{words.embed.name}</h2>
      {shown === "suppliers" || shown === "regulation" ? <Fan of={shown} /> : <WorldMap />}
      <p>
        <a
          href={location.hash.replace("#/embed", "#/explore").replace(/([?&])chart=[^&]*&?/, "$1")}
          target="_blank"
          rel="noopener"
        >
          {words.embed.open}
        </a>
      </p>
    </div>
  );
}
