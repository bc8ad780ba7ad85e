/**
 * Characters that act on a terminal, an editor or a reader instead of being read: C0 and C1
 * controls (not tab and newline), DEL, bidi marks and overrides (Unicode TR36 §3.4, CVE-2021-42574),
 * zero-width characters, line and paragraph separators, the byte order mark, tag characters; letters and
 * marks that are drawn as nothing (Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt:
 * Hangul and Khmer fillers, the grapheme joiner, Mongolian separators, musical format controls), which
 * make two names look like one. The variation selectors FE00-FE0F stay: text with emoji has them.
 */
const active =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb]|\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d|\u180f|\udb40[\udc00-\uddff]|\ud834[\udd73-\udd7a]|\ud82f[\udca0-\udca3]/g;

const escapeUnit = (text: string): string =>
  [...Array(text.length).keys()].map((i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

/** Makes active characters visible as `\u001b`; newlines and tabs stay. */
export function inert(text: string): string {
  return text.replace(active, escapeUnit);
}

/** Like `inert`, on one line: newlines and tabs become visible escapes too. */
export function inertLine(text: string): string {
  return inert(text).replace(/\n/g, '\\n').replace(/\t/g, ' ');
}

/** Escapes active characters in an already serialized JSON document; the result parses to the same value. */
export function inertJson(json: string): string {
  return json.replace(active, escapeUnit);
}

/** What stands between two words or values. */
const isBetween = (char = ' '): boolean => /[\s,;"'<>()[\]{}|&]/.test(char);

/**
 * The first `most` characters, without the word that would be cut in two: half an address or half a token is one that
 * nothing masks any more. A text that is one long word is cut where it is.
 */
export function headOf(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = most;
  while (end > 0 && !isBetween(text[end])) end -= 1;
  return text.slice(0, end).trimEnd() || text.slice(0, most);
}
