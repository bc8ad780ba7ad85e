/** Replaces secrets in texts; one instance per report, so that aliases agree across formats. */
export interface Redactor {
  text(text: string): string;
  /** The same value with every string in it redacted, in order of appearance. */
  deep<T>(value: T): T;
  /** A rendered document, looked through once more: an address that a renderer let through is an alias then. */
  sealed(document: string): string;
}

/**
 * The local part may hold what RFC 5322 calls atext, letters of any script (RFC 6531) or a quoted string;
 * length bounds keep the match linear. In angle brackets a host without a dot is enough.
 */
const email =
  /(?:"[^"\s@]{1,64}"|[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64})(?:@|%40)((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}][\p{L}\p{N}-]{1,62})|(?<=<)[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}@([A-Za-z][A-Za-z0-9-]{0,62})(?=>)/gu;
/** The same in a rendered document, where an escape sequence of JSON may stand before it. */
const emailInDocument = new RegExp(String.raw`(\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt]))?(?:${email.source})`, 'gu');
/** An alias that an earlier run gave: it stays what it is on replay. */
const alias = /(?:^|[^A-Za-z0-9])(?:user|id)-\d{1,6}(?:@|%40)/;
/**
 * Message-IDs look like addresses and name no one; their left side is dropped all the same. Known by the
 * field, by what JavaMail writes, by the mailbox servers of Exchange Online as their host.
 */
const messageId =
  /(?<field>(?:message-?id|in-?reply-?to|references)["']?\s{0,3}[:=]\s{0,3}["']?<?)(?<left>[^\s<>@"']{1,250})@|(?<java>\b[\d.-]{3,60}\.JavaMail\.[\w.$-]{1,80})@|(?<exchange>\b[\w.+-]{8,200})@(?=[A-Z0-9]{6,20}\.[a-z0-9]{4,12}\.prod\.(?:outlook|exchangelabs)\.com)/gi;

/** Secrets without identity: what is replaced, and by what; `only` where a quicker look finds something. */
const secrets: readonly { readonly pattern: RegExp; readonly replacement: string; readonly only?: RegExp }[] = [
  {
    pattern:
      /-----BEGIN ([A-Z ]{0,30}PRIVATE KEY)-----[A-Za-z0-9+/=\s\\n]{0,20000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
    replacement: '[private key]',
  },
  { pattern: /\beyJ[\w-]{8,4000}\.[\w-]{4,8000}\.[\w-]{0,2000}/g, replacement: '[token]' },
  { pattern: /\b(Bearer|Basic|Digest|Negotiate)\s{1,4}[A-Za-z0-9+/=._~-]{8,4000}/g, replacement: '$1 [secret]' },
  { pattern: /\b(AUTH (?:PLAIN|LOGIN|XOAUTH2)) [A-Za-z0-9+/=]{4,4000}/gi, replacement: '$1 [secret]' },
  // What a debug log shows of AUTH LOGIN: the server's prompts, the client's answers.
  { pattern: /\b(334) [A-Za-z0-9+/=]{4,4000}/g, replacement: '$1 [secret]' },
  {
    pattern:
      /((?:CLIENT -> (?:SERVER|SMTP)|\bC):\s{1,3})(?:[A-Za-z0-9+/]{6,4000}={1,2}|[A-Za-z0-9+/]{16,4000})(?=["'\s]|$)/gm,
    replacement: '$1[secret]',
  },
  { pattern: /(\bheader Subject: )[^;\n]{1,1000}/g, replacement: '$1[subject]' },
  { pattern: /(\bSubject=')[^'\n]{1,1000}/g, replacement: '$1[subject]' },
  { pattern: /(\bFromName=')[^'\n]{1,200}/g, replacement: '$1[name]' },
  { pattern: /"[^"\n@\\]{1,80}"(?=\s{0,2}<[^<>\s@]{1,64}@)/g, replacement: '"[name]"' },
  { pattern: /\b((?:AKIA|ASIA)[A-Z0-9]{4})[A-Z0-9]{12}\b/g, replacement: '$1[secret]' },
  // kubeconfig and Secret manifests: client-key-data, token-data, certificate-authority-data
  {
    pattern: /\b([A-Za-z-]{1,40}-data["']?\s{0,4}[:=]\s{0,4}["']?)[A-Za-z0-9+/=]{16,100000}/g,
    replacement: '$1[data]',
  },
  { pattern: /(\/\/[^\s:/@]{1,100}:)[^\s@/]{1,200}(@)/g, replacement: '$1[secret]$2' },
  {
    pattern:
      /\b((?:[A-Za-z0-9_-]{0,30}(?:password|passwd|secret|token|api[_-]?key|client[_-]?secret|access[_-]?key))["']?\s{0,4}[:=]\s{0,4})(?!\[)(["']?)[^\s"',;&<>[\]]{3,4000}\2/gi,
    replacement: '$1[secret]',
    only: /passw|secret|token|key/i,
  },
];

/** Times, numbers and the like, of which reports are full: no pattern fits them. */
const clean = /^[\d:.TZ-]*$/;

/** Aliases e-mail addresses as `user-1@contoso.com`, numbered by first appearance, and blanks out secrets. */
export function createRedactor(): Redactor {
  const aliases = new Map<string, string>();
  const counts = { user: 0, id: 0 };
  const aliasOf = (kind: keyof typeof counts, value: string): string => {
    const key = `${kind} ${value.toLowerCase()}`;
    const known = aliases.get(key);
    if (known !== undefined) return known;
    counts[kind] += 1;
    const made = `${kind}-${counts[kind]}`;
    aliases.set(key, made);
    return made;
  };
  const address = (found: string, dotted: string | undefined, single: string | undefined): string => {
    if (alias.test(found)) return found;
    const domain = (dotted ?? single ?? '').toLowerCase();
    return `${aliasOf('user', found.replace('%40', '@'))}@${domain}`;
  };
  const id = (found: string, field = '', left = '', java = '', exchange = ''): string => {
    const value = left + java + exchange;
    return alias.test(`${value}@`) ? found : `${field}${aliasOf('id', value)}@`;
  };
  const text = (raw: string): string => {
    if (clean.test(raw)) return raw;
    let result = raw;
    if (result.includes('@')) result = result.replace(messageId, id);
    if (result.includes('@') || result.includes('%40')) result = result.replace(email, address);
    for (const { pattern, replacement, only } of secrets) {
      if (only === undefined || only.test(result)) result = result.replace(pattern, replacement);
    }
    return result;
  };
  // Addresses only: what else is secret may look like the document's own syntax.
  const sealed = (document: string): string => {
    if (!document.includes('@') && !document.includes('%40')) return document;
    return document.replace(emailInDocument, (all, before = '', dotted, single) => {
      const found = all.slice(before.length);
      return `${before}${address(found, dotted, single)}`;
    });
  };
  return { text, deep: (value) => mapStrings(value, text, new Map()), sealed };
}

/** Leaves everything as it is, for `--no-redact`. */
export const noRedaction: Redactor = { text: (text) => text, deep: (value) => value, sealed: (text) => text };

/** `keys` remembers what became of names, which are few and come again and again. */
function mapStrings<T>(value: T, change: (text: string) => string, keys: Map<string, string>): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change, keys)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const changed = (key: string): string => {
    const known = keys.get(key) ?? change(key);
    keys.set(key, known);
    return known;
  };
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [changed(key), mapStrings(item, change, keys)]),
  ) as T;
}
