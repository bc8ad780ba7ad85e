import type { Message } from '../error-text/message.ts';
import { apiserverMessages } from './apiserver.ts';
import { extensionMessages } from './extensions.ts';
import { healthMessages } from './health.ts';
import { hostMessages } from './host.ts';
import { nameMessages } from './names.ts';
import { proxyMessages } from './proxy.ts';

/** Reaching the apiserver and others over the network, names, firewalls, kube-proxy, CoreDNS. */
export const networkMessages: readonly Message[] = [
  ...healthMessages,
  ...proxyMessages,
  ...extensionMessages,
  ...nameMessages,
  ...apiserverMessages,
  ...hostMessages,
];
