import { isDatedObject, timeNames } from '../json-line.ts';
import { type Clock, cellTime, epochMs } from '../record-time.ts';

/** JSON (RFC 8259) without escapes and control characters, as a pattern that reads each byte once. */
const string = '"[^"\\\\\\x00-\\x1f]*"';
const number = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?';
const scalar = `(?:${string}|${number}|true|false|null)`;
const objectOf = (value: string) => `\\{(?:${string}: ?${value}(?:, ?(?=")|(?=\\})))*\\}`;
const arrayOf = (value: string) => `\\[(?:${value}(?:, ?(?!\\])|(?=\\])))*\\]`;
const orNested = (value: string) => `(?:${scalar}|${objectOf(value)}|${arrayOf(value)})`;
const object = new RegExp(`^${objectOf(orNested(orNested(scalar)))}$`);
const time = new RegExp(`"(?:${timeNames.join('|')})": ?(?:"([^"]*)"|(\\d+)(?=[,}]))?`, 'g');

/** Whether a line is an object with a time, as `isDatedObject` says; what is plain to see needs no parsing. */
export function looksDated(line: string, clock: Clock): boolean {
  if (!object.test(line) || line.startsWith('{"log":') || line.includes('"MESSAGE"')) return isDatedObject(line, clock);
  time.lastIndex = 0;
  const found = time.exec(line);
  const nested = line.indexOf('{', 1);
  // Of several times, or one deep inside, the parser knows which counts.
  if (found === null || (nested !== -1 && nested < found.index) || time.exec(line) !== null)
    return isDatedObject(line, clock);
  const [, text, digits] = found;
  const at = digits === undefined ? cellTime(text ?? '', clock) : epochMs(Number(digits));
  return at !== undefined || isDatedObject(line, clock);
}
