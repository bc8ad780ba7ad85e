import { describe, expect, test } from 'vitest';
import { requiredTexts } from './required-texts.ts';

describe('a match of a pattern contains one of', () => {
  const cases: readonly (readonly [RegExp, readonly string[] | undefined])[] = [
    [/Insufficient system resources/i, ['insufficient system resources']],
    [/sender thread limit|\b5\.1\.90\b/, ['sender thread limit', '5.1.90']],
    [/concurrent connections? limit/, ['concurrent connection']],
    [/limits{0,2} reached/, [' reached']],
    [/(?:mail)?box (?:is )?overfull/, ['overfull']],
    [/over all (?:quota|limit)/, ['over all ']],
    [/x (?:quota|limit)\d/, ['quota', 'limit']],
    [/(?<rest>quota) \d/, ['quota']],
    [/(?<!not )spam|(?<=is )junk(?! mail)/, ['spam', 'junk']],
    [/no\.\d{1,3}[a-z\]abc]{3}/, ['no.']],
    [/quota\x20exceeded/, ['exceeded']],
    [/the \w+quota+s/, ['quota']],
    [/^554 gr\/oup$/, ['554 gr/oup']],
    [/limit|\d\d/, undefined],
    [/\bno\b/, undefined],
  ];
  test.each(cases)('%s: %j', (pattern, texts) => expect(requiredTexts(pattern)).toEqual(texts));
});
