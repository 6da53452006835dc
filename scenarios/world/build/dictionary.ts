/** A source of the tables, as a user has to name it. */
export interface Source {
  readonly key: string;
  readonly name: string;
  readonly licence: string;
}

/** What a column holds. */
export interface Meaning {
  readonly definition: string;
  readonly unit: string;
  readonly year: string;
  /** Keys of its sources, separated by "; ". */
  readonly source: string;
}

/** Sources and their terms. "not seen": the usual terms, which our copy did not state itself. */
export const SOURCES: readonly Source[] = [
  {
    key: "world-countries",
    name: "mledoze/countries (npm world-countries 5.1.0): names, regions, land borders, coordinates (these ultimately from the CIA World Factbook)",
    licence: "ODbL 1.0",
  },
  {
    key: "aigs-2019",
    name: "Feldstein, S. (2019), AI Global Surveillance Index, Carnegie Endowment; Mendeley Data 10.17632/386s7f9d25.1",
    licence: "CC BY 4.0",
  },
  {
    key: "aigs-2020",
    name: "Feldstein, S. (2020), AI & Big Data Global Surveillance Index, Mendeley Data gjhf5y4xjp, version 1; regions, regime classes and the list of countries from version 4 (2022)",
    licence: "CC BY 4.0",
  },
  {
    key: "wb-gdp",
    name: "World Bank and OECD national accounts (GDP, current USD), datasets/gdp",
    licence: "ODC-PDDL 1.0",
  },
  {
    key: "wdi",
    name: "World Bank, World Development Indicators, in the copy of Gapminder's Systema Globalis 2.3.2",
    licence: "CC BY 4.0 (not seen)",
  },
  {
    key: "unodc",
    name: "UNODC intentional homicide, by way of WDI and the Quality of Government basic data (January 2023)",
    licence: "free for research with citation (not seen)",
  },
  {
    key: "wgi",
    name: "World Bank, Worldwide Governance Indicators 1996-2021",
    licence: "CC BY 4.0 (not seen)",
  },
  {
    key: "v-dem",
    name: "V-Dem Institute: country-years to 2024 (polyarchy) and version 12 (indices to 2021)",
    licence: "CC BY-SA 4.0 (not seen)",
  },
  {
    key: "cow-nmc",
    name: "Correlates of War, National Material Capabilities",
    licence: "free with citation (not seen)",
  },
  {
    key: "unga",
    name: "Bailey, Strezhnev and Voeten, ideal points from votes in the UN General Assembly, July 2025",
    licence: "cite (not seen)",
  },
  {
    key: "cia-factbook",
    name: "CIA World Factbook, 30 December 2021: trade partners; GDP of six and income of four states without World Bank figures",
    licence: "public domain",
  },
  {
    key: "cepii",
    name: "Mayer and Zignago, GeoDist (CEPII): official languages, colonial ties",
    licence: "CC0 (package)",
  },
  {
    key: "atop",
    name: "Leeds et al., Alliance Treaty Obligations and Provisions 5, obligations in force in 2018",
    licence: "free with citation (not seen)",
  },
  { key: "ucdp", name: "UCDP/PRIO Armed Conflict Dataset", licence: "CC BY 4.0 (not seen)" },
  {
    key: "memberships",
    name: "EU, NATO, Five Eyes and CSTO: COW Intergovernmental Organizations 3 and treaty records",
    licence: "facts",
  },
  {
    key: "bri",
    name: "Belt and Road documents: Steinert and Weyrauch (2022), forum lists, press",
    licence: "facts",
  },
  {
    key: "statutes",
    name: "years of data-protection statutes, from Gupta et al. (2024), Privacy Law Corpus; only the year is taken",
    licence: "facts (the corpus itself: CC BY-NC-SA 2.0)",
  },
  { key: "ours", name: "choices and assumptions of this project", licence: "CC BY-SA 4.0" },
];

type Dictionary = Readonly<Record<string, Readonly<Record<string, Meaning>>>>;

const m = (definition: string, unit: string, year: string, source: string): Meaning => ({
  definition,
  unit,
  year,
  source,
});

/** Columns of the tables, in their order. */
export const DICTIONARY: Dictionary = {
  "countries.csv": {
    iso3: m("ISO 3166-1 alpha-3 code; XKX for Kosovo", "code", "-", "world-countries"),
    name: m("common English name", "text", "-", "world-countries"),
    region: m("continent", "text", "-", "world-countries"),
    subregion: m(
      "part of the continent; prestige peers and some imputed values go by it",
      "text",
      "-",
      "world-countries",
    ),
    index_region: m(
      "region of the index: AF, EAP, EUR, MENA, SCA, WHA",
      "code",
      "2022",
      "aigs-2020",
    ),
    regime: m(
      "Regimes of the World: CA closed autocracy, EA electoral autocracy, ED electoral democracy, LD liberal democracy",
      "code",
      "2021",
      "aigs-2020; v-dem",
    ),
    allies: m(
      "suppliers of which the country is an ally and not a home, by the rules below",
      "ids, ;",
      "2019",
      "memberships; atop; ours",
    ),
    latitude: m(
      "a point near the centre of the country, north positive",
      "degrees",
      "-",
      "world-countries",
    ),
    longitude: m("the same point, east positive", "degrees", "-", "world-countries"),
    reference: m(
      "1 for the countries that the 2019 index looked at (inferred from the list of 2022); standard scores and published totals go by them",
      "0/1",
      "2019",
      "aigs-2020; ours",
    ),
    gdp_usd_2019: m(
      "gross domestic product at market rates",
      "current USD",
      "2019 (ERI, SSD, VEN 2017; YEM 2018; PRK 2013)",
      "wb-gdp; cia-factbook",
    ),
    population_2019: m("inhabitants", "persons", "2019 (TWN 2021)", "wdi; cia-factbook"),
    gdp_pc_ppp_2019: m(
      "GDP per head at purchasing power parity",
      "constant international USD",
      "2019 (CUB 2016, LIE 2009, MCO and PRK 2015)",
      "wdi; cia-factbook",
    ),
    urban_2019: m("share of the population that lives in towns", "share", "2019", "wdi"),
    homicide: m("intentional homicides", "per 100,000 and year", "2019 +- 3", "unodc"),
    media_freedom_2019: m(
      "freedom of expression and alternative sources of information (v2x_freexp_altinf)",
      "0 to 1",
      "2019",
      "v-dem",
    ),
    military_usd_2019: m(
      "military spending; used for validation only",
      "current USD",
      "2019",
      "cow-nmc",
    ),
    conflict_years: m(
      "years with an armed conflict inside the state",
      "years, 0 to 10",
      "2010-2019",
      "ucdp",
    ),
    eu_2019: m(
      "member of the European Union at the end of 2019, the departing United Kingdom left out",
      "0/1",
      "2019",
      "memberships",
    ),
    bri_from: m(
      "year of the first Belt and Road document; 2018 where the year is not known; empty if none",
      "year",
      "to 2022",
      "bri",
    ),
    bri_to: m(
      "year in which the country left the Belt and Road Initiative; empty if it has not",
      "year",
      "to 2025",
      "bri",
    ),
    data_protection_law: m(
      "year of the first data-protection statute; empty if none is known",
      "year",
      "to 2024",
      "statutes",
    ),
  },
  "covariates.csv": {
    iso3: m("country", "code", "-", "world-countries"),
    year: m("calendar year for which the values hold", "year", "2010-2024", "-"),
    gdp_pc_ppp: m(
      "GDP per head at purchasing power parity; only its movement against 2019 is used",
      "constant international USD",
      "2010-2024",
      "wdi",
    ),
    population: m("inhabitants", "persons", "2010-2024", "wdi"),
    democracy: m("electoral democracy (v2x_polyarchy)", "0 to 1", "2010-2024", "v-dem"),
    civil_society: m("core civil society (v2xcs_ccsi)", "0 to 1", "2010-2021", "v-dem"),
    private_liberties: m(
      "private civil liberties (v2x_clpriv); 1 minus it is the norm position at the start",
      "0 to 1",
      "2010-2021",
      "v-dem",
    ),
    ideal_point: m(
      "position in votes of the UN General Assembly; USA about 2.5, China about -0.7",
      "index",
      "2010-2023",
      "unga",
    ),
    political_stability: m(
      "political stability and absence of violence; its negative is unrest",
      "about -2.5 to 2.5",
      "2010-2021",
      "wgi",
    ),
    government_effectiveness: m(
      "government effectiveness; stands for state capacity",
      "about -2.5 to 2.5",
      "2010-2021",
      "wgi",
    ),
  },
  "suppliers.csv": {
    id: m("id of the supplier bloc", "id", "-", "ours"),
    name: m("name", "text", "-", "ours"),
    homes: m(
      "home countries, the lead first; firms count for the bloc of their home",
      "ids, ;",
      "2019",
      "ours",
    ),
    rivals: m("blocs whose allies shun this one", "ids, ;", "2019", "ours"),
    constant: m("constant of choice, from parameter set C", "utils", "-", "ours"),
    price: m("relative list price at the start", "index, China 2011 = 1", "2011", "ours"),
    markup: m("mark-up over unit cost at the start", "share", "2011", "ours"),
    subsidy: m("home subsidy", "share of price", "2011", "ours"),
    experience: m("experience at the start", "covered person-years", "2011", "ours"),
    norm: m("norm position, 0 = rights-protective; contested, vary it", "0 to 1", "-", "ours"),
    grant_element: m(
      "grant element of the loans offered (2 % over 20 years, 5 of grace, against 5 %)",
      "share",
      "-",
      "ours",
    ),
    financed_share: m("share of the price that is financed", "share", "-", "ours"),
    loan_income_ceiling: m("loans go to countries below this GDP per head", "USD", "-", "ours"),
    compliance: m(
      "compliance with safeguards at the start; contested, vary it",
      "0 to 1",
      "2011",
      "ours",
    ),
    knowledge: m("knowledge at the start", "index", "2011", "ours"),
    research: m("public and baseline research", "index a year", "-", "ours"),
  },
  "ties.csv": {
    source: m(
      "country; the reporting one for trade",
      "code",
      "-",
      "world-countries; cepii; atop; cia-factbook",
    ),
    target: m(
      "the other country; pairs of symmetric kinds are listed once, source before target",
      "code",
      "-",
      "world-countries; cepii; atop; cia-factbook",
    ),
    kind: m(
      "border (land), language (shared official), colonial (ever), alliance (defence obligation in force in 2018), trade",
      "word",
      "2018-2019",
      "world-countries; cepii; atop; cia-factbook",
    ),
    weight: m(
      "trade: mean of the partner's shares in the reporter's goods imports and exports, an unlisted side counted as 0; else 1",
      "share",
      "2019",
      "cia-factbook",
    ),
  },
  "observed.csv": {
    vintage: m(
      "edition of the index; its date is in world.json",
      "word",
      "-",
      "aigs-2019; aigs-2020",
    ),
    iso3: m("country of the reference set", "code", "-", "aigs-2019; aigs-2020"),
    adopter: m(
      "1 where use of AI surveillance is documented; 0 is no proof of absence",
      "0/1",
      "to 2019, to 2020",
      "aigs-2019; aigs-2020",
    ),
    categories: m(
      "documented categories: smart city, facial recognition, smart policing, and from 2020 social media",
      "count",
      "to 2019, to 2020",
      "aigs-2019; aigs-2020",
    ),
    suppliers: m(
      "blocs whose firms are documented: origin flags of the index, and for other firms it names our map of their headquarters",
      "ids, ;",
      "to 2019, to 2020",
      "aigs-2019; aigs-2020; ours",
    ),
  },
  "imputed.csv": {
    iso3: m("country", "code", "-", "ours"),
    column: m(
      "column of countries.csv, or of covariates.csv if years are given",
      "word",
      "-",
      "ours",
    ),
    from: m("first year of the cells filled; empty for countries.csv", "year", "-", "ours"),
    to: m("last year of the cells filled", "year", "-", "ours"),
    value: m("value put into the cells", "unit of the column", "-", "ours"),
    sd: m(
      "residual spread of the rule, measured by hiding known values",
      "unit of the column, or of its logarithm",
      "-",
      "ours",
    ),
    scale: m("value if the error adds, ln if it multiplies", "word", "-", "ours"),
    rule: m("the rule", "text", "-", "ours"),
  },
};
