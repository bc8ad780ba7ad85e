import type { Message } from '../error-text/message.ts';
import { apiserverStartMessages } from './apiserver-start.ts';
import { featureGateMessages } from './feature-gates.ts';
import { flagMessages } from './flags.ts';
import { runningMessages } from './running.ts';

/** Static pods and the programs they start: flags, files, ports, addresses. */
export const manifestMessages: readonly Message[] = [
  ...featureGateMessages,
  ...flagMessages,
  ...apiserverStartMessages,
  ...runningMessages,
];
