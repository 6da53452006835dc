import type { JSX } from "preact";
import { usePage } from "../explore/page.ts";
import { words } from "../strings/words.ts";

/** The way from here to experiments that a browser cannot bear. */
export function Commands(): JSX.Element {
  const page = usePage();
  const { base } = page.store.choice.value;
  const file = `${base}-levers.yaml`;
  const lines: readonly (readonly [string, string])[] = [
    [`panoptes sensitivity ${file} --base 512 -o sensitivity`, words.experiments.matters],
    [`panoptes sweep ${file} --points 1024 -n 4 -o sweep`, words.experiments.allLevers],
    [`panoptes discover ${file} --above adoption.share=0.7`, words.experiments.passes],
    [
      `panoptes tradeoff ${file} --goal rights.erosion=minimise --goal security.benefit=maximise`,
      words.experiments.tradeoff,
    ],
  ];
  return (
    <section>
      <h3>{words.experiments.larger}</h3>
      <p>{words.experiments.largerText}</p>
      <p>
        <button
          type="button"
          onClick={() =>
            void import("./levers-file.ts").then(({ saveLevers }) => saveLevers(page, file))
          }
        >
          {words.shared.downloadFile(file)}
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
