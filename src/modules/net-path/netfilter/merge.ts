import type { Assumption, Possibility } from './way.ts';

/** More undecided rules than this that do not meet again are not told apart any more. */
const most = 160;

const assumed = (assumptions: readonly Assumption[]): string =>
  assumptions
    .map(({ id, option }) => `${id}=${option}`)
    .toSorted()
    .join(' ');

/**
 * Joins possibilities that are in the same state. Under the same assumptions their shares add up; an assumption of which
 * every option led to the same state with the same share did not matter, and is dropped.
 */
export function merge<T extends Possibility>(all: readonly T[], stateOf: (one: T) => string): readonly T[] {
  if (all.length < 2) return all;
  let now = addUp(all, stateOf);
  for (let simpler = resolved(now, stateOf); simpler !== undefined; simpler = resolved(now, stateOf)) {
    now = addUp(simpler, stateOf);
  }
  return now.length > most ? collapsed(now, stateOf) : now;
}

function addUp<T extends Possibility>(all: readonly T[], stateOf: (one: T) => string): readonly T[] {
  const found = new Map<string, T>();
  for (const one of all) {
    const key = `${stateOf(one)} ${assumed(one.assumptions)}`;
    const same = found.get(key);
    found.set(key, same === undefined ? one : { ...same, share: same.share + one.share });
  }
  return [...found.values()];
}

interface Option<T> {
  readonly one: T;
  readonly without: readonly Assumption[];
  readonly option: number;
}

/** The list with one assumption less, or undefined where none can go. */
function resolved<T extends Possibility>(all: readonly T[], stateOf: (one: T) => string): readonly T[] | undefined {
  const groups = new Map<string, Option<T>[]>();
  for (const one of all) {
    for (const assumption of one.assumptions) {
      const without = one.assumptions.filter(({ id }) => id !== assumption.id);
      const key = `${stateOf(one)} ${assumption.id} ${one.share.toFixed(9)} ${assumed(without)}`;
      const group = groups.get(key) ?? [];
      group.push({ one, without, option: assumption.option });
      groups.set(key, group);
      if (new Set(group.map(({ option }) => option)).size < assumption.options) continue;
      const gone = new Set(group.map((member) => member.one));
      return [...all.filter((other) => !gone.has(other)), { ...one, assumptions: without }];
    }
  }
  return undefined;
}

function collapsed<T extends Possibility>(all: readonly T[], stateOf: (one: T) => string): readonly T[] {
  const found = new Map<string, T>();
  for (const one of all) {
    const last = one.assumptions.at(-1);
    const many = last === undefined ? [] : [{ ...last, id: 'many', option: 0, options: Number.POSITIVE_INFINITY }];
    if (!found.has(stateOf(one))) found.set(stateOf(one), { ...one, assumptions: many });
  }
  return [...found.values()];
}
