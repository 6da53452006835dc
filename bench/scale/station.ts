/** Servers in front of which everybody waits in one line: Redis, the shared folder, the coordinating process. */
export interface Station {
  /**
   * Joins the line. Whoever joins must do so in the order of time.
   *
   * @param now when, s
   * @param seconds how long it takes once its turn has come
   * @returns when it is done, s
   */
  serve(now: number, seconds: number): number;
  /** Seconds of work done or promised so far, all servers together. */
  busy(): number;
}

/** A station with so many servers, 1 unless told. First come, first served, so an end is known on joining. */
export function station(servers = 1): Station {
  if (!Number.isSafeInteger(servers) || servers < 1) {
    throw new RangeError(`a station has ${servers} servers; give a whole number of at least 1`);
  }
  const free = new Float64Array(servers);
  let work = 0;
  return {
    serve(now, seconds) {
      let soonest = 0;
      for (let k = 1; k < servers; k++) {
        if ((free[k] as number) < (free[soonest] as number)) soonest = k;
      }
      const end = Math.max(now, free[soonest] as number) + seconds;
      free[soonest] = end;
      work += seconds;
      return end;
    },
    busy: () => work,
  };
}
