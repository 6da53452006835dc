// The server that this page may have come from. Asked when experiments are first looked at.

import { type Signal, signal } from "@preact/signals";
import type { JobDocument } from "../../src/api/schemas/jobs.ts";
import { words } from "../strings/words.ts";

/** Whether there is a server behind the page, and whether it lets the page in: locked until a token fits, refused where one did not. */
export type ServerState = "unknown" | "none" | "locked" | "refused" | "there";

/** What is known of the server. */
export const serverState: Signal<ServerState> = signal("unknown");

/** The token that was typed in. It is kept nowhere else, and gone when the page is closed. */
let token = "";

/** Sends a request to the server; throws with what it says where it refuses. */
export async function ask(path: string, options: RequestInit = {}): Promise<Response> {
  const headers = new Headers(options.headers);
  if (token !== "") headers.set("authorization", `Bearer ${token}`);
  const answer = await fetch(path, { ...options, headers, cache: "no-store" });
  if (answer.ok) return answer;
  if (answer.status === 401) serverState.value = "locked";
  throw new Error(await reasonOf(answer));
}

async function reasonOf(answer: Response): Promise<string> {
  try {
    const problem: { detail?: unknown; errors?: readonly { message?: unknown }[] } =
      await answer.json();
    const more = (problem.errors ?? []).map(({ message }) => String(message));
    return [String(problem.detail), ...more.slice(0, 3)].join(": ");
  } catch {
    return `${answer.status} ${answer.statusText}`;
  }
}

/**
 * Looks for a server. Its pages name the description of its interface in their headers, which a plain host
 * does not; so nothing is asked for that is not there.
 */
export async function findServer(): Promise<void> {
  try {
    const page = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    const link = page.headers.get("link") ?? "";
    if (!link.includes('rel="service-desc"')) serverState.value = "none";
    else await enter(token);
  } catch {
    serverState.value = "none";
  }
}

/** Tries a token; the state says whether it fits. */
export async function enter(typed: string): Promise<void> {
  token = typed;
  const headers: HeadersInit = token === "" ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch("/v1/version", { headers, cache: "no-store" });
  const without = token === "" ? "locked" : "refused";
  serverState.value = answer.ok ? "there" : answer.status === 401 ? without : "none";
}

/**
 * Follows a job until it has ended, through its stream of events: read by `fetch`, as an EventSource sends no
 * token. A stream that breaks is opened again where it broke.
 *
 * @param onProgress told of how far it is
 * @returns the job as it ended
 */
export async function followJob(
  { links }: Pick<JobDocument, "links">,
  onProgress: (now: Pick<JobDocument, "done" | "total" | "eta_s">) => void,
): Promise<JobDocument> {
  let last = "";
  for (let broken = 0; broken < MOST_BROKEN; ) {
    try {
      const headers: Record<string, string> = { accept: "text/event-stream" };
      if (last !== "") headers["last-event-id"] = last;
      const answer = await ask(links.events, { headers });
      for await (const event of eventsOf(answer)) {
        broken = 0;
        if (event.id !== "") last = event.id;
        if (event.name === "progress") {
          onProgress(JSON.parse(event.data));
        } else if (event.name === "done") return (await ask(links.self)).json();
      }
    } catch (error) {
      if (serverState.peek() === "locked") throw error;
    }
    broken += 1;
    await new Promise((go) => setTimeout(go, 500 * broken));
  }
  throw new Error(words.experiments.serverGone);
}

/** Tries to open a stream without a word from it. */
const MOST_BROKEN = 6;

interface ServerEvent {
  readonly id: string;
  readonly name: string;
  readonly data: string;
}

/** The events of a stream. */
async function* eventsOf({ body }: Response): AsyncGenerator<ServerEvent> {
  if (body === null) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += next.value;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string): string =>
        block
          .split("\n")
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2) ?? "";
      yield { id: field("id"), name: field("event"), data: field("data") };
    }
  }
}
