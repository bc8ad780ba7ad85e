import type { FixScript } from '../../../core/fix-script.ts';
import type { Draft } from '../draft.ts';
import type { NodeObservation } from '../model.ts';

/** Makes the scripts of one fault on the host that was observed. */
export type Maker = (draft: Draft, node: NodeObservation) => readonly FixScript[];

/** Names the backup of a fix. */
export const idOf = ({ code }: Draft): string => `${code.entry.code}-${code.entry.name}`;

/** Names of hosts that a script may insist on; a recording without a name fits any. */
export const hostOf = ({ host }: NodeObservation): { host?: string } =>
  host === 'recorded' || host === 'this host' ? {} : { host };
