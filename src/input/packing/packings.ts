import type { Duplex } from 'node:stream';
import { unreadableInput } from '../../core/errors.ts';

/** A way in which files are packed. */
export interface Packing {
  readonly name: string;
  /** What it begins with, as Latin-1. */
  readonly magic: string;
  /** Text that shrinks by more than this is an attack or an accident; see `bombBytes`. */
  readonly maxRatio: number;
  /** Packed bytes in, plain bytes out. Throws an input error where this machine cannot unpack it. */
  open(name: string): Promise<Duplex>;
}

const blockBytes = 1 << 16;
/** What is smaller than this unpacked is read, however small it was packed. */
export const bombBytes = 64 * 2 ** 20;

/** Of the system: Node has none that is whole, and a package for each would be heavier than they are. */
const byProgram =
  (packing: string, program: string): Packing['open'] =>
  async (name) => {
    const { programPath } = await import('../network/run-command.ts');
    const path = programPath(program);
    if (path === undefined) {
      throw unreadableInput(
        `${name}: is ${packing}, and ${program} is not installed here`,
        'unpack it where that is, then give the file',
      );
    }
    const { spawnUnpacker } = await import('./spawn-unpacker.ts');
    return spawnUnpacker(path);
  };

const none =
  (packing: string, unpacker: string): Packing['open'] =>
  (name) =>
    Promise.reject(
      unreadableInput(`${name}: is ${packing}, which diag does not unpack`, `unpack it first: ${unpacker}`),
    );

export const packings: readonly Packing[] = [
  {
    name: 'gzip',
    // RFC 1952 §2.3.1
    magic: '\x1f\x8b',
    // Logs shrink to a tenth or a fiftieth; deflate can do no better than 1032 (zlib's technical notes).
    maxRatio: 250,
    open: async () => (await import('node:zlib')).createGunzip({ chunkSize: blockBytes }),
  },
  // bzip2 and xz pack what repeats far better than deflate: a bomb of zeros is a millionth and a seven-thousandth.
  { name: 'bzip2', magic: 'BZh', maxRatio: 2_000, open: byProgram('bzip2', 'bzip2') },
  { name: 'xz', magic: '\xfd7zXZ\0', maxRatio: 2_000, open: byProgram('xz', 'xz') },
  // RFC 8878 §3.1.1. Node 22.15 and newer can unpack it, but stop at the end of a first frame and take a cut one for whole.
  { name: 'zstd', magic: '\x28\xb5\x2f\xfd', maxRatio: 2_000, open: byProgram('zstd', 'zstd') },
  {
    name: 'zip',
    // APPNOTE.TXT 4.3.7
    magic: 'PK\x03\x04',
    maxRatio: 250,
    open: async (name) => (await import('./unzip.ts')).unzip(name),
  },
  { name: '7z', magic: "7z\xbc\xaf'\x1c", maxRatio: 1, open: none('7z', '7z x FILE') },
  { name: 'RAR', magic: 'Rar!\x1a\x07', maxRatio: 1, open: none('RAR', 'unrar x FILE') },
  { name: 'LZ4', magic: '\x04\x22\x4d\x18', maxRatio: 1, open: none('LZ4', 'lz4 -d FILE') },
  { name: 'compress', magic: '\x1f\x9d', maxRatio: 1, open: none('packed by compress', 'gzip -d FILE') },
];

/** How what begins so is packed; undefined for anything that is read as it is. */
export const packingOf = (head: Buffer): Packing | undefined =>
  packings.find(({ magic }) => head.toString('latin1', 0, magic.length) === magic);
