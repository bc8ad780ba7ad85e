import type { Message as TextMessage } from '../../../kubernetes/messages/message.ts';
import type { CodeName } from '../codes.ts';

/** A message that may stand for a fault of a file. */
export interface Message extends TextMessage {
  /** Name of the code it stands for; absent where no file of a host is at fault. */
  readonly name?: CodeName;
}
