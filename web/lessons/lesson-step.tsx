import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { LessonStep } from "../../src/scenario/teaching.ts";
import { FanPlace } from "../explore/fan-place.tsx";
import { LeverControl } from "../explore/lever.tsx";
import { PageContext, usePage } from "../explore/page.ts";
import { words } from "../strings/words.ts";
import { courseFan } from "./course-fan.ts";

import { GuessBoard } from "./guess-board.tsx";
import { leverOf } from "./lever-of.ts";
import { Measured } from "./measured.tsx";
import { NumberForm } from "./number-form.tsx";
import type { Session } from "./session.ts";

/** One step of a lesson: what to do, its levers, the chart, the figures, the number, the question. */
export function StepView({
  session,
  step,
  place,
}: {
  readonly session: Session;
  readonly step: LessonStep;
  readonly place: number;
}): JSX.Element {
  const page = usePage();
  const text = words.lessons;
  const { store, courses, state } = session;
  const revealed = useSignal(!step.guess);
  const answered = useSignal(false);
  const shown = courses.value;
  const { suppliers, supplierNames } = page.ensembles.picture.peek().labels;
  const nameOf = (part: string | null): string | null =>
    part === null ? null : (supplierNames[suppliers.indexOf(part)] ?? part);
  const { find, levers, question, answer } = step;
  const chart = useMemo(
    () =>
      shown === null || find === null
        ? null
        : courseFan(
            shown.now,
            shown.now === shown.start ? null : shown.start,
            titleOf(find.outcome.metric, nameOf(find.outcome.of), shown.now.definition),
          ),
    [shown, find],
  );
  const { model, data } = page.versions;
  const source = text.source(session.lesson.size.runs, model, data, shown?.now.resultHash ?? "");
  const undone = store.history.value.past.at(-1)?.name;
  // The levers of a lesson are its own.
  const own = useMemo(() => ({ ...page, store }), [page, store]);
  const moves = step.scenario !== null;
  return (
    <div class="lesson-step">
      <div class="lesson-text">
        <h3>{step.title}</h3>
        <p>{step.text}</p>
        <p class="lesson-actions">
          {moves && (
            <button type="button" class="main" onClick={() => session.attempt(step.title)}>
              {text.tryIt}
            </button>
          )}
          <button
            type="button"
            disabled={session.changes.value === 0}
            onClick={() => session.backToStart(text.back)}
          >
            {text.back}
          </button>
          <button
            type="button"
            disabled={undone === undefined}
            title={undone}
            onClick={() => store.undo()}
          >
            {text.undo}
          </button>
        </p>
        <p class="lesson-state">
          <span role="status">{text.changed(session.changes.value)}</span>{" "}
          {state.value.kind === "running" && <span>{text.running}</span>}
          {state.value.kind === "failed" && (
            <span role="alert">
              {text.failed(state.value.reason)}{" "}
              <button type="button" onClick={() => session.again()}>
                {text.again}
              </button>
            </span>
          )}
        </p>
        <PageContext.Provider value={own}>
          {levers.map((key) => {
            const lever = leverOf(key, page, find?.lever?.key === key ? find.lever.between : null);
            return lever === null ? null : <LeverControl key={key} lever={lever} />;
          })}
        </PageContext.Provider>
        {find !== null && (
          <NumberForm session={session} step={place} find={find} unit={shown?.now.unit ?? ""} />
        )}
        {question !== null && (
          <section class="lesson-question">
            <h4>{text.question}</h4>
            <p>{question}</p>
            {answer !== null &&
              (answered.value ? (
                <p class="answer">{answer}</p>
              ) : (
                <button
                  type="button"
                  onClick={() => {
                    answered.value = true;
                  }}
                >
                  {text.showAnswer}
                </button>
              ))}
          </section>
        )}
      </div>
      <div class="lesson-runs">
        {shown !== null && step.guess && (
          <GuessBoard
            courses={shown}
            revealed={revealed.value}
            onReveal={() => {
              if (moves && session.changes.peek() === 0) session.attempt(step.title);
              revealed.value = true;
            }}
          />
        )}
        {shown !== null && chart !== null && revealed.value && (
          <>
            <FanPlace chart={chart} source={source} />
            {find !== null && <Measured find={find} courses={shown} />}
          </>
        )}
        {shown === null && state.value.kind === "running" && <p class="waiting">{text.running}</p>}
      </div>
    </div>
  );
}

/** The outcome's own definition names a chart; a part of it is told behind. */
function titleOf(metric: string, of: string | null, definition: string): string {
  const short = definition.split(/[;,(]/)[0] ?? metric;
  return of === null ? short : `${short}: ${of}`;
}
