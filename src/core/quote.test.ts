import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeWith } from '../../test/support/system-part.ts';
import { bashLiteral, powershellLiteral, shellWord, sqlLiteral } from './quote.ts';

const printable = fc
  .string({ unit: 'grapheme' })
  .filter((text) => !/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(text));
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
  const echoed = (text: string) => execFileSync('bash', ['-c', `printf %s ${bashLiteral(text)}`], { encoding: 'utf8' });

  test.each(nasty)('%j comes back from bash', (text) => {
    expect(echoed(text)).toBe(text);
  });

  test('any printable text comes back from bash', () => {
    fc.assert(
      fc.property(printable, (text) => {
        expect(echoed(text)).toBe(text);
      }),
      { numRuns: 40 },
    );
  });
});

describeWith(['bash'], 'words of a command to paste', () => {
  const echoed = (text: string) => execFileSync('bash', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });

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
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
        (text) => {
          expect(echoed(text)).toBe(text);
        },
      ),
      { numRuns: 40 },
    );
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
