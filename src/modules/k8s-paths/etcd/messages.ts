import type { Message } from '../error-text/message.ts';
import { clientMessages } from './clients.ts';
import { healthMessages } from './health.ts';
import { memberMessages } from './members.ts';
import { peerMessages } from './peers.ts';
import { storageMessages } from './storage.ts';
import { traceMessages } from './traces.ts';

/** etcd's own words and those of its clients. */
export const etcdMessages: readonly Message[] = [
  ...storageMessages,
  ...memberMessages,
  ...peerMessages,
  ...healthMessages,
  ...clientMessages,
  ...traceMessages,
];
