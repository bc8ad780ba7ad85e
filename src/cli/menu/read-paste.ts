import type { Io } from '../io.ts';
import { type Asker, Interrupted } from './asker.ts';
import {
  emptyPaste,
  isLoneEscape,
  lineCount,
  maxPasteBytes,
  type Paste,
  pastedBytes,
  takeBytes,
} from './paste-bytes.ts';

const bracketsOn = '\u001b[?2004h';
const bracketsOff = '\u001b[?2004l';
const eraseLine = '\r\u001b[2K';

/** How long the terminal is silent before the count is shown; a paste arrives in many pieces. */
const quietMs = 150;

/** So long after Esc it was the key, and not the beginning of another one's sequence; as readline has it. */
const escapeMs = 500;

/**
 * Reads a pasted text from the terminal, in raw mode: the line editor of the system would cut every
 * line at 4,095 bytes. Undefined where the user went back. Throws `Interrupted` at Ctrl-C.
 */
export async function readPaste(io: Io, asker: Asker): Promise<Buffer | undefined> {
  const endKey = io.platform === 'win32' ? 'Ctrl-Z or Ctrl-D' : 'Ctrl-D';
  asker.tell(`Paste now, then press ${endKey}. Blank lines are kept. Esc goes back.`);
  const paste = emptyPaste();
  const state = await readKeys(io, asker, paste);
  asker.output.write('\n');
  if (state === 'interrupt') throw new Interrupted(io.signal.reason);
  if (state === 'back') return undefined;
  if (paste.cut)
    asker.tell(`Only the first ${maxPasteBytes / 2 ** 20} MiB were kept; save the text to a file instead.`);
  return pastedBytes(paste);
}

function readKeys(io: Io, asker: Asker, paste: Paste): Promise<'done' | 'back' | 'interrupt'> {
  const { stdin, platform, signal } = io;
  const { output } = asker;
  let timer: NodeJS.Timeout | undefined;
  const showCount = () => output.write(`${asker.accessible ? '\n' : eraseLine}${describe(paste, platform)}`);
  const restore = () => {
    stdin.setRawMode?.(false);
    output.write(bracketsOff);
  };
  const release = io.atExit(restore);
  stdin.setRawMode?.(true);
  output.write(bracketsOn);
  return new Promise((resolve) => {
    const finish = (state: 'done' | 'back' | 'interrupt') => {
      clearTimeout(timer);
      stdin.off('data', take);
      stdin.off('end', leave);
      signal.removeEventListener('abort', leave);
      stdin.pause();
      if (state === 'done') showCount();
      release();
      restore();
      resolve(state);
    };
    const leave = () => finish('interrupt');
    const take = (bytes: Buffer) => {
      clearTimeout(timer);
      const state = takeBytes(paste, bytes, platform === 'win32');
      if (state !== 'open') finish(state);
      else if (isLoneEscape(paste)) timer = setTimeout(() => finish('back'), escapeMs);
      else timer = setTimeout(showCount, quietMs);
    };
    stdin.on('data', take);
    stdin.once('end', leave);
    signal.addEventListener('abort', leave);
    stdin.resume();
  });
}

function describe(paste: Paste, platform: string): string {
  const lines = lineCount(paste);
  const size =
    paste.size < 10_000 ? `${paste.size} bytes` : `${Math.round(paste.size / 1024).toLocaleString('en-US')} KB`;
  const end = platform === 'win32' ? 'Ctrl-Z' : 'Ctrl-D';
  return `received ${lines.toLocaleString('en-US')} ${lines === 1 ? 'line' : 'lines'}, ${size}; ${end} to analyze, or paste more`;
}
