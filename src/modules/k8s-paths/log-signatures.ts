import { findRow } from '../../core/patterns/find-row.ts';
import { messages } from './error-text/find-message.ts';

const signatures = messages.filter(({ inLogs }) => inLogs === true);

/** The code a line of a host's log stands for by itself: what no file shows, of the rows of the tables of messages. */
export const signatureOf = (text: string): string | undefined => findRow(signatures, text)?.name;
