import type { Message as TextMessage } from '../../../kubernetes/messages/message.ts';
import type { Event } from '../../../kubernetes/objects/types/event.ts';
import { mountReason } from '../../../kubernetes/volumes/mount-reasons.ts';
import type { FlowCodeKey } from '../codes.ts';
import type { Message } from '../messages/message.ts';
import type { Hit } from '../messages/told.ts';

/** Rows that name a kind and no cause: another event of the same object says more. */
const general = new Set<FlowCodeKey>([
  'imagePullFailing',
  'mountFailed',
  'crashLoop',
  'createRefused',
  'notReady',
  'sandboxFailed',
]);

/** What a text alone makes no more than possible. */
const unsure = new Set<FlowCodeKey>([
  'probeKills',
  'progressDeadline',
  'controllerManagerSilent',
  'ingressBackendEmpty',
]);

/** A scheduler tries a pod again every 5 minutes and less (flushUnschedulableQ): an older word of it is perhaps over. */
const retriedSeconds = 600;
const isOld = ({ code }: Message, event: Event): boolean => code === 'unschedulable' && ageOf(event) >= retriedSeconds;

/** A back-off is what its event says, whatever the reason; of others the words may tell it. */
export const isGuess = ({ row, event, told }: Hit & { readonly event: Event }): boolean =>
  (told !== undefined && isUnsure(told, event)) ||
  (general.has(row.code) && row.code !== 'crashLoop' && !namesReason(row, event)) ||
  unsure.has(row.code) ||
  isOld(row, event);

/** Tries after which what is tried again is no passing fault. */
const lastingTries = 5;
/** By the row itself, by its saying little, or because the program tries again. */
export const isUnsure = ({ confidence, catchAll, kind }: TextMessage, { count = 1 }: Pick<Event, 'count'>): boolean =>
  confidence === 'possible' || catchAll === true || (kind === 'retried' && count < lastingTries);

const namesReason = ({ id, code }: Message, { message }: Event): boolean =>
  id === 'security-context-constraint' || (code === 'mountFailed' && mountReason(message) !== undefined);

/** What only repeats that it failed: a try before it, or beside it, says why. */
const saysLittle =
  /^(?:Error: (?:ErrImagePull|ImagePullBackOff)|Back-off pulling image "[^"]{1,500}"|Unable to (?:attach or )?mount volumes.{0,4000}|.{0,1000} desc = An operation with the given .{1,1000} already exists)$/;

/** A container that ends again and again is not ready either: the back-off says more. */
export const weight = ({ row, event, told }: Hit & { readonly event: Event }): number =>
  (told === undefined ? ofRow(row) : told.catchAll === true ? 1.5 : told.kind === 'cause' ? 0 : 1) +
  (saysLittle.test(event.message) ? 0.5 : 0);
const ofRow = (row: Message): number =>
  row.id === 'object-not-registered'
    ? 3
    : row.code === 'notReady'
      ? 2
      : general.has(row.code) || row.id === 'liveness-fails' || row.id === 'claim-waits'
        ? 1
        : 0;

/** Seconds since an event; of one with a time the negative of it: only the order counts. */
export const ageOf = ({ last, age }: Event): number => (last === undefined ? (age ?? 0) : -Date.parse(last) / 1000);
