/** Name of luck among the inputs. */
export const LUCK = "luck";
/** Name of the parameter sets among the inputs, where there are several. */
export const SETS = "parameter set";
