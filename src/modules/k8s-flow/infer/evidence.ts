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

/** The lines over which its message goes on. */
export const restOf = ({ source, rest = [] }: Event): readonly Evidence[] => rest.map((line) => ({ source, ...line }));

/** A field of an object: `Pod shop/web-1 status.conditions Ready` and its value; in a text `path: value`. */
export function ofField(
  { source, line, lines, kind, namespace, name }: Meta,
  path: string,
  value: string,
  time?: string,
): Evidence {
  const at = lines?.[path] ?? line;
  const ref = namespace === '' ? name : `${namespace}/${name}`;
  return at === undefined
    ? { source, record: `${kind} ${ref} ${path}`, ...atOf(time), text: value }
    : { source, line: at, ...atOf(time), text: `${path}: ${value}` };
}
