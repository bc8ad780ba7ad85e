import { setImmediate } from 'node:timers/promises';

/** What ends a run early: Ctrl-C, a service manager, a terminal that is gone (a lost SSH connection, a closed window). */
export const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs code that turns no event loop: meanwhile a signal ends the process at once, as without a handler, which
 * would have to wait for the event loop.
 */
export function endsAtOnce<T>(action: () => T): T {
  const handlers = endings.map((ending) => ({ ending, own: process.listeners(ending) }));
  for (const { ending, own } of handlers) for (const handler of own) process.off(ending, handler);
  try {
    return action();
  } finally {
    for (const { ending, own } of handlers) for (const handler of own) process.on(ending, handler);
  }
}

/** The same for what takes long amid reading: a signal that came before is heard first, and not lost with its handler. */
export async function busy<T>(action: () => T): Promise<T> {
  await hearSignals();
  return endsAtOnce(action);
}

/** Has signals heard that came while code was busy: the event loop looks at them before its second turn at the latest. */
export async function hearSignals(): Promise<void> {
  await setImmediate();
  await setImmediate();
}
