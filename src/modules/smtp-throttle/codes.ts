import type { AnyCode } from '../../core/code.ts';

/** The catalog of the module. */
export const codes: readonly AnyCode[] = [];
