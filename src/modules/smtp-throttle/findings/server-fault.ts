import type { Finding } from '../../../core/finding.ts';
import { ownServer } from '../catalog/server-fault.ts';
import { faultOf, faultTable } from '../faults/table.ts';
import type { FailureRecord, LogSign, SmtpObservations } from '../observations.ts';
import { quoteSigns } from './evidence.ts';

const order = new Map(faultTable.rows.map(({ id }, at) => [id, at]));
const place = ({ value }: LogSign): number => order.get(value) ?? 0;

/** What a mail server says of itself: causes, or where none is told the state it is in. Where mails pass, a side matter. */
export function findServerFault({ signs, sent }: SmtpObservations): Finding | undefined {
  const faults = signs.filter(({ sign, value }) => sign === 'server-fault' && faultOf(value) !== undefined);
  const causes = faults.filter(({ value }) => faultOf(value)?.kind === 'cause');
  const told = (causes.length > 0 ? causes : faults).toSorted((a, b) => place(a) - place(b));
  const [first, ...others] = told;
  const row = first === undefined ? undefined : faultOf(first.value);
  if (first === undefined || row === undefined) return undefined;
  const states = causes.length > 0 ? faults.filter((one) => !causes.includes(one)) : [];
  return ownServer(
    {
      fault: row.id,
      says: row.says,
      lines: told.reduce((sum, { count = 1 }) => sum + count, 0),
      besides: others.flatMap(({ value }) => faultOf(value)?.says ?? []),
      cure: told.flatMap(({ value }) => faultOf(value)?.next ?? []),
    },
    {
      confidence: 'proven',
      ...(sent > 0 ? { severity: 'warning' as const } : {}),
      evidence: quoteSigns([...told, ...states]),
    },
  );
}

/** What a server says of a mail where no other was asked: `mail transport unavailable`, `alias database unavailable`. */
const own =
  /\b(?:mail transport|alias database|mailbox|service|transport) unavailable|unknown mail transport error|Temporary lookup failure|queue file write error|server configuration (?:error|problem)|Insufficient system storage/i;

/** Whether a failure follows from a fault of the server that wrote the log. */
export const isOfServer = ({ client, class: name, reply, text }: FailureRecord): boolean =>
  client === 'postfix' && name === 'server-fault' && own.test(reply) && !/ (?:said|talk to me): /.test(text);
