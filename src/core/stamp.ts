/**
 * What the reader of envelopes puts around a message that has no time of its own, so that every module finds
 * the time of the store where it looks for one. Five digits of a second: no logger writes so many, so a stamp
 * that was put there is told from a time that stood there.
 */
export interface Stamp {
  /** `2026-03-10T15:31:00.00000`. */
  readonly time: string;
  /** In UTC; otherwise the store named no zone. */
  readonly zoned: boolean;
}

const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{5}`;

/** `2026-03-10T15:31:00.00000Z ERROR no answer`. */
const plain = new RegExp(`^${time}Z? `);
/** `2026-03-10T15:31:00.00000+00:00 node1 etcd: ready`: a program that the store names. */
const named = new RegExp(String.raw`^${time}\+00:00 [\w.:-]{1,255} [\w./()-]{1,80}: `);
/** `2026-03-10T15:31:00.00000+00:00 mx1 postfix/smtp[12]: 4XyZ: …`: the message itself names it. */
const tagged = new RegExp(String.raw`^${time}\+00:00 [\w.:-]{1,255} (?=[\w./()-]{1,80}\[\d{1,10}\]: )`);
/** `{"msg":"ready","time":"2026-03-10T15:31:00.00000Z"}`. */
const within = new RegExp(String.raw`,"time":"${time}Z?"\}$`);

/** A message with a stamp in front. */
export const stamped = ({ time: at, zoned }: Stamp, message: string): string => `${at}${zoned ? 'Z' : ''} ${message}`;

/** A message with a stamp and the program that wrote it. */
export const stampedAs = (at: string, host: string, program: string, message: string): string =>
  `${at}+00:00 ${host} ${program}: ${message}`;

/** A message that names its program itself, with a stamp and its host. */
export const stampedOn = (at: string, host: string, message: string): string => `${at}+00:00 ${host} ${message}`;

/** An object with a stamp as its last member. */
export const stampedObject = ({ time: at, zoned }: Stamp, object: string): string =>
  `${object.slice(0, -1)},"time":"${at}${zoned ? 'Z' : ''}"}`;

/** A text as it was before a stamp was put around it. */
export function withoutStamp(text: string): string {
  if (text.startsWith('{')) return text.replace(within, '}');
  const first = text.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return text;
  return text.replace(plain, '').replace(tagged, '').replace(named, '');
}
