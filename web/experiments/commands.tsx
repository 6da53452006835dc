import type { JSX } from "preact";
import { usePage } from "../explore/page.ts";

/** The way from here to experiments that a browser cannot bear. */
export function Commands(): JSX.Element {
  const page = usePage();
  const { base } = page.store.choice.value;
  const file = `${base}-levers.yaml`;
  const lines: readonly (readonly [string, string])[] = [
    [`panoptes sensitivity ${file} --base 512 -o sensitivity`, "what matters, with intervals"],
    [`panoptes sweep ${file} --points 1024 -n 4 -o sweep`, "all levers at once, kept in a folder"],
    [`panoptes discover ${file} --above adoption.share=0.7`, "when an outcome passes a limit"],
    [`panoptes tradeoff ${file}`, "what must be traded, with the goals of the scenario’s outcomes"],
  ];
  return (
    <section>
      <h3>Larger experiments</h3>
      <p>
        The command line runs the same on all cores, keeps what is done and goes on with it later.
        The file holds the scenario at the left with these levers free.
      </p>
      <p>
        <button
          type="button"
          onClick={() =>
            void import("./levers-file.ts").then(({ saveLevers }) => saveLevers(page, file))
          }
        >
          Download {file}
        </button>
      </p>
      <ul class="commands">
        {lines.map(([line, what]) => (
          <li key={line}>
            <code>{line}</code>
            <span class="aside">{what}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
