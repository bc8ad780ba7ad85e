import { gzipSync } from 'node:zlib';

/** What stands again and again in texts that somebody made to be slow, and in broken ones. */
export const units: readonly string[] = [
  ...['\n', '\r\n', ' ', '\t', ' \n', '#\n', '- ', '-\n', 'a', 'A', '0', 'a ', 'a:', 'a: ', 'a:\n', 'a=', 'a,', '1.'],
  ...['[', ']', '[]', '{', '}', '{}', '(', '()', '<', '>', '<a>', '<a ', '</a>', '<!--', '&a;', '[[', '{"a":'],
  ...['"', "'", '"a",', '\\', '\\"', '\\\\n', '`', '@', 'a@', '@a.', '%40', '.', '..', '/', '//', ':', '::', ';', '|'],
  ...['=', '==', '-', '--', '---\n', '-----BEGIN ', '*', '&a *a ', '!', '$', '$(', '${', '%', '+', '~', '_', '^', '?'],
  ...['\u0000', '\u00e9', '\u3164', '\u{1f600}', 'a.a.', '1:', '2026-', 'token ', 'password ', 'x=y;', 'eyJ', 'AAAA'],
];

/** Values that break what takes them for a number, a time, a name, an address or a path. */
const values: readonly string[] = [
  ...['-1', '0', '00', '1e309', '9'.repeat(30), 'NaN', 'null', 'true', '0x10', '1.5', '٣', '2026-02-30T25:61:61Z'],
  ...['0000-00-00 00:00:00', '31 Feb', '+99:99', 'Europe/Nowhere', '__proto__', 'constructor', '../../etc/shadow', '/'],
  ...['anna@[10.0.0.1]', '"an na"@x', 'a@b@c', '::1', '999.1.1.1', '*', '%s%n', '\u001b[2J', '\u202e', "'; id; '", ''],
  ...['$(id)', '`id`', '<img src=x onerror=a>', '| x |', '![x](http://x)', 'password=hunter22', '\ud800'],
];

/** Numbers 0 ≤ n < 1. */
export type Random = () => number;

const pick = <T>(all: readonly T[], random: Random): T => all[Math.floor(random() * all.length)] as T;
const at = (text: string, random: Random): number => Math.floor(random() * (text.length + 1));

/** Ways to break a text; the second is another text that the same reader reads. */
const changes: readonly ((text: string, other: string, random: Random) => string)[] = [
  (text, _, random) => text.slice(0, at(text, random)),
  (text, _, random) => text.slice(at(text, random)),
  (text, _, random) => insert(text, pick(units, random).repeat(1 + Math.floor(random() * 40)), random),
  (text, _, random) => insert(text, pick(values, random), random),
  (text, _, random) => insert(text, String.fromCodePoint(Math.floor(random() * 0xd7ff)), random),
  (text, _, random) => replaceOne(text, /\d+/g, pick(values, random), random),
  (text, _, random) => replaceOne(text, /[A-Za-z][\w.-]*/g, pick(values, random), random),
  (text, _, random) => replaceOne(text, /[^\w\s]/g, pick(units, random), random),
  (text, other, random) => text.slice(0, at(text, random)) + other.slice(at(other, random)),
  (text, _, random) => swapLines(text, random),
  (text, _, random) => {
    const from = at(text, random);
    const part = text.slice(from, from + Math.floor(random() * 200));
    return insert(text, part.repeat(1 + Math.floor(random() * 20)), random);
  },
  (text, _, random) => text.slice(0, at(text, random)) + text.slice(at(text, random)),
];

function insert(text: string, part: string, random: Random): string {
  const place = at(text, random);
  return text.slice(0, place) + part + text.slice(place);
}

function replaceOne(text: string, what: RegExp, by: string, random: Random): string {
  const found = [...text.slice(0, 20_000).matchAll(what)];
  const one = found[Math.floor(random() * found.length)];
  return one === undefined ? text : text.slice(0, one.index) + by + text.slice(one.index + one[0].length);
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [a, b] = [Math.floor(random() * lines.length), Math.floor(random() * lines.length)];
  [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
  return lines.join('\n');
}

/** A broken text: one to four changes. */
export function mutated(text: string, other: string, random: Random): string {
  let result = text;
  for (let left = 1 + Math.floor(random() * 4); left > 0; left--) result = pick(changes, random)(result, other, random);
  return result.slice(0, 200_000);
}

/** Its bytes: mostly UTF-8; UTF-16, one flipped bit, gzip, gzip cut off. */
export function encoded(text: string, random: Random): Buffer {
  const bytes = Buffer.from(text);
  const which = random();
  if (which < 0.8) return bytes;
  if (which < 0.85) return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  if (which < 0.95) {
    const place = Math.floor(random() * bytes.length);
    if (bytes.length > 0) bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
    return bytes;
  }
  const packed = gzipSync(bytes);
  return which < 0.98 ? packed : packed.subarray(0, Math.floor(random() * packed.length));
}
