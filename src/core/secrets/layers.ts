/**
 * A way in which a text stands inside another. Its marks are undone, what is inside is looked at like any text, and
 * where something of it is masked, the marks are put back. So a row of a secret need not know any of them.
 */
export interface Layer {
  readonly id: 'json' | 'line-ends' | 'xml' | 'url' | 'doubled' | 'shell' | 'csv';
  /** Global and linear. Groups: what stands before the inner text, and that. */
  readonly pattern: RegExp;
  /** A quicker look: without it there is no such layer. */
  readonly only: RegExp;
  /** Undefined where this is no such text. */
  undo(inner: string): string | undefined;
  redo(text: string, inner: string): string;
}

const characters: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };
const entity =
  /&(?:(quot|apos|lt|gt|amp)|#0{0,4}(9|10|13|3[2-9]|[4-9]\d|1[01]\d|12[0-6])|#x0{0,4}([2-7][0-9a-f]|[9ad]));/gi;
const entityOf = { '"': '&quot;', "'": '&#39;', '<': '&lt;', '>': '&gt;', '&': '&amp;', '\n': '&#10;', '\r': '&#13;' };

/** Masks stay readable in a URL, and so do characters that were. */
const percent = (text: string, inner: string): string =>
  encodeURIComponent(text)
    .replace(
      /%5B(secret|token|data|hash|base64|name|private%20key)%5D/g,
      (_, mask: string) => `[${mask.replace('%20', ' ')}]`,
    )
    .replace(/((?:user|id)-\d{1,6})%40/g, '$1@')
    .replace(/%(?:2[4CF]|3[AB]|40)/g, (one) => (inner.includes(one) ? one : decodeURIComponent(one)));

const url = {
  id: 'url',
  only: /%[0-9A-Fa-f]{2}/,
  undo: (inner: string) => {
    try {
      // anna+tag%40contoso.com is one address.
      return decodeURIComponent(blanks(inner) ? inner.replace(/\+(?![\w.+-]{0,64}(?:@|%40))/g, ' ') : inner);
    } catch {
      return undefined;
    }
  },
  redo: (text: string, inner: string) =>
    blanks(inner) ? percent(text, inner).replaceAll('%20', '+') : percent(text, inner),
} as const;

/** Whether + stands for blanks. */
const blanks = (inner: string): boolean => inner.includes('+') && !inner.includes('%20');

const xml = {
  id: 'xml',
  only: /&(?:quot|apos|lt|gt|amp|#)/,
  undo: (inner: string) =>
    inner.replace(entity, (_, name?: string, decimal?: string, hex?: string) =>
      name === undefined
        ? String.fromCharCode(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
        : (characters[name.toLowerCase()] ?? ''),
    ),
  redo: (text: string, inner: string) =>
    text.replace(/["'<>&\r\n]/g, (c) =>
      /["'\r\n]/.test(c) && inner.includes(c) ? c : entityOf[c as keyof typeof entityOf],
    ),
} as const;

export const layers: readonly Layer[] = [
  {
    // A string of JSON, in which no character is escaped that need not be
    id: 'json',
    pattern: /((?<!\\)")((?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})){1,100000})(?=")/g,
    only: /\\/,
    undo: (inner) => (inner.includes('\\') ? (JSON.parse(`"${inner}"`) as string) : undefined),
    redo: (text) => JSON.stringify(text).slice(1, -1),
  },
  {
    // \n and #012 in a line of a log
    id: 'line-ends',
    pattern: /(^)([^\r\n]{1,100000})$/gm,
    only: /\\n|#012/,
    undo: (inner) => {
      const text = inner.replace(/\\r\\n|\\n|#012/g, (end) => (end === '\\r\\n' ? '\r\n' : '\n'));
      return text === inner || (/#012/.test(inner) && /\\n/.test(inner)) ? undefined : text;
    },
    redo: (text, inner) =>
      text.replace(/\r?\n/g, (end) => (/#012/.test(inner) ? '#012' : end === '\n' ? '\\n' : '\\r\\n')),
  },
  { ...xml, pattern: /((?<==)")([^"<]{1,100000})(?=")/g },
  // The whole text between two tags
  { ...xml, pattern: /((?<=>)(?=[^<>&]{0,100000}&))([^<>]{1,100000})(?=<)/g },
  // Between any quotes and tags of a line
  { ...xml, pattern: /((?:^|[<>"'])(?=[^<>"'&\r\n]{0,100000}&))([^<>"'\r\n]{1,100000})/gm },
  // A value within a URL or a form, up to what ends one; there + stands for a blank, with nothing else encoded too
  {
    ...url,
    pattern: /((?<![^\s"<>&?#=]))([^\s"<>&?#=%]{0,100000}(?:%[0-9A-Fa-f]{2}[^\s"<>&?#=%]{0,100000}){1,30000})/g,
  },
  {
    ...url,
    pattern: /(=)([^\s"<>&?#=%+/,;]{1,100000}(?:\+[^\s"<>&?#=%+/,;]{1,100000}){2,30000})/g,
    only: /=[^\s&]{1,200}\+/,
  },
  {
    // 'it'\''s' of a shell
    id: 'shell',
    pattern: /((?<![\w'\\])')((?:[^']|'\\''){1,100000})(?=')/g,
    only: /'\\''/,
    undo: (inner) => (inner.includes("'\\''") ? inner.replaceAll("'\\''", "'") : undefined),
    redo: (text) => text.replaceAll("'", "'\\''"),
  },
  {
    // 'it''s' of YAML, SQL and PowerShell
    id: 'doubled',
    pattern: /((?<![\w'])')((?:[^'\\\r\n]|\\(?!')|''){1,100000})(?=')/g,
    only: /''/,
    undo: (inner) => (inner.includes("''") ? inner.replaceAll("''", "'") : undefined),
    redo: (text) => text.replaceAll("'", "''"),
  },
  {
    // "say ""it""" of CSV
    id: 'csv',
    pattern: /((?<![^\s,;|])")((?:[^"]|""){1,100000})(?="(?:[\s,;|]|$))/g,
    only: /""/,
    undo: (inner) => (inner.includes('""') ? inner.replaceAll('""', '"') : undefined),
    redo: (text) => text.replaceAll('"', '""'),
  },
];

/** Texts in texts in texts: a log of containers with JSON with a URL has three. */
export const deepest = 4;

/**
 * `text` with what its layers hold as `look` leaves it, and what put it back: until then each changed part is two
 * `mark`s with a number, so that nothing in it is masked or given an alias a second time.
 */
export function throughLayers(
  text: string,
  mark: string,
  look: (inner: string) => string,
): { readonly text: string; readonly whole: (text: string) => string } {
  const kept: string[] = [];
  let result = text;
  for (const { pattern, only, undo, redo } of layers) {
    if (!only.test(result)) continue;
    result = result.replace(pattern, (found: string, before: string, inner: string) => {
      if (inner.includes(mark)) return found;
      const undone = undo(inner);
      if (undone === undefined || undone === inner) return found;
      const looked = look(undone);
      return looked === undone ? found : `${before}${mark}${kept.push(redo(looked, inner)) - 1}${mark}`;
    });
  }
  const places = new RegExp(`${mark}(\\d+)${mark}`, 'g');
  return { text: result, whole: (masked) => masked.replace(places, (_, i) => kept[Number(i)] ?? '') };
}
