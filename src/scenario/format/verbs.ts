import * as z from "zod";

const share = (description: string): z.ZodNumber => z.number().min(0).max(1).meta({ description });

const supplier = z.string().meta({ description: "Id of the supplier it concerns" });

/** What an intervention can do: one verb with its fields. */
export const verbs: { readonly [K in Verb]: z.ZodObject } = {
  subsidise: z
    .strictObject({
      supplier,
      share: share("Share of the price that a sponsor pays, 0 to 1"),
    })
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
};

/** Name of a verb. */
export type Verb = "subsidise" | "cut_price" | "finance";

/** Names of the verbs. */
export const verbNames: readonly Verb[] = Object.keys(verbs) as Verb[];
