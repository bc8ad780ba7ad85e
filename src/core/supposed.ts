/** Someone's own words between the lines of a log: a question, a guess, advice. */
const supposing =
  /\b(?:maybe|perhaps|whether|i (?:think|guess|wonder|suspect)|might be|could it be|what if)\b|(?:^|[.,;:] )if (?:the|your|you|it|an?|event)\b|\?\s*$/i;

/** Whether a text that stands in no record of a log supposes what it says. */
export const supposes = (text: string): boolean => supposing.test(text);

/** An article that says what an error means, a comment beside a command. */
const explaining =
  /\b(?:error|refused|timed out|time-?out|unreachable|rejected|hang) (?:error )?means\b|\b(?:refused|timed out|unreachable) {1,3}= {1,3}\w|^\s{0,20}(?:#|\/\/|•) {1,3}\S/i;

/** Whether a text explains the words of an error instead of meeting them. */
export const explains = (text: string): boolean => explaining.test(text);
