/** What a paste may hold; what comes after that is dropped, and said. */
export const maxPasteBytes = 64 * 2 ** 20;

/** What was pasted so far, and what the reader is in the middle of. */
export interface Paste {
  /** Text with LF line ends, as bytes: nothing is decoded before all of it is here. */
  readonly chunks: Buffer[];
  size: number;
  lines: number;
  /** Between `ESC [ 200 ~` and `ESC [ 201 ~`: everything is text. */
  bracketed: boolean;
  /** An escape sequence whose end has not arrived. */
  pending: string;
  /** The last byte was CR: an LF right after it is the same line end. */
  afterCr: boolean;
  cut: boolean;
}

export const emptyPaste = (): Paste => ({
  chunks: [],
  size: 0,
  lines: 0,
  bracketed: false,
  pending: '',
  afterCr: false,
  cut: false,
});

/** How a chunk of input ends: more is expected, all is here, nothing is wanted, or the user left. */
export type PasteState = 'open' | 'done' | 'back' | 'interrupt';

const esc = 0x1b;
const begin = '\u001b[200~';
const end = '\u001b[201~';

/**
 * Takes raw bytes of a terminal. In brackets (xterm's bracketed paste) all is text; outside,
 * Ctrl-D ends, Ctrl-C leaves, Esc twice goes back, Backspace takes a character back. A terminal
 * without brackets works the same: Enter never ends anything.
 */
export function takeBytes(paste: Paste, bytes: Buffer, endsAtCtrlZ = false): PasteState {
  let start = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (paste.pending === '' && !isSpecial(byte, paste.bracketed)) continue;
    keep(paste, bytes.subarray(start, i));
    start = i + 1;
    const state = takeSpecial(paste, byte, endsAtCtrlZ);
    if (state !== 'open') return state;
  }
  keep(paste, bytes.subarray(start));
  return 'open';
}

const isSpecial = (byte: number, bracketed: boolean): boolean =>
  byte === esc || byte === 0x0d || byte === 0x0a || (!bracketed && (byte < 0x20 ? byte !== 0x09 : byte === 0x7f));

function takeSpecial(paste: Paste, byte: number, endsAtCtrlZ: boolean): PasteState {
  if (paste.pending !== '') return takeEscape(paste, byte, endsAtCtrlZ);
  if (byte === esc) {
    paste.pending = '\u001b';
    return 'open';
  }
  if (byte === 0x0d || byte === 0x0a) {
    if (byte === 0x0d || !paste.afterCr) keep(paste, Buffer.from('\n'));
    paste.afterCr = byte === 0x0d;
    return 'open';
  }
  if (byte === 0x03) return 'interrupt';
  if (byte === 0x04 || (endsAtCtrlZ && byte === 0x1a)) return 'done';
  if (byte === 0x7f || byte === 0x08) takeBack(paste);
  return 'open';
}

/** Escape sequences: the two brackets, Esc twice, and all others, which are keys (dropped) or text (in brackets). */
function takeEscape(paste: Paste, byte: number, endsAtCtrlZ: boolean): PasteState {
  const before = paste.pending;
  const sequence = paste.pending + String.fromCharCode(byte);
  const wanted = paste.bracketed ? end : begin;
  paste.pending = '';
  if (sequence === wanted) {
    paste.bracketed = !paste.bracketed;
    return 'open';
  }
  if (wanted.startsWith(sequence)) {
    paste.pending = sequence;
    return 'open';
  }
  if (paste.bracketed) {
    // It was text; the byte that showed it may begin the next sequence.
    keep(paste, Buffer.from(before, 'latin1'));
    if (isSpecial(byte, true)) return takeSpecial(paste, byte, endsAtCtrlZ);
    keep(paste, Buffer.from([byte]));
    return 'open';
  }
  if (sequence === '\u001b\u001b') return 'back';
  // A key's sequence (CSI or SS3) goes on until a final byte.
  const isOpen = sequence.length === 2 ? /[[O]/.test(sequence[1] ?? '') : byte < 0x40;
  if (isOpen && sequence.length < 32) paste.pending = sequence;
  return 'open';
}

function keep(paste: Paste, bytes: Buffer): void {
  if (bytes.length === 0) return;
  if (paste.size + bytes.length > maxPasteBytes) {
    paste.cut = true;
    return;
  }
  paste.chunks.push(Buffer.from(bytes));
  paste.size += bytes.length;
  if (bytes.length === 1 && bytes[0] === 0x0a) paste.lines += 1;
  else paste.afterCr = false;
}

function takeBack(paste: Paste): void {
  const last = paste.chunks.pop();
  if (last === undefined) return;
  const text = last.toString('utf8');
  const left = Buffer.from([...text].slice(0, -1).join(''));
  paste.size -= last.length - left.length;
  if (text.endsWith('\n')) paste.lines -= 1;
  if (left.length > 0) paste.chunks.push(left);
}

/** Whether Esc was the last that came, outside a paste. */
export const isLoneEscape = ({ pending, bracketed }: Paste): boolean => pending === '\u001b' && !bracketed;

/** Lines so far, an unfinished last one included. */
export function lineCount({ chunks, lines }: Paste): number {
  const last = chunks.at(-1);
  return lines + (last !== undefined && last.at(-1) !== 0x0a ? 1 : 0);
}

/** All of it. */
export const pastedBytes = ({ chunks }: Paste): Buffer => Buffer.concat(chunks);
