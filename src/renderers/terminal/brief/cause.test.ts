import { expect, test } from 'vitest';
import type { Finding } from '../../../core/finding.ts';
import { createPaint } from '../paint.ts';
import { head } from './cause.ts';

const finding = (title: string): Finding => ({
  ...{ code: 'IIS150', name: 'latent-drift', severity: 'warning', confidence: 'likely', title },
  ...{
    facts: {},
    role: 'cause',
    why: '',
    next: [],
    docs: [],
    evidence: [{ source: 'a', text: 'a' }],
    rulesOut: [],
    fixes: [],
  },
});
const shown = (title: string, ascii: boolean) =>
  head(finding(title), createPaint({ width: 80, color: false, ascii }), 3);

test.each([true, false])('the code stands at the end of the last line, where letters are ASCII (%s) too', (ascii) => {
  for (let words = 1; words < 40; words++) {
    const lines = shown(`${'drifts '.repeat(words)}on.`, ascii);
    expect(lines.at(-1)).toMatch(/ {2}IIS150, likely$/);
    expect(lines.join('\n')).not.toMatch(/#|\\u|\u00a0/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  }
});

test.each(Array.from({ length: 30 }, (_, i) => 55 + i))('a last word of %i letters leaves no mark behind', (length) => {
  const lines = shown(`no room on /${'x'.repeat(length - 1)}`, true);
  expect(lines.join('')).not.toContain('#');
  expect(lines.join('').replaceAll(/\s+/g, '')).toContain(`/${'x'.repeat(length - 1)}IIS150`);
});

test('what a title itself ends with stays', () => {
  expect(shown('no such key ###', true)).toEqual([
    expect.stringMatching(/^! WARNING {2}no such key ### +IIS150, likely$/),
  ]);
});
