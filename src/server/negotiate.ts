import type { MediaType } from "../api/route.ts";
import { Refusal } from "./refusal.ts";

/** Short names of forms, for `?format=`. */
const short: Readonly<Record<string, MediaType>> = {
  json: "application/json",
  yaml: "application/yaml",
  csv: "text/csv",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
  text: "text/plain",
};

/** Longest Accept header that is looked at; browsers send some 150 characters. */
const LONGEST = 1000;

/**
 * The form of an answer: that of `?format=`, else the one that the header Accept likes best, else
 * the first.
 *
 * @param forms the forms there are, the default first
 * @throws Refusal (not-acceptable) where none of them is wanted
 */
export function chooseForm(
  forms: readonly MediaType[],
  accept: string | undefined,
  format: string | undefined,
): MediaType {
  const [first] = forms;
  if (first === undefined) throw new Error("an answer without a form");
  if (format !== undefined) {
    const form = Object.hasOwn(short, format) ? short[format] : undefined;
    if (form !== undefined && forms.includes(form)) return form;
    const names = Object.keys(short).filter((name) => forms.includes(short[name] as MediaType));
    throw new Refusal(
      "not-acceptable",
      `format is "${format.slice(0, 20)}"; there is ${names.join(", ")}`,
    );
  }
  if (accept === undefined || accept.trim() === "") return first;
  const wanted = readAccept(accept.slice(0, LONGEST));
  let best: MediaType | null = null;
  let bestWeight = 0;
  for (const form of forms) {
    const weight = weightOf(form, wanted);
    if (weight > bestWeight) {
      best = form;
      bestWeight = weight;
    }
  }
  if (best !== null) return best;
  throw new Refusal("not-acceptable", `this comes as ${forms.join(", ")}`);
}

interface Wanted {
  readonly range: string;
  readonly weight: number;
}

function readAccept(accept: string): readonly Wanted[] {
  return accept.split(",").map((part) => {
    const [range = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    const q = parameters.find((piece) => /^q=/i.test(piece));
    const weight = q === undefined ? 1 : Number(q.slice(2));
    return { range: range.toLowerCase(), weight: weight >= 0 && weight <= 1 ? weight : 0 };
  });
}

/** The weight of the most exact range that covers a form; 0 where none does. */
function weightOf(form: MediaType, wanted: readonly Wanted[]): number {
  const group = `${form.slice(0, form.indexOf("/"))}/*`;
  for (const range of [form, group, "*/*"]) {
    const found = wanted.find((one) => one.range === range);
    if (found !== undefined) return found.weight;
  }
  return 0;
}
