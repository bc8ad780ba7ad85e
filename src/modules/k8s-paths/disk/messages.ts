import type { Message } from '../error-text/message.ts';
import { fileMessages } from './files.ts';
import { memoryMessages } from './memory.ts';
import { spaceMessages } from './space.ts';

/** Disks and memory that run out, and what the kubelet and the kernel say of it. */
export const diskMessages: readonly Message[] = [...memoryMessages, ...spaceMessages, ...fileMessages];
