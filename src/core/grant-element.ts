import { exp, log } from "./math.ts";

/** Terms of a loan. */
export interface LoanTerms {
  /** Interest, share per year. */
  readonly rate: number;
  /** Maturity, years, grace included. */
  readonly years: number;
  /** Years before the first repayment. */
  readonly grace: number;
  /** Payments a year. */
  readonly payments: number;
  /** Discount rate, share per year. */
  readonly discount: number;
}

/**
 * Grant element of a loan (E4): the share of its face value that the borrower does not pay back in
 * present value, with equal principal instalments after the grace period. 2 % over 20 years with 5
 * of grace is worth 27 % at a discount rate of 5 %.
 */
export function grantElement({ rate, years, grace, payments, discount }: LoanTerms): number {
  const count = Math.round(years * payments);
  const free = Math.round(grace * payments);
  const instalment = 1 / (count - free);
  const perPayment = log(1 + discount) / payments;
  let balance = 1;
  let present = 0;
  for (let s = 1; s <= count; s++) {
    const repaid = s > free ? instalment : 0;
    present += ((rate * balance) / payments + repaid) * exp(-perPayment * s);
    balance -= repaid;
  }
  return 1 - present;
}
