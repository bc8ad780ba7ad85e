import type { Command } from 'commander';
import type { Io } from './io.ts';

/** What a command leaves behind. */
export interface Outcome {
  exitCode: number;
}

/** Runs a whole command line; returns the exit code. */
export type Run = (argv: readonly string[], io: Io) => Promise<number>;

/** What commands are added to, and what those that are about all others are handed. */
export interface Commands {
  readonly argv: readonly string[];
  readonly program: Command;
  readonly outcome: Outcome;
  readonly io: Io;
  readonly run: Run;
  /** The commander tree with the modules of these ids loaded. */
  readonly treeOf: (ids: readonly string[]) => Promise<Command>;
}
