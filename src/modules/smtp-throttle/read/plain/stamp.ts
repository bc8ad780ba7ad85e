const [tab, carriageReturn, blank, plus, minus, dot] = [9, 13, 32, 43, 45, 46];
const [zero, nine, colon, letterT, bracket, closing, bar] = [48, 57, 58, 84, 91, 93, 124];
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= zero && byte <= nine;

/** The number of two digits, NaN where they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - zero;
  const ones = (bytes[at + 1] as number) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const within = (value: number, least: number, most: number): boolean => value >= least && value <= most;

/**
 * Where the seconds end of a time that opens a line, `2026-03-02 08:30:09` or `[2026-03-02T08:30:09`;
 * -1 for anything else, a day that is in no calendar too.
 */
export function stampEnd(bytes: Uint8Array, line: number): number {
  const at = bytes[line] === bracket ? line + 1 : line;
  const between = bytes[at + 10];
  if (bytes[at + 4] !== minus || bytes[at + 7] !== minus || (between !== blank && between !== letterT)) return -1;
  if (bytes[at + 13] !== colon || bytes[at + 16] !== colon) return -1;
  const year = two(bytes, at) * 100 + two(bytes, at + 2);
  const date = within(year, 1970, 9999) && within(two(bytes, at + 5), 1, 12) && within(two(bytes, at + 8), 1, 31);
  const clock = two(bytes, at + 11) <= 23 && two(bytes, at + 14) <= 59 && two(bytes, at + 17) <= 59;
  return date && clock && !isDigit(bytes[at + 19]) ? at + 19 : -1;
}

/** Whether what follows a time may be Exim's: a fraction, a zone, a process id, an id such as `1tXyZ1-`. */
export function mayBeExim(bytes: Uint8Array, seconds: number): boolean {
  let at = seconds;
  if (bytes[at] === dot) for (at++; isDigit(bytes[at]); ) at++;
  if (bytes[at] === blank && (bytes[at + 1] === plus || bytes[at + 1] === minus)) at += 6;
  if (bytes[at] === blank && bytes[at + 1] === bracket) for (at += 2; isDigit(bytes[at]); ) at++;
  while (bytes[at] === blank || bytes[at] === closing) at++;
  return bytes[at + 6] === minus;
}

/** Whether a line goes on with a record whatever it says: empty, or indented and no row of a table. */
export function isIndented(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at];
  if (at === end || first === carriageReturn) return true;
  if (first !== blank && first !== tab) return false;
  for (let i = at; i < end; i++) if (bytes[i] === bar) return false;
  return true;
}
