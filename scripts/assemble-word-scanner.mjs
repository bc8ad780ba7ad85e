// Writes the WebAssembly that finds where words may stand in a log, and where its lines end. Few
// instructions, so they are assembled here; run it after changing them:
//
//   node scripts/assemble-word-scanner.mjs
//
// words(at, end, out) -> out: writes to `out` each position of memory[at, end), counted by twos from
// `at`, whose four bytes are in both tables, a bit for each hash of four bytes with bit 5 set. Every
// position is written and the next one over it, unless it counts: a branch would be guessed wrong.
// lines(at, end, out) -> out: writes to `out` the position of each line feed.
// codes(at, end, out) -> out: the same for each E in front of four capitals, as in ECONNRESET.
import { writeFile } from 'node:fs/promises';

const pages = 128;
/** Where the tables are; 16 KiB each. */
const tables = [3 << 20, (3 << 20) + (1 << 14)];
const factors = [0x9e3779b1 | 0, 0x85ebca6b | 0];

const unsigned = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...unsigned(Math.floor(n / 128))]);
function signed(n) {
  const byte = n & 127;
  const rest = n >> 7;
  const last = (rest === 0 && (byte & 64) === 0) || (rest === -1 && (byte & 64) !== 0);
  return last ? [byte] : [byte | 128, ...signed(rest)];
}
const text = (s) => [...unsigned(s.length), ...Buffer.from(s)];
const vector = (items) => [...unsigned(items.length), ...items.flat()];
const section = (id, bytes) => [id, ...unsigned(bytes.length), ...bytes];

// Opcodes by their names in the specification (https://webassembly.github.io/spec/core/appendix/index-instructions.html).
const get = (local) => [0x20, local];
const set = (local) => [0x21, local];
const tee = (local) => [0x22, local];
const i32 = (n) => [0x41, ...signed(n)];
const [equalZero, atLeast] = [[0x45], [0x4f]];
const [add, sub, mul, and, or, shl, shr, ctz] = [[0x6a], [0x6b], [0x6c], [0x71], [0x72], [0x74], [0x76], [0x68]];
const load = (offset = 0) => [0x28, 0, ...unsigned(offset)];
const store = [0x36, 2, 0];
const simd = (op, ...rest) => [0xfd, ...unsigned(op), ...rest];
const load128 = (offset) => simd(0, 0, offset);
const [splat, equal128, less128, and128, bitmask, sub128] = [15, 35, 38, 78, 100, 113].map((op) => simd(op));
const block = (body) => [0x02, 0x40, ...body, 0x0b];
const loop = (body) => [0x03, 0x40, ...body, 0x0b];
const br = (depth) => [0x0c, depth];
const brIf = (depth) => [0x0d, depth];

const [AT, END, OUT] = [0, 1, 2];
const advance = (local, by) => [...get(local), ...i32(by), ...add, ...set(local)];
/** Repeats `body` while AT is before END. */
const repeat = (body) => block(loop([...get(AT), ...get(END), ...atLeast, ...brIf(1), ...body, ...br(0)]));

/** Moves OUT behind the position just written if the four bytes in GRAM are in a table. */
// biome-ignore format: a line an expression
const keepIf = (table, GRAM, HASH) => [
  ...get(GRAM), ...i32(factors[table]), ...mul, ...tee(HASH),
  ...i32(18), ...shr, ...i32(0x3ffc), ...and, ...load(tables[table]),
  ...get(HASH), ...i32(13), ...shr, ...shr, ...i32(1), ...and, ...i32(2), ...shl,
  ...get(OUT), ...add, ...set(OUT),
];
const gramAt = (position) => [...position, ...load(), ...i32(0x20202020), ...or];

const [GRAM, HASH, FIRST, READ] = [3, 4, 5, 6];
// biome-ignore format: a line an expression
const words = [
  ...vector([[4, 0x7f]]),
  ...get(OUT), ...set(FIRST),
  ...repeat([0, 2].flatMap((by) => [
    ...get(OUT), ...get(AT), ...i32(by), ...add, ...store,
    ...gramAt([...get(AT), ...i32(by), ...add]), ...set(GRAM),
    ...keepIf(0, GRAM, HASH),
  ]).concat(advance(AT, 4))),
  // Few are left for the other table.
  ...get(FIRST), ...set(READ), ...get(OUT), ...set(END), ...get(FIRST), ...set(OUT), ...get(READ), ...set(AT),
  ...repeat([
    ...get(OUT), ...get(AT), ...load(), ...tee(READ), ...store,
    ...gramAt(get(READ)), ...set(GRAM),
    ...keepIf(1, GRAM, HASH),
    ...advance(AT, 4),
  ]),
  ...get(OUT),
  0x0b,
];

const BITS = 3;
/** Writes to OUT each position of which `bits`, over 16 bytes at AT, has a bit set. */
// biome-ignore format: a line an expression
const positions = (bits) => repeat([
  ...bits, ...bitmask, ...set(BITS),
  ...block(loop([
    ...get(BITS), ...equalZero, ...brIf(1),
    ...get(OUT), ...get(AT), ...get(BITS), ...ctz, ...add, ...store,
    ...advance(OUT, 4),
    ...get(BITS), ...get(BITS), ...i32(1), ...sub, ...and, ...set(BITS),
    ...br(0),
  ])),
  ...advance(AT, 16),
]);
const [FEEDS, CAPITALS, COUNT] = [4, 4, 5];
const bytesAt = (offset) => [...get(AT), ...load128(offset)];
const splatOf = (char) => [...i32(char.charCodeAt(0)), ...splat];
// biome-ignore format: a line an expression
const lines = [
  ...vector([[1, 0x7f], [1, 0x7b]]),
  ...i32(10), ...splat, ...set(FEEDS),
  ...positions([...bytesAt(0), ...get(FEEDS), ...equal128]),
  ...get(OUT),
  0x0b,
];
const isCapital = (offset) => [...bytesAt(offset), ...get(CAPITALS), ...sub128, ...get(COUNT), ...less128];
// biome-ignore format: a line an expression
const codes = [
  ...vector([[1, 0x7f], [2, 0x7b]]),
  ...splatOf('A'), ...set(CAPITALS), ...i32(26), ...splat, ...set(COUNT),
  ...positions([
    ...bytesAt(0), ...splatOf('E'), ...equal128,
    ...[1, 2, 3, 4].flatMap((offset) => [...isCapital(offset), ...and128]),
  ]),
  ...get(OUT),
  0x0b,
];

const type = [0x60, ...vector([[0x7f], [0x7f], [0x7f]]), ...vector([[0x7f]])];
// biome-ignore format: a line a section
const bytes = Buffer.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, vector([type])),
  ...section(3, vector([[0], [0], [0]])),
  ...section(5, vector([[0, ...unsigned(pages)]])),
  ...section(7, vector([[...text('memory'), 2, 0], [...text('words'), 0, 0], [...text('lines'), 0, 1], [...text('codes'), 0, 2]])),
  ...section(10, vector([words, lines, codes].map((body) => [...unsigned(body.length), ...body]))),
]);
if (!WebAssembly.validate(bytes)) throw new Error('the module is not valid WebAssembly');

const file = new URL('../src/modules/smtp-throttle/read/words/word-scanner-code.ts', import.meta.url);
await writeFile(
  file,
  `// Written by scripts/assemble-word-scanner.mjs, which says what it does.

/** WebAssembly, ${bytes.length} bytes. */
export const wordScannerCode =
  '${bytes.toString('base64')}';

/** Where its two tables are in its memory, of ${pages * 65536} bytes; by which factor each is hashed. */
export const wordTables = [
  { at: ${tables[0]}, factor: ${factors[0]} },
  { at: ${tables[1]}, factor: ${factors[1]} },
] as const;
`,
);
