import type { Finding } from '../../../core/finding.ts';
import { ownServer } from '../catalog/server-fault.ts';
import { faultOf, faultTable } from '../faults/table.ts';
import type { FailureRecord, LogSign, SmtpObservations } from '../observations.ts';
import { quoteSigns } from './evidence.ts';

const order = new Map(faultTable.rows.map(({ id }, at) => [id, at]));
const place = ({ value }: LogSign): number => order.get(value) ?? 0;

/** Faults that the server tells of itself: causes, or where none is told the state it is in. */
function faultsTold(signs: readonly LogSign[]): { told: readonly LogSign[]; states: readonly LogSign[] } {
  const faults = signs.filter(({ sign, value }) => sign === 'server-fault' && faultOf(value) !== undefined);
  const causes = faults.filter(({ value }) => faultOf(value)?.kind === 'cause');
  if (causes.length === 0) return { told: faults, states: [] };
  return { told: causes, states: faults.filter((one) => !causes.includes(one)) };
}

/**
 * Whether what the server says of itself is the whole story: no mail passed, and each that failed fails by the server
 * itself. Else it stands beside what others refuse.
 */
export const isWholeStory = ({ sent, failures }: SmtpObservations): boolean =>
  sent === 0 && failures.every((one) => one.inbound === true || isOfServer(one));

/** What a mail server says of itself; a side matter where it is not the whole story. */
export function findServerFault(observations: SmtpObservations): Finding | undefined {
  const { told: some, states } = faultsTold(observations.signs);
  const told = some.toSorted((a, b) => place(a) - place(b));
  const [first, ...others] = told;
  const row = first === undefined ? undefined : faultOf(first.value);
  if (first === undefined || row === undefined) return undefined;
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
      ...(isWholeStory(observations) ? {} : { severity: 'warning' as const }),
      evidence: quoteSigns([...told, ...states]),
    },
  );
}

/** What a server says of a mail where no other was asked: `mail transport unavailable`, `alias database unavailable`. */
const own =
  /\b(?:mail transport|alias database|mailbox|service|transport) unavailable|unknown mail transport error|Temporary lookup failure|local data error|address resolver failure|user lookup error|queue file write error|(?:server|mail system) configuration (?:error|problem)|Insufficient system storage/i;

/** Whether a failure is of the server that wrote the log. */
const isOfServer = ({ client, reply, text }: FailureRecord): boolean =>
  client === 'postfix' && own.test(reply) && !/ (?:said|talk to me): /.test(text);

/** Whether failures are what the faults that the server tells of stop. */
export function followsFromFault(failures: readonly FailureRecord[], { signs }: SmtpObservations): boolean {
  const { told, states } = faultsTold(signs);
  const stops = [...told, ...states].flatMap(({ value }) => faultOf(value)?.stops ?? []);
  return failures.every((one) => isOfServer(one) && stops.some((words) => words.test(one.reply)));
}
