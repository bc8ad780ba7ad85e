import type { Row } from '../../../core/knowledge.ts';

/** What a mail server says of itself: why it, or a daemon of it, does not do its work. */
export interface FaultRow extends Row {
  /** `state`: that it does not work, and not why; told where no line says why. */
  readonly kind: 'cause' | 'state';
  /** One sentence, of the whole server. */
  readonly says: string;
  /** What Postfix answers or notes of a mail that fails by it; absent where none does, or it is not known which. */
  readonly stops?: RegExp;
  /** What to do; the quoted line names files, ports and settings. */
  readonly next: readonly string[];
}
