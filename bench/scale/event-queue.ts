/** What is to happen, in the order of time. */
export interface EventQueue {
  /** The time of what happens now, s. */
  now(): number;
  /**
   * Has something happen at a time, s. Of two at the same time the one that was asked for first comes first.
   *
   * @throws RangeError for a time that is past or none
   */
  at(time: number, happen: () => void): void;
  /** Lets everything happen until nothing is left, or until `done` says so. */
  run(done?: () => boolean): void;
}

/** An empty queue at time 0: a binary heap by time, and by order of asking where times are equal. */
export function eventQueue(): EventQueue {
  interface Event {
    readonly time: number;
    readonly order: number;
    readonly happen: () => void;
  }
  const heap: Event[] = [];
  let clock = 0;
  let asked = 0;
  const before = (a: Event, b: Event): boolean =>
    a.time < b.time || (a.time === b.time && a.order < b.order);

  const push = (event: Event): void => {
    let place = heap.length;
    heap.push(event);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent] as Event;
      if (before(above, event)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = event;
  };
  const pop = (): Event | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      const right = heap[child + 1];
      if (right !== undefined && before(right, heap[child] as Event)) child += 1;
      const below = heap[child];
      if (below === undefined || before(last, below)) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = last;
    return first;
  };
  return {
    now: () => clock,
    at(time, happen) {
      if (!(time >= clock)) throw new RangeError(`${time} s is not at or after ${clock} s`);
      push({ time, order: asked++, happen });
    },
    run(done = () => false) {
      while (!done()) {
        const event = pop();
        if (event === undefined) return;
        clock = event.time;
        event.happen();
      }
    },
  };
}
