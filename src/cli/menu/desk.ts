import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../io.ts';
import type { Asker } from './asker.ts';

/** Whom to ask, with what. */
export interface Desk {
  readonly asker: Asker;
  readonly globals: GlobalOptions;
  readonly io: Io;
}
