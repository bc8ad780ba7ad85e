import { weekdays } from '../../core/time/units.ts';
/** A pool on a host; host '' where the input names none. */
export interface PoolName {
  readonly host: string;
  readonly pool: string;
  /** The input names applications and no pools: this is one's name, which its pool may bear or not. */
  readonly isApplication?: true;
}

/** `29 h`, `1 h 30 min`, `24 h`, `45 min`. */
export function sayMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** `13 s`, `2 min 5 s`. */
export function saySeconds(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 2 * 86_400) return sayMinutes(Math.round(seconds / 60));
  return `${Math.round(seconds / 86_400)} days`;
}

/** `A`, `A and B`, `A, B and 3 more`. */
export function sayList(items: readonly string[], shown = 3): string {
  if (items.length <= 1) return items[0] ?? '';
  const head = items.slice(0, items.length > shown ? shown : -1);
  const tail = items.length > shown ? `${items.length - shown} more` : (items.at(-1) ?? '');
  return `${head.join(', ')} and ${tail}`;
}

/** `application pool "A"`, `applications "A" and "B"`, with hosts where there are several. */
export function sayPools(pools: readonly PoolName[]): string {
  const manyHosts = new Set(pools.map(({ host }) => host)).size > 1;
  const names = [
    ...new Set(pools.map(({ host, pool }) => (manyHosts && host !== '' ? `"${pool}" on ${host}` : `"${pool}"`))),
  ];
  return names.length === 0
    ? 'an application pool'
    : `application${pools.every(({ isApplication }) => isApplication) ? '' : ' pool'}${names.length === 1 ? '' : 's'} ${sayList(names)}`;
}

export const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

/** First letter upper-case. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `every 29 h`, `every day`. */
export const sayEvery = (minutes: number): string => (minutes === 1440 ? 'every 24 h' : `every ${sayMinutes(minutes)}`);

/** `Wed 2026-11-25 08:36 (+01:00)` of an ISO time with its offset; without one where it has none. */
export function sayLocal(local: string): string {
  const day = new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay();
  const weekday = weekdays[day] ?? '';
  const offset = local.slice(19);
  const zone = offset === '' ? '' : offset === '+00:00' ? ' UTC' : ` (${offset})`;
  return `${weekday} ${local.slice(0, 10)} ${local.slice(11, 16)}${zone}`;
}
