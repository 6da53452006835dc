import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { useUniqueId } from "../explore/unique-id.ts";
import { words } from "../strings/words.ts";

type Chart = keyof typeof words.embed.charts;

/** The HTML that puts one chart of a link on another page. */
export function EmbedRow({
  link,
  title,
}: {
  /** Of the explore view, whole. */
  readonly link: string;
  readonly title: string;
}): JSX.Element {
  const text = words.embed;
  const id = useUniqueId();
  const chart = useSignal<Chart>("map");
  return (
    <div>
      <h3>{text.name}</h3>
      <p>
        <label for={`${id}-chart`}>{text.chart}</label>{" "}
        <select
          id={`${id}-chart`}
          value={chart.value}
          onChange={(event: TargetedEvent<HTMLSelectElement>) => {
            chart.value = event.currentTarget.value as Chart;
          }}
        >
          {Object.entries(text.charts).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </p>
      <div class="copy-row">
        <textarea
          id={id}
          aria-label={text.code}
          rows={3}
          readOnly
          value={embedCode(link, chart.value, title)}
          onFocus={(event: TargetedEvent<HTMLTextAreaElement>) => event.currentTarget.select()}
        />
      </div>
    </div>
  );
}

/** An iframe that shows one chart of a link. */
export function embedCode(link: string, chart: string, title: string): string {
  const [page = "", hash = ""] = link.split("#/explore?");
  const address = `${page}#/embed?${hash}&chart=${chart}`;
  const attribute = (text: string): string =>
    text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${attribute(address)}" title="${attribute(title)}" width="800" height="640" loading="lazy"></iframe>`;
}
