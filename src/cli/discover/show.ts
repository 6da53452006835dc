import { MODEL_VERSION } from "../../core/version.ts";
import { boxText, scoreText } from "../../results/discovery/box-words.ts";
import type { Discovered } from "../../results/discovery/document.ts";
import { counted, duration } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import { wrap } from "../format/width.ts";
import type { Look } from "../look.ts";

/** A discovery for people, as lines of text. */
export function discoveryLines(shown: Discovered, look: Look): string[] {
  const { experiment, discovery, interest, method, runs, seconds } = shown;
  const { prepared, quantities } = experiment;
  const { colours, signs } = look;
  const labels = Object.fromEntries(quantities.map(({ name, label }) => [name, label ?? name]));
  const facts = [
    counted(discovery.cases.y.length, "point"),
    counted(runs, "run"),
    method === "prim" ? "PRIM" : "CART",
    `model ${MODEL_VERSION}`,
    duration(seconds),
  ];
  const percent = (value: number): string => `${Math.round(100 * value)}${signs.percent}`;
  const boxes = discovery.boxes.flatMap((found, k) => [
    "",
    ...wrap(`Box ${k + 1}: ${boxText(discovery, found, quantities)}`, look.columns).map(
      colours.bold,
    ),
    ...wrap(`It ${scoreText(found)}.`, look.columns - 2).map(
      (line) => `  ${line.replaceAll("\u00a0", " ")}`,
    ),
    ...formatTable(
      [
        { title: "condition on", shrink: look.fixedWidth },
        { title: "role" },
        { title: "quasi-p", align: "right" },
        { title: "also in resamples", align: "right" },
      ],
      [...found.box.keys()].map((at) => {
        const name = discovery.cases.inputs[at]?.name ?? "";
        const stable = found.stability[at];
        return [
          labels[name] ?? name,
          quantities.find((one) => one.name === name)?.role ?? "",
          (found.quasi.get(at) ?? Number.NaN).toPrecision(2),
          stable === undefined ? signs.dash : percent(stable),
        ];
      }),
      { indent: 2, width: look.columns, title: colours.dim },
    ),
  ]);
  return [
    colours.bold(`When is ${interest}? "${prepared.scenario.title}"`),
    ...wrap(facts.join(` ${signs.dot} `), look.columns).map(colours.dim),
    colours.dim("Simulated worlds, not a forecast."),
    "",
    `In ${percent(discovery.share)} of all runs.${discovery.boxes.length === 0 ? " No box was found in which it is more frequent." : ""}`,
    ...boxes,
  ];
}
