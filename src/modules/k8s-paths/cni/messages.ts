import type { Message } from '../error-text/message.ts';
import { calicoMessages } from './calico.ts';
import { flannelMessages } from './flannel.ts';
import { otherAddonMessages } from './other-addons.ts';
import { pluginMessages } from './plugins.ts';
import { weaveMessages } from './weave.ts';

/** Pod network and sandboxes. */
export const cniMessages: readonly Message[] = [
  ...calicoMessages,
  ...otherAddonMessages,
  ...flannelMessages,
  ...weaveMessages,
  ...pluginMessages,
];
