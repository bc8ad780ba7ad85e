import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headOf, inert, inertJson, inertLine } from './safe-text.ts';

test.each([
  ['an ANSI sequence', 'a\u001b[31mb', 'a\\u001b[31mb'],
  ['a NUL', 'a\u0000b', 'a\\u0000b'],
  ['a bidi override', 'a\u202eb', 'a\\u202eb'],
  ['a C1 control', 'a\u009bb', 'a\\u009bb'],
  ['a carriage return', 'safe\rEVIL', 'safe\\u000dEVIL'],
  ['a Hangul filler', 'a\u3164b', 'a\\u3164b'],
  ['a Hangul choseong filler', 'a\u115fb', 'a\\u115fb'],
  ['a grapheme joiner', 'a\u034fb', 'a\\u034fb'],
  ['a Mongolian vowel separator', 'a\u180eb', 'a\\u180eb'],
  ['a musical format control', 'a\u{1d173}b\u{1d17a}', 'a\\ud834\\udd73b\\ud834\\udd7a'],
  ['a half-width Hangul filler', 'a\uffa0b', 'a\\uffa0b'],
  ['a supplementary variation selector', 'a\u{e0100}b', 'a\\udb40\\udd00b'],
  ['a tag character', 'a\u{e0041}b', 'a\\udb40\\udc41b'],
])('%s is shown, not obeyed', (_, text, shown) => {
  expect(inert(text)).toBe(shown);
});

test('letters of any script stay', () => {
  expect(inert('Überwachung 監視 ნახვა\t\n')).toBe('Überwachung 監視 ნახვა\t\n');
});

test('inertLine keeps to one line', () => {
  expect(inertLine('a\nb\tc')).toBe('a\\nb c');
});

test('inertJson parses to the same value and holds no active character', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const json = inertJson(JSON.stringify({ value, text }));
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, text })));
      expect(inert(json)).toBe(json);
    }),
  );
});

test('a head ends between two words, so that no address or token is cut in two', () => {
  expect(headOf('to bob@contoso.com', 9)).toBe('to');
  expect(headOf('to bob@contoso.com now', 18)).toBe('to bob@contoso.com');
  expect(headOf('short', 9)).toBe('short');
  expect(headOf('{"to":"bob@contoso.com"}', 15)).toBe('{"to":');
  expect(headOf('{"to":"bob@contoso.com","ok":1}', 22)).toBe('{"to":"bob@contoso.com');
  expect(headOf('a'.repeat(20), 9)).toBe('a'.repeat(9));
});
