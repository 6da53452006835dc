import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { diffScenarios } from "../../src/scenario/diff.ts";
import { LONGEST_SHARED } from "../../src/scenario/link/link.ts";
import type { Change } from "../../src/scenario/scenario.ts";
import { sidesOf } from "../compare/sides.ts";
import { EmbedRow } from "../embed/embed-row.tsx";
import { words } from "../strings/words.ts";
import { linkedView } from "./address-bar.ts";
import { Dialog } from "./dialog.tsx";
import { saveYaml } from "./export/yaml.ts";
import type { Page } from "./page.ts";
import { linkOf } from "./share-link.ts";
import { useUniqueId } from "./unique-id.ts";
import { viewOf } from "./views.ts";

/** A link, a command and a file that all say the same scenario, and what is in them. */
export function ShareDialog({
  page,
  onClose,
}: {
  readonly page: Page;
  readonly onClose: () => void;
}): JSX.Element {
  const { store, versions } = page;
  const [link, setLink] = useState<string | null>(null);
  const [command, setCommand] = useState<string | null>(null);
  const [alone, setAlone] = useState<string | null>(null);
  const choice = store.choice.value;
  useEffect(() => {
    const address = location.href.split("#")[0] ?? "";
    const linked = linkedView(page);
    void linkOf(choice, store.shipped.value, versions, linked).then((hash) =>
      setLink(address + hash),
    );
    const sides = linked.shown === "compare" ? sidesOf(linked.others, choice) : [choice];
    const single = { ...linked, shown: "explore", others: [], part: null, country: null };
    void linkOf(choice, store.shipped.value, versions, single).then((hash) =>
      setAlone(address + hash),
    );
    void Promise.all(sides.map((side) => linkOf(side, store.shipped.value, versions, single))).then(
      (hashes) => {
        const verb = hashes.length > 1 ? "compare" : "run";
        setCommand(`panoptes ${verb} ${hashes.map((hash) => `"${address}${hash}"`).join(" ")}`);
      },
    );
  }, []);
  const changes = diffScenarios(store.base.value, store.scenario.value).filter(
    ({ path }) => !path.startsWith("runs."),
  );
  const title = store.shipped.value.find(({ id }) => id === choice.base)?.title ?? choice.base;
  return (
    <Dialog title={words.share.title} onClose={onClose}>
      {link !== null && link.length > LONGEST_SHARED ? (
        <p>{words.share.long(link.length)}</p>
      ) : (
        <>
          <CopyRow label={words.share.link} value={link ?? "…"} />
          <CopyRow label={words.share.command} value={command ?? "…"} />
        </>
      )}
      {alone !== null && alone.length <= LONGEST_SHARED && <EmbedRow link={alone} title={title} />}
      <h3>{words.share.file}</h3>
      <p>
        <button type="button" onClick={() => void saveYaml(page)}>
          {words.share.yaml}
        </button>
      </p>
      <h3>{words.share.whatIsIn}</h3>
      <p>{words.share.what(title, changes.length === 0)}</p>
      <ul class="included">
        {changes.map((change) => (
          <li key={change.path}>{changeText(change)}</li>
        ))}
        <li>{words.share.runs(choice.runs, choice.seed, versions.model, versions.data)}</li>
        {page.view.period.value !== null && <li>{words.share.mapIn(page.view.period.value)}</li>}
      </ul>
      {viewOf(page.view.shown.value).pictures && (
        <p class="hash">
          {words.shared.resultHash(page.ensembles.picture.value.summary.resultHash)}
        </p>
      )}
      <p class="aside">{words.share.private}</p>
    </Dialog>
  );
}

function CopyRow({
  label,
  value,
}: {
  readonly label: string;
  readonly value: string;
}): JSX.Element {
  const id = useUniqueId();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => {
        const field = document.getElementById(id);
        if (field instanceof HTMLInputElement) field.select();
      },
    );
  };
  return (
    <div>
      <h3>
        <label for={id}>{label}</label>
      </h3>
      <div class="copy-row">
        <input
          type="text"
          id={id}
          readOnly
          value={value}
          onFocus={(e) => e.currentTarget.select()}
        />
        <button type="button" onClick={copy} aria-label={words.share.copyOf(label.toLowerCase())}>
          {copied ? words.share.copied : words.share.copy}
        </button>
      </div>
      <span class="unseen" role="status">
        {copied ? words.share.copiedOf(label) : ""}
      </span>
    </div>
  );
}

/** A change in a line: `choice.price: 2.5 → 3`. */
function changeText({ path, from, to }: Change): string {
  const name = path.replace(/^parameters\./, "");
  if (to === null) return words.shared.without(name);
  return from === null ? words.shared.setTo(name, to) : words.shared.fromTo(name, from, to);
}
