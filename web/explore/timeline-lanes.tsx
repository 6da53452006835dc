import { type Signal, useSignal } from "@preact/signals";
import type { JSX, TargetedPointerEvent } from "preact";
import { formatPeriod } from "../../src/results/charts/numbers.ts";
import type { Verb } from "../../src/scenario/actions.ts";
import { mergeDocuments } from "../../src/scenario/build-from-documents.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { endLabel, startLabel } from "../../src/scenario/time.ts";
import { words } from "../strings/words.ts";
import {
  type Choice,
  chainOf,
  changesOf,
  type PlainIntervention,
  withIntervention,
  withoutIntervention,
} from "./choice.ts";
import { Lazy } from "./lazy.tsx";
import type { Page } from "./page.ts";
import { moved, type TimelineItem, timelineItems } from "./timeline-items.ts";
import { verbLabels } from "./verb-labels.ts";

const loadForm = () =>
  import("./intervention-form.tsx").then(({ InterventionForm }) => InterventionForm);

/** The lanes of the timeline: bars to drag, and under each its dates and fields to type. */
export function TimelineLanes({
  page,
  adding,
}: {
  readonly page: Page;
  /** Whether the form of a new intervention is open. */
  readonly adding: Signal<boolean>;
}): JSX.Element {
  const { store } = page;
  const open = useSignal<string | null>(null);
  const scenario = store.scenario.value;
  const choice = store.choice.value;
  const chain = chainOf(store.shipped.value, choice.base).map(({ document }) => document);
  const plains = new Map(
    [...plainInterventions(chain), ...plainInterventions([...chain, changesOf(choice)])].map(
      (plain) => [plain.id, plain],
    ),
  );
  const items = timelineItems(scenario, store.base.value, choice, (id) => plains.get(id));
  return (
    <>
      {adding.value && (
        <Lazy
          load={loadForm}
          props={{
            page,
            plain: null,
            taken: [...plains.keys(), ...choice.off.map(({ id }) => id)],
            onDone: (plain: PlainIntervention | null) => {
              adding.value = false;
              if (plain === null) return;
              store.act(
                words.timeline.addOf(titleOf(page, plain)),
                withIntervention(choice, plain),
              );
              open.value = plain.id;
            },
          }}
        />
      )}
      {items.length > 0 && <Scale scenario={scenario} />}
      <ul>
        {items.map((item) => (
          <Lane
            key={item.id}
            page={page}
            item={item}
            open={open.value === item.id}
            onOpen={() => {
              open.value = open.value === item.id ? null : item.id;
            }}
          />
        ))}
      </ul>
    </>
  );
}

/** Years above the lanes. */
function Scale({ scenario }: { readonly scenario: Scenario }): JSX.Element {
  const { start, end } = scenario.time;
  const years: number[] = [];
  for (let year = Math.ceil(start / 10) * 10; year <= end - 3; year += 10) years.push(year);
  return (
    <div class="scale" aria-hidden="true">
      {years.map((year) => (
        <span key={year} style={{ left: `${share(year, scenario)}%` }}>
          {year}
        </span>
      ))}
    </div>
  );
}

function Lane({
  page,
  item,
  open,
  onOpen,
}: {
  readonly page: Page;
  readonly item: TimelineItem;
  readonly open: boolean;
  readonly onOpen: () => void;
}): JSX.Element {
  const { store } = page;
  const scenario = store.scenario.value;
  const title = titleOf(page, item.plain);
  const place = (from: number, to: number, gesture?: string): void => {
    const next = moved(item, from, to, scenario.time);
    const name = words.timeline.move(title, formatPeriod(String(next.at)));
    store.act(name, withIntervention(store.choice.peek(), next), gesture);
  };
  const turn = (): void => {
    const now = store.choice.peek();
    store.act(
      item.on ? words.timeline.switchOff(title) : words.timeline.switchOn(title),
      turned(now, item),
    );
  };
  const dates = words.shared.range(
    formatPeriod(startLabel(item.from)),
    item.endless ? words.timeline.theEnd : formatPeriod(endLabel(item.to)),
  );
  return (
    <li class={item.on ? "lane" : "lane off"}>
      <div class="lane-head">
        <input
          type="checkbox"
          checked={item.on}
          aria-label={words.timeline.acts(title)}
          onChange={turn}
        />
        <button type="button" class="lane-title" aria-expanded={open} onClick={onOpen}>
          <span class="name">{title}</span>
          <span class="dates">{dates}</span>
        </button>
      </div>
      <Bar scenario={scenario} item={item} place={place} onDrop={() => store.endGesture()} />
      {open && (
        <Lazy
          load={loadForm}
          props={{
            page,
            plain: item.plain,
            taken: [],
            onDone: (plain: PlainIntervention | null) => {
              if (plain !== null) {
                store.act(
                  words.timeline.change(title),
                  withIntervention(store.choice.peek(), plain),
                );
              }
            },
            onRemove: () => {
              const now = store.choice.peek();
              const without = withoutIntervention(now, item.id);
              const next = item.inherited
                ? withIntervention(without, { id: item.id, remove: true })
                : without;
              store.act(words.timeline.removeOf(title), next);
            },
          }}
        />
      )}
    </li>
  );
}

/** The bar of a lane: its middle moves it, its ends stretch it. Keyboards use the dates below. */
function Bar({
  scenario,
  item,
  place,
  onDrop,
}: {
  readonly scenario: Scenario;
  readonly item: TimelineItem;
  readonly place: (from: number, to: number, gesture?: string) => void;
  readonly onDrop: () => void;
}): JSX.Element {
  const { start, end } = scenario.time;
  const left = share(item.from, scenario);
  const width = Math.max(1.5, share(item.to, scenario) - left);
  const grab = (event: TargetedPointerEvent<HTMLDivElement>): void => {
    const bar = event.currentTarget;
    const lane = bar.parentElement;
    if (lane === null || event.button !== 0) return;
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
    const box = bar.getBoundingClientRect();
    const perPixel = (end - start) / lane.clientWidth;
    const x = event.clientX;
    const edge = box.width > 24 ? 8 : 0;
    const part = x - box.left < edge ? "start" : box.right - x < edge ? "end" : "whole";
    const { from, to } = item;
    const gesture = `drag ${item.id} ${event.pointerId} ${event.timeStamp}`;
    const drag = (move: PointerEvent): void => {
      const by = (move.clientX - x) * perPixel;
      const kept = part === "whole" ? Math.min(end - to, Math.max(start - from, by)) : by;
      place(part === "end" ? from : from + kept, part === "start" ? to : to + kept, gesture);
    };
    const drop = (): void => {
      bar.removeEventListener("pointermove", drag);
      onDrop();
    };
    bar.addEventListener("pointermove", drag);
    bar.addEventListener("pointerup", drop, { once: true });
    bar.addEventListener("pointercancel", drop, { once: true });
  };
  const classes = `bar${item.endless ? " endless" : ""}${item.triggered ? " triggered" : ""}`;
  return (
    <div class="bar-place" aria-hidden="true">
      <div
        class={classes}
        style={{ left: `${left}%`, width: `${width}%` }}
        onPointerDown={item.on ? grab : undefined}
      />
    </div>
  );
}

/** Switched on or off. The page remembers its own ones; those of the scenario come from it. */
function turned(choice: Choice, { id, on, plain, inherited }: TimelineItem): Choice {
  const without = withoutIntervention(choice, id);
  if (on && inherited) {
    const off = choice.interventions.some((one) => one.id === id) ? [plain] : [];
    return { ...withIntervention(without, { id, remove: true }), off: [...without.off, ...off] };
  }
  if (on) return { ...without, off: [...without.off, plain] };
  const kept = choice.off.find((one) => one.id === id);
  return kept === undefined ? without : withIntervention(without, kept);
}

/** "Export controls, China". */
function titleOf(page: Page, plain: PlainIntervention): string {
  const [verb = "", fields] = Object.entries((plain.do as object | undefined) ?? {})[0] ?? [];
  const supplier: unknown = (fields as { supplier?: unknown } | undefined)?.supplier;
  const { suppliers, supplierNames } = page.ensembles.picture.peek().labels;
  const name =
    typeof supplier === "string" ? supplierNames[suppliers.indexOf(supplier)] : undefined;
  const label = verbLabels[verb as Verb] ?? plain.id;
  return name === undefined ? label : `${label}, ${name}`;
}

function plainInterventions(documents: readonly object[]): readonly PlainIntervention[] {
  const { interventions } = mergeDocuments(documents);
  const all = Array.isArray(interventions) ? (interventions as readonly PlainIntervention[]) : [];
  return all.filter((item) => item.remove !== true);
}

/** Place of a date in the run, percent. */
function share(date: number, { time }: Scenario): number {
  return ((date - time.start) / (time.end - time.start)) * 100;
}
