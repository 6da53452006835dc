import "./editor.css";
import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent, TargetedKeyboardEvent } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { scenarioSchema } from "../../src/scenario/format/schema.ts";
import { sortProblems } from "../../src/scenario/format-problem.ts";
import type { Problem } from "../../src/scenario/problem.ts";
import { save } from "../explore/export/save.ts";
import { yamlOf } from "../explore/export/yaml.ts";
import { usePage } from "../explore/page.ts";
import { useUniqueId } from "../explore/unique-id.ts";
import { draft } from "../import/draft.ts";
import { applyText, checkText } from "../import/scenario-text.ts";
import { words } from "../strings/words.ts";
import { type Completion, completionsAt, type Names } from "./completions.ts";
import { namesOf } from "./names.ts";
import { placeAt } from "./place.ts";
import { wordsOfSchema } from "./schema-words.ts";

/** How long the text rests before it is checked, ms. */
const REST = 250;

type State =
  | { readonly kind: "checking" | "applied" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "checked"; readonly ok: boolean; readonly problems: readonly Problem[] };

/** The scenario as a file: written, checked as on the command line, and applied. */
export function Editor(): JSX.Element {
  const page = usePage();
  const text = words.editor;
  const id = useUniqueId();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLPreElement>(null);
  const state = useSignal<State>({ kind: "checking" });
  const offered = useSignal<readonly Completion[]>([]);
  const names = useRef<Names>({ suppliers: [], countries: [], outcomes: [], scenarios: [] });
  const schema = useMemo(() => wordsOfSchema(scenarioSchema), []);
  const choice = page.store.choice.value;
  const own = useMemo(() => yamlOf(page), [choice]);
  const written = draft.value?.text ?? own;
  useEffect(() => {
    let current = true;
    if (state.peek().kind !== "applied") state.value = { kind: "checking" };
    const timer = setTimeout(() => {
      checkText(page, written).then(
        ({ ok, problems }) => {
          if (current && !(state.peek().kind === "applied" && ok && problems.length === 0)) {
            state.value = { kind: "checked", ok, problems: sortProblems(problems) };
          }
        },
        (error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          if (current) state.value = { kind: "failed", reason };
        },
      );
    }, REST);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [written]);

  const offer = (): void => {
    const field = area.current;
    if (field === null) return;
    const place = placeAt(field.value, field.selectionStart);
    offered.value = completionsAt(place, schema, names.current);
  };
  useEffect(() => {
    page.runner().then(
      ({ world }) => {
        names.current = namesOf(world, page.shipped);
        offer();
      },
      () => {},
    );
  }, []);
  const write = (value: string): void => {
    state.value = { kind: "checking" };
    draft.value = { text: value, name: draft.peek()?.name ?? "" };
  };
  const complete = ({ word }: Completion): void => {
    const field = area.current;
    if (field === null) return;
    const place = placeAt(field.value, field.selectionStart);
    const colon = place.kind === "key" ? ": " : "";
    field.focus();
    field.setSelectionRange(field.selectionStart - place.word.length, field.selectionStart);
    insert(field, word + colon);
    write(field.value);
    offer();
  };
  const keys = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === " " && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      offer();
      // They are drawn first.
      setTimeout(() => document.querySelector<HTMLElement>(".completions button")?.focus());
    }
  };
  const pick = (event: TargetedKeyboardEvent<HTMLUListElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const turn = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") area.current?.focus();
    else if (turn === undefined) return;
    else buttons[(at + turn + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const goTo = ({ line = 1, column = 1, length = 0 }: Problem): void => {
    const field = area.current;
    if (field === null) return;
    const before = written.split("\n").slice(0, line - 1);
    const start = before.reduce((sum, row) => sum + row.length + 1, 0) + column - 1;
    field.focus();
    field.setSelectionRange(start, start + length);
    field.scrollTop = Math.max(0, (line - 4) * lineHeight(field));
  };
  const openFile = async (event: TargetedEvent<HTMLInputElement>): Promise<void> => {
    const field = event.currentTarget;
    const [file] = field.files ?? [];
    if (file === undefined) return;
    draft.value = { text: await file.text(), name: file.name };
    field.value = "";
  };
  const apply = (): void => {
    applyText(page, written, text.step);
    draft.value = null;
    state.value = { kind: "applied" };
  };
  const now = state.value;
  const problems = now.kind === "checked" ? now.problems : [];
  const marked = new Map(problems.map(({ line, severity }) => [line, severity]));
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const rows = written.split("\n").length;
  return (
    <div class="editor">
      <h2>{text.title}</h2>
      <p class="deck">{text.deck}</p>
      <p class="editor-actions">
        <button
          type="button"
          class="main"
          disabled={now.kind !== "checked" || !now.ok || written === own}
          onClick={apply}
        >
          {text.apply}
        </button>
        <label class="file-button">
          {text.file}
          <input type="file" accept=".yaml,.yml,.json" onChange={openFile} />
        </label>
        <button
          type="button"
          disabled={draft.value === null}
          onClick={() => {
            draft.value = null;
          }}
        >
          {text.reset}
        </button>
        <button
          type="button"
          onClick={() => save("scenario.yaml", new Blob([written], { type: "application/yaml" }))}
        >
          {text.save}
        </button>
        {draft.value !== null && draft.value.name !== "" && (
          <span>{text.from(draft.value.name)}</span>
        )}
      </p>
      <label class="unseen" for={id}>
        {text.field}
      </label>
      <div class="editor-field">
        <pre class="gutter" ref={gutter} aria-hidden="true">
          {Array.from({ length: rows }, (_, k) => (
            <span key={k} class={marked.get(k + 1) ?? ""}>
              {`${k + 1}\n`}
            </span>
          ))}
        </pre>
        <textarea
          id={id}
          ref={area}
          value={written}
          spellcheck={false}
          autocomplete="off"
          wrap="off"
          aria-describedby={`${id}-state`}
          onInput={(event: TargetedEvent<HTMLTextAreaElement>) => {
            write(event.currentTarget.value);
            offer();
          }}
          onClick={offer}
          onKeyUp={(event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
            if (/^Arrow|^Home|^End/.test(event.key)) offer();
          }}
          onKeyDown={keys}
          onScroll={(event: TargetedEvent<HTMLTextAreaElement>) => {
            if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <ul class="completions" aria-label={text.completions} onKeyDown={pick}>
        {offered.value.map((one) => (
          <li key={one.word}>
            <button type="button" title={one.note} onClick={() => complete(one)}>
              {one.word}
            </button>
          </li>
        ))}
      </ul>
      <p id={`${id}-state`} class="editor-state" role="status">
        {now.kind === "checking" && text.checking}
        {now.kind === "applied" && text.applied}
        {now.kind === "failed" && text.failed(now.reason)}
        {now.kind === "checked" &&
          (problems.length === 0 ? text.sound : text.problems(errors, problems.length - errors))}
      </p>
      <ol class="problems">
        {problems.map((problem) => (
          <li key={JSON.stringify(problem)} class={problem.severity}>
            <button type="button" onClick={() => goTo(problem)}>
              {problem.line}:{problem.column}
            </button>
            <span>
              <strong>{problem.code}</strong> {problem.message}
              {problem.hint !== undefined && <em> {problem.hint}</em>}
              {problem.note !== undefined && <em> {problem.note}</em>}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Types a text into a field, so that the field's own undo takes it back. */
function insert(field: HTMLTextAreaElement, text: string): void {
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
}

function lineHeight(field: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(field).lineHeight) || 20;
}
