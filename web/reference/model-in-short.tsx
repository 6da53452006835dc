import type { JSX } from "preact";
import { usePage } from "../explore/page.ts";
import { words } from "../strings/words.ts";
import { ModelProse } from "./model-prose.tsx";

/** What the model is in a paragraph and in a diagram. */
export function ModelInShort(): JSX.Element {
  const { view } = usePage();
  const text = words.modelInShort;
  return (
    <div class="model-in-short">
      <h3>{text.inOneParagraph}</h3>
      <p>
        <ModelProse text={text.paragraph} />
      </p>
      <h3>{text.inADiagram}</h3>
      <div class="flow">
        <ul class="pressures" aria-label={text.pressuresLabel}>
          {text.pressures.map(({ name, of }) => (
            <li key={name}>
              <strong>{name}</strong>
              <span>{of}</span>
            </li>
          ))}
        </ul>
        <ol class="steps" aria-label={text.stepsLabel}>
          {text.steps.map(({ name, what }) => (
            <li key={name}>
              <strong>{name}</strong>
              <span>{what}</span>
            </li>
          ))}
        </ol>
        <p class="loop">{text.loop}</p>
      </div>
      <h3>{text.inDepth}</h3>
      <ul class="depths">
        {text.depths.map(({ part, name, text: said }) => (
          <li key={part}>
            <button
              type="button"
              onClick={() => {
                view.part.value = part;
              }}
            >
              {name}
            </button>{" "}
            {said}
          </li>
        ))}
      </ul>
    </div>
  );
}
