/** Version of the model: bumped, with a reason in the changelog, whenever results change. */
export const MODEL_VERSION = "0.3.0";
