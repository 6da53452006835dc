import type { ValidationInput } from "./validation-input.ts";

/** Published facts that are no targets, and why. */
const notMeasured: readonly string[] = [
  "Published, but not held against runs:",
  "",
  "- How many agreements on safe cities there are (73 in 52 countries), and how many deals in face recognition by origin (China 14.5%, United States 12.9%) and importers (136). The sources count agreements of one firm, and deals of all firms; the model counts contracts for segments with blocs of suppliers. Only where contracts go (T16) and how many countries they reach (T17) mean the same in both, and even these are a stand-in.",
  "- That 71% of the agreements on safe cities are in countries that are partly free or not free. The ratings behind it may not be passed on, so the world does not hold them, and its own classes of regimes are drawn elsewhere.",
  "- The members of the export-control coalition (4, then 25). It is a treaty, and the baseline has none.",
];

/** Where the page and the sets come from. */
export function made({ record, scenario }: ValidationInput): string {
  return [
    `Prior: the registry's ranges, or those of \`scenarios/targets/${record.targets}.yaml\`; imputed covariates are drawn anew for every set. Stages:`,
    "",
    "| stage | runs | distance of the last set kept | effective sets |",
    "| --- | --: | --: | --: |",
    ...record.stages.map(
      ({ stage, runs, radius, effective }) =>
        `| ${stage} | ${runs} | ${radius === null ? "" : radius.toFixed(2)} | ${effective === null ? "" : Math.round(effective)} |`,
    ),
    "",
    "```sh",
    "npm run calibrate                 # fits the shipped parameter sets anew",
    `panoptes hindcast ${scenario} --write   # makes this page`,
    "```",
    "",
    ...notMeasured,
  ].join("\n");
}
