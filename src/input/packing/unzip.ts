import { Duplex } from 'node:stream';
import { Unzip, UnzipInflate } from 'fflate';
import { unreadableInput } from '../../core/errors.ts';

/** The one file of a zip. More than one is an error: their lines would be told by the name of neither. */
export function unzip(name: string): Duplex {
  let files = 0;
  let failure: Error | undefined;
  let isFull = false;
  let proceed: (() => void) | undefined;
  const stream = new Duplex({
    read() {
      isFull = false;
      proceed?.();
    },
    write(block: Buffer, _encoding, done) {
      push(new Uint8Array(block), false);
      proceed = () => {
        proceed = undefined;
        done(failure);
      };
      if (!isFull) proceed();
    },
    final(done) {
      push(new Uint8Array(0), true);
      if (failure === undefined && files === 0)
        failure = unreadableInput(`${name}: a zip without a file`, 'check the path');
      if (failure === undefined) stream.push(null);
      done(failure);
    },
  });
  const archive = new Unzip((file) => {
    // Folders, and what macOS adds for each file.
    if (file.name.endsWith('/') || file.name.startsWith('__MACOSX/')) return;
    files += 1;
    if (files > 1) throw unreadableInput(`${name}: a zip of more than one file`, 'unpack it and give the files');
    file.ondata = (error, bytes) => {
      if (error !== null) failure = error;
      else if (bytes.length > 0 && !stream.push(bytes)) isFull = true;
    };
    file.start();
  });
  archive.register(UnzipInflate);
  function push(bytes: Uint8Array, last: boolean): void {
    try {
      archive.push(bytes, last);
    } catch (error) {
      failure ??= error instanceof Error ? error : new Error(String(error));
    }
  }
  return stream;
}
