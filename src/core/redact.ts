/** Replaces secrets in texts; one instance per report, so that aliases agree across formats. */
export interface Redactor {
  text(text: string): string;
  /** The same value with every string in it redacted, in order of appearance. */
  deep<T>(value: T): T;
}

/** The local part may hold what RFC 5322 calls atext; length bounds keep the match linear. */
const email = /[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z][A-Za-z0-9-]{1,62})/g;
/** An alias that an earlier run gave: it stays what it is on replay. */
const alias = /^user-(\d{1,6})@/;

/** Secrets without identity: what is replaced, and by what. */
const secrets: readonly { readonly pattern: RegExp; readonly replacement: string }[] = [
  {
    pattern:
      /-----BEGIN ([A-Z ]{0,30}PRIVATE KEY)-----[A-Za-z0-9+/=\s\\n]{0,20000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
    replacement: '[private key]',
  },
  { pattern: /\beyJ[\w-]{8,4000}\.[\w-]{4,8000}\.[\w-]{0,2000}/g, replacement: '[token]' },
  { pattern: /\b(Bearer|Basic|Digest|Negotiate)\s{1,4}[A-Za-z0-9+/=._~-]{8,4000}/g, replacement: '$1 [secret]' },
  { pattern: /\b(AUTH (?:PLAIN|LOGIN|XOAUTH2)) [A-Za-z0-9+/=]{4,4000}/gi, replacement: '$1 [secret]' },
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
  },
];

/** Aliases e-mail addresses as `user-1@contoso.com`, numbered by first appearance, and blanks out secrets. */
export function createRedactor(): Redactor {
  const aliases = new Map<string, string>();
  let last = 0;
  const aliasOf = (address: string, domain: string): string => {
    if (alias.test(address)) return address;
    const key = address.toLowerCase();
    const known = aliases.get(key);
    if (known !== undefined) return known;
    last += 1;
    const made = `user-${last}@${domain.toLowerCase()}`;
    aliases.set(key, made);
    return made;
  };
  const text = (raw: string): string => {
    let result = raw;
    if (result.includes('@')) result = result.replace(email, (address, domain: string) => aliasOf(address, domain));
    for (const { pattern, replacement } of secrets) result = result.replace(pattern, replacement);
    return result;
  };
  return { text, deep: (value) => mapStrings(value, text) };
}

/** Leaves everything as it is, for `--no-redact`. */
export const noRedaction: Redactor = { text: (text) => text, deep: (value) => value };

function mapStrings<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapStrings(item, change)])) as T;
}
