import { normalizeProvider, type WantedEvents } from '../../core/windows-events/provider.ts';

/** Which events a run looks at. */
export interface Wanted {
  /** Whether an event of this id can be wanted at all, whoever logged it. */
  id(id: number): boolean;
  /** Whether this event is; one without provider is chosen by its id, one without either always. */
  event(provider: string | undefined, id: number): boolean;
}

const everything: Wanted = { id: () => true, event: () => true };

export function wantedOf(list: readonly WantedEvents[] | undefined): Wanted {
  if (list === undefined) return everything;
  const ids = new Set(list.flatMap((one) => one.ids ?? []));
  const anyId = list.some((one) => one.ids === undefined);
  const idsOf = (provider: string) => list.filter((one) => one.provider === normalizeProvider(provider));
  return {
    id: (id) => id === 0 || anyId || ids.has(id),
    event: (provider, id) =>
      provider === undefined
        ? id === 0 || anyId || ids.has(id)
        : idsOf(provider).some((one) => one.ids === undefined || one.ids.includes(id)),
  };
}
