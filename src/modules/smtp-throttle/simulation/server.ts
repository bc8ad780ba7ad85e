/** A mailbox that takes so many submissions at once and so many a minute. */
export interface ServerModel {
  readonly concurrent: number;
  /** Accepted messages in 60 rolling seconds; the excess is delayed, not refused, as documented. */
  readonly perMinute: number;
}

/** The state of a server while mails arrive in the order of time; times in seconds. */
export interface Server {
  /** Tries to submit at `at` a mail that takes `service`; returns when it is accepted, undefined where it is refused. */
  submit(at: number, service: number): number | undefined;
}

/** A loss system with a token window: what exceeds `concurrent` is refused, what exceeds `perMinute` waits. */
export function createServer({ concurrent, perMinute }: ServerModel): Server {
  const busyUntil = new Float64Array(concurrent).fill(Number.NEGATIVE_INFINITY);
  /** When the last `perMinute` mails began, the oldest of them at `next`. */
  const starts = new Float64Array(perMinute).fill(Number.NEGATIVE_INFINITY);
  let next = 0;
  return {
    submit(at, service) {
      let place = 0;
      while (place < concurrent && (busyUntil[place] as number) > at) place++;
      if (place === concurrent) return undefined;
      const start = Math.max(at, (starts[next] as number) + 60);
      const end = start + service;
      starts[next] = start;
      next = next + 1 === perMinute ? 0 : next + 1;
      busyUntil[place] = end;
      return end;
    },
  };
}
