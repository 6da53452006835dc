import type { JSX, TargetedKeyboardEvent } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { usePage } from "../explore/page.ts";
import { openView } from "../explore/view.ts";
import { ViewLink } from "../explore/view-link.tsx";
import { words } from "../strings/words.ts";
import type { Lesson } from "./lesson-list.ts";
import { StepView } from "./lesson-step.tsx";
import { openSession } from "./session.ts";

/** One lesson, step by step. */
export function LessonView({
  lesson,
  step,
}: {
  readonly lesson: Lesson;
  /** From 0. */
  readonly step: number;
}): JSX.Element {
  const page = usePage();
  const text = words.lessons;
  const { scenario, teach } = lesson;
  const session = useMemo(() => openSession(page, lesson, step), [lesson]);
  useEffect(() => () => session.close(), [session]);
  useEffect(() => {
    session.step.value = step;
  }, [session, step]);
  const shown = teach.steps[step];
  const go = (to: number): void => openView(page.view, "lessons", partOf(lesson, to));
  const toExplore = (): void => {
    const { store } = page;
    if (!store.shipped.peek().some(({ id }) => id === scenario.id)) {
      store.shipped.value = [...store.shipped.peek(), scenario];
    }
    store.act(scenario.title, session.store.choice.peek());
    openView(page.view, "explore");
  };
  const keys = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
    const control = event.ctrlKey || event.metaKey;
    if (!control || typing || event.key.toLowerCase() !== "z") return;
    // The page's own steps are not the lesson's.
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) session.store.redo();
    else session.store.undo();
  };
  return (
    <article class="lesson" onKeyDown={keys}>
      <p>
        <ViewLink to="lessons">‹ {text.all}</ViewLink>
      </p>
      <h2>{scenario.title}</h2>
      <p class="deck">{scenario.summary}</p>
      <ol class="lesson-steps">
        {teach.steps.map(({ title }, k) => (
          <li key={title}>
            <button
              type="button"
              aria-current={k === step ? "step" : undefined}
              onClick={() => go(k)}
            >
              {k + 1}. {title}
              {session.found.value.has(k) && <span class="badge">{text.found}</span>}
            </button>
          </li>
        ))}
      </ol>
      {shown !== undefined && <StepView key={step} session={session} step={shown} place={step} />}
      <p class="lesson-turn">
        <button
          type="button"
          data-presenter="previous"
          disabled={step === 0}
          onClick={() => go(step - 1)}
        >
          {text.previous}
        </button>
        <span>{text.step(step + 1, teach.steps.length)}</span>
        <button
          type="button"
          data-presenter="next"
          disabled={step === teach.steps.length - 1}
          onClick={() => go(step + 1)}
        >
          {text.next}
        </button>
        <button type="button" onClick={toExplore}>
          {text.explore}
        </button>
      </p>
      <section class="lesson-notes">
        <div>
          <h3>{text.notice}</h3>
          <ul>
            {teach.things_to_notice.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{text.limits}</h3>
          <ul>
            {teach.limits.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      </section>
    </article>
  );
}

/** The part of an address that opens a step. */
export function partOf({ scenario }: Lesson, step: number): string {
  return step === 0 ? scenario.id : `${scenario.id}.${step + 1}`;
}
