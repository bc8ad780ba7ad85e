import { isDatedObject, timeNames } from '../json-line.ts';
import { type Clock, cellTime, epochMs } from '../record-time.ts';

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
/** An object with one time at its top; of several the parser knows which counts. */
const object = new RegExp(
  `^\\{(?:${others}, ?)*${isTime} ?(?:"([^"\\\\\\x00-\\x1f]*)"|([1-9]\\d*))(?:, ?${others})*\\}$`,
);
/** A time in no doubt: others are read in full. */
const plain = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?!\d)/;

/** Whether a line is an object with a time, as `isDatedObject` says; what is plain to see needs no parsing. */
export function looksDated(line: string, clock: Clock): boolean {
  const found = object.exec(line);
  if (found === null || line.startsWith('{"log":') || line.includes('"MESSAGE"')) return isDatedObject(line, clock);
  const [, text, digits] = found;
  if (digits !== undefined) return epochMs(Number(digits)) !== undefined;
  return plain.test(text ?? '') || cellTime(text ?? '', clock) !== undefined;
}
