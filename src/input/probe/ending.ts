/** The end of all probes of a session; an EventTarget would search its listeners at every probe. */
export interface Ending {
  readonly over: boolean;
  /** Calls `stop` when it ends; the returned function takes that back. */
  onEnd(stop: () => void): () => void;
}

/** An ending and the function that brings it about. */
export function createEnding(): { ending: Ending; end: () => void } {
  const stops = new Set<() => void>();
  let over = false;
  return {
    ending: {
      get over() {
        return over;
      },
      onEnd: (stop) => {
        stops.add(stop);
        return () => stops.delete(stop);
      },
    },
    end: () => {
      over = true;
      for (const stop of stops) stop();
      stops.clear();
    },
  };
}
