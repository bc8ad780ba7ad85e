import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closingLine } from './closing-line.ts';

test('finds what a search for the text finds, wherever the bytes lie', () => {
  const piece = fc.constantFrom('\n', ' ', '  ', '}', '{', 'a', '\u008a', '\n    }', '\n  }');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(7), fc.nat(9), fc.nat(4), (pieces, offset, from, blanks) => {
      const text = `${pieces.join('')},\n{}`;
      const bytes = new Uint8Array(new ArrayBuffer(200), offset, text.length);
      bytes.set(Buffer.from(text, 'latin1'));
      const found = text.indexOf(`\n${' '.repeat(blanks)}}`, from);
      const at = found + 1 + blanks;
      const feeds = text.slice(from, at).split('\n').length - 1;
      expect(closingLine(bytes, from, blanks)).toEqual(found < 0 ? undefined : { at, feeds });
    }),
  );
});
