import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openScanner } from './scanner.ts';

const piece = fc.constantFrom('status=', 'status', 's', '=', 'tatus=', '\n', 'x', 'stat=', 'sstatus=', 'ä');

test('finds every status= and its line, wherever they fall in a step of 32 bytes', () => {
  const scanner = openScanner();
  if (scanner === undefined) throw new Error('no WebAssembly');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = Buffer.from(`${pieces.join('')}\n`);
      scanner.data.fill(0);
      scanner.data.set(text);
      const found = scanner.scan(text.length);
      const wanted: number[] = [];
      for (let at = text.indexOf('status='); at !== -1; at = text.indexOf('status=', at + 1)) {
        const before = text.subarray(0, at);
        wanted.push(at, before.lastIndexOf(10) + 1, before.filter((byte) => byte === 10).length);
      }
      expect([...scanner.hits.subarray(0, found.hits * 3)]).toEqual(wanted);
      expect(found.lines).toBe(text.filter((byte) => byte === 10).length);
    }),
  );
});
