import type { Input } from './io.ts';

/** A command that writes into a pipe does so within this time, or is not meant for us. */
const patienceMs = 300;

/**
 * Whether anything arrives on a pipe at once. Cron jobs, CI and ssh hand over pipes that nobody writes to or
 * closes; waiting for their end would be for ever. What arrived is still there to be read.
 */
export function somethingArrives(stdin: Input, patience = patienceMs): Promise<boolean> {
  return new Promise((resolve) => {
    const decide = (arrived: boolean) => {
      clearTimeout(timer);
      stdin.off('readable', readable).off('end', none).off('error', none);
      if (!arrived) {
        // Let the process end although the pipe stays open.
        stdin.pause();
        stdin.destroy();
      }
      resolve(arrived);
    };
    const readable = () => {
      if (stdin.readableLength > 0) decide(true);
      // At the end of a stream, `end` follows only once it has been read.
      else stdin.read();
    };
    const none = () => decide(false);
    const timer = setTimeout(none, patience);
    stdin.on('readable', readable).on('end', none).on('error', none);
  });
}
