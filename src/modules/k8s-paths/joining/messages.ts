import type { Message } from '../error-text/message.ts';
import { joinMessages } from './join.ts';
import { keptFileMessages } from './kept-files.ts';
import { preflightMessages } from './preflight.ts';
import { upgradeMessages } from './upgrade.ts';

/** What kubeadm and a node say while it is made, joins or is upgraded. */
export const joiningMessages: readonly Message[] = [
  ...preflightMessages,
  ...keptFileMessages,
  ...joinMessages,
  ...upgradeMessages,
];
