import { normalizeProvider, type WantedEvents } from '../../core/windows-events/provider.ts';
import type { RawEvent } from './raw-event.ts';

/** Names of providers remembered in normal form; a log has some hundred, an attack any number. */
const maxNames = 10_000;

/** Which events a run looks at. */
export interface Wanted {
  /** Whether an event of this id can be wanted at all, whoever logged it. */
  id(id: number): boolean;
  /**
   * Whether an event can be wanted of which this much is known; `mentions` tells whether a word stands
   * in its raw form, markup included. False is sure. An event without provider is chosen by its id,
   * one without either always.
   */
  raw(provider: string | undefined, id: number, mentions: (word: string) => boolean): boolean;
  event(event: RawEvent): boolean;
}

const everything: Wanted = { id: () => true, raw: () => true, event: () => true };

export function wantedOf(list: readonly WantedEvents[] | undefined): Wanted {
  if (list === undefined) return everything;
  const ids = new Set(list.flatMap((one) => one.ids ?? []));
  const anyId = list.some((one) => one.ids === undefined);
  const rulesOf = rulesByName(list);
  const wantsId = (id: number): boolean => id === 0 || anyId || ids.has(id);
  const raw: Wanted['raw'] = (provider, id, mentions) =>
    provider === undefined
      ? wantsId(id)
      : rulesOf(provider).some((rule) => hasId(rule, id) && (rule.words === undefined || rule.words.some(mentions)));
  return {
    id: wantsId,
    raw,
    event: (event) => {
      const texts = [event.message ?? '', ...Object.values(event.data)];
      return raw(event.provider, event.id, (word) => texts.some((text) => text.includes(word)));
    },
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
    // A name cut out of a block of text would keep the block.
    if (known.size < maxNames) known.set(Buffer.from(name).toString(), rules);
    return rules;
  };
}

const hasId = ({ ids }: WantedEvents, id: number): boolean => ids === undefined || ids.includes(id);
