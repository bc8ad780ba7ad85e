import { messages } from './error-text/find-message.ts';

const signatures = messages.filter(({ inLogs }) => inLogs === true);

/** The code a line of a host's log stands for by itself: what no file shows, of the rows of the tables of messages. */
export const signatureOf = (text: string): string | undefined =>
  signatures.find(({ matches }) => matches.test(text))?.name;
