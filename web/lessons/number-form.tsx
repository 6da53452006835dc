import { useSignal } from "@preact/signals";
import type { JSX, TargetedEvent } from "preact";
import { formOf, isRight, numberText } from "../../src/results/lessons/number-text.ts";
import type { NumberToFind } from "../../src/scenario/teaching.ts";
import { useUniqueId } from "../explore/unique-id.ts";
import { words } from "../strings/words.ts";
import type { Session } from "./session.ts";

type Verdict =
  | { readonly kind: "none" | "checking" | "no-number" | "high" | "low" }
  | { readonly kind: "right" | "shown"; readonly number: string }
  | { readonly kind: "failed"; readonly reason: string };

/** The number that a step asks for: the student's answer is held to what the model works out. */
export function NumberForm({
  session,
  step,
  find,
  unit,
}: {
  readonly session: Session;
  readonly step: number;
  readonly find: NumberToFind;
  readonly unit: string;
}): JSX.Element {
  const text = words.lessons;
  const id = useUniqueId();
  const verdict = useSignal<Verdict>({ kind: "none" });
  const answer = useSignal("");
  const { word } = formOf(find, unit);
  const workOut = async (use: (value: number) => void): Promise<void> => {
    verdict.value = { kind: "checking" };
    try {
      use(await session.numberOf(step));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      verdict.value = { kind: "failed", reason };
    }
  };
  const check = (event: TargetedEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = readNumber(answer.value);
    if (given === null) {
      verdict.value = { kind: "no-number" };
      return;
    }
    void workOut((value) => {
      if (isRight(given, value, find, unit)) {
        session.found.value = new Set([...session.found.peek(), step]);
        verdict.value = { kind: "right", number: numberText(value, find, unit) };
        return;
      }
      const { scale } = formOf(find, unit);
      // Of a change the size is judged, as its sign may be left out.
      const size = find.statistic === "change" && find.lever === null ? Math.abs : Number;
      verdict.value = { kind: size(given) > size(value * scale) ? "high" : "low" };
    });
  };
  const show = (): void =>
    void workOut((value) => {
      verdict.value = { kind: "shown", number: numberText(value, find, unit) };
    });
  const missed = ["high", "low"].includes(verdict.value.kind);
  return (
    <form class="number-form" onSubmit={check} noValidate>
      <h4>{text.find}</h4>
      <p>{find.number}</p>
      <div class="number-row">
        <label for={id}>{text.answer}</label>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={answer.value}
          onInput={(event: TargetedEvent<HTMLInputElement>) => {
            answer.value = event.currentTarget.value;
          }}
        />
        {word !== "" && <span class="unit">{word}</span>}
        <button type="submit" class="main">
          {text.check}
        </button>
        {missed && (
          <button type="button" onClick={show}>
            {text.show}
          </button>
        )}
      </div>
      <p class={`verdict ${verdict.value.kind}`} role="status">
        {sayVerdict(verdict.value)}
      </p>
    </form>
  );
}

function sayVerdict(verdict: Verdict): string {
  const text = words.lessons;
  switch (verdict.kind) {
    case "none":
      return "";
    case "checking":
      return text.checking;
    case "no-number":
      return text.noNumber;
    case "high":
      return text.high;
    case "low":
      return text.low;
    case "right":
      return text.right(verdict.number);
    case "shown":
      return text.shown(verdict.number);
    case "failed":
      return text.failed(verdict.reason);
  }
}

/** A number as people write it: with a comma or a point, either minus, a unit behind it. */
export function readNumber(written: string): number | null {
  const plain = written.trim().replace(/[−–]/g, "-").replace(/\s+/g, "").replace(",", ".");
  const found = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:%|points?|pp)?$/i.exec(plain);
  return found === null ? null : Number(found[1]);
}
