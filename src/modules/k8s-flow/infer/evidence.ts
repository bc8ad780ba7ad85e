import type { Evidence } from '../../../core/finding.ts';
import type { Event } from '../../../kubernetes/objects/types/event.ts';
import type { Meta } from '../../../kubernetes/objects/types/meta.ts';
import { iso } from './cluster.ts';

const atOf = (time: string | undefined): { at?: string } => {
  const at = iso(time);
  return at === undefined ? {} : { at };
};

/** An event, quoted. */
export const ofEvent = ({ source, line, namespace, name, message, reason, last, first }: Event): Evidence => ({
  source,
  ...(line === undefined ? { record: `Event ${namespace}/${name}` } : { line }),
  ...atOf(last ?? first),
  text: `${reason}: ${message}`,
});

/** A field of an object, quoted as `path: value`. */
export function ofField(
  { source, line, lines, kind, namespace, name }: Meta,
  path: string,
  value: string,
  time?: string,
): Evidence {
  const at = lines?.[path] ?? line;
  return {
    source,
    ...(at === undefined ? { record: `${kind} ${namespace === '' ? name : `${namespace}/${name}`}` } : { line: at }),
    ...atOf(time),
    text: `${path}: ${value}`,
  };
}
