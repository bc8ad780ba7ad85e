import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { DiagError, unreadableInput } from '../core/errors.ts';

/**
 * A small text file that decides what is shown, so nobody but root and the user may have written it;
 * undefined where there is none. Throws an input error where it cannot be read or is not trusted.
 * What was opened is what is checked; a FIFO or a device is never read.
 */
export async function readTrustedFile(path: string, maxBytes: number): Promise<string | undefined> {
  const refuse = (why: string, hint: string) => unreadableInput(`${path}: ${why}`, hint);
  let file: FileHandle | undefined;
  try {
    // O_NONBLOCK: opening a FIFO would wait for somebody who writes; it means nothing for a regular file (open(2)).
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const info = await file.stat();
    const wrong = mistrust(info);
    if (wrong !== undefined) throw refuse(...wrong);
    const buffer = Buffer.alloc(maxBytes + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < buffer.length; length += read) {
      read = (await file.read(buffer, length, buffer.length - length, length)).bytesRead;
    }
    if (length > maxBytes) throw refuse(`larger than ${maxBytes} bytes`, 'check the path');
    return buffer.toString('utf8', 0, length);
  } catch (error) {
    if (error instanceof DiagError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw refuse(message, 'check the path and its permissions');
  } finally {
    await file?.close();
  }
}

/** Why a file is not taken, and what to do; undefined where it is. Windows has no owner to compare here. */
function mistrust(info: Stats): [why: string, hint: string] | undefined {
  if (!info.isFile()) return ['not a regular file', 'give a file'];
  const user = process.getuid?.();
  if (user === undefined) return undefined;
  if (![0, user, ...sudoUser()].includes(info.uid)) {
    return ['belongs to another user', 'chown it to yourself or root once you have read it'];
  }
  return (info.mode & 0o002) === 0 ? undefined : ['everybody may write to it', 'chmod o-w it once you have read it'];
}

/** Who called sudo, which sets this itself (sudo(8)), owns what lies in his own directories. */
const sudoUser = (): number[] =>
  process.getuid?.() === 0 && /^\d{1,10}$/.test(process.env['SUDO_UID'] ?? '') ? [Number(process.env['SUDO_UID'])] : [];
