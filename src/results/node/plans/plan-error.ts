/**
 * Something about a shared folder, a stored design or a plan that makes going on impossible or unsafe. The
 * message names the file, what is wrong with it, and the way out; nothing has been mixed or overwritten.
 */
export class PlanError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PlanError";
  }
}
