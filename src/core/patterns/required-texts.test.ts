import { describe, expect, test } from 'vitest';
import { holds, requiredTexts } from './required-texts.ts';

describe('a match of a pattern contains all of one of', () => {
  const cases: readonly (readonly [RegExp, readonly string[]])[] = [
    [/Insufficient system resources/i, ['insufficient system resources']],
    [/sender thread limit|\b5\.1\.90\b/, ['sender thread limit', '5.1.90']],
    [/concurrent connections? limit/, ['concurrent connection+ limit']],
    [/limits{0,2} reached/, [' reached+limit']],
    [/(?:mail)?box (?:is )?overfull/, ['overfull+box ']],
    [/over all (?:quota|limit)/, ['over all +quota', 'over all +limit']],
    [/x (?:quota|limit)\d/, ['quota', 'limit']],
    [/(?<rest>quota) \d/, ['quota']],
    [/(?<!not )spam|(?<=is )junk(?! mail)/, ['spam', 'junk']],
    [/no\.\d{1,3}[a-z\]abc]{3}/, ['no.']],
    [/quota\x20exceeded/, ['exceeded+quota']],
    [/the \w+quota+s/, ['quota+the ']],
    [/^554 gr\/oup$/, ['554 gr/oup']],
    [/(?:邮箱|信箱).{0,12}已满|Ящик полон/iu, ['邮箱+已满', '信箱+已满', 'ящик полон']],
    [/[Pp]ing [A-Z]ost/, ['ping +ost']],
    [/limit|\d\d/, []],
    [/\bno\b/, []],
    [/(?:one|two) (?:three|four)/, ['three+one', 'four+one', 'three+two', 'four+two']],
    [/(?:first|second|third) (?:fou|five)/, ['first', 'second', 'third']],
  ];
  test.each(cases)('%s: %j', (pattern, texts) =>
    expect(requiredTexts(pattern).map((all) => all.join('+'))).toEqual(texts),
  );
});

test('a text holds what is required where all of one alternative stand in it', () => {
  const required = requiredTexts(/over all (?:quota|limit)/);
  expect(
    ['over all limit', 'the quota is over all of it', 'over all', 'quota'].map((text) => holds(text, required)),
  ).toEqual([true, true, false, false]);
  expect(holds('anything', requiredTexts(/\d\d/))).toBe(true);
});
