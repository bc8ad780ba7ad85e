/** After so many ms others get a turn: Ctrl-C, the progress line; on a slow disk too. */
const turnMs = 50;

/** For a loop that reads without waiting: to be called after each block, and awaited where it returns something. */
export function takeTurns(): () => Promise<void> | undefined {
  let next = performance.now() + turnMs;
  return () => {
    if (performance.now() < next) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        next = performance.now() + turnMs;
        resolve();
      }),
    );
  };
}
