import { isSentence } from '../../../core/prose.ts';

/** What a sentence says of mails in general, and not of one: a question, a habit of providers. */
const inGeneral =
  /\b(?:is|are) (?:quite |very )?(?:common|usual|normal)\b|\b(?:some|many|most) (?:providers|servers|hosts|systems|mailboxes)\b|\b(?:usually|typically|in general|sometimes|often)\b|\bwhat happens (?:if|when)\b|\?\s*$/im;
export const isGeneral = (text: string): boolean => inGeneral.test(text);

/** A sentence that says what to do where an error is met: `If you see 550 5.7.1, check SPF`. */
const advice =
  /^Here(?: is|['’]s) an example (?:where|in which)\b|^[\s>*•-]{0,6}(?:If|When(?:ever)?|In case|Are|Do|Did|Have) (?:you|your|the|a|an)\b[^.!?]{0,160}?\b(?:see(?:ing)?|get(?:ting)?|receiv(?:e|ing)|encounter(?:ing)?|returns?|reports?|shows?|says?|responds?)\b/i;
/** What an error means, behind its words: `452 4.3.1 …: This normally means that`. */
const meaning = /[.:] (?:This|It) (?:(?:normally|usually|typically|generally|mostly|often) )?(?:means|indicates)\b/;
export const tellsMeaning = (text: string): boolean => meaning.test(text);
/** An example of a code, of no mail: `a permanent failure such as 550 5.1.1 user unknown`; somebody's own are real. */
const example =
  /\b(?:such as|for example,?|e\.g\.,?|z\. ?B\.|par exemple|por ejemplo|ad esempio)[^.;:]{0,30}?\b[45]\d\d\b/;
const ofSomebody =
  /\b(?:I|we|my|our|you)\b.{0,40}\b(?:gets?|got|sees?|saw|receiv\w{1,3}|ha(?:ve|d)|returns?|fails?)\b/i;
const givesExample = (text: string): boolean => example.test(text) && !ofSomebody.test(text);
export const advises = (text: string): boolean => advice.test(text) || tellsMeaning(text) || givesExample(text);

const fewest = 2;
/** Of the letters of a text. */
const share = 0.4;

/** Whether a text is mostly prose: a page of a manual, a question. A few words of failure in it may be told of, not happened. */
export function isProse(lines: readonly string[]): boolean {
  const sentences = lines.filter(isSentence);
  const lengthOf = (some: readonly string[]) => some.reduce((sum, line) => sum + line.trim().length, 0);
  return sentences.length >= fewest && lengthOf(sentences) >= lengthOf(lines) * share;
}
