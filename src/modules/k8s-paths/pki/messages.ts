import type { Message } from '../error-text/message.ts';
import { nameMessages } from './names.ts';
import { trustMessages } from './trust.ts';
import { validityMessages } from './validity.ts';

/** Certificates and TLS, whoever complains. */
export const pkiMessages: readonly Message[] = [...validityMessages, ...trustMessages, ...nameMessages];
