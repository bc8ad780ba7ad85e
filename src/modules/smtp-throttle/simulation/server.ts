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
  const busyUntil = Array<number>(concurrent).fill(Number.NEGATIVE_INFINITY);
  const starts: number[] = [];
  return {
    submit(at, service) {
      const place = busyUntil.findIndex((end) => end <= at);
      if (place === -1) return undefined;
      const oldest = starts[starts.length - perMinute];
      const start = oldest === undefined ? at : Math.max(at, oldest + 60);
      const end = start + service;
      starts.push(start);
      busyUntil[place] = end;
      return end;
    },
  };
}
