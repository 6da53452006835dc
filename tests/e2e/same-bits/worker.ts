/// <reference lib="dom" />

import type { Reply } from "./page.ts";
import { carryOut, type Order } from "./pipeline.ts";

// One order per worker. An error crosses as text: a rejection here would reach the page as "Script error".
self.onmessage = async ({ data }: MessageEvent<Order>) => {
  let reply: Reply;
  try {
    reply = { kind: "done", outcome: await carryOut(data) };
  } catch (error) {
    reply = { kind: "failed", reason: String(error) };
  }
  self.postMessage(reply);
};
