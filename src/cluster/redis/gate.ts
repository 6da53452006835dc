/** Lets any number through at a time, or one alone, in the order in which they come. */
export interface Gate {
  /**
   * @param alone wait until nobody is in, and let nobody in meanwhile
   * @returns lets the next in; to be called once
   */
  enter(alone: boolean): Promise<() => void>;
}

/** Opens a gate that nobody has passed yet. */
export function openGate(): Gate {
  const waiting: { readonly alone: boolean; readonly open: () => void }[] = [];
  let within = 0;
  let isAlone = false;
  const next = (): void => {
    for (let head = waiting[0]; head !== undefined; head = waiting[0]) {
      if (isAlone || (head.alone && within > 0)) return;
      waiting.shift();
      within += 1;
      isAlone = head.alone;
      head.open();
    }
  };
  return {
    enter: (alone) =>
      new Promise((fulfil) => {
        const leave = (): void => {
          within -= 1;
          isAlone = false;
          next();
        };
        waiting.push({ alone, open: () => fulfil(leave) });
        next();
      }),
  };
}
