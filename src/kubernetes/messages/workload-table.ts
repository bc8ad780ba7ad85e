import { worded } from './fill.ts';
import { type Finder, firstOf, inTurn } from './find.ts';
import type { Message } from './message.ts';
import { settingOf } from './setting.ts';
import { ingressMessages } from './workloads/ingresses.ts';
import { workloadMessages } from './workloads/messages.ts';

/** What controllers, autoscalers and releases report of workloads and of the ways to them. */
const rows = inTurn([...ingressMessages, ...workloadMessages]);

/** Finds rows about workloads. */
export const findWorkload: Finder = (text, place) => firstOf(rows, text, place);

/** A record as the rows know it, where one of them does. */
export const workloadMessageOf = (text: string): Message | undefined => findWorkload(text, { whole: text })?.message;

/** What the row of a record says of it, and what to do. */
export function toldBy(text: string): { says: string; next: readonly string[] } | undefined {
  const found = findWorkload(text, { whole: text });
  return found === undefined
    ? undefined
    : worded(found.message, { groups: found.groups, text, setting: settingOf(text) });
}
