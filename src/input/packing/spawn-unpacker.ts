import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { headOf } from '../../core/safe-text.ts';

/** `PROGRAM -dc` as a stream; it fails with what the program said. */
export function spawnUnpacker(path: string): Duplex {
  const child = spawn(path, ['-dc'], { stdio: ['pipe', 'pipe', 'pipe'], env: { LC_ALL: 'C' } });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => {
    said = headOf(said + bytes.toString(), 500);
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(said.split('\n', 1)[0]?.trim() || `${path} ended with ${code}`));
    });
  });
  // One that fails before it has read everything closes its end: why, `ended` tells.
  child.stdin.on('error', () => {});
  ended.catch(() => {});
  // Who reads only the beginning leaves it waiting with a full pipe, which must not keep diag from ending: what is
  // awaited is its output alone.
  const [input, output, errors] = [child.stdin, child.stdout, child.stderr] as unknown as readonly Socket[];
  for (const one of [child, input, errors]) one?.unref();
  async function* unpacked(): AsyncGenerator<Buffer> {
    const blocks: AsyncIterator<Buffer> = child.stdout[Symbol.asyncIterator]();
    for (;;) {
      output?.ref();
      const next = await blocks.next();
      if (next.done === true) break;
      output?.unref();
      yield next.value;
    }
    child.ref();
    await ended;
  }
  const stream = Duplex.from({ writable: child.stdin, readable: unpacked() });
  stream.on('close', () => child.kill('SIGKILL'));
  return stream;
}
