import type { JSX, TargetedEvent } from "preact";
import { CountryCodes } from "./country-codes.tsx";
import type { Page } from "./page.ts";
import { useUniqueId } from "./unique-id.ts";
import { type FieldSchema, kindOf, labelOf, startFields, tierChoices } from "./verb-fields.ts";

interface FieldProps {
  readonly page: Page;
  readonly name: string;
  readonly schema: FieldSchema;
  readonly required: boolean;
  readonly value: unknown;
  /** Takes the new value; undefined leaves the field out. */
  readonly onChange: (value: unknown) => void;
}

/** One field of a verb, by its kind. */
export function FieldEditor(props: FieldProps): JSX.Element {
  const { page, name, schema, required, value, onChange } = props;
  const id = useUniqueId();
  const label = labelOf(name, schema);
  const { suppliers, supplierNames } = page.ensembles.picture.value.labels;
  switch (kindOf(name, schema)) {
    case "supplier":
      return (
        <label class="field" for={id}>
          <span>{label}</span>
          <select
            id={id}
            value={String(value ?? "")}
            onChange={(event: TargetedEvent<HTMLSelectElement>) => {
              const { value: chosen } = event.currentTarget;
              onChange(chosen === "" ? undefined : chosen);
            }}
          >
            {!required && <option value="">–</option>}
            {suppliers.map((supplier, k) => (
              <option key={supplier} value={supplier}>
                {supplierNames[k]}
              </option>
            ))}
          </select>
        </label>
      );
    case "suppliers": {
      const chosen = Array.isArray(value) ? value : [];
      return (
        <fieldset class="field">
          <legend>{label}</legend>
          {suppliers.map((supplier, k) => (
            <label key={supplier} class="tick-box">
              <input
                type="checkbox"
                checked={chosen.includes(supplier)}
                disabled={chosen.length === 1 && chosen[0] === supplier}
                onChange={(event: TargetedEvent<HTMLInputElement>) => {
                  const { checked } = event.currentTarget;
                  onChange(
                    suppliers.filter((one) => (one === supplier ? checked : chosen.includes(one))),
                  );
                }}
              />
              {supplierNames[k]}
            </label>
          ))}
        </fieldset>
      );
    }
    case "countries":
      return <CountryCodes page={page} label={label} value={value} onChange={onChange} />;
    case "tier":
      return (
        <label class="field" for={id}>
          <span>{label.replace(/: 0, 0\.33.*$/, "")}</span>
          <select
            id={id}
            value={String(nearestTier(value))}
            onChange={(event: TargetedEvent<HTMLSelectElement>) =>
              onChange(Number(event.currentTarget.value))
            }
          >
            {tierChoices.map(([tier, words]) => (
              <option key={tier} value={String(tier)}>
                {words}
              </option>
            ))}
          </select>
        </label>
      );
    case "switch":
      return (
        <label class="tick-box">
          <input
            type="checkbox"
            checked={value === true}
            onChange={(event: TargetedEvent<HTMLInputElement>) =>
              onChange(event.currentTarget.checked || undefined)
            }
          />
          {label}
        </label>
      );
    case "group":
      return <Group {...props} label={label} />;
    case "number":
      return <NumberField id={id} {...props} label={label} />;
  }
}

function NumberField({
  id,
  schema,
  required,
  value,
  onChange,
  label,
}: FieldProps & { readonly id: string; readonly label: string }): JSX.Element {
  const { minimum = schema.exclusiveMinimum, maximum, type } = schema;
  const take = (event: TargetedEvent<HTMLInputElement>): void => {
    const { valueAsNumber: typed, value: text } = event.currentTarget;
    if (text === "" && !required) {
      onChange(undefined);
      return;
    }
    const least = minimum ?? Number.NEGATIVE_INFINITY;
    const kept = Math.min(maximum ?? Number.POSITIVE_INFINITY, Math.max(least, typed));
    const whole = type === "integer" ? Math.round(kept) : kept;
    const valid = Number.isFinite(whole) && whole !== schema.exclusiveMinimum;
    if (valid) onChange(whole);
    event.currentTarget.value = String(valid ? whole : (value ?? ""));
  };
  return (
    <label class="field" for={id}>
      <span>{label}</span>
      <input
        class="number"
        type="number"
        id={id}
        value={typeof value === "number" ? value : ""}
        min={minimum}
        max={maximum}
        step={type === "integer" ? 1 : "any"}
        placeholder={schema.default === undefined ? "" : String(schema.default)}
        onChange={take}
      />
    </label>
  );
}

/** Fields that belong together and may be left out as a whole. */
function Group({
  page,
  schema,
  value,
  onChange,
  label,
}: FieldProps & { readonly label: string }): JSX.Element {
  const fields =
    typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  return (
    <fieldset class="field">
      <legend>
        <label class="tick-box">
          <input
            type="checkbox"
            checked={fields !== null}
            onChange={(event: TargetedEvent<HTMLInputElement>) =>
              onChange(event.currentTarget.checked ? startFields(schema, "china") : undefined)
            }
          />
          {label}
        </label>
      </legend>
      {fields !== null &&
        Object.entries(schema.properties ?? {}).map(([name, inner]) => (
          <FieldEditor
            key={name}
            page={page}
            name={name}
            schema={inner}
            required={schema.required?.includes(name) === true}
            value={fields[name]}
            onChange={(changed) => {
              const { [name]: _, ...others } = fields;
              onChange(changed === undefined ? others : { ...others, [name]: changed });
            }}
          />
        ))}
    </fieldset>
  );
}

function nearestTier(value: unknown): number {
  const tier = Math.round(Number(value ?? 0) * 3);
  return tierChoices[Math.min(3, Math.max(0, tier))]?.[0] ?? 0;
}
