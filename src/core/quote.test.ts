import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeWith } from '../../test/support/system-part.ts';
import { casesOf, tried } from '../../test/support/tried.ts';
import { bashLiteral, isQuotable, powershellLiteral, shellWord, sqlLiteral } from './quote.ts';

const printable = fc
  .string({ unit: 'grapheme' })
  .filter((text) => !/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(text));
/** A shell takes its time to start: it is asked for a hundred texts at once. */
const runs = Math.ceil(casesOf(1_000) / 100);
const hundred = (text: fc.Arbitrary<string>) => fc.array(text, { minLength: 100, maxLength: 100 });
const echoes = (words: readonly string[]): readonly string[] =>
  execFileSync('bash', ['-c', `printf '%s\\0' ${words.join(' ')}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

const nasty = [
  "it's",
  '$(reboot)',
  '`id`',
  '-rf',
  '!!',
  '"',
  '\\',
  '*',
  '~',
  '#x',
  'a b',
  "'; DROP TABLE x; --",
  '{a,b}',
  '',
  '=x',
];

describeWith(['bash'], 'bash literals', () => {
  const echoed = (text: string) => echoes([bashLiteral(text)])[0];

  test.each(nasty)('%j comes back from bash', (text) => {
    expect(echoed(text)).toBe(text);
  });

  test('any printable text comes back from bash', () => {
    fc.assert(
      fc.property(hundred(printable), (texts) => {
        expect(echoes(texts.map(bashLiteral))).toEqual(texts);
      }),
      { numRuns: runs },
    );
    tried('bash literals', 100 * runs);
  });
});

describeWith(['bash'], 'words of a command to paste', () => {
  const echoed = (text: string) => echoes([shellWord(text)])[0];

  test.each([...nasty, 'a\nb', "\u001b[31m it's \\ $(id)", 'x\u0085y', '~root', 'a=b', '=a', '\u2028'])(
    '%j is one, on one line',
    (text) => {
      expect(shellWord(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
      expect(echoed(text)).toBe(text);
    },
  );

  test('what is plain stays as it is', () => {
    expect(shellWord('/etc/kubernetes/pki/ca.crt')).toBe('/etc/kubernetes/pki/ca.crt');
  });

  test('any text comes back from bash', () => {
    const any = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(hundred(any), (texts) => {
        expect(echoes(texts.map(shellWord))).toEqual(texts);
      }),
      { numRuns: runs },
    );
    tried('words of a command', 100 * runs);
  });
});

describe('PowerShell literals', () => {
  test.each([
    ["O'Brien", "'O''Brien'"],
    ['‘curly’ ‚low‛', "'‘‘curly’’ ‚‚low‛‛'"],
    ['$env:PATH `n [x]', "'$env:PATH `n [x]'"],
  ])('%s', (text, literal) => {
    expect(powershellLiteral(text)).toBe(literal);
  });
});

describe('SQL literals', () => {
  test('a quote is doubled', () => expect(sqlLiteral("O'Brien")).toBe("'O''Brien'"));
  test('a backslash is refused, because MySQL would read it', () => expect(() => sqlLiteral('a\\')).toThrow());
});

test.each([bashLiteral, powershellLiteral, sqlLiteral])('%o refuses line ends and NULs', (literal) => {
  for (const text of ['a\nb', 'a\rb', 'a\u0000b', 'a\u2028b']) expect(() => literal(text)).toThrow();
});

test.each(['a\nb', 'a\u0000b', 'a\u0085b', 'a\u2028b', 'a\u0013b'])('%j can stand in no script', (text) => {
  expect(isQuotable(text)).toBe(false);
  expect(isQuotable(text.replaceAll(/[^ab]/g, ' '))).toBe(true);
});
