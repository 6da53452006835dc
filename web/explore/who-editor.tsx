import type { JSX, TargetedEvent } from "preact";
import { words as texts } from "../strings/words.ts";
import type { PlainIntervention } from "./choice.ts";
import { CountryCodes } from "./country-codes.tsx";
import type { Page } from "./page.ts";
import { useUniqueId } from "./unique-id.ts";

/** Ways to say whom an intervention covers. */
const ways = {
  all: texts.shared.allCountries,
  region: texts.timeline.regions,
  income: texts.timeline.incomes,
  regime: texts.timeline.regimes,
  bloc: texts.timeline.blocs,
  countries: texts.timeline.single,
  several: texts.timeline.several,
} as const;

type Way = keyof typeof ways;

const regimes: Readonly<Record<string, string>> = {
  CA: texts.timeline.closedAutocracies,
  EA: texts.timeline.electoralAutocracies,
  ED: texts.timeline.electoralDemocracies,
  LD: texts.timeline.liberalDemocracies,
};

/** Whom an intervention covers. */
export function WhoEditor({
  page,
  plain,
  onChange,
}: {
  readonly page: Page;
  readonly plain: PlainIntervention;
  readonly onChange: (next: PlainIntervention) => void;
}): JSX.Element {
  const id = useUniqueId();
  const { labels } = page.ensembles.picture.value;
  const { who = "all" } = plain;
  const way = wayOf(who);
  const choices: Readonly<Partial<Record<Way, readonly (readonly [string, string])[]>>> = {
    region: labels.groups.region.map((name) => [name, spoken(name)]),
    income: labels.groups.income.map((name) => [name, spoken(name)]),
    regime: labels.groups.regime.map((name) => [name, regimes[name] ?? name]),
    bloc: labels.suppliers.map((name, k) => [name, labels.supplierNames[k] ?? name]),
  };
  const put = (next: unknown): void => onChange({ ...plain, who: next });
  const choose = (event: TargetedEvent<HTMLSelectElement>): void => {
    const next = event.currentTarget.value as Way;
    if (next === "all") put("all");
    else if (next === "countries") put(["CHN"]);
    else if (next !== "several") put({ [next]: [choices[next]?.[0]?.[0] ?? ""] });
  };
  const picked =
    way === "all" || way === "countries" || way === "several" ? [] : pickedOf(who, way);
  return (
    <>
      <label class="field" for={id}>
        <span>{texts.timeline.whom}</span>
        <select id={id} value={way} onChange={choose}>
          {(Object.keys(ways) as Way[])
            .filter((name) => name !== "several" || way === "several")
            .map((name) => (
              <option key={name} value={name}>
                {ways[name]}
              </option>
            ))}
        </select>
      </label>
      {way === "countries" && (
        <CountryCodes page={page} label={texts.timeline.codes} value={who} onChange={put} />
      )}
      {choices[way] !== undefined && (
        <fieldset class="field">
          <legend class="unseen">{ways[way]}</legend>
          {choices[way]?.map(([name, words]) => (
            <label key={name} class="tick-box">
              <input
                type="checkbox"
                checked={picked.includes(name)}
                disabled={picked.length === 1 && picked[0] === name}
                onChange={(event: TargetedEvent<HTMLInputElement>) => {
                  const { checked } = event.currentTarget;
                  const all = choices[way]?.map(([one]) => one) ?? [];
                  put({
                    [way]: all.filter((one) => (one === name ? checked : picked.includes(one))),
                  });
                }}
              />
              {words}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

function wayOf(who: unknown): Way {
  if (Array.isArray(who)) return "countries";
  if (typeof who !== "object" || who === null) return "all";
  const [first, ...others] = Object.keys(who);
  const known = first === "region" || first === "income" || first === "regime" || first === "bloc";
  return known && others.length === 0 ? first : "several";
}

function pickedOf(who: unknown, way: string): readonly string[] {
  const value: unknown = (who as Record<string, unknown>)[way];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function spoken(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
