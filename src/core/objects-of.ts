import type { Finding } from './finding.ts';

/** A finding over more objects than these is told by its first ones: a time series each is a burden. */
const mostObjects = 50;

/** A time or a bare number names nothing, and another run has another: `08:23 UTC`, `2026-03-10`, `12.5 %`. */
const measured = /^[\d.,:+-]{1,40}(?: ?%| ?[a-zA-Z]{1,5})?$|\d\d:\d\d|\d{4}-\d\d-\d\d/;

/**
 * What a finding is about, for machines that tell findings apart by it: the names among its facts that its title
 * says, a list each by itself (`etcd`; pools `A`, `B`); else where its first evidence is from.
 */
export function objectsOf({ facts, title, evidence }: Finding): readonly string[] {
  const values = Object.values(facts);
  const isName = (value: unknown): value is string =>
    typeof value === 'string' && value !== '' && value.length <= 200 && !measured.test(value) && title.includes(value);
  const [listed] = values.filter(Array.isArray).map((list: readonly unknown[]) => list.filter(isName));
  if (listed !== undefined && listed.length > 0) return [...new Set(listed)].slice(0, mostObjects);
  const names = values.filter(isName).toSorted((a, b) => title.indexOf(a) - title.indexOf(b));
  return [names.length > 0 ? [...new Set(names)].join(' ') : evidence[0].source];
}
