import type { Branch } from '../walk/conversation.ts';
import type { Break } from '../walk/state.ts';

/** A break with the ways it stops. */
export interface Judged {
  readonly found: Break;
  readonly branches: readonly Branch[];
}
