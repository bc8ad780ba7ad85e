import type { Event } from '../types/event.ts';
import { kindNamed } from './kinds.ts';
import { eventOf } from './read-events.ts';

/**
 * What kubectl answers when something is refused or waits:
 * `Error from server (Forbidden): error when creating "a.yaml": deployments.apps "api" is forbidden: …`,
 * `error: deployment "api" exceeded its progress deadline`, `error when evicting pods/"api-1" -n "shop" …: Cannot evict …`.
 */
const answer =
  /^\s{0,4}(?:Error from server(?: \(\w{1,40}\))?: |error: |Error: |error when evicting pods?\/)(\S.{0,4000})$/;
/** `deployments.apps "api" is forbidden`, `deployment "api" exceeded`, `pods/"api-1" -n "shop"`. */
const named = /\b([a-z]{2,40}(?:\.[a-z0-9.]{2,80})?)[ /]"([a-z0-9][\w.-]{0,252})"(?: -n "([a-z0-9-]{1,63})")?/;

/** The refusal that a line is, told as a record of what it is about. */
export function readAnswer(line: string, source: string, number: number): Event | undefined {
  const [, message] = answer.exec(line) ?? [];
  if (message === undefined) return undefined;
  const text = line.trim();
  const [, kind, name = '', namespace = ''] = named.exec(text) ?? [];
  const about = { kind: kind === undefined ? '' : kindNamed(kind.split('.', 1)[0] ?? ''), name, namespace };
  const isKnown = /^[A-Z]/.test(about.kind);
  return eventOf(
    { type: 'Warning', reason: 'Error', message: text.replace(/^error: |^Error: /, ''), age: '' },
    isKnown ? about : { kind: '', name: '', namespace },
    source,
    number,
  );
}
