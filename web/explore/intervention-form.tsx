import "./styles/form.css";
import { addresses } from "virtual:page-assets";
import type { JSX, TargetedEvent } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Verb } from "../../src/scenario/actions.ts";
import { words } from "../strings/words.ts";
import type { PlainIntervention } from "./choice.ts";
import { DateRange } from "./date-range.tsx";
import type { Page } from "./page.ts";
import { useUniqueId } from "./unique-id.ts";
import { FieldEditor } from "./verb-field.tsx";
import { labelOf, startFields, type VerbSchemas } from "./verb-fields.ts";
import { verbLabels } from "./verb-labels.ts";
import { WhoEditor } from "./who-editor.tsx";

/** What the form of an intervention needs. */
export interface InterventionFormProps {
  readonly page: Page;
  /** The intervention to change; null to make a new one. */
  readonly plain: PlainIntervention | null;
  /** Ids that are taken. */
  readonly taken: readonly string[];
  /** Takes every valid change, or the new intervention once it is added; null when that is given up. */
  readonly onDone: (plain: PlainIntervention | null) => void;
  readonly onRemove?: () => void;
}

/** The accessible editor of an intervention: verb, dates, whom it covers, and the verb's own fields. */
export function InterventionForm(props: InterventionFormProps): JSX.Element {
  const { page, plain, taken, onDone, onRemove } = props;
  const [schemas, setSchemas] = useState<VerbSchemas | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [draft, setDraft] = useState<PlainIntervention>(plain ?? { id: "" });
  const verbId = useUniqueId();
  useEffect(() => {
    fetch(addresses.verbs)
      .then((answer) => answer.json())
      .then((read: VerbSchemas) => {
        setSchemas(read);
        if (plain === null) setDraft(fresh("cut_price", read, taken));
      })
      .catch((error: unknown) => setFailure(String(error)));
  }, []);
  useEffect(() => {
    if (plain !== null) setDraft(plain);
  }, [plain]);
  if (failure !== null) return <p role="alert">{words.timeline.formsFailed(failure)}</p>;
  if (schemas === null || draft.do === undefined)
    return <p class="waiting">{words.shared.loading}</p>;

  const [verb = "", fields = {}] = Object.entries(draft.do as Record<string, object>)[0] ?? [];
  const schema = schemas[verb] ?? {};
  const change = (next: PlainIntervention): void => {
    setDraft(next);
    if (plain !== null) onDone(next);
  };
  return (
    <div class="form">
      {plain === null && (
        <label class="field" for={verbId}>
          <span>{words.timeline.what}</span>
          <select
            id={verbId}
            value={verb}
            onChange={(event: TargetedEvent<HTMLSelectElement>) =>
              setDraft(fresh(event.currentTarget.value, schemas, taken))
            }
          >
            {Object.keys(schemas).map((name) => (
              <option key={name} value={name}>
                {verbLabels[name as Verb] ?? name}
              </option>
            ))}
          </select>
        </label>
      )}
      <p class="hint">{labelOf(verb, schema)}.</p>
      <DateRange plain={draft} time={page.store.scenario.value.time} onChange={change} />
      <WhoEditor page={page} plain={draft} onChange={change} />
      {Object.entries(schema.properties ?? {}).map(([name, field]) => (
        <FieldEditor
          key={`${verb}.${name}`}
          page={page}
          name={name}
          schema={field}
          required={schema.required?.includes(name) === true}
          value={(fields as Record<string, unknown>)[name]}
          onChange={(value) => {
            const { [name]: _, ...others } = fields as Record<string, unknown>;
            const next = value === undefined ? others : { ...fields, [name]: value };
            change({ ...draft, do: { [verb]: next } });
          }}
        />
      ))}
      <div class="form-end">
        {plain === null && (
          <>
            <button type="button" class="main" onClick={() => onDone(draft)}>
              {words.timeline.add}
            </button>
            <button type="button" onClick={() => onDone(null)}>
              {words.page.cancel}
            </button>
          </>
        )}
        {onRemove !== undefined && (
          <button type="button" onClick={onRemove}>
            {words.timeline.remove}
          </button>
        )}
      </div>
    </div>
  );
}

/** A new intervention of a verb, from 2027 on, for everybody. */
function fresh(verb: string, schemas: VerbSchemas, taken: readonly string[]): PlainIntervention {
  const stem = verb.replaceAll("_", "-");
  let id = stem;
  for (let k = 2; taken.includes(id); k++) id = `${stem}-${k}`;
  const fields = startFields(schemas[verb] ?? {}, "china");
  return { id, at: "2027Q1", until: "2034Q4", who: "all", do: { [verb]: fields } };
}
