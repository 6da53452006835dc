import * as z from "zod";
import { LICENCE_FLOOR, type Verb } from "../actions.ts";

const share = (description: string): z.ZodNumber => z.number().min(0).max(1).meta({ description });

const supplier = z.string().meta({ description: "Id of the supplier it concerns" });

const suppliers = z
  .array(z.string())
  .min(1)
  .meta({ description: "Ids of the suppliers it concerns" });

const countryList = (description: string) => z.array(z.string()).min(1).meta({ description });

const floor = (description: string): z.ZodNumber =>
  share(`${description}: 0, 0.33 (guidelines), 0.67 (binding rules) or 1 (with oversight)`);

const increase = (description: string): z.ZodNumber =>
  z.number().min(-0.9).max(10).meta({ description });

const sd = (description: string): z.ZodNumber => z.number().min(-5).max(5).meta({ description });

const price = {
  subsidise: z
    .strictObject({ supplier, share: share("Share of the price that a sponsor pays, 0 to 1") })
    .meta({ description: "A sponsor pays a share of the price (E2)" }),
  cut_price: z
    .strictObject({
      supplier,
      share: share("Share of the price that the supplier forgoes, 0 to 1"),
    })
    .meta({ description: "The supplier lowers its price and bears it (E2)" }),
  finance: z
    .strictObject({
      supplier,
      grant_element: share(
        "Grant element of the loans offered, 0 to 1; the larger one counts (E4)",
      ),
      extra_demand: z.number().min(-20).max(20).optional().meta({
        description:
          "Added to opportunity.financing, the log hazard that financing adds (E7); default 0",
        default: 0,
      }),
    })
    .meta({
      description: "Soft loans that pay the whole price, and the demand they raise (E4, E7)",
    }),
  offer_alternative: z
    .strictObject({
      suppliers,
      share: share("Share of the price that a sponsor pays, 0 to 1"),
      grant_element: share("Grant element of the loans offered, 0 to 1"),
      safeguards_at_least: floor("Safeguards that a country needs to be offered it"),
      compliance_gain: share("Added to the suppliers' compliance where it is offered; default 0")
        .optional()
        .meta({ default: 0 }),
    })
    .meta({
      description: "A facility for several suppliers where safeguards are in place (E2, E4)",
    }),
  control_exports: z
    .strictObject({
      supplier,
      cost: increase("Rise of the supplier's unit cost, share"),
      research_cut: share("Share of the supplier's research that is lost"),
      refuse: z.boolean().optional().meta({
        description: "The countries covered get nothing from the supplier; default false",
        default: false,
      }),
      components: z.boolean().optional().meta({
        description: "The rise of cost bears on hardware only; default false",
        default: false,
      }),
      reputation_hit: z.number().min(0).max(20).optional().meta({
        description: "Reputation the supplier loses at the start; default 0",
        default: 0,
      }),
    })
    .meta({ description: "Export controls: cost up, research down, sales refused (E1, E3, E8)" }),
  supply_shock: z
    .strictObject({ increase: increase("Rise of the cost of hardware, share") })
    .meta({ description: "Hardware gets dearer for all suppliers, whomever it covers (E1)" }),
  fund_research: z
    .strictObject({ supplier, increase: increase("Rise of public research, share") })
    .meta({ description: "More public research for the supplier (E3)" }),
};

const rules = {
  condition_aid: z
    .strictObject({
      inducement: share("Strength of the inducement to join treaties, 0 to 1 (E19)"),
      safeguards_at_least: floor("Safeguards a country must keep to be given it"),
    })
    .meta({
      description: "Aid to those with safeguards, which also backs civil society (E14, E19)",
    }),
  ban: z
    .strictObject({
      supplier,
      compliance: share("Share of existing contracts that it removes at the start (E16)"),
    })
    .meta({ description: "Importers sign no contracts with the supplier and end those they have" }),
  press: z
    .strictObject({ supplier, strength: share("Strength of the pressure, 0 to 1") })
    .meta({ description: "Pressure on the countries covered to ban the supplier (E16)" }),
  moratorium: z
    .strictObject({})
    .meta({ description: "No contracts are signed while it lasts; kit goes on running (E15)" }),
  mandate_rules: z
    .strictObject({
      floor: floor("Safeguards that hold at least, at once"),
      trade_leverage: z.number().min(0).max(100).optional().meta({
        description: "Multiplies rules.eu_act, the pull of trade with the EU (E14); default 1",
        default: 1,
      }),
    })
    .meta({ description: "A floor under safeguards (E14)" }),
  require_transparency: z
    .strictObject({
      visibility: share("Added to the probability that an incident becomes known (E11)"),
      audit: z
        .strictObject({
          suppliers,
          compliance_gain: share("Added to their compliance; default 0").optional(),
          quality_bonus: share("Share by which their quality counts more; default 0").optional(),
        })
        .optional()
        .meta({ description: "Suppliers whose errors are published" }),
    })
    .meta({ description: "Incidents and contracts become more visible (E11, E24)" }),
  open_treaty: z
    .strictObject({
      founders: countryList("Countries that are members from the start"),
      min_members: z
        .int()
        .min(1)
        .max(1000)
        .meta({ description: "Members needed to come into force" }),
      core: z
        .strictObject({
          members: countryList("Countries of which some are needed"),
          at_least: z.int().min(1).max(1000).meta({ description: "How many of them" }),
        })
        .optional()
        .meta({ description: "A second condition for coming into force" }),
      safeguards_floor: floor("Safeguards that members reach, a tier a year"),
      licence_floor: floor(
        "Non-members below it are not sold to by members' suppliers; default 1/3",
      )
        .optional()
        .meta({ default: LICENCE_FLOOR }),
      target: z.string().optional().meta({
        description: "Supplier on which dependence keeps countries out; default china",
      }),
    })
    .meta({ description: "A treaty that the countries covered may join while it acts (E19)" }),
};

const events = {
  incident: z
    .strictObject({
      supplier,
      severity: z.number().gt(0).max(50).meta({ description: "1 is an average incident" }),
    })
    .meta({ description: "One known incident in each country covered, at the start (E12)" }),
  realign: z
    .strictObject({
      ideal_point: z
        .number()
        .min(-6)
        .max(6)
        .meta({ description: "Move of the ideal point, for good" }),
      polyarchy: share("New level of democracy").optional(),
      ally: z.string().optional().meta({ description: "Supplier whose camp it joins" }),
    })
    .meta({ description: "A coup, a war or an election (E5, E9)" }),
  sanction: z
    .strictObject({ supplier, strength: share("Strength of the sanctions, 0 to 1") })
    .meta({ description: "Sanctions on buying from the supplier (E5, E8)" }),
  unrest: z
    .strictObject({ sd: sd("Standard deviations above its level") })
    .meta({ description: "Unrest above its level (E20)" }),
  crime: z
    .strictObject({ sd: sd("Standard deviations above its level") })
    .meta({ description: "Crime above its level (E7, E12, E14)" }),
};

/** What an intervention can do: one verb with its fields. */
export const verbs: { readonly [K in Verb]: z.ZodObject } = { ...price, ...rules, ...events };
