/// <reference lib="dom" />
import { carryOut, type Order, type Outcome } from "./pipeline.ts";

/** What the worker answers. */
export type Reply =
  | { readonly kind: "done"; readonly outcome: Outcome }
  | { readonly kind: "failed"; readonly reason: string };

/** What the page offers to the test that opened it. */
export interface Offers {
  readonly inPage: (order: Order) => Promise<Outcome>;
  readonly inWorker: (order: Order) => Promise<Outcome>;
}

function inWorker(order: Order): Promise<Outcome> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  return new Promise<Outcome>((fulfil, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.kind === "done") fulfil(data.outcome);
      else reject(new Error(data.reason));
    };
    worker.onerror = ({ message }) => reject(new Error(`the worker failed: ${message}`));
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}

const offers: Offers = { inPage: carryOut, inWorker };
Object.assign(globalThis, offers);
