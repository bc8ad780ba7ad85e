import type { Message } from '../error-text/message.ts';
import { cgroupMessages } from './cgroups.ts';
import { containerMessages } from './containers.ts';
import { engineMessages } from './engine.ts';
import { securityMessages } from './security.ts';
import { socketMessages } from './sockets.ts';
import { storeMessages } from './stores.ts';

/** Container runtimes: containerd, CRI-O, Docker with dockershim and cri-dockerd, runc, crictl. */
export const runtimeMessages: readonly Message[] = [
  ...socketMessages,
  ...engineMessages,
  ...cgroupMessages,
  ...storeMessages,
  ...containerMessages,
  ...securityMessages,
];
