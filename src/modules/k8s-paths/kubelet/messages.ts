import type { Message } from '../error-text/message.ts';
import { cloudProviderMessages } from './cloud-provider.ts';
import { hostMessages } from './host.ts';
import { settingMessages } from './settings.ts';
import { startingMessages } from './starting.ts';

/** What the kubelet says of its settings, its flags and what it finds on the host. */
export const kubeletMessages: readonly Message[] = [
  ...settingMessages,
  ...startingMessages,
  ...hostMessages,
  ...cloudProviderMessages,
];
