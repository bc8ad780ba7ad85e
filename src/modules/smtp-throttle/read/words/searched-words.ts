import type { Word } from '../../../../core/patterns/places.ts';
import { replyRows } from '../../replies/table.ts';
import { answers, codeFirst } from '../answers.ts';
import { aMail, failing, mailWords, nameLookup, otherProtocol, smtpWords } from '../context.ts';
import { signPatterns } from '../signs.ts';
import { structPatterns } from '../structs.ts';
import { sentToWords, sentWords } from '../success-rows.ts';
import { fingerprints, wrappers } from '../wrappers.ts';
import { requiredWords, type Telling } from './required-words.ts';
import { telling } from './telling.ts';
import type { Edges } from './word-row.ts';

/** Replies are read with their white space as blanks, escapes such as `\n` and the ends of fields too. */
const inReplies: Edges = {
  before: '[^A-Zabcdefghijklmopqsuvwxyz]',
  blank: '[\\s\\\\#"\\x80-\\xff]',
  behind: '[^A-Za-z0-9]',
};

/** A code has so many forms: each behind each of the signs in front of it, before words. */
const formsOfCodes = 600;

function wordsOf(patterns: readonly RegExp[], how: Telling = {}): readonly Word[] {
  const words = patterns.flatMap((pattern) => {
    const required = requiredWords(pattern, pattern === codeFirst ? { most: formsOfCodes } : how);
    if (required === undefined) throw new Error(`no word is in all that this matches: ${pattern.source}`);
    return required;
  });
  return withoutLonger(words);
}

/** Where a word stands, the longer ones that hold it say no more. */
function withoutLonger(words: readonly Word[]): readonly Word[] {
  const byText = new Map(words.map((one) => [one.join('').toLowerCase(), one]));
  const all = `\n${[...byText.keys()].join('\n')}\n`;
  const held = (text: string) => all.replace(`\n${text}\n`, '\n').includes(text);
  const shorter = new Set([...byText.keys()].filter(held));
  const holds = (text: string) => [...shorter].some((one) => one !== text && text.includes(one));
  return [...byText].filter(([text]) => !holds(text)).map(([, one]) => one);
}

/**
 * The patterns of the readers, by what they tell of. Whatever a reader matches a record with stands here, or it reads
 * only what another pattern finds.
 */
export const tellingPatterns: ReadonlyMap<number, readonly RegExp[]> = new Map([
  [telling.reply, [...answers, ...structPatterns, ...wrappers.map(({ pattern }) => pattern)]],
  [telling.client, fingerprints.map(([, pattern]) => pattern)],
  [telling.sign, [...signPatterns.map(([, pattern]) => pattern), otherProtocol]],
  [telling.sent, [sentWords]],
  [telling.sentTo, [sentToWords]],
  [telling.mail, [mailWords, smtpWords, aMail]],
  [telling.failing, [failing]],
]);

/** `421`: a rule asks for it where the reply begins, which `readFailure` sees for itself. */
const isCode = (one: Word): boolean => one.length === 4 && one.slice(0, 3).every((place) => /^\[?\d+\]?$/.test(place));

const wordsOfRules = (): readonly Word[] => {
  const patterns = replyRows.filter((row) => row.vague !== true).map(({ matches }) => matches);
  return wordsOf([...patterns, nameLookup], { edges: inReplies }).filter((one) => !isCode(one));
};

/**
 * Words by what they tell of: in each record that a pattern matches is one of its words; `telling.rule` is for what
 * only rules read. The build puts the words in the place of this file: to find them takes longer than to read most logs.
 */
export const searchedWords = (): ReadonlyMap<number, readonly Word[]> =>
  new Map([
    ...[...tellingPatterns].map(([tells, patterns]) => [tells, wordsOf(patterns)] as const),
    [telling.rule, wordsOfRules()],
  ]);
