import { model } from "virtual:model-text";
import type { JSX } from "preact";
import { ViewLink } from "../explore/view-link.tsx";
import { words } from "../strings/words.ts";
import { stemsOf } from "./math-text.ts";
import { ModelProse } from "./model-prose.tsx";

/** Every equation of the model, as its description has them. */
export function Equations(): JSX.Element {
  const text = words.modelInShort;
  return (
    <div class="model-in-short equations">
      <h3>{text.inEquations}</h3>
      <p>{text.equationsDeck}</p>
      {model.before.map((paragraph) => (
        <Paragraph key={paragraph} text={paragraph} terms={stemsOf(words.glossary)} />
      ))}
      <ul class="equation-list" aria-label={text.allEquations}>
        {model.equations.map(({ id, title }) => (
          <li key={id}>
            <a href={`#equation-${id}`}>
              {id} {title}
            </a>
          </li>
        ))}
      </ul>
      {model.equations.map(({ id, title, text: paragraphs }) => {
        // Each equation explains a word once.
        const terms = stemsOf(words.glossary);
        return (
          <section key={id} id={`equation-${id}`} tabIndex={-1} aria-label={`${id} ${title}`}>
            <h4>
              {id} {title}
            </h4>
            {paragraphs.map((paragraph) => (
              <Paragraph key={paragraph} text={paragraph} terms={terms} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

function Paragraph({
  text,
  terms,
}: {
  readonly text: string;
  readonly terms: Map<string, string>;
}): JSX.Element {
  if (!text.startsWith("|")) {
    return (
      <p>
        <ModelProse text={text} terms={terms} />
      </p>
    );
  }
  const [head = [], , ...rows] = text.split("\n").map((line) => line.split("|").slice(1, -1));
  return (
    <div class="table-scroll search-table">
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell.trim()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join("|")}>
              {cells.map((cell, k) => (
                <td key={head[k]}>
                  <ModelProse text={cell.trim()} terms={new Map()} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a step runs, in order, and one of the processes as it stands in its file. */
export function InCode(): JSX.Element {
  const text = words.modelInShort;
  const { name, code } = model.sample;
  return (
    <div class="model-in-short in-code">
      <h3>{text.inCode}</h3>
      <p>
        <ModelProse text={text.codeDeck} terms={new Map()} />
      </p>
      <div class="table-scroll search-table">
        <table>
          <caption>{text.schedule}</caption>
          <thead>
            <tr>
              {text.scheduleColumns.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {model.processes.map((process, k) => (
              <tr key={process.name}>
                <td>{k + 1}</td>
                <th scope="row">
                  <code>{process.name}</code>
                </th>
                <td>{process.does}</td>
                <td>
                  <ViewLink to="reference" part="equations">
                    {process.submodels}
                  </ViewLink>
                </td>
                <td>
                  <ModelProse text={process.writes} terms={new Map()} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h4>{text.sample(name)}</h4>
      <pre class="source">
        <code>{code}</code>
      </pre>
    </div>
  );
}
