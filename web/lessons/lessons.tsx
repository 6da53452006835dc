import "./lessons.css";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { usePage } from "../explore/page.ts";
import { ViewLink } from "../explore/view-link.tsx";
import { words } from "../strings/words.ts";
import { type Lesson, lessonList } from "./lesson-list.ts";
import { LessonView } from "./lesson-view.tsx";

/** Lessons: all of them, or the one that the address names. */
export function Lessons(): JSX.Element {
  const page = usePage();
  const text = words.lessons;
  const all = useMemo(() => lessonList(page.shipped), [page]);
  const [name, step] = (page.view.part.value ?? "").split(".");
  const open = all.find(({ scenario }) => scenario.id === name);
  if (open !== undefined) {
    const last = open.teach.steps.length - 1;
    const place = Math.min(last, Math.max(0, (Number(step) || 1) - 1));
    return <LessonView key={open.scenario.id} lesson={open} step={place} />;
  }
  return (
    <div class="lessons">
      <h2>{text.title}</h2>
      <p class="deck">{text.deck}</p>
      <ol class="lesson-cards">
        {all.map((lesson) => (
          <Card key={lesson.scenario.id} lesson={lesson} />
        ))}
      </ol>
      <h3>{text.guide}</h3>
      <p>
        <ViewLink to="gallery">{words.gallery.link}</ViewLink>
      </p>
      <p>{text.guideText}</p>
    </div>
  );
}

function Card({ lesson }: { readonly lesson: Lesson }): JSX.Element {
  const { scenario, teach } = lesson;
  return (
    <li>
      <ViewLink to="lessons" part={scenario.id}>
        {scenario.title}
      </ViewLink>
      <p>{teach.what_is_it}</p>
      <p class="minutes">{teach.minutes !== null && words.lessons.minutes(teach.minutes)}</p>
    </li>
  );
}
