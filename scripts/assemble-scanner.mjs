// Writes the WebAssembly that finds `status=` in a mail log, 32 bytes a step, and counts lines on the
// way. Few instructions, so they are assembled here; run it after changing them:
//
//   node scripts/assemble-scanner.mjs
//
// scan(at, end, out, lines, start) -> out: looks through memory[at, end) and writes for each hit three
// i32 to `out`: its position, where its line begins, how many lines end before it. `lines` and `start`
// are both as of `at`; as of `end` they are written behind the last hit.
import { writeFile } from 'node:fs/promises';

const literal = 'status=';
const pages = 64;

const unsigned = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...unsigned(Math.floor(n / 128))]);
function signed(value) {
  const bytes = [];
  for (let n = BigInt(value); ; ) {
    const byte = Number(n & 127n);
    n >>= 7n;
    const last = (n === 0n && (byte & 64) === 0) || (n === -1n && (byte & 64) !== 0);
    bytes.push(last ? byte : byte | 128);
    if (last) return bytes;
  }
}
const text = (s) => [...unsigned(s.length), ...Buffer.from(s)];
const vector = (items) => [...unsigned(items.length), ...items.flat()];
const section = (id, bytes) => [id, ...unsigned(bytes.length), ...bytes];

// Opcodes by their names in the specification (https://webassembly.github.io/spec/core/appendix/index-instructions.html).
const get = (local) => [0x20, local];
const set = (local) => [0x21, local];
const i32 = (n) => [0x41, ...signed(n)];
const i64 = (n) => [0x42, ...signed(n)];
const simd = (op, ...rest) => [0xfd, ...unsigned(op), ...rest];
const load128 = (offset) => [...get(AT), ...simd(0, 0, offset)];
const splat = (char) => [...i32(char.charCodeAt(0)), ...simd(15)];
const [equal, and128, bitmask] = [simd(35), simd(78), simd(100)];
const [add, sub, and, or, shl] = [[0x6a], [0x6b], [0x71], [0x72], [0x74]];
const [clz, ctz, popcnt, atLeast] = [[0x67], [0x68], [0x69], [0x4f]];
const load64 = [0x29, 0, 0];
const store = (offset) => [0x36, 2, offset];
const block = (body) => [0x02, 0x40, ...body, 0x0b];
const loop = (body) => [0x03, 0x40, ...body, 0x0b];
const when = (body) => [0x04, 0x40, ...body, 0x0b];
const br = (depth) => [0x0c, depth];
const brIf = (depth) => [0x0d, depth];
const select = [0x1b];
const [and64, equal64] = [[0x83], [0x51]];

const [AT, END, OUT, LINES, START, ENDS, HITS, INDEX, BEFORE] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const [FEEDS, FIRSTS, LASTS] = [9, 10, 11];
const wanted = [...Buffer.from(literal)].reduceRight((n, byte) => (n << 8n) | BigInt(byte), 0n);
const mask = (1n << BigInt(8 * literal.length)) - 1n;
/** A bit for each of the 32 bytes at AT for which `half` says so of the 16 bytes at an offset. */
const mask32 = (half) => [...half(0), ...bitmask, ...half(16), ...bitmask, ...i32(16), ...shl, ...or];
const endsLine = (offset) => [...load128(offset), ...get(FEEDS), ...equal];
// biome-ignore format: a comparison a line
const mayBeHit = (offset) => [
  ...load128(offset), ...get(FIRSTS), ...equal,
  ...load128(offset + literal.length - 1), ...get(LASTS), ...equal, ...and128,
];
/** Behind the highest bit of a mask over the 32 bytes at AT. */
const behindHighest = (local) => [...get(AT), ...i32(32), ...add, ...get(local), ...clz, ...sub];

// biome-ignore format: a line an expression
const recordHit = [
  ...get(ENDS), ...i32(1), ...get(INDEX), ...shl, ...i32(1), ...sub, ...and, ...set(BEFORE),
  ...get(OUT), ...get(AT), ...get(INDEX), ...add, ...store(0),
  ...get(OUT), ...behindHighest(BEFORE), ...get(START), ...get(BEFORE), ...select, ...store(4),
  ...get(OUT), ...get(LINES), ...get(BEFORE), ...popcnt, ...add, ...store(8),
  ...get(OUT), ...i32(12), ...add, ...set(OUT),
];
// biome-ignore format: a line an expression
const eachHit = loop([
  ...get(HITS), ...ctz, ...set(INDEX),
  ...get(AT), ...get(INDEX), ...add, ...load64, ...i64(mask), ...and64, ...i64(wanted), ...equal64,
  ...when(recordHit),
  ...get(HITS), ...get(HITS), ...i32(1), ...sub, ...and, ...set(HITS),
  ...get(HITS), ...brIf(0),
]);
// Without a branch: whether a line ends within 32 bytes cannot be foreseen.
// biome-ignore format: a line an expression
const countLines = [
  ...behindHighest(ENDS), ...get(START), ...get(ENDS), ...select, ...set(START),
  ...get(LINES), ...get(ENDS), ...popcnt, ...add, ...set(LINES),
];
// biome-ignore format: a line an expression
const step = [
  ...get(AT), ...get(END), ...atLeast, ...brIf(1),
  ...mask32(endsLine), ...set(ENDS),
  ...mask32(mayBeHit), ...set(HITS),
  ...get(HITS), ...when(eachHit),
  ...countLines,
  ...get(AT), ...i32(32), ...add, ...set(AT),
  ...br(0),
];
// Constants stay in registers: engines do not move them out of loops.
// biome-ignore format: a line an expression
const body = [
  ...vector([[4, 0x7f], [3, 0x7b]]),
  ...splat('\n'), ...set(FEEDS), ...splat(literal[0]), ...set(FIRSTS), ...splat(literal.at(-1)), ...set(LASTS),
  ...block(loop(step)),
  ...get(OUT), ...get(LINES), ...store(0),
  ...get(OUT), ...get(START), ...store(4),
  ...get(OUT),
  0x0b,
];
// biome-ignore format: a line a section
const bytes = Buffer.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  ...section(1, vector([[0x60, ...vector([[0x7f], [0x7f], [0x7f], [0x7f], [0x7f]]), ...vector([[0x7f]])]])),
  ...section(3, vector([[0]])),
  ...section(5, vector([[0, ...unsigned(pages)]])),
  ...section(7, vector([[...text('memory'), 2, 0], [...text('scan'), 0, 0]])),
  ...section(10, vector([[...unsigned(body.length), ...body]])),
]);
if (!WebAssembly.validate(bytes)) throw new Error('the module is not valid WebAssembly');

const file = new URL('../src/modules/smtp-throttle/fast/scanner-code.ts', import.meta.url);
await writeFile(
  file,
  `// Written by scripts/assemble-scanner.mjs, which says what it does.\n\n/** WebAssembly, ${bytes.length} bytes. */\nexport const scannerCode =\n  '${bytes.toString('base64')}';\n\n/** Bytes of its memory. */\nexport const scannerMemory = ${pages * 65536};\n`,
);
