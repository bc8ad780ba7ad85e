/** What a record may tell of, by the words in it. */
export const telling = {
  /** Cut in other lines than at line feeds: line ends of old, NULs of crashed writers. */
  otherLines: 1,
  /** An answer of a server: a code, what a library puts around it. */
  reply: 2,
  /** A client library. */
  client: 4,
  /** Another sign: a limit, credentials, another protocol. */
  sign: 8,
  /** A mail that was sent. */
  sent: 16,
  mail: 32,
  failing: 64,
  /** What a rule reads in an error without a code. */
  rule: 128,
  /** A mail that was sent, if an address stands beside. */
  sentTo: 256,
} as const;

/** A mail that was sent, whether or not an address stands in the text. */
export const anySent = telling.sent | telling.sentTo;

/** Whatever a text may tell: no word was searched for. */
export const everything = 511;
