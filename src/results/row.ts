/** One record of a list: plain values by column. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;
