import type { FoundFlip, RunsWith } from "../../results/flip/find-flip.ts";
import { commandLine } from "../../results/shell-words.ts";
import { count, counted } from "../format/numbers.ts";
import { formatTable } from "../format/table.ts";
import type { Look } from "../look.ts";

/** What a flip is of. */
export interface AskedFlip {
  /** The scenario as the user named it. */
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly seed: string;
  readonly run: number | null;
}

/** Lays out what was found for people. */
export function flipLines(
  { lever, before, flip, tried }: FoundFlip,
  { name, title, question, seed, run }: AskedFlip,
  look: Look,
): string[] {
  const { bold, dim } = look.colours;
  const luck = run === null ? `seed ${seed}` : `run ${run} of seed ${seed}`;
  const unit = lever.unit === "" ? "" : ` (${lever.unit})`;
  const said = (one: RunsWith) => `${count(one.yes)} of ${counted(one.runs, "run")}`;
  const plain = (value: number) => Number(value.toPrecision(6)).toString();
  const head = [
    bold(title),
    dim(`${luck}; every value on the same luck`),
    "",
    `${bold(question)}: ${said(before)}`,
  ];
  if (flip === null) {
    return [
      ...head,
      `None of ${counted(tried.length, "value")} of ${lever.id}${unit} from ${plain(lever.low)} to ${plain(lever.high)} turns this round.`,
    ];
  }
  const change = flip.value - lever.base;
  const isSwitch = lever.id.startsWith("mechanisms.");
  const written = isSwitch ? flip.value !== 0 : flip.value;
  const sign = change < 0 ? look.signs.minus : "+";
  return [
    ...head,
    `${bold("Smallest change that turns it round")}: ${lever.id} from ${plain(lever.base)} to ` +
      `${bold(plain(flip.value))}${unit}, ${sign}${plain(Math.abs(change))}`,
    `  then ${said(flip.after)}; at ${plain(flip.unflipped)} not yet`,
    "",
    ...formatTable(
      [
        { title: lever.id, align: "right" as const },
        { title: "true in", align: "right" as const },
      ],
      tried.map((one) => [plain(one.value), said(one)]),
      { indent: 2, title: dim },
    ),
    ...(lever.id.includes(".")
      ? ["", dim(commandLine(["panoptes", "run", name, "-s", `${lever.id}=${written}`]))]
      : []),
  ];
}
