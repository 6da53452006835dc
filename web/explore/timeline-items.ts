import type { Scenario, ScenarioIntervention } from "../../src/scenario/scenario.ts";
import { endLabel, parsePeriod, startLabel } from "../../src/scenario/time.ts";
import type { Choice, PlainIntervention } from "./choice.ts";

/** One line of the timeline. */
export interface TimelineItem {
  readonly id: string;
  /** As a document writes it. */
  readonly plain: PlainIntervention;
  readonly verb: string;
  /** Supplier that it concerns, or null. */
  readonly supplier: string | null;
  /** Decimal years; the end of the run where it has none of its own. */
  readonly from: number;
  readonly to: number;
  readonly endless: boolean;
  /** Whether it starts by state within its time. */
  readonly triggered: boolean;
  readonly on: boolean;
  /** Whether the base scenario has it, too. */
  readonly inherited: boolean;
}

/**
 * The lines of the timeline: what acts, then what is switched off, each in the order of its start.
 *
 * @param merged interventions of the base scenario and of the choice, as plain documents
 */
export function timelineItems(
  scenario: Scenario,
  base: Scenario,
  choice: Choice,
  plainOf: (id: string) => PlainIntervention | undefined,
): readonly TimelineItem[] {
  const end = scenario.time.end;
  const inherited = new Set(base.interventions.map(({ id }) => id));
  const acting = scenario.interventions.flatMap((one) => {
    const plain = plainOf(one.id);
    return plain === undefined ? [] : [itemOf(one, plain, end, inherited.has(one.id))];
  });
  const present = new Set(acting.map(({ id }) => id));
  const resting = [
    ...base.interventions.flatMap((one) => {
      const plain = plainOf(one.id);
      const off = choice.off.some(({ id }) => id === one.id);
      return present.has(one.id) || plain === undefined || off
        ? []
        : [{ ...itemOf(one, plain, end, true), on: false }];
    }),
    ...choice.off.filter(({ id }) => !present.has(id)).map((plain) => restingItem(plain, scenario)),
  ];
  return [...acting, ...resting].sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
}

function itemOf(
  { id, from, to, when, action }: ScenarioIntervention,
  plain: PlainIntervention,
  end: number,
  inherited: boolean,
): TimelineItem {
  return {
    id,
    plain,
    verb: action.kind,
    supplier: "supplier" in action && typeof action.supplier === "string" ? action.supplier : null,
    from,
    to: Math.min(to ?? end, end),
    endless: to === null,
    triggered: when !== null,
    on: true,
    inherited,
  };
}

function restingItem(plain: PlainIntervention, { time }: Scenario): TimelineItem {
  const [verb = "", fields] = Object.entries((plain.do as object | undefined) ?? {})[0] ?? [];
  const dated = (key: string): ReturnType<typeof parsePeriod> => {
    const date = plain[key];
    return typeof date === "string" || typeof date === "number" ? parsePeriod(date) : null;
  };
  const supplier: unknown = (fields as { supplier?: unknown } | undefined)?.supplier;
  return {
    id: plain.id,
    plain,
    verb,
    supplier: typeof supplier === "string" ? supplier : null,
    from: dated("at")?.start ?? time.start,
    to: Math.min(dated("until")?.end ?? time.end, time.end),
    endless: plain.until === undefined,
    triggered: plain.when !== undefined,
    on: false,
    inherited: false,
  };
}

/** An intervention at other dates, which are rounded to quarters and kept in order and inside the run. */
export function moved(
  { plain, endless }: TimelineItem,
  from: number,
  to: number,
  { start, end }: Scenario["time"],
): PlainIntervention {
  const quarter = (date: number): number => Math.round(date * 4) / 4;
  const first = Math.min(end - 0.25, Math.max(start, quarter(from)));
  const last = Math.min(end, Math.max(first + 0.25, quarter(to)));
  const { until: _, ...rest } = plain;
  const open = endless && last >= end;
  return {
    ...rest,
    at: startLabel(first),
    ...(open ? {} : { until: endLabel(last) }),
  } as PlainIntervention;
}
