import type { Message } from '../error-text/message.ts';
import { execPluginMessages } from './exec-plugins.ts';
import { fileMessages } from './files.ts';
import { refusalMessages } from './refusals.ts';

/** kubectl's configuration and credentials, and how the apiserver answers them. */
export const kubeconfigMessages: readonly Message[] = [...fileMessages, ...execPluginMessages, ...refusalMessages];
