// Targets on their world: what was observed, and how the same is measured on runs.

import type { Frame } from "../../core/frame.ts";
import type { Labels } from "../../scenario/compiled.ts";
import { didYouMean, enumerate } from "../../scenario/names.ts";
import type { Problem } from "../../scenario/problem.ts";
import type { TargetCode } from "../../scenario/target-codes.ts";
import type { World } from "../../scenario/world/world.ts";
import { type Look, type Measure, stateAt } from "./look.ts";
import { noMarket } from "./market.ts";
import { measureOf } from "./measure.ts";
import { isOfMarket } from "./measure-market.ts";
import type { ReadTargets } from "./read-targets.ts";
import { beltAndRoad, covariatesOf } from "./target-covariates.ts";
import type { Among, amongSplits, StatisticKind, Target } from "./targets.ts";

/** A target on its world. */
export interface PlacedTarget extends Target {
  /** Position of its vintage among the frame's; -1 for laws. */
  readonly vintageIndex: number;
  /** Its value over all countries of the reference set, as published or from the table. */
  readonly observed: number;
  /** Its value on a look, over some countries. */
  readonly measure: Measure;
  /** Its value as observed, over some countries; NaN where they do not allow it. */
  observedOver(members: Int32Array): number;
}

/** Targets on their world. */
export interface PlacedTargets {
  readonly targets: readonly PlacedTarget[];
  /** Countries of the reference set, ascending. */
  readonly reference: Int32Array;
  /** States at which laws are counted, ascending. */
  readonly lawStates: readonly number[];
  /** States at which contracts and bans are looked at, ascending. */
  readonly marketStates: readonly number[];
}

/** Slack between a published share or mean and the table's: they are printed with two digits. */
const ROUNDED = 0.011;

/**
 * Puts targets on a world: finds suppliers, groups and vintages, works out what was observed, and checks
 * that it could be reached. Every problem has its place in the file.
 */
export function placeTargets(
  { file, placeOf }: ReadTargets,
  world: World,
  frame: Frame,
  labels: Labels,
): { readonly value: PlacedTargets; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const note = (code: TargetCode, k: number, key: string, message: string, hint?: string): void => {
    const path = ["targets", k, key];
    problems.push({
      code,
      severity: "error",
      message,
      path,
      ...placeOf(path),
      ...(hint === undefined ? {} : { hint }),
    });
  };
  const reference = Int32Array.from(frame.reference.keys()).filter((i) => frame.reference[i] === 1);
  const lawStates = statesOf(file.targets, frame, (kind) => kind === "laws");
  const marketStates = statesOf(file.targets, frame, isOfMarket);
  const covariates = covariatesOf(world, frame, labels);
  const tables = new Map(world.observed.map((table) => [table.vintage, table]));

  const targets = file.targets.flatMap((target, k): PlacedTarget[] => {
    const table = target.vintage === null ? null : tables.get(target.vintage);
    if (table === undefined) {
      const name = target.vintage ?? "";
      // One word for all targets of the vintage: a world without observations has dozens.
      if (file.targets.findIndex(({ vintage }) => vintage === target.vintage) === k) {
        const about = file.targets.filter(({ vintage }) => vintage === target.vintage).length;
        const which = about === 1 ? "a target is" : `${about} targets are`;
        const known = [...tables.keys()];
        const hint = known.length > 0 ? `it has ${enumerate(known)}` : "it has no observed.csv";
        const message = `the world has no observations of ${name}, which ${which} about`;
        note("E507", k, "vintage", message, hint);
      }
      return [];
    }
    const unknown = (name: string, key: string): void => {
      const hint = didYouMean(name, labels.suppliers);
      note("E504", k, key, `"${name}" is no supplier of this world`, hint);
    };
    const bits = supplierBits(target, labels, unknown);
    const { statistic } = target;
    const otherKey = "against" in statistic ? "against" : "allies_of";
    const other =
      "against" in statistic
        ? statistic.against
        : "allies_of" in statistic
          ? statistic.allies_of
          : null;
    if (other !== null && !labels.suppliers.includes(other)) {
      unknown(other, otherKey);
      return [];
    }
    const members = groupOf(target, world, frame, labels);
    if (typeof members === "string") {
      note("E504", k, "among", members);
      return [];
    }
    if (bits === null) return [];
    const measure = measureOf(statistic, {
      bits,
      supplier: labels.suppliers.indexOf(supplierOf(target) ?? ""),
      other: labels.suppliers.indexOf(other ?? ""),
      members,
      covariates,
      lawStates,
      marketStates,
      frame,
      allies: alliesOf(other, world, frame, labels),
    });
    const vintageIndex = table === null ? -1 : frame.vintages.indexOf(stateAt(table.date, frame));
    const look = table === null ? null : observedLook(table, frame);
    const observedOver = (over: Int32Array): number =>
      look === null ? (target.value ?? Number.NaN) : measure(look, over);
    const counted = observedOver(reference);
    const observed = target.value ?? counted;
    const slack = Math.max(ROUNDED, statistic.kind === "adopters" ? 0.5 : 0);
    if (table !== null && target.value !== null && Math.abs(counted - target.value) > slack) {
      note(
        "E506",
        k,
        "value",
        `${target.id} is written as ${target.value}, and ${table.vintage} gives ${Number(counted.toPrecision(4))}`,
        "leave it out to take the table's",
      );
    }
    const most = mostOf(target, reference.length, frame);
    if (!(observed <= most && observed >= (statistic.kind === "moment" ? -most : -1))) {
      note("E505", k, "value", `${target.id} is ${observed}; runs can give ${most} at most`);
    }
    return [{ ...target, vintageIndex, observed, measure, observedOver }];
  });
  if (!file.targets.some(({ role }) => role === "C")) {
    note("E507", 0, "role", "no target has the role C, so there is nothing to fit to");
  }
  return { value: { targets, reference, lawStates, marketStates }, problems };
}

/** States that targets of some kinds look at and the frame reaches, ascending. */
function statesOf(
  targets: readonly Target[],
  frame: Frame,
  wanted: (kind: StatisticKind) => boolean,
): readonly number[] {
  const states = targets.flatMap(({ statistic }) =>
    "date" in statistic && wanted(statistic.kind) ? [stateAt(statistic.date, frame)] : [],
  );
  return [...new Set(states)].filter((s) => s > 0 && s <= frame.steps).sort((a, b) => a - b);
}

/** The most that a statistic can be. */
function mostOf({ statistic }: Target, reference: number, { segments }: Frame): number {
  switch (statistic.kind) {
    case "adopters":
      return reference;
    case "technologies":
      return segments;
    case "top_spenders":
      return statistic.count;
    case "laws":
      return statistic.jurisdictions;
    case "bans":
      return reference;
    case "moment":
      return 10 * reference;
    case "link_ratio":
    case "ban_odds":
      return Number.POSITIVE_INFINITY;
    default:
      return 1;
  }
}

function supplierBits(
  target: Target,
  labels: Labels,
  unknown: (name: string, key: string) => void,
): { readonly all: number; readonly none: number } | null {
  const { statistic } = target;
  const supplier = supplierOf(target);
  let ok = true;
  const bitsOf = (ids: readonly string[], key: string): number =>
    ids.reduce((bits, id) => {
      const j = labels.suppliers.indexOf(id);
      if (j < 0) {
        ok = false;
        unknown(id, key);
      }
      return bits | (j < 0 ? 0 : 1 << j);
    }, 0);
  const bits =
    statistic.kind === "adopters"
      ? {
          all: bitsOf(statistic.suppliers, "suppliers"),
          none: bitsOf(statistic.without, "without"),
        }
      : { all: bitsOf(supplier === null ? [] : [supplier], "supplier"), none: 0 };
  return ok ? bits : null;
}

/** The one supplier that a target is about; null where there is none, or several. */
function supplierOf({ statistic }: Target): string | null {
  return "supplier" in statistic ? statistic.supplier : null;
}

/** 1 for allies of a supplier's homes, and for the homes; [country] */
function alliesOf(
  supplier: string | null,
  { countries }: World,
  { home, suppliers: J }: Frame,
  labels: Labels,
): Uint8Array {
  const j = supplier === null ? -1 : labels.suppliers.indexOf(supplier);
  return Uint8Array.from(countries.allies, (allies, i) =>
    supplier !== null && (allies.includes(supplier) || home[i * J + j] === 1) ? 1 : 0,
  );
}

/** 1 for each country of a statistic's group, or what is wrong with the group. */
function groupOf(
  { statistic }: Target,
  world: World,
  frame: Frame,
  labels: Labels,
): Uint8Array | string {
  const among: Among = "among" in statistic ? statistic.among : { kind: "all" };
  if (among.kind === "all") return new Uint8Array(frame.countries).fill(1);
  if (!("groups" in among)) {
    const members = among.kind === "eu" ? world.countries.columns.eu_2019 : beltAndRoad(world);
    return Uint8Array.from(members);
  }
  const [names, of] = splitOf(among.kind, world, frame, labels);
  const unknown = among.groups.find((group) => !names.includes(group));
  if (unknown !== undefined) {
    return `"${unknown}" is no ${among.kind}; known: ${names.join(", ")}`;
  }
  const chosen = new Set(among.groups.map((group) => names.indexOf(group)));
  return Uint8Array.from(of, (g) => (chosen.has(g) ? 1 : 0));
}

/** The groups of a split, and the group of each country. */
function splitOf(
  kind: (typeof amongSplits)[number],
  { countries }: World,
  frame: Frame,
  labels: Labels,
): readonly [readonly string[], Int32Array] {
  if (kind !== "index_region") return [labels.groups[kind], frame.groups[kind].of];
  const names = [...new Set(countries.indexRegions.filter((one) => one !== ""))].sort();
  return [names, Int32Array.from(countries.indexRegions, (one) => names.indexOf(one))];
}

/** What the index observed, as a look. */
function observedLook(table: World["observed"][number], frame: Frame): Look {
  const { countries, suppliers: J } = frame;
  const bits = new Uint32Array(countries);
  for (let i = 0; i < countries; i++) {
    for (let j = 0; j < J; j++) {
      if (table.suppliers[i * J + j] === 1) bits[i] = (bits[i] as number) | (1 << j);
    }
  }
  const adopted = Uint8Array.from(table.adopter, (x) => (x === 1 ? 1 : 0));
  return {
    adopted,
    suppliers: bits,
    segments: table.categories,
    at: 0,
    laws: [],
    lawAt: 0,
    ...noMarket,
  };
}
