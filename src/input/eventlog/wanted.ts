import { normalizeProvider, type WantedEvents } from '../../core/windows-events/provider.ts';
import type { RawEvent } from './raw-event.ts';

/** Names of providers remembered in normal form; a log has some hundred, an attack any number. */
const maxNames = 10_000;

/** Which events a run looks at. */
export interface Wanted {
  /** Whether an event of this id can be wanted at all, whoever logged it. */
  id(id: number): boolean;
  /**
   * Whether an event can be wanted whose raw text is this (escapes and markup included); false is
   * sure. One without provider is chosen by its id, one without either always.
   */
  text(provider: string | undefined, id: number, text: () => string): boolean;
  event(event: RawEvent): boolean;
}

const everything: Wanted = { id: () => true, text: () => true, event: () => true };

export function wantedOf(list: readonly WantedEvents[] | undefined): Wanted {
  if (list === undefined) return everything;
  const ids = new Set(list.flatMap((one) => one.ids ?? []));
  const anyId = list.some((one) => one.ids === undefined);
  const rulesOf = rulesByName(list);
  const wantsId = (id: number): boolean => id === 0 || anyId || ids.has(id);
  const text: Wanted['text'] = (provider, id, textOf) =>
    provider === undefined
      ? wantsId(id)
      : rulesOf(provider).some(
          (rule) => hasId(rule, id) && (rule.words === undefined || mentions(textOf(), rule.words)),
        );
  return {
    id: wantsId,
    text,
    event: (event) =>
      text(event.provider, event.id, () => [event.message ?? '', ...Object.values(event.data)].join('\n')),
  };
}

/** The rules of a provider by its name as written. */
function rulesByName(list: readonly WantedEvents[]): (name: string) => readonly WantedEvents[] {
  const known = new Map<string, readonly WantedEvents[]>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const normal = normalizeProvider(name);
    const rules = list.filter(({ provider }) => provider === normal);
    if (known.size < maxNames) known.set(name, rules);
    return rules;
  };
}

const hasId = ({ ids }: WantedEvents, id: number): boolean => ids === undefined || ids.includes(id);
const mentions = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word));
