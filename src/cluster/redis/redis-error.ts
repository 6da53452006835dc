import { PlanError } from "../../results/node/plans/plan-error.ts";

/**
 * Something about Redis, its clock or what lies in it that makes going on impossible or unsafe. The message
 * names the address without its password, what is wrong, and the way out.
 */
export class RedisError extends PlanError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RedisError";
  }
}
