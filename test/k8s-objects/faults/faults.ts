import { containerFaults } from './container-faults.ts';
import { creationFaults } from './creation-faults.ts';
import type { Fault } from './fault.ts';
import { nodeFaults } from './node-faults.ts';
import { placementFaults } from './placement-faults.ts';

/** Every single fault; those of a later release only there. */
export const faultsOf = (minor: number): readonly Fault[] =>
  [...creationFaults, ...placementFaults, ...nodeFaults, ...containerFaults].filter(({ since = 0 }) => minor >= since);
