/** What an experiment asks of a scenario with levers. The command line and the server are asked the same. */
export type Question = {
  /** Levers that vary, by their keys. */
  readonly vary: readonly string[];
  /** Seed of the runs. */
  readonly seed: string;
  /** Seed of the points. */
  readonly designSeed: string;
} & (
  | {
      readonly kind: "sweep";
      /** Values of the lever, at least 2. */
      readonly points: number;
      readonly runs: number;
    }
  | {
      readonly kind: "sensitivity";
      readonly method: "morris" | "sobol";
      /** Trajectories (Morris) or rows (Sobol'). */
      readonly base: number;
    }
  | {
      readonly kind: "discovery";
      readonly outcome: string;
      readonly side: "above" | "below";
      readonly limit: number;
      readonly points: number;
      readonly runs: number;
    }
  | {
      readonly kind: "tradeoff";
      readonly goals: readonly {
        readonly outcome: string;
        readonly goal: "minimise" | "maximise";
      }[];
      readonly worlds: number;
      readonly freshWorlds: number;
      readonly population: number;
      readonly budget: number;
    }
);

/** A question of one kind. */
export type QuestionOf<K extends Question["kind"]> = Extract<Question, { readonly kind: K }>;
