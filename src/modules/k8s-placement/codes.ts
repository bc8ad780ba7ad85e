import type { AnyCode } from '../../core/code.ts';
import * as node from './catalog/node-codes.ts';
import * as practice from './catalog/practice-codes.ts';
import * as resource from './catalog/resource-codes.ts';
import * as state from './catalog/state-codes.ts';
import * as topology from './catalog/topology-codes.ts';
import * as volume from './catalog/volume-codes.ts';

/** Every code of this module. */
export const codes: readonly AnyCode[] = [node, resource, topology, volume, state, practice].flatMap((part) =>
  Object.values(part),
);
