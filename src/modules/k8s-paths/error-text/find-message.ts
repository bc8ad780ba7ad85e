import type { Table } from '../../../core/knowledge.ts';
import { type Finder, type Found as FoundRow, firstOf, inTurn } from '../../../kubernetes/messages/find.ts';
import { ingressMessages } from '../../../kubernetes/messages/workloads/ingresses.ts';
import { workloadMessages } from '../../../kubernetes/messages/workloads/messages.ts';
import { clientMessages } from '../clients/messages.ts';
import { cniMessages } from '../cni/messages.ts';
import { diskMessages } from '../disk/messages.ts';
import { distributionMessages } from '../distributions/messages.ts';
import { etcdMessages } from '../etcd/messages.ts';
import { joiningMessages } from '../joining/messages.ts';
import { kernelMessages } from '../kernel/messages.ts';
import { kubeconfigMessages } from '../kubeconfig/messages.ts';
import { kubeletMessages } from '../kubelet/messages.ts';
import { manifestMessages } from '../manifests/messages.ts';
import { networkMessages } from '../network/messages.ts';
import { noiseMessages } from '../noise/messages.ts';
import { pkiMessages } from '../pki/messages.ts';
import { registrationMessages } from '../registration/messages.ts';
import { runtimeMessages } from '../runtime/messages.ts';
import { unitMessages } from '../units/messages.ts';
import type { Message } from './message.ts';

/** All tables of messages, by topic. */
export const messageTables: Readonly<Record<string, readonly Message[]>> = {
  // First: an answer of a cloud that they quote is no fault of a node or a kubeconfig.
  ingresses: ingressMessages,
  etcd: etcdMessages,
  disk: diskMessages,
  kernel: kernelMessages,
  runtime: runtimeMessages,
  kubelet: kubeletMessages,
  registration: registrationMessages,
  units: unitMessages,
  manifests: manifestMessages,
  distributions: distributionMessages,
  joining: joiningMessages,
  cni: cniMessages,
  pki: pkiMessages,
  kubeconfig: kubeconfigMessages,
  network: networkMessages,
  clients: clientMessages,
  workloads: workloadMessages,
  noise: noiseMessages,
};

export const messages: readonly Message[] = inTurn(Object.values(messageTables).flat());

/** A row of the tables that fits a line. */
export type Found = FoundRow<Message>;

/** Editors of mails and issues make typographic quotes of those that programs print. */
const straight = (text: string): string =>
  /[\u2018-\u201f]/.test(text) ? text.replace(/[\u201c-\u201f]/g, '"').replace(/[\u2018-\u201b]/g, "'") : text;

/** The row that fits a line of a text. */
export const findMessage: Finder = (text, place) => firstOf(messages, straight(text), place);

/** All of them, as the test of tables asks them. */
export const kubernetesMessages: Table<Message> = {
  name: 'kubernetes messages',
  rows: messages,
  find: (text, rows) => firstOf(rows, text, { whole: text })?.message,
};
