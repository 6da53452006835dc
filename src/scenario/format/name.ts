/** Name and number of the scenario format. Apart from the schema, so that reading links needs no zod. */
export const FORMAT = "panoptes/scenario@1";
