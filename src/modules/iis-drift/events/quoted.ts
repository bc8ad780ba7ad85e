/**
 * What a message quotes, in whatever quotation marks its language uses: '…', ‘…’, "…", „…“, «…». An apostrophe between
 * letters (`d'applications`, `Bob's`) is no mark.
 */
const quotation =
  /(?<!\p{L})'((?:[^'\n]|'(?=\p{L}))*)'|‘((?:[^’\n]|’(?=\p{L}))*)’|"([^"\n]*)"|[„“]([^“”\n]*)[“”]|«\s?([^»\n]*?)\s?»/gu;

/** The quoted words of a message, in order. At most the first 2,000 characters are looked at. */
export function quotedWords(message: string): string[] {
  return [...message.slice(0, 2000).matchAll(quotation)].map(
    (match) => match.slice(1).find((part) => part !== undefined) ?? '',
  );
}
