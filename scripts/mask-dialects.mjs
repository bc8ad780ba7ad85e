// A JavaScript pattern as perl takes it for bytes, and as .NET takes it. Throws for what has no counterpart.

/** Letters, marks and digits of any script, as bytes of UTF-8. */
const anyLetter = 'A-Za-z0-9\\x80-\\xff';
const bytesOf = (character) => [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16)}`).join('');

const tokens = /\\u([0-9a-f]{4})|\\p\{[LMN]\}|\\[\s\S]|\[\^?|\]|[^\x00-\x7f]|\{\d+,?\d*\}|[\s\S]/giu;

export function perlPattern({ source, flags }) {
  let inClass = false;
  const out = source.replace(tokens, (token, unicode) => {
    const was = inClass;
    inClass = token === ']' ? false : was || token.startsWith('[');
    const character = unicode === undefined ? token : String.fromCharCode(Number.parseInt(unicode, 16));
    if (was && /[^\x00-\x7f]/.test(character)) throw new Error(`/${source}/: ${character} in a class is no byte`);
    return perlToken(token, character, was);
  });
  return `${inline(flags)}${out}`;
}

function perlToken(token, character, inClass) {
  if (token === "'" || token === "\\'") return '\\x27';
  if (token.startsWith('\\p')) return inClass ? anyLetter : `[${anyLetter}]`;
  if (/[^\x00-\x7f]/.test(character)) return bytesOf(character);
  if (token !== character) return `\\x${token.slice(4)}`;
  // perl's limit of a count was 32,766.
  return inClass ? token : token.replace(/^\{(\d+),\d{6,}\}$/, '{$1,}');
}

export function dotNetPattern({ source, flags }) {
  const out = source.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `${inline(flags)}${out}`;
}

const inline = (flags) => {
  const own = flags.replace(/[gu]/g, '');
  return own === '' ? '' : `(?${own})`;
};
