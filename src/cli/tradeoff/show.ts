import { MODEL_VERSION } from "../../core/version.ts";
import { rowsOf } from "../../experiments/run-table.ts";
import { valueText } from "../../results/sweep/value-text.ts";
import type { Searched } from "../../results/tradeoff/document.ts";
import { shownValue } from "../../results/tradeoff/robustness.ts";
import type { Policy } from "../../results/tradeoff/run-tradeoff.ts";
import { count, counted, duration, scaleFor } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";

/** Policies printed on the terminal, at most. */
const MOST_SHOWN = 24;

/** A trade-off for people, as lines of text. */
export function tradeoffLines(shown: Searched, look: Look): string[] {
  const { experiment, tradeoff, objectives, robustness, worlds, freshWorlds, seconds } = shown;
  const { prepared } = experiment;
  const { colours, signs } = look;
  const facts = [
    counted(rowsOf(tradeoff.table), "run"),
    `${count(tradeoff.progress.at(-1)?.evaluated ?? 0)} policies in ${counted(worlds, "world")} each`,
    `model ${MODEL_VERSION}`,
    duration(seconds),
  ];
  const scales = objectives.map(({ outcome, goal }, k) => {
    const largest = Math.max(
      ...tradeoff.front.map(({ found }) => Math.abs(shownValue(found[k] ?? 0, goal, robustness))),
    );
    const unit = robustness.kind === "satisfy" ? "share" : (prepared.outcomes[outcome]?.unit ?? "");
    return scaleFor(unit, 0, largest, signs);
  });
  const text = (values: readonly number[], k: number): string => {
    const value = shownValue(
      values[k] ?? Number.NaN,
      objectives[k]?.goal ?? "minimise",
      robustness,
    );
    return Number.isNaN(value) ? signs.dash : (scales[k]?.value(value) ?? "");
  };
  const row = (policy: Policy, heading: string): string[] => [
    heading,
    ...policy.levers.map((value, k) => valueText(tradeoff.levers[k], value)),
    ...objectives.flatMap((_, k) => [text(policy.found, k), text(policy.fresh, k)]),
    policy === tradeoff.central ? "" : policy.holds ? "yes" : "no",
  ];
  const stride = Math.max(1, Math.ceil(tradeoff.front.length / MOST_SHOWN));
  const holding = tradeoff.front.filter(({ holds }) => holds).length;
  const [first, last] = [tradeoff.progress[0], tradeoff.progress.at(-1)];
  const percent = (value: number | undefined): string =>
    `${Math.round(100 * (value ?? 0))}${signs.percent}`;
  return [
    colours.bold(`Trade-offs in "${prepared.scenario.title}"`),
    ...wrap(facts.join(` ${signs.dot} `), look.columns).map(colours.dim),
    colours.dim("Simulated worlds, not a forecast."),
    "",
    ...wrap(
      `Objectives (${robustness.kind}): ${objectives.map(({ outcome, goal }) => `${goal} ${prepared.outcomes[outcome]?.name}`).join(", ")}`,
      look.columns,
    ),
    ...wrap(
      `${counted(tradeoff.front.length, "policy", "policies")} ${tradeoff.front.length === 1 ? "is" : "are"} not dominated; ${count(holding)} still ${holding === 1 ? "is" : "are"} not in ${count(freshWorlds)} fresh worlds.`,
      look.columns,
    ),
    `Hypervolume ${percent(first?.volume)} after the first generation, ${percent(last?.volume)} at the end.`,
    "",
    ...formatTable(
      [
        { title: "", shrink: look.fixedWidth },
        ...tradeoff.levers.map(({ name, label }) => ({
          title: label ?? name,
          align: "right" as const,
        })),
        ...objectives.flatMap(({ outcome }) => [
          { title: prepared.outcomes[outcome]?.name ?? "", align: "right" as const },
          { title: "fresh", align: "right" as const },
        ]),
        { title: "holds" },
      ],
      [
        ...tradeoff.front
          .map((policy, at) => ({ policy, at }))
          .filter(({ at }) => at % stride === 0)
          .map(({ policy, at }) => row(policy, String(at + 1))),
        row(tradeoff.central, "middle"),
      ],
      { width: look.columns, title: colours.dim },
    ),
  ];
}
