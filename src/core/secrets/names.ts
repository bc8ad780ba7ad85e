/** Alternatives of a regex, in small letters. */
export type Names = string;

/** What is never masked: a mask that stands there already; an expression that only names where a value is. */
export const spared = String.raw`(?!\(\*|\$\{|\$\(|\{\{|\$(?:true|false|null|env:)|(?:&quot;|&#0?3[49];|%2[27]|\\u002[27])?\[(?:secret|token|data|private key|base64|name|hash)\])`;

/** Reasons of HTTP (RFC 9110) behind their status. */
const reason =
  'Bad Request|Unauthorized|Forbidden|Not Found|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out';
/**
 * What Go's programs put behind "failed to refresh token: ": an error of a package (golang.org/x/oauth2 token.go,
 * go-autorest adal/token.go, crypto/x509), of a request (net/url's Error), the status of an answer.
 */
const errorOfGo = `(?:(?:oauth2|adal|x509): ["a-zR]|(?:Get|Post) "https?://|[45]\\d\\d (?:${reason})\\b)`;

/** Prose behind a name: "password: authentication failed", "token: not found"; placeholders. */
export const prose = String.raw`(?!${errorOfGo}|(?:is|was|were|not|no|has|have|must|may|can|cannot|could|should|the|a|an|of|for|from|in|on|and|or|to|by|with|incorrect|invalid|expired|required|failed|failure|authentication|mismatch|wrong|rejected|missing|null|nil|none|undefined|true|false|yes|unknown|empty|error|unauthorized|denied|string|prompt|reset|change|changed|policy|file|secret|token|\*{2,40}|x{3,40}|<[a-z][^<>]{0,40}>)(?:[\s.,;:!)"']|$))`;

/** A value in quotes, escaped ones of JSON in JSON too. */
export const quoted =
  String.raw`\\{1,7}"(?:(?!\\{1,7}").){1,9000}\\{1,7}"|"(?:[^"\\\r\n]|\\.|""){1,9000}"?|N?'(?:[^'\\\r\n]|\\.|''){1,9000}'?|\{[^{}\r\n]{1,400}\}(?=;)|` +
  '`[^`\\r\\n]{1,2000}`';

/** Up to a blank, or a separator behind which something else begins; blanks too up to the end of a setting in `;`. */
export const bare = String.raw`(?:[^\s"',;&<>\\{|]|\\[^\s"'\\]|[,;&](?!\s|$|[\w .-]{1,40}[=:])|<(?![/\s])|["'](?=[^\s,;}\])"']))(?:[^\s"',;&<>\\]|\\[^"'\\\r\n]|[,;&](?!\s|$|[\w .-]{1,40}[=:])|<(?![/\s])|["'](?=[^\s,;}\])"'])){0,2000}(?:(?: {1,2}[^\s;="',]{1,100}){1,8}(?=;))?`;

/** The lines of a block scalar of YAML. */
export const block = String.raw`[|>][+-]?\d?[ \t]{0,4}\r?\n[ \t]{1,40}[^\r\n]{1,2000}(?:\r?\n[ \t]{1,40}(?![\w.-]{1,60}:|- )[^\r\n]{1,2000}){0,60}`;

/** Between a name and its value, in INI, YAML, JSON, PHP, Ruby, URLs and HTML; in YAML and JSON the value may be on the next line. */
export const separator = String.raw`(?:\[\])?(?:\\{0,7}["']|&quot;|&#0?3[49];|%2[27]|\\u002[27])?\s{0,4}(?::=|=>|->|==?|::?|%3[ADad])[ \t]{0,8}(?:&quot;|&#0?3[49];|%2[27]|\\u002[27]|\s{1,40}(?=")|\r?\n[ \t]{1,40}(?=[^\s:#"'{}[\]-][^\s:]{2,200}[ \t]{0,8}\r?$))?`;

/** The same names in capitals and small letters, where the rest of a pattern tells them apart. */
export const anyCase = (names: Names): string =>
  names.replace(/\[[^\]]*\]|\\.|[a-z]/g, (part) => (part.length > 1 ? part : `[${part}${part.toUpperCase()}]`));
