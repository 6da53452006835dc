// What happens to one country in a run, as changes of its part of the state from step to step.

import type { Model } from "../model.ts";
import { NONE, type State, Status } from "../state.ts";
import type { Decision } from "./country-ledger.ts";

/** What can happen to a country. */
export type EventKind =
  /** A first contract in a segment, or one after none. */
  | "signed"
  | "renewed"
  /** A contract with another supplier than before. */
  | "switched"
  /** A term ended and nothing was chosen. */
  | "dropped"
  /** A procurement opened and nothing was chosen. */
  | "declined"
  /** A contract ended before its term. */
  | "cancelled"
  /** A contract was removed by a ban. */
  | "removed"
  | "law"
  | "tier up"
  | "tier down"
  | "moratorium"
  | "moratorium ended"
  /** The country's own ban. */
  | "ban"
  /** A ban that an intervention imposes. */
  | "ban imposed"
  | "joined"
  | "left";

/** Something that happened to a country in a step. */
export interface CountryEvent {
  readonly step: number;
  readonly kind: EventKind;
  /** Segment of a contract, else -1. */
  readonly segment: number;
  /** Supplier signed with, lost or banned, else -1. */
  readonly supplier: number;
  /** Tier of safeguards reached, 0 to 3, else -1. */
  readonly tier: number;
  /** Id of the treaty joined or left, else "". */
  readonly treaty: string;
}

/** Follows one country through a run. */
export interface EventTracker {
  readonly events: readonly CountryEvent[];
  begin(model: Model, state: State): void;
  /** Tells of the decisions of the step, before it ends. */
  decided(decisions: readonly Decision[]): void;
  end(model: Model, state: State): void;
}

/** What is compared from step to step. */
interface Snapshot {
  readonly holders: readonly number[];
  readonly law: number;
  readonly tier: number;
  readonly moratorium: number;
  readonly ownBans: readonly number[];
  readonly imposed: readonly number[];
  readonly treaties: ReadonlySet<string>;
}

/** Starts to follow country i. */
export function trackEvents(i: number): EventTracker {
  const events: CountryEvent[] = [];
  let before: Snapshot | null = null;
  let decisions: readonly Decision[] = [];
  const none = { segment: -1, supplier: -1, tier: -1, treaty: "" };
  return {
    events,
    begin(model, state) {
      before ??= snapshot(model, state, i);
      decisions = [];
    },
    decided(made) {
      decisions = made;
    },
    end(model, state) {
      const now = snapshot(model, state, i);
      const was = before ?? now;
      before = now;
      const { step } = state;
      const add = (event: Partial<CountryEvent> & Pick<CountryEvent, "kind">) =>
        events.push({ step, ...none, ...event });
      const chose = new Set<number>();
      for (const decision of decisions) {
        const { segment, chosen, incumbent } = decision;
        chose.add(segment);
        const supplier = (chosen === 0 ? incumbent : chosen) - 1;
        add({ kind: kindOf(decision), segment, supplier });
      }
      for (const [segment, holder] of was.holders.entries()) {
        if (holder === NONE || now.holders[segment] === holder || chose.has(segment)) continue;
        const open = state.status[segment * model.frame.countries + i] === Status.Open;
        add({ kind: open ? "removed" : "cancelled", segment, supplier: holder });
      }
      if (now.law > was.law) add({ kind: "law" });
      if (now.tier !== was.tier) {
        add({ kind: now.tier > was.tier ? "tier up" : "tier down", tier: now.tier });
      }
      if (now.moratorium !== was.moratorium) {
        add({ kind: now.moratorium === 1 ? "moratorium" : "moratorium ended" });
      }
      for (const [supplier, banned] of now.ownBans.entries()) {
        if (banned > was.ownBans[supplier]) add({ kind: "ban", supplier });
      }
      for (const [supplier, banned] of now.imposed.entries()) {
        if (banned > was.imposed[supplier]) add({ kind: "ban imposed", supplier });
      }
      for (const treaty of now.treaties) {
        if (!was.treaties.has(treaty)) add({ kind: "joined", treaty });
      }
      for (const treaty of was.treaties) {
        if (!now.treaties.has(treaty)) add({ kind: "left", treaty });
      }
    },
  };
}

function kindOf({ occasion, chosen, incumbent }: Decision): EventKind {
  if (chosen === 0) return occasion === "expiry" ? "dropped" : "declined";
  if (occasion === "opening") return "signed";
  return chosen === incumbent ? "renewed" : "switched";
}

function snapshot({ frame, treaties }: Model, state: State, i: number): Snapshot {
  const { countries: n, suppliers: J, segments: D } = frame;
  return {
    holders: Array.from({ length: D }, (_, d) => state.holder[d * n + i]),
    law: state.law[i],
    tier: state.tier[i],
    moratorium: state.moratorium[i],
    ownBans: [...state.ownBan.subarray(i * J, (i + 1) * J)],
    imposed: [...state.policy.banned.subarray(i * J, (i + 1) * J)],
    treaties: new Set(treaties.filter((_, k) => state.member[k * n + i] === 1).map(({ id }) => id)),
  };
}
