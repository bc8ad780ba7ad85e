import type { Table } from '../../../core/knowledge.ts';
import { containerMessages } from './container.ts';
import { creationMessages } from './creation.ts';
import { imageMessages } from './image.ts';
import { findMessage, type Message } from './message.ts';
import { nodeMessages } from './node.ts';
import { serviceMessages } from './service.ts';

/** What records of Kubernetes objects say, a cause before what is general. */
export const flowMessages: Table<Message> = {
  name: 'records of Kubernetes objects',
  rows: [...creationMessages, ...nodeMessages, ...imageMessages, ...containerMessages, ...serviceMessages],
  find: findMessage,
};

export const messageOf = (reason: string, message: string): { row: Message; text: string } | undefined => {
  // Pasted from within a string: its quotes are escaped.
  const text = `${reason}: ${message.replaceAll('\\"', '"')}`;
  const row = findMessage(text, flowMessages.rows);
  return row === undefined ? undefined : { row, text };
};
