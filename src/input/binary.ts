import { countNuls } from './decode.ts';

/** What files that are no text begin with (file(1)'s magic), as Latin-1. */
const kinds: readonly (readonly [magic: string, says: string])[] = [
  ['\x7fELF', 'a program or a core dump (ELF)'],
  ['MZ', 'a Windows program'],
  ['%PDF-', 'a PDF'],
  ['\x89PNG', 'a picture (PNG)'],
  ['\xff\xd8\xff', 'a picture (JPEG)'],
  ['GIF8', 'a picture (GIF)'],
  ['SQLite format 3\0', 'a SQLite database'],
  ['\xd4\xc3\xb2\xa1', 'captured packets (pcap)'],
  ['\xa1\xb2\xc3\xd4', 'captured packets (pcap)'],
  ['\x0a\x0d\x0d\x0a', 'captured packets (pcapng)'],
  ['LPKSHHRH', 'a journal of systemd (journalctl --file FILE prints it)'],
];

/** Of this many bytes a text in one of the encodings read here has no NUL, or one in every second. */
const lookedAt = 4096;

/** Control characters that texts have: tab, line ends, form feed, and the escape of colors. */
const spaces = new Set([9, 10, 11, 12, 13, 27]);

/** What a file that is no text is; undefined for text. */
export function binaryKind(head: Buffer): string | undefined {
  const begin = head.toString('latin1', 0, 16);
  const known = kinds.find(([magic]) => begin.startsWith(magic));
  if (known !== undefined && (known[0] !== 'MZ' || head.includes(0))) return known[1];
  const bytes = head.subarray(0, lookedAt);
  const { even, odd, length } = countNuls(bytes);
  const isUtf16 = Math.min(even, odd) < Math.max(even, odd) / 4 && even + odd > length * 0.2;
  if (isUtf16) return undefined;
  const controls = bytes.filter((byte) => byte < 32 && !spaces.has(byte)).length;
  return controls > length * 0.05 ? 'no text' : undefined;
}
