import type { Message } from '../error-text/message.ts';
import { credentialMessages } from './credentials.ts';
import { reportingMessages } from './reporting.ts';

/** What the kubelet and kube-proxy say while a node registers, gets its certificates and reports in. */
export const registrationMessages: readonly Message[] = [...credentialMessages, ...reportingMessages];
