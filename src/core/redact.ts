import { holds } from './patterns/required-texts.ts';
import { displayName, email, emailOfField, maybeAddress, messageId, nameServerNext } from './secrets/addresses.ts';
import { argumentShapes } from './secrets/arguments.ts';
import { databaseShapes } from './secrets/databases.ts';
import { hashShapes } from './secrets/hashes.ts';
import { headerShapes } from './secrets/headers.ts';
import { keyShapes } from './secrets/keys.ts';
import { deepest, throughLayers } from './secrets/layers.ts';
import { mailLoginShapes } from './secrets/mail-login.ts';
import { namedShapes } from './secrets/named.ts';
import { objectShapes } from './secrets/objects.ts';
import { personalShapes } from './secrets/personal.ts';
import { programShapes, promptShapes } from './secrets/programs.ts';
import type { SecretShape } from './secrets/shape.ts';
import { urlShapes } from './secrets/urls.ts';
import { vendorShapes } from './secrets/vendor-tokens.ts';
import { windowsShapes } from './secrets/windows.ts';

/** Replaces secrets in data, before anything is made of it; one instance per report, so that aliases agree. */
export interface Redactor {
  text(text: string): string;
  /** The same value with every string in it redacted, in order of appearance. */
  deep<T>(value: T): T;
  /** The same for what is analyzed again: texts with certificates keep them. */
  saved<T>(value: T): T;
}

/** How a redactor takes what it reads. */
export interface RedactorSettings {
  /**
   * What an earlier run wrote: its aliases stay, so that a replay prints the same text. In anything else
   * `user-1@contoso.com` is an address like any other, so that no input can pass for an alias.
   */
  readonly aliased?: boolean;
}

/** All shapes, in the order they are looked for: what holds an at sign before addresses are. */
export const secretShapes: readonly SecretShape[] = [
  ...keyShapes,
  ...objectShapes,
  ...hashShapes,
  ...promptShapes,
  ...headerShapes,
  ...mailLoginShapes,
  ...namedShapes,
  ...urlShapes,
  ...argumentShapes,
  ...programShapes,
  ...windowsShapes,
  ...databaseShapes,
  ...vendorShapes,
  ...personalShapes,
];

/** Texts of which a redactor remembers what became of them. */
const maxKnown = 5_000;

/** An alias that an earlier run gave. */
const alias = /(?:^|[^A-Za-z0-9])(?:user|id)-\d{1,6}(?:@|%40)/;
/** Times, numbers and short words, of which reports are full: no shape fits them, and most would be compiled for them. */
export const clean = /^(?:[\d:.TZ-]*|[A-Za-z0-9-]{1,18})$/;

/** What a host shows to everybody who connects, and its analysis needs. */
const certificates = /-----BEGIN (?:CERTIFICATE|PUBLIC)|(?:certificate|authority)-data/;
/** One of them, in PEM or that in base64 again: some of its base64 looks like a token by chance. */
const certificate =
  /-----BEGIN (?:(?:TRUSTED )?CERTIFICATE|(?:RSA )?PUBLIC (?:KEY|HALF)|X509 CRL)-----[A-Za-z0-9+/=\s]{0,30000}-----END|LS0tLS1CRUdJTiB(?:DRVJUSUZJQ0FUR|QVUJMSUMg)[A-Za-z0-9+/=]{0,30000}/g;
/** Stands for one meanwhile. */
const place = '\u0001';
/** Stand for what was found in a layer, one for each depth. */
const marks = [...Array(deepest).keys()].map((depth) => String.fromCharCode(0xf8f0 + depth));
/** Without one of these a text has no layer. */
const wrapped = /\\|%[0-9A-Fa-f]{2}|&(?:quot|apos|lt|gt|amp|#)|''|""|#012|=[^\s&]{1,200}\+/;

/** A field whose value is a secret, and a word of a command line whose next word is one. */
const secretKey =
  /(?:^|[_.-]|[a-z](?=[A-Z]))(?:password|passwd|pwd|passphrase|kennwort|pass|pw|authorization|cookie|client[_-]?secret|(?:api|access|private|account|secret)[_-]?key|(?:access|refresh|id|bearer)[_-]?token|token)$/i;
const secretWord = /^--?[\w-]{0,40}(?:password|passwd|pass|pwd|passphrase|secret|token|api-key|access-key)$/i;

/**
 * A text without the secrets of one form. A value in quotes stays in them, so that JSON stays JSON. What an earlier run
 * masked, its aliases and what follows them, which that run left, are no value.
 */
function maskShape(text: string, { pattern, replacement }: SecretShape, aliased: boolean): string {
  const done = aliased ? (/\[[a-z0-9 ]{1,20}\]$/.exec(replacement)?.[0] ?? '') : '';
  return text.replace(pattern, (...match: unknown[]) => {
    const [found = '', ...groups] = match.slice(
      0,
      match.findIndex((part) => typeof part === 'number'),
    ) as string[];
    // What of the match stays before the mask: all groups that the replacement begins with.
    const kept = [...(/^(?:\$\d)+/.exec(replacement)?.[0] ?? '').matchAll(/\d/g)]
      .map(([number]) => groups[Number(number) - 1] ?? '')
      .join('');
    if (done !== '' && (found.includes(done, kept.length) || alias.test(found.slice(kept.length)))) return found;
    const mark = /^\\*["'`]/.exec(found.slice(kept.length))?.[0] ?? '';
    const quote = mark !== '' && found.length >= kept.length + 2 * mark.length && found.endsWith(mark) ? mark : '';
    return replacement
      .replace(/\[[a-z0-9 ]{1,20}\]$/, (mask) => `${quote}${mask}${quote}`)
      .replace(/\$(\d)/g, (_, number) => groups[Number(number) - 1] ?? '');
  });
}

/** Masks what stands beside the certificates of a text, by the shapes that are none of theirs. */
function besideCertificates(text: string, masked: (text: string, shapes: readonly SecretShape[]) => string): string {
  const shapes = secretShapes.filter(({ analyzed }) => analyzed !== true);
  if (text.includes(place)) return masked(text, shapes);
  const kept: string[] = [];
  const around = text.replace(certificate, (one) => `${place}${kept.push(one) - 1}${place}`);
  return masked(around, shapes).replace(/\u0001(\d+)\u0001/g, (_, i) => kept[Number(i)] ?? '');
}

/** Aliases e-mail addresses as `user-1@contoso.com`, numbered by first appearance, and blanks out secrets. */
export function createRedactor({ aliased = false }: RedactorSettings = {}): Redactor {
  const aliases = new Map<string, string>();
  const counts = { user: 0, id: 0 };
  /** Characters of inner texts that may still be looked at, so that layers upon layers end. */
  let budget = 0;
  const aliasOf = (kind: keyof typeof counts, value: string): string => {
    const key = `${kind} ${value.toLowerCase()}`;
    const known = aliases.get(key);
    if (known !== undefined) return known;
    counts[kind] += 1;
    const made = `${kind}-${counts[kind]}`;
    aliases.set(key, made);
    return made;
  };
  const isAlias = (text: string): boolean => aliased && alias.test(text);
  /** Whether this is an alias that was put into the same text a moment ago. */
  const isGiven = (kind: keyof typeof counts, local: string): boolean =>
    local.startsWith(`${kind}-`) &&
    /^\d{1,6}$/.test(local.slice(kind.length + 1)) &&
    Number(local.slice(kind.length + 1)) <= counts[kind];
  const address = (found: string, domain: string): string =>
    isAlias(found) ? found : `${aliasOf('user', `${localOf(found, domain)}@${domain}`)}@${domain.toLowerCase()}`;
  const id = (found: string, field = '', left = '', java = '', exchange = ''): string => {
    const value = left + java + exchange;
    return isAlias(`${value}@`) ? found : `${field}${aliasOf('id', value)}@`;
  };
  const withoutAddresses = (text: string): string => {
    let result = text;
    if (result.includes('@')) result = result.replace(messageId, id).replace(displayName, '$1"[name]$1"');
    result = result.replace(
      email,
      (found, dotted: string | undefined, single: string | undefined, from: number, whole) => {
        const sign = found.indexOf('@');
        // The left side of a Message-ID was given its alias just now.
        if (isGiven('id', found.slice(0, sign))) return found;
        if (/ @\S/.test(found) && nameServerNext.test(whole.slice(Math.max(0, from - 300), from + sign))) return found;
        return address(found, dotted ?? single ?? '');
      },
    );
    return result.replace(emailOfField, (found, field: string, local: string, at: string) =>
      isAlias(found) || isGiven('user', local) || isGiven('id', local)
        ? found
        : `${field}${address(`${local}@${at}`, at)}`,
    );
  };
  /** Short texts come again and again in a report. */
  const known = new Map<string, string>();
  const text = (raw: string, toAnalyze = false): string => {
    if (clean.test(raw)) return raw;
    if (toAnalyze && certificates.test(raw)) return besideCertificates(raw, masked);
    const before = known.get(raw);
    if (before !== undefined) return before;
    const shown = masked(raw, secretShapes);
    if (raw.length < 200 && known.size < maxKnown) known.set(raw, shown);
    return shown;
  };
  const masked = (raw: string, shapes: readonly SecretShape[], depth = 0): string => {
    if (depth === 0) budget = 100_000 + 8 * raw.length;
    const mark = marks[depth];
    if (mark === undefined || !wrapped.test(raw) || raw.includes(mark)) return maskedHere(raw, shapes);
    const layered = throughLayers(raw, mark, (inner) => {
      budget -= inner.length;
      return budget < 0 ? inner : masked(inner, shapes, depth + 1);
    });
    return layered.whole(maskedHere(layered.text, shapes));
  };
  const maskedHere = (raw: string, shapes: readonly SecretShape[]): string => {
    let result = raw;
    let lower = raw.toLowerCase();
    for (const shape of shapes) {
      const { only, requires } = shape;
      if ((requires !== undefined && !holds(lower, requires)) || only?.test(result) === false) continue;
      const shown = maskShape(result, shape, aliased);
      if (shown !== result) lower = shown.toLowerCase();
      result = shown;
    }
    return maybeAddress.test(result) ? withoutAddresses(result) : result;
  };
  return {
    text: (raw) => text(raw),
    deep: (value) => mapStrings(value, (raw) => text(raw), new Map()),
    saved: (value) => mapStrings(value, (raw) => text(raw, true), new Map()),
  };
}

/** What stands before the domain, without the at sign in whichever form. */
const localOf = (found: string, domain: string): string =>
  found
    .slice(0, found.length - domain.length)
    .replace(
      /(?:\s?(?:@|\uff20|\ufe6b)\s?|%(?:25){0,2}40|&#x?0{0,6}[46][04];|&commat;|\\[ux]0{0,2}40|=40|\s?[([{](?:at|AT)[)\]}]\s?|\s(?:at|AT)\s)$/,
      '',
    );

/** Leaves everything as it is, for `--no-redact`. */
export const noRedaction: Redactor = { text: (text) => text, deep: (value) => value, saved: (value) => value };

/** `keys` remembers what became of names, which are few and come again and again. */
function mapStrings<T>(value: T, change: (text: string) => string, keys: Map<string, string>): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) {
    return value.map((item, i) =>
      typeof item === 'string' && typeof value[i - 1] === 'string' && secretWord.test(value[i - 1])
        ? masked(item)
        : mapStrings(item, change, keys),
    ) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const changed = (key: string): string => {
    const known = keys.get(key) ?? change(key);
    keys.set(key, known);
    return known;
  };
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      changed(key),
      typeof item === 'string' && secretKey.test(key) ? masked(item) : mapStrings(item, change, keys),
    ]),
  ) as T;
}

const masked = (text: string): string => (text === '' || /^\[[a-z ]{1,20}\]$/.test(text) ? text : '[secret]');
