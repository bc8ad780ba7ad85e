import { isDatedObject, timeNames } from '../json-line.ts';
import type { Clock } from '../record-time.ts';

/** JSON (RFC 8259) without escapes and control characters, as a pattern that reads each byte once. */
const string = '"[^"\\\\\\x00-\\x1f]*"';
const number = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?';
const scalar = `(?:${string}|${number}|true|false|null)`;
const objectOf = (value: string) => `\\{(?:${string}: ?${value}(?:, ?(?=")|(?=\\})))*\\}`;
const arrayOf = (value: string) => `\\[(?:${value}(?:, ?(?!\\])|(?=\\])))*\\]`;
const orNested = (value: string) => `(?:${scalar}|${objectOf(value)}|${arrayOf(value)})`;
const value = orNested(orNested(scalar));
const isTime = `"(?:${timeNames.join('|')})":`;
const others = `(?!${isTime})${string}: ?${value}`;
/** A time in no doubt: others are left to the parser. */
const day = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const clockTime = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?!\\d)';
const aTime = `(?:"${day}[T ]${clockTime}[^"\\\\\\x00-\\x1f]*"|[1-3]\\d{9}(?:\\d{3})?)`;
/** An object with one time at its top; of several the parser knows which counts. */
const object = new RegExp(`^\\{(?:${others}, ?)*${isTime} ?${aTime}(?:, ?${others})*\\}$`);

/** Whether a line is an object with a time, as `isDatedObject` says; what is plain to see needs no parsing. */
export const looksDated = (line: string, clock: Clock): boolean =>
  (object.test(line) && !line.startsWith('{"log":') && !line.includes('"MESSAGE"')) || isDatedObject(line, clock);
