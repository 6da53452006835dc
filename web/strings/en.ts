/** Every text of the page's own that is not a scenario's, in English. A translator needs this file alone. */
export const en = {
  lessons: {
    title: "Lessons",
    deck: "Eight exercises for a class. Each step moves a lever, shows what happens, and asks for a number that you find in the runs. The page works the number out from the model itself.",
    guide: "For teachers",
    guideText:
      "What each lesson shows, the expected numbers, pitfalls and limits stand in docs/teaching.md, which comes with Panoptes.",
    minutes: (minutes: number): string => `${minutes} minutes`,
    steps: (done: number, steps: number): string => `${done} of ${steps} numbers found`,
    all: "All lessons",
    step: (step: number, steps: number): string => `Step ${step} of ${steps}`,
    found: "found",
    previous: "Previous step",
    next: "Next step",
    tryIt: "Try it",
    back: "Back to the start",
    undo: "Undo",
    explore: "Open in Explore",
    changed: (changes: number): string =>
      changes === 0
        ? "This is the lesson as it starts."
        : `${changes} ${changes === 1 ? "change" : "changes"} from the start.`,
    running: "Running …",
    failed: (reason: string): string => `It could not be run: ${reason}.`,
    again: "Try again",
    measured: "Measured",
    now: "Now",
    start: "As the lesson starts",
    difference: "Change against the same world without what “Try it” changes",
    perRun: "Every run, sorted",
    mean: (at: string): string => `mean at ${at}`,
    spread: (at: string): string => `standard deviation over the runs at ${at}`,
    find: "Find the number",
    answer: "Your number",
    check: "Check",
    checking: "The model works it out …",
    right: (number: string): string => `Right. The model has ${number}.`,
    high: "Not yet: your number is too high.",
    low: "Not yet: your number is too low.",
    noNumber: "Write a number, such as 4.2.",
    show: "Show the number",
    shown: (number: string): string => `The model has ${number}.`,
    question: "Question",
    showAnswer: "Show the answer",
    notice: "Things to notice",
    limits: "What the model cannot say",
    source: (runs: number, model: string, data: string): string =>
      `${runs} simulated runs · one parameter set · model ${model} · data ${data} · not a forecast`,
    startName: "As the lesson starts",
    sentence: (mean: string, at: string, start: string | null): string =>
      `Mean ${mean} at ${at}${start === null ? "" : `; as the lesson starts ${start}`}.`,
  },
  guess: {
    title: "Draw your guess first",
    how: "Draw how it goes, with a mouse, a finger or the keys: left and right choose the year, up and down move the line.",
    board: "Your guess",
    value: (year: string, value: string): string => `${year}: ${value}`,
    reveal: "Show the runs",
    clear: "Clear",
    empty: "Nothing is drawn yet.",
    score: (points: string): string =>
      `Your line lies ${points} from the median, on average over the years.`,
    skip: "Show the runs without a guess",
    yours: "your guess",
    median: "median",
    bands: "8 in 10 runs",
    start: "as the lesson starts",
  },
  imports: {
    large: (name: string, size: number, most: number): string =>
      `${name} has ${size} KB; a scenario has at most ${most} KB. Nothing was opened.`,
    more: (name: string, others: string): string =>
      `Only ${name} was opened. Drop the others one by one: ${others}.`,
    open: (name: string): string => `Open ${name}`,
    failed: (name: string, reason: string): string => `Could not open ${name}: ${reason}.`,
    link: "the link",
    unsound: "The link's scenario cannot be run, so the present one stays.",
  },
  editor: {
    title: "Scenario file",
    deck: "The scenario as the command line reads it. Change it, or open a file. Problems are those that “panoptes validate” finds, at the same line and column. Nothing moves before you apply it.",
    field: "Scenario in YAML",
    file: "Open a file …",
    reset: "Take the present scenario",
    apply: "Apply",
    save: "Save as a file",
    applied: "Applied. Undo takes it back.",
    step: "Apply the scenario file",
    checking: "Checking …",
    sound: "No problems.",
    problems: (errors: number, warnings: number): string =>
      [
        errors === 0 ? "" : `${errors} ${errors === 1 ? "error" : "errors"}`,
        warnings === 0 ? "" : `${warnings} ${warnings === 1 ? "warning" : "warnings"}`,
      ]
        .filter(Boolean)
        .join(", "),
    from: (name: string): string => `This is ${name}.`,
    completions: "Words that fit here (Ctrl+Space, then arrows and Enter)",
    failed: (reason: string): string => `It could not be checked: ${reason}.`,
  },
} as const;
