import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneLine } from '../../reply.ts';
import { ruleTable } from '../../rules/table.ts';
import { failing, mailWords, sentWords, vague } from '../application.ts';
import { signPatterns } from '../signs.ts';
import { fingerprints, wrappers } from '../wrappers.ts';
import { requiredWords } from './required-words.ts';
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
  [/\w+|late/, undefined],
])('what %s matches has one of its words in it', (pattern, words) => {
  expect(requiredWords(pattern)?.map((word) => word.join(''))).toEqual(words);
});

test('of a pattern for text with collapsed white space, words end at blanks', () => {
  const edges = { before: '<', blank: '_', behind: '>' };
  const words = (pattern: RegExp) => requiredWords(pattern, edges)?.map((word) => word.join(''));
  expect(words(/too many open connections/)).toEqual(['<connections']);
  expect(words(/hop ?count/)).toEqual(['hop_', 'hopcount']);
  expect(words(/(?:it|she) (?:has )?expired/)).toEqual(['<expired']);
  expect(words(/\bquota\b/)).toEqual(['<quota>']);
});

/** Texts that a pattern matches, but for boundaries and looking around, which the generator does not know. */
function nearly(pattern: RegExp): fc.Arbitrary<string> {
  const source = pattern.source.replace(/\\b|\(\?<?[=!](?:[^()[\]]|\[[^\]]*\]|\([^()]*\))*\)/g, '');
  return fc.stringMatching(new RegExp(source, 's'), { maxLength: 400 });
}

const patterns: readonly (readonly [name: string, tells: number, pattern: RegExp])[] = [
  ...wrappers.map(({ client, pattern }) => [`wrapper of ${client}`, telling.reply, pattern] as const),
  ...fingerprints.map(([client, pattern]) => [`fingerprint of ${client}`, telling.client, pattern] as const),
  ...signPatterns.map(([sign, pattern]) => [`sign ${sign}`, telling.sign, pattern] as const),
  ['sent', telling.sent, sentWords],
  ['mail', telling.mail, mailWords],
  ['failing', telling.failing, failing],
];

test.each(patterns)('%s: no text matches without a telling word', (_, tells, pattern) => {
  const property = fc.property(nearly(pattern), (text) => {
    if (pattern.test(text)) expect(tellingIn(text) & tells).toBe(tells);
  });
  fc.assert(property, { numRuns: 30 });
});

const rules = ruleTable.filter(({ id }) => !vague.includes(id)).map(({ id, pattern }) => [id, pattern] as const);

test.each(rules)('rule %s: no text matches without a telling word, wherever its lines end', (_, pattern) => {
  const blank = fc.constantFrom(' ', '\n', '  ', '\r\n\t', '\\n', '#012');
  const property = fc.property(nearly(pattern), blank, (text, between) => {
    const raw = text.replaceAll(' ', between);
    // A code in front needs no word.
    if (pattern.test(oneLine(raw)) && !/^\d{3}/.test(raw)) expect(tellingIn(raw) & telling.rule).toBe(telling.rule);
  });
  fc.assert(property, { numRuns: 30 });
});
