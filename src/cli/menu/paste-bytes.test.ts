import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyPaste, lineCount, pastedBytes, takeBytes } from './paste-bytes.ts';

const bracketed = (text: string) => `\u001b[200~${text}\u001b[201~`;
const takeAll = (...chunks: string[]) => {
  const paste = emptyPaste();
  const states = chunks.map((chunk) => takeBytes(paste, Buffer.from(chunk)));
  return { paste, state: states.at(-1), text: pastedBytes(paste).toString() };
};

test.each([
  ['line ends of all kinds become LF', bracketed('a\rb\nc\r\nd\n\ne'), 'a\nb\nc\nd\n\ne'],
  ['control characters in brackets are text', bracketed('a\u0003b\u0004c\u001b[31md'), 'a\u0003b\u0004c\u001b[31md'],
  ['blank lines stay', bracketed('\n\n\na\n\n'), '\n\n\na\n\n'],
  ['without brackets too', 'a\r\rb\r', 'a\n\nb\n'],
  ['tabs are text', 'a\tb', 'a\tb'],
  ['arrow and function keys are no text', 'a\u001b[A\u001b[15~\u001bOPb', 'ab'],
  ['Backspace takes a character back', 'abü\u007f\u007fc', 'ac'],
  ['Backspace at the beginning does nothing', '\u007f\u007fa', 'a'],
])('%s', (_, input, text) => {
  expect(takeAll(input)).toMatchObject({ state: 'open', text });
});

test.each([
  ['Ctrl-D', 'a\r\u0004', 'done'],
  ['Ctrl-C', 'a\u0003', 'interrupt'],
  ['Esc twice', 'a\u001b\u001b', 'back'],
  ['Ctrl-Z', 'a\u001a', 'open'],
] as const)('%s outside brackets: %j is %s', (_, input, state) => {
  expect(takeAll(input).state).toBe(state);
});

test('Ctrl-Z ends a paste where the system says so', () => {
  expect(takeBytes(emptyPaste(), Buffer.from('a\u001a'), true)).toBe('done');
});

test('a text in brackets is the same however the terminal cuts it', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'ü', '\n', '\u001b', '[', '2', '0', '~', '\u0004', '日', ' ') });
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (raw, sizes) => {
      fc.pre(!raw.includes('\u001b[201~'));
      const bytes = Buffer.from(bracketed(raw));
      const paste = emptyPaste();
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length] ?? 1;
        expect(takeBytes(paste, bytes.subarray(at, at + size))).toBe('open');
        at += size;
      }
      expect(pastedBytes(paste).toString()).toBe(raw);
    }),
  );
});

test('lines are counted as they come, an unfinished one too', () => {
  expect(lineCount(takeAll(bracketed('a\nb')).paste)).toBe(2);
  expect(lineCount(takeAll(bracketed('a\nb\n')).paste)).toBe(2);
  expect(lineCount(takeAll('').paste)).toBe(0);
});
