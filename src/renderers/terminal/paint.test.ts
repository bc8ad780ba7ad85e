import { expect, test } from 'vitest';
import { createPaint } from './paint.ts';

const paint = (width: number, ascii = false) => createPaint({ width, color: false, ascii });

test.each([
  ['fits', 40, ['- Look: `ls /etc`']],
  ['fits a line of its own', 22, ['- Look why it is so:', '  `ls -la /etc/passwd`']],
  ['is longer than a line', 20, ['- Look why it is so:', '  ls -la /etc/passwd']],
])('a command that %s is not broken', (_, width, expected) => {
  const text = expected.length === 1 ? 'Look: `ls /etc`' : 'Look why it is so: `ls -la /etc/passwd`';
  expect(paint(width).prose(text, 2, 0)).toEqual(expected);
});

test('what divides a long command from the rest of the sentence is the end of its line', () => {
  const text = 'See `cat /etc/passwd /etc/shadow /etc/group`; then go on.';
  expect(paint(20).prose(text, 2, 0)).toEqual(['- See', '  cat /etc/passwd /etc/shadow /etc/group', '  then go on.']);
});

test('a command is inert and in ASCII where that is wanted', () => {
  expect(paint(60, true).prose('See `cat é\u001b[31m`.', 2, 0)).toEqual(['- See `cat \\u{e9}\\u001b[31m`.']);
});
