import { exitCodes } from '../core/exit-code.ts';
import { endings } from '../input/ends-at-once.ts';

/** 128 and the signal's number, as shells count it. */
const exitCodeOf = { SIGINT: exitCodes.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

/** The exit code for the reason of an abort signal: the name of a signal, or anything else. */
export const interruptedExit = (reason: unknown): number =>
  exitCodeOf[endings.find((ending) => ending === reason) ?? 'SIGINT'];
