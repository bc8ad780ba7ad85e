import type { Message } from '../error-text/message.ts';
import { apiserverStartMessages } from './apiserver-start.ts';
import { flagMessages } from './flags.ts';
import { runningMessages } from './running.ts';

/** Static pods and the programs they start: flags, files, ports, addresses. */
export const manifestMessages: readonly Message[] = [...flagMessages, ...apiserverStartMessages, ...runningMessages];
