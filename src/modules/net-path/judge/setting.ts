import type { World } from '../model/world.ts';
import type { Branch } from '../walk/conversation.ts';
import type { Break } from '../walk/state.ts';

/** Where a break was met. */
export interface Setting {
  readonly world: World;
  readonly branch: Branch;
  /** All ways, to compare with those that work. */
  readonly branches: readonly Branch[];
}

/** The break under the name of its cause. */
export const as = (one: Break, name: string, facts: Break['facts'] = {}, more: Partial<Break> = {}): Break => ({
  ...one,
  ...more,
  name,
  facts: { ...one.facts, ...facts },
});
