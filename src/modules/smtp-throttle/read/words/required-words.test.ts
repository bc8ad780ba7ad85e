import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearly } from '../../../../../test/support/nearly.ts';
import { requiredTexts } from '../../../../core/patterns/required-texts.ts';
import { replyRows } from '../../replies/table.ts';
import { oneLine } from '../../reply.ts';
import { requiredWords } from './required-words.ts';
import { tellingPatterns } from './searched-words.ts';
import { telling } from './telling.ts';
import { tellingIn } from './telling-words.ts';

test.each([
  [/exact/, ['exact']],
  [/gr[ea]y(?:ed|ish)?/, ['gr[ae]y', 'gr[ae]yed', 'gr[ae]yish']],
  [/\bfull\b/, ['\\Wfull\\W']],
  [/time(?:d )?out|late/, ['timeout', 'timed out', 'late']],
  [/(?:a|to) .{0,20} throttled (?:by|for)/, [' throttled by', ' throttled for']],
  [/code: \d{3} \w+/, ['code: \\d\\d\\d ']],
  [/(?=ahead)behind(?! that)/, ['behind']],
  [/gr[ea]y\d{1,2}x/i, ['gr[AEae]y\\dx', 'gr[AEae]y\\d\\dx']],
  [
    /(?:[:>]|.* - )(?<reply>421 (?=[A-I]|m[^s]).*)/,
    ['[\\:\\>]421 [ABCDEFGHI]', '[\\:\\>]421 m[^s]', ' - 421 [ABCDEFGHI]', ' - 421 m[^s]'],
  ],
  [/^421 no/, ['[\\n] 421 no', '"421 no']],
  [/envoyée?|\u2190 no/, ['envoy[\\xc3][\\xa9]', 'envoy[\\xc3][\\xa9]e', '[\\xe2][\\x86][\\x90] no']],
  [/(?<![\w.])5\.1(?!\d)/, ['[^\\w.]5.1[^\\d]']],
  [/time(?!=)out|(?<!a)b(?<!c)cd/, ['timeout', '[^c]cd']],
  [/late(?!")|(?<!\s)soon/, ['late', 'soon']],
  [/\w+|late/, undefined],
])('what %s matches has one of its words in it', (pattern, words) => {
  expect(requiredWords(pattern)?.map((word) => word.join(''))).toEqual(words);
});

test('of a pattern for text with collapsed white space, words end at blanks', () => {
  const edges = { before: '<', blank: '_', behind: '>' };
  const words = (pattern: RegExp) => requiredWords(pattern, { edges })?.map((word) => word.join(''));
  expect(words(/too many open connections/)).toEqual(['<connections']);
  expect(words(/hop ?count/)).toEqual(['hop_', 'hopcount']);
  expect(words(/(?:it|she) (?:has )?expired/)).toEqual(['<expired']);
  expect(words(/\bquota\b/)).toEqual(['<quota>']);
});

const patterns = [...tellingPatterns].flatMap(([tells, all]) => all.map((pattern) => [pattern, tells] as const));

test.each(patterns)('%s: no text matches without a telling word', (pattern, tells) => {
  const property = fc.property(nearly(pattern), (text) => {
    if (pattern.test(text)) expect(tellingIn(text) & tells).toBe(tells);
  });
  fc.assert(property, { numRuns: 30 });
});

const rules = replyRows.filter((row) => row.vague !== true).map(({ id, matches }) => [id, matches] as const);

test.each(rules)('rule %s: no text matches without a telling word, wherever its lines end', (_, pattern) => {
  const blank = fc.constantFrom(' ', '\n', '  ', '\r\n\t', '\\n', '#012');
  const property = fc.property(nearly(pattern), blank, (text, between) => {
    const raw = text.replaceAll(' ', between);
    // A code in front needs no word.
    if (pattern.test(oneLine(raw)) && !/^\d{3}/.test(raw)) expect(tellingIn(raw) & telling.rule).toBe(telling.rule);
  });
  fc.assert(property, { numRuns: 30 });
});

test('nearly every rule of the table requires a text', () => {
  const without = replyRows.filter(({ matches }) => requiredTexts(matches) === undefined);
  expect(without.length).toBeLessThan(replyRows.length / 15);
});
