/** Someone's own words between the lines of a log: a question, a guess, advice. */
const supposing =
  /\b(?:maybe|perhaps|whether|i (?:think|guess|wonder|suspect)|might be|could it be|what if)\b|(?:^|[.,;:] )if (?:the|your|you|it|an?|event)\b|\?\s*$/i;

/** Whether a text that stands in no record of a log supposes what it says. */
export const supposes = (text: string): boolean => supposing.test(text);
