import { normalizeProvider, type WantedEvents } from '../../core/windows-events/provider.ts';
import type { RawEvent } from './raw-event.ts';

/** Names of providers remembered in normal form; a log has some hundred, an attack any number. */
const maxNames = 10_000;

/** Words of which one must stand in an event, to be searched for in text, or in UTF-8 or UTF-16 read one character a byte. */
export interface Words {
  readonly plain: RegExp;
  readonly narrow: RegExp;
  readonly wide: RegExp;
}

/** Ids by what makes an event of theirs wanted: a byte for each of 65,536. */
export interface WantedIds {
  /** 0 for none that can be wanted, `withWord` where one of `words` must stand in the event, 1 for all others. */
  readonly table: Uint8Array;
  readonly words: readonly string[];
}

/** See `WantedIds`. */
export const withWord = 2;

/** Which events a run looks at. */
export interface Wanted {
  /** What a scanner passes over events by; absent where all are wanted. */
  readonly ids?: WantedIds;
  /** Whether an event of this id can be wanted at all, whoever logged it. */
  id(id: number): boolean;
  /**
   * Whether an event can be wanted of which this much is known; `mentions` tells whether one of the
   * words stands in its raw form, markup included. False is sure. An event without provider is chosen by its id,
   * one without either always.
   */
  raw(provider: string | undefined, id: number, mentions: (words: Words) => boolean): boolean;
  event(event: RawEvent): boolean;
}

const everything: Wanted = { id: () => true, raw: () => true, event: () => true };

export function wantedOf(list: readonly WantedEvents[] | undefined): Wanted {
  if (list === undefined) return everything;
  const table = idTable(list);
  const rulesOf = rulesByName(list);
  const wantsId = (id: number): boolean => table[id] !== 0;
  const raw: Wanted['raw'] = (provider, id, mentions) =>
    provider === undefined
      ? wantsId(id)
      : rulesOf(provider).some(
          ({ ids, words }) => (ids === undefined || ids.has(id)) && (words === undefined || mentions(words)),
        );
  return {
    ids: { table, words: list.flatMap(({ words = [] }) => withEscapes(words)) },
    id: wantsId,
    raw,
    event: ({ provider, id, message = '', data }) =>
      raw(provider, id, ({ plain }) => [message, ...Object.values(data)].some((text) => plain.test(text))),
  };
}

/** The id 0 stands for none. */
function idTable(list: readonly WantedEvents[]): Uint8Array {
  const table = new Uint8Array(65_536);
  if (list.some(({ ids }) => ids === undefined)) return table.fill(1);
  for (const { ids = [], words } of list)
    for (const id of ids) table[id] = words === undefined || table[id] === 1 ? 1 : withWord;
  table[0] = 1;
  return table;
}

interface Rule {
  readonly provider: string;
  readonly ids: ReadonlySet<number> | undefined;
  readonly words: Words | undefined;
}

const ruleOf = ({ provider, ids, words }: WantedEvents): Rule => ({
  provider,
  ids: ids === undefined ? undefined : new Set(ids),
  words: words === undefined ? undefined : wordsOf(words),
});

const wordsOf = (words: readonly string[]): Words => ({
  plain: oneOf(words),
  narrow: oneOf(inBytes(withEscapes(words), 'utf8')),
  wide: oneOf(inBytes(words, 'utf16le')),
});

const inBytes = (words: readonly string[], encoding: 'utf8' | 'utf16le'): string[] =>
  words.map((word) => Buffer.from(word, encoding).toString('latin1'));

/** What is beyond ASCII may stand in XML as a reference, `&#1089;`: an event that has one is left to the reader. */
const withEscapes = (words: readonly string[]): readonly string[] =>
  words.every((word) => /^\p{ASCII}*$/u.test(word)) ? words : [...words, '&#'];

const oneOf = (words: readonly string[]): RegExp =>
  new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));

/** The rules of a provider by its name as written. */
function rulesByName(list: readonly WantedEvents[]): (name: string) => readonly Rule[] {
  const all = list.map(ruleOf);
  const known = new Map<string, readonly Rule[]>();
  const find = (name: string): readonly Rule[] => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const normal = normalizeProvider(name);
    const rules = all.filter(({ provider }) => provider === normal);
    // A name cut out of a block of text would keep the block.
    if (known.size < maxNames) known.set(Buffer.from(name).toString(), rules);
    return rules;
  };
  // Events of one provider follow each other, and a comparison costs less than a search.
  let last: string | undefined;
  let rules: readonly Rule[] = [];
  return (name) => {
    if (name !== last) {
      last = name;
      rules = find(name);
    }
    return rules;
  };
}
