// Statistics of the adoption index, on what was observed and on what runs showed, over any part of the
// countries: a calibration on nine tenths of them compares nine tenths of both.

import type { Vector } from "../../core/arrays.ts";
import type { Frame } from "../../core/frame.ts";
import type { Labels } from "../../scenario/compiled.ts";
import { didYouMean } from "../../scenario/names.ts";
import type { Problem } from "../../scenario/problem.ts";
import type { TargetCode } from "../../scenario/target-codes.ts";
import type { World } from "../../scenario/world/world.ts";
import { pearson, ranks } from "./rank.ts";
import type { ReadTargets } from "./read-targets.ts";
import { beltAndRoad, covariatesOf } from "./target-covariates.ts";
import type { Among, CovariateName, Target } from "./targets.ts";

/** One look at the index and the statute books: what was observed, or what one run showed. */
export interface Look {
  /** Not 0 where adoption is seen; from `at` on, one value per country. */
  readonly adopted: ArrayLike<number>;
  /** Bits of the suppliers seen. */
  readonly suppliers: ArrayLike<number>;
  /** Technologies (observed) or segments (simulated) seen. */
  readonly segments: ArrayLike<number>;
  readonly at: number;
  /** Countries with a data-protection law, by law state; from `lawAt` on. */
  readonly laws: ArrayLike<number>;
  readonly lawAt: number;
}

/** A target on its world. */
export interface PlacedTarget extends Target {
  /** Position of its vintage among the frame's; -1 for laws. */
  readonly vintageIndex: number;
  /** Its value over all countries of the reference set, as published or from the table. */
  readonly observed: number;
  /**
   * Its value on a look, over some countries.
   * @param members countries that count, ascending
   */
  measure(look: Look, members: Int32Array): number;
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
  const lawStates = lawStatesOf(file.targets, frame);
  const covariates = covariatesOf(world, frame, labels);
  const tables = new Map(world.observed.map((table) => [table.vintage, table]));

  const targets = file.targets.flatMap((target, k): PlacedTarget[] => {
    const table = target.vintage === null ? null : tables.get(target.vintage);
    if (table === undefined) {
      const hint = didYouMean(target.vintage ?? "", [...tables.keys()]);
      note("E507", k, "vintage", `the world has no observations of ${target.vintage}`, hint);
      return [];
    }
    const bits = supplierBits(target, labels, (name, key) => {
      const hint = didYouMean(name, labels.suppliers);
      note("E504", k, key, `"${name}" is no supplier of this world`, hint);
    });
    const members = groupOf(target, world, frame, labels);
    if (typeof members === "string") {
      note("E504", k, "among", members);
      return [];
    }
    if (bits === null) return [];
    const measure = measureOf(target, { bits, members, covariates, lawStates, frame, labels });
    const vintageIndex =
      table === null
        ? -1
        : frame.vintages.indexOf(Math.ceil((table.date - frame.start) / frame.dt - 1e-6));
    const look = table === null ? null : observedLook(table, frame);
    const observedOver = (over: Int32Array): number =>
      look === null ? (target.value ?? Number.NaN) : measure(look, over);
    const counted = observedOver(reference);
    const observed = target.value ?? counted;
    const slack = Math.max(ROUNDED, target.statistic.kind === "adopters" ? 0.5 : 0);
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
    if (!(observed <= most && observed >= (target.statistic.kind === "moment" ? -most : -1))) {
      note("E505", k, "value", `${target.id} is ${observed}; runs can give ${most} at most`);
    }
    return [{ ...target, vintageIndex, observed, measure, observedOver }];
  });
  if (!file.targets.some(({ role }) => role === "C")) {
    note("E507", 0, "role", "no target has the role C, so there is nothing to fit to");
  }
  return { value: { targets, reference, lawStates }, problems };
}

/** What a measure is made of. */
interface Parts {
  readonly bits: { readonly all: number; readonly none: number };
  /** 1 for the countries of the statistic's group; [country] */
  readonly members: Uint8Array;
  readonly covariates: (name: CovariateName) => Vector;
  readonly lawStates: readonly number[];
  readonly frame: Frame;
  readonly labels: Labels;
}

function measureOf(target: Target, parts: Parts): PlacedTarget["measure"] {
  const { statistic } = target;
  const { members: group } = parts;
  const { all, none } = parts.bits;
  const fits = (seen: number): boolean => (seen & all) === all && (seen & none) === 0;
  switch (statistic.kind) {
    case "adopters":
      return ({ adopted, suppliers, at }, over) => {
        let found = 0;
        for (let k = 0; k < over.length; k++) {
          const i = over[k] as number;
          if (group[i] === 1 && adopted[at + i] !== 0 && fits(suppliers[at + i] as number)) found++;
        }
        return found;
      };
    case "adoption_share":
      return ({ adopted, at }, over) => {
        let found = 0;
        let total = 0;
        for (let k = 0; k < over.length; k++) {
          const i = over[k] as number;
          if (group[i] !== 1) continue;
          total++;
          if (adopted[at + i] !== 0) found++;
        }
        return total === 0 ? Number.NaN : found / total;
      };
    case "supplier_share":
      return ({ adopted, suppliers, at }, over) => {
        let found = 0;
        let total = 0;
        for (let k = 0; k < over.length; k++) {
          const i = over[k] as number;
          if (group[i] !== 1 || adopted[at + i] === 0) continue;
          total++;
          if (fits(suppliers[at + i] as number)) found++;
        }
        return total === 0 ? Number.NaN : found / total;
      };
    case "technologies":
      return ({ adopted, segments, at }, over) => {
        let sum = 0;
        let total = 0;
        for (let k = 0; k < over.length; k++) {
          const i = over[k] as number;
          if (adopted[at + i] === 0) continue;
          total++;
          sum += segments[at + i] as number;
        }
        return total === 0 ? Number.NaN : sum / total;
      };
    case "moment": {
      const x = parts.covariates(statistic.covariate);
      return ({ adopted, suppliers, at }, over) => {
        let sum = 0;
        for (let k = 0; k < over.length; k++) {
          const i = over[k] as number;
          if (adopted[at + i] !== 0 && fits(suppliers[at + i] as number)) sum += x[i] as number;
        }
        return sum;
      };
    }
    case "rank_correlation": {
      const x = parts.covariates(statistic.covariate);
      return ({ adopted, suppliers, at }, over) => {
        const adopters = over.filter((i) => adopted[at + i] !== 0);
        return pearson(
          ranks(Float64Array.from(adopters, (i) => x[i] as number)),
          ranks(Float64Array.from(adopters, (i) => (fits(suppliers[at + i] as number) ? 1 : 0))),
        );
      };
    }
    case "correlation": {
      const x = parts.covariates(statistic.covariate);
      return ({ adopted, at }, over) => {
        const known = over.filter((i) => !Number.isNaN(x[i]));
        return pearson(
          Float64Array.from(known, (i) => x[i] as number),
          Float64Array.from(known, (i) => (adopted[at + i] !== 0 ? 1 : 0)),
        );
      };
    }
    case "top_spenders": {
      const x = parts.covariates("military");
      return ({ adopted, at }, over) => {
        const known = [...over].filter((i) => !Number.isNaN(x[i]));
        known.sort((a, b) => (x[b] as number) - (x[a] as number));
        return known.slice(0, statistic.count).filter((i) => adopted[at + i] !== 0).length;
      };
    }
    case "laws": {
      const state = lawState(statistic.date, parts.frame);
      const k = parts.lawStates.indexOf(state);
      const scale = statistic.jurisdictions / parts.frame.countries;
      return ({ laws, lawAt }) => (laws[lawAt + k] as number) * scale;
    }
  }
}

function lawState(date: number, { start, dt }: Frame): number {
  return Math.ceil((date - start) / dt - 1e-6);
}

function lawStatesOf(targets: readonly Target[], frame: Frame): readonly number[] {
  const dates = targets.flatMap(({ statistic }) =>
    statistic.kind === "laws" ? [lawState(statistic.date, frame)] : [],
  );
  return [...new Set(dates)].filter((s) => s > 0 && s <= frame.steps).sort((a, b) => a - b);
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
    case "moment":
      return 10 * reference;
    default:
      return 1;
  }
}

function supplierBits(
  { statistic }: Target,
  labels: Labels,
  unknown: (name: string, key: string) => void,
): { readonly all: number; readonly none: number } | null {
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
      : "supplier" in statistic && statistic.supplier !== null
        ? { all: bitsOf([statistic.supplier], "supplier"), none: 0 }
        : { all: 0, none: 0 };
  return ok ? bits : null;
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
  if (among.kind === "belt_and_road") return Uint8Array.from(beltAndRoad(world));
  const names = labels.groups[among.kind];
  const group = names.indexOf(among.group);
  if (group < 0) return `"${among.group}" is no ${among.kind}; known: ${names.join(", ")}`;
  return Uint8Array.from(frame.groups[among.kind].of, (g) => (g === group ? 1 : 0));
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
  return { adopted, suppliers: bits, segments: table.categories, at: 0, laws: [], lawAt: 0 };
}
