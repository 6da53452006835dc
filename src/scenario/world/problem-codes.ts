/** What an error code of the world tables stands for. */
export interface WorldProblemCode {
  /** One line. */
  readonly title: string;
  /** What it means and what to do about it. */
  readonly explanation: string;
}

/** Codes of everything that can be wrong with a world folder, for the error catalogue. */
export const WORLD_PROBLEM_CODES: Readonly<Record<WorldCode, WorldProblemCode>> = {
  E401: {
    title: "a table of the world is missing",
    explanation:
      "A world folder needs countries.csv, covariates.csv and suppliers.csv, and world.json beside observed.csv. Copy the header of the shipped table and fill in your own rows.",
  },
  E402: {
    title: "a needed column is missing",
    explanation:
      "The table's header lacks a column that the model cannot do without. Columns that may be left out are listed in scenarios/world/README.md.",
  },
  E403: {
    title: "unknown column",
    explanation:
      "The header names a column that no table of a world has. A misspelt column would otherwise be ignored without a word.",
  },
  E404: {
    title: "a column is there twice",
    explanation: "Two columns have the same name, so it is not clear which one counts. Remove one.",
  },
  E405: {
    title: "a row is longer or shorter than the header",
    explanation:
      'Every row needs as many fields as the header. Often a value holds a comma and is not in quotes: write "Korea, South".',
  },
  E406: {
    title: "quotes do not match",
    explanation:
      'A quoted value starts and ends with ", and a quote inside it is doubled (RFC 4180). An open quote swallows the rest of the file.',
  },
  E407: {
    title: "not plain UTF-8 text",
    explanation:
      "The file holds bytes that are no UTF-8, or control characters. Save the table as CSV UTF-8; spreadsheets and archives cannot be read.",
  },
  E408: {
    title: "a table has no rows",
    explanation: "There is nothing below the header, or no header.",
  },
  E409: {
    title: "too large",
    explanation:
      "A world from CSV holds at most 100,000 countries, 1,500,000 rows of covariates, 5,000,000 ties and 200 megabytes a table.",
  },
  E410: {
    title: "not a number",
    explanation:
      "The cell should hold a plain number such as 1234.5 or 1.2e6: no thousands separators, units or percent signs. Leave the cell empty where the value is unknown.",
  },
  E411: {
    title: "a number is out of range",
    explanation:
      "The value lies outside the range of its column, which usually means another unit, for example percent instead of a share.",
  },
  E412: {
    title: "not one of the allowed words",
    explanation: "The column takes a few fixed words only; the message lists them.",
  },
  E413: {
    title: "not a proper id",
    explanation:
      "Ids of countries and suppliers consist of letters, digits, - and _, at most 64 of them. Real countries have ISO 3166-1 alpha-3 codes.",
  },
  E414: {
    title: "a needed value is missing",
    explanation:
      "The cell is empty and the model needs it. Fill it in, or add the value you assume to imputed.csv, where it stays apart from what was observed.",
  },
  E415: {
    title: "a row is there twice",
    explanation:
      "Two rows have the same key: the country; country and year; supplier; the pair and kind of a tie (symmetric kinds count in either order); vintage and country.",
  },
  E416: {
    title: "unknown country",
    explanation: "The id is not in countries.csv.",
  },
  E417: {
    title: "unknown supplier",
    explanation: "The id is not in suppliers.csv.",
  },
  E418: {
    title: "too few countries",
    explanation: "A world needs two countries at least: with one there is nobody to learn from.",
  },
  E419: {
    title: "too many suppliers",
    explanation:
      "The model holds at most 32 suppliers, as a country's suppliers fit one machine word.",
  },
  E420: {
    title: "a country is tied to itself",
    explanation:
      "Ties join two countries. Home markets belong into the column homes of suppliers.csv.",
  },
  E421: {
    title: "a wrong year",
    explanation:
      "Years are whole numbers from 1900 to 2100, within the span that world.json states, and a span ends after it starts.",
  },
  E422: {
    title: "world.json cannot be understood",
    explanation:
      'It is a JSON object such as { "version": "1", "years": [2010, 2024], "vintages": { "aigs-2019": 2019.75 } }.',
  },
  E423: {
    title: "unknown vintage",
    explanation: "observed.csv names a vintage of the index whose date world.json does not give.",
  },
  E424: {
    title: "an imputed cell is no empty cell",
    explanation:
      "imputed.csv fills cells that are empty in the tables. This one has a value there, is listed twice, or its column cannot be imputed.",
  },
  E425: {
    title: "the folder cannot be read",
    explanation: "There is no such folder, it is a file, or you may not read it.",
  },
  E426: {
    title: "the recipe of a synthetic world is wrong",
    explanation:
      'Under "generate", world.json holds what panoptes world generate has written: generator, network, jurisdictions, degree, rewire, suppliers and seed. Such a world is made anew each time it is read and has no tables beside it; one of at most 100,000 jurisdictions can be written out as tables.',
  },
  E427: {
    title: "the segments do not fit",
    explanation:
      "segments.csv holds at most 16 segments. Their shares of the urban population sum to 1, and so do their weights in security benefit and in rights erosion.",
  },
  W401: {
    title: "a file that is no table of a world",
    explanation: "The file is not read. A misspelt table name would otherwise go unnoticed.",
  },
};

/** Code of a problem with the world tables. */
export type WorldCode =
  | `E40${"1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"}`
  | `E41${"0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"}`
  | `E42${"0" | "1" | "2" | "3" | "4" | "5" | "6" | "7"}`
  | "W401";
