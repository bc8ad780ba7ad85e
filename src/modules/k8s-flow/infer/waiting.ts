import type { Event } from '../../../kubernetes/objects/types/event.ts';
import type { ContainerStatus, Pod } from '../../../kubernetes/objects/types/pod.ts';
import { type Message, subjectOf } from '../messages/message.ts';
import { messageOf } from '../messages/messages.ts';
import type { Cluster } from './cluster.ts';
import { ofEvent, ofField } from './evidence.ts';
import type { PodStop } from './stop.ts';

/** A record of a container that a row knows. */
interface Told {
  readonly row: Message;
  readonly text: string;
  readonly evidence: PodStop['evidence'];
}

/** What a waiting state says; where it says only that it waits, the newest event that says why. */
export function waitingReason(one: ContainerStatus, pod: Pod, cluster: Cluster, field: string): Told | undefined {
  const { state, name } = one;
  if (state?.is !== 'waiting' || state.reason === undefined) return undefined;
  const hit = messageOf(state.reason, state.message ?? '');
  if (hit === undefined) return undefined;
  const own: Told = { ...hit, evidence: ofField(pod, `${field} ${name}`, `${state.reason}: ${state.message ?? ''}`) };
  if (hit.row.code !== 'imagePullFailing') return own;
  const image = imageOf(pod, name);
  // Kubelets of before 1.24 quote the runtime's answer alone: the image is the container's.
  const named = messageOf(state.reason, `image "${image}": ${state.message ?? ''}`);
  if (image !== '' && named !== undefined && named.row.code !== 'imagePullFailing') return { ...own, ...named };
  const causes = cluster.eventsOf(pod).flatMap((event) => pullCause(event, image));
  const cause = causes.find(({ row }) => row.id !== 'pull-secret-missing') ?? causes[0];
  if (cause !== undefined) return cause;
  return image === '' || own.text.includes('"') ? own : { ...own, text: `${own.text} "${image}"` };
}

/** An event that says why this image is not pulled. */
function pullCause(event: Event, image: string): Told[] {
  if (!/^(?:Failed|FailedToRetrieveImagePullSecret|InspectFailed)$/.test(event.reason)) return [];
  const told = messageOf(event.reason, event.message);
  if (told === undefined || told.row.arrow !== 8 || told.row.code === 'imagePullFailing') return [];
  const isOwn = image === '' || event.message.includes(image) || !event.message.includes('"');
  return isOwn ? [{ ...told, evidence: ofEvent(event) }] : [];
}

const imageOf = (pod: Pod, name: string): string =>
  [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])].find((one) => one.name === name)?.image ?? '';

export const stopOfRecord = ({ row, text, evidence }: Told, container: string): PodStop => ({
  code: row.code,
  arrow: row.arrow,
  owner: '',
  container,
  subject: subjectOf(row, text),
  evidence,
});
