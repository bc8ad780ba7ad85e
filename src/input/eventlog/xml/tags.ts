/** A tag of an XML text; `text` is what stands between an open one and the next tag. */
export interface Tag {
  readonly kind: 'open' | 'close' | 'empty';
  readonly name: string;
  readonly attributes: string;
  readonly text: string;
}

/**
 * The tags of a piece of XML, in order. Tolerant on purpose: events come cut out of documents and
 * through forums, where a strict parser would refuse them. Declarations, comments and anything
 * with a `<!` are passed over, so no entity is ever defined. Linear in the text's length.
 */
export function* tagsOf(xml: string): Generator<Tag> {
  let at = xml.indexOf('<');
  while (at >= 0) {
    const end = tagEnd(xml, at);
    if (end < 0) return;
    const next = xml.indexOf('<', end + 1);
    const tag = tagOf(xml.slice(at + 1, end), next < 0 ? '' : xml.slice(end + 1, next));
    // Text that nothing closes was cut off: half a name is worse than none.
    if (tag !== undefined && (next >= 0 || tag.kind !== 'open')) yield tag;
    at = next;
  }
}

function tagOf(inner: string, text: string): Tag | undefined {
  const match = /^(\/?)([A-Za-z_][\w.:-]*)([\s\S]*?)(\/?)$/.exec(inner);
  if (match === null) return undefined;
  const [, slash, name = '', attributes = '', empty] = match;
  const kind = slash === '/' ? 'close' : empty === '/' ? 'empty' : 'open';
  return { kind, name, attributes, text: kind === 'open' ? text : '' };
}

/** Where a tag that begins at `at` ends; a `>` within quotes does not end it. */
function tagEnd(xml: string, at: number): number {
  let quote = 0;
  for (let i = at + 1; i < xml.length; i++) {
    const code = xml.charCodeAt(i);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return i;
  }
  return -1;
}

/** The value of an attribute, in either kind of quotes. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  const match = pattern.exec(attributes);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Resolves the five predefined entities and character references; others stay as written. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
