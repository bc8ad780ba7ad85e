const word = Buffer.from('<Event');

/** Whether an `<Event>` or `<Event xmlns=…>` begins there. */
export function isStart(bytes: Buffer, at: number): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
  const next = bytes[at + word.length];
  return next === 62 || next === 32;
}

/** The number before `</EventID>`, read from the bytes; undefined where it does not look as it should. */
export function idBefore(bytes: Buffer, start: number, idEnd: number, end: number): number | undefined {
  if (idEnd >= end) return undefined;
  let id = 0;
  let at = idEnd - 1;
  for (let scale = 1; at > start && isDigit(bytes[at]); at--, scale *= 10) id += ((bytes[at] ?? 0) - 48) * scale;
  return at === idEnd - 1 || bytes[at] !== 62 || id >= 2 ** 32 ? undefined : id % 65_536;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;
