import type { Message as TextMessage } from '../../../kubernetes/messages/message.ts';
import { toldBy, workloadMessageOf } from '../../../kubernetes/messages/workload-table.ts';
import type { Event } from '../../../kubernetes/objects/types/event.ts';
import type { Message } from './message.ts';
import { messageOf } from './messages.ts';

/** A record that a row knows: one of this module's own, or one of what is told of workloads beside their pods. */
export interface Hit {
  readonly row: Message;
  readonly text: string;
  /** The row of the second kind. */
  readonly told?: TextMessage;
}

/** What an event says, by the module's own rows first. */
export function hitOf({
  type = 'Warning',
  reason,
  message,
}: Pick<Event, 'type' | 'reason' | 'message'>): Hit | undefined {
  return messageOf(reason, message) ?? toldHit(`${type} ${reason} ${message}`);
}

/** What a line says that is no record. */
export function toldHit(text: string): Hit | undefined {
  const told = workloadMessageOf(text);
  if (told === undefined) return undefined;
  const { id, matches, samples, source } = told;
  return { row: { id, code: 'toldFault', arrow: 0, of: '', matches, samples, source }, text, told };
}

/** Known noise, and what is well. */
export const isFine = ({ told }: Hit): boolean => told?.kind === 'harmless' || told?.kind === 'well';

/** What a row of the second kind says of its record. */
export const sayingOf = ({ text }: Hit): string => toldBy(text)?.says ?? '';
