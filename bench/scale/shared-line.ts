import type { EventQueue } from "./event-queue.ts";

/** Something that all who use it at a time share alike, as the network before a file server. */
export interface SharedLine {
  /** Sends so much, from now on; `then` happens when it has arrived. */
  use(amount: number, then: () => void): void;
  /** Seconds in which it was in use so far, counted by how much of it was. */
  busy(): number;
}

/**
 * A line that carries so much a second in all (processor sharing). Each sender's share changes with every one that
 * comes or goes, so ends are kept in the amount that a sender of all times would have got by then.
 *
 * @param mostEach what one sender can use of it a second, all of it unless told
 */
export function sharedLine(
  events: EventQueue,
  perSecond: number,
  mostEach: number = perSecond,
): SharedLine {
  interface Sender {
    readonly until: number;
    readonly then: () => void;
  }
  /** Sorted, the first to end last: few are there at a time but when all start at once. */
  const senders: Sender[] = [];
  let carried = 0;
  let since = 0;
  let used = 0;
  let version = 0;

  const each = (): number => Math.min(mostEach, perSecond / senders.length);
  const advance = (): void => {
    const seconds = events.now() - since;
    since = events.now();
    if (senders.length === 0) return;
    used += (seconds * each() * senders.length) / perSecond;
    carried += seconds * each();
  };
  const schedule = (): void => {
    version += 1;
    const next = senders.at(-1);
    if (next === undefined) return;
    const mine = version;
    const left = Math.max(0, next.until - carried);
    events.at(events.now() + left / each(), () => {
      if (mine !== version) return;
      advance();
      carried = next.until;
      const ended: Sender[] = [];
      for (let last = senders.at(-1); last !== undefined; last = senders.at(-1)) {
        if (last.until > carried) break;
        ended.push(last);
        senders.pop();
      }
      schedule();
      for (const { then } of ended) then();
    });
  };
  return {
    use(amount, then) {
      if (amount === 0) {
        events.at(events.now(), then);
        return;
      }
      advance();
      if (senders.length === 0) carried = 0;
      const sender = { until: carried + amount, then };
      senders.splice(placeOf(senders, sender.until), 0, sender);
      schedule();
    },
    busy() {
      advance();
      return used;
    },
  };
}

/** Where a sender comes among those that end later, before those that end at the same time: they were there first. */
function placeOf(senders: readonly { readonly until: number }[], until: number): number {
  let low = 0;
  let high = senders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((senders[middle] as { readonly until: number }).until > until) low = middle + 1;
    else high = middle;
  }
  return low;
}
