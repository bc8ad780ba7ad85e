import { exitCodes } from '../core/exit-code.ts';

/**
 * What ends a run early: Ctrl-C, a service manager, a terminal that is gone (a lost SSH connection, a closed
 * window). The exit code is 128 and the signal's number, as shells count it.
 */
const exitCodeOf = { SIGINT: exitCodes.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

export const endings = Object.keys(exitCodeOf) as readonly (keyof typeof exitCodeOf)[];

/** The exit code for the reason of an abort signal: the name of a signal, or anything else. */
export const interruptedExit = (reason: unknown): number =>
  exitCodeOf[endings.find((ending) => ending === reason) ?? 'SIGINT'];
