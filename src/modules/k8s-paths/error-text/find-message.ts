import type { Table } from '../../../core/knowledge.ts';
import { requiredTexts } from '../../../core/patterns/required-texts.ts';
import { RowIndex } from '../../../core/patterns/row-index.ts';
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
import { ingressMessages } from '../workloads/ingresses.ts';
import { workloadMessages } from '../workloads/messages.ts';
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

const all = Object.values(messageTables).flat();

/** Known noise first, then rows that say something for certain, then those that merely say that something failed. */
export const messages: readonly Message[] = [
  ...all.filter(({ kind }) => kind === 'harmless'),
  ...all.filter(({ kind, catchAll }) => kind !== 'harmless' && catchAll !== true),
  ...all.filter(({ catchAll }) => catchAll === true),
];

/** A row of the tables that fits a line. */
export interface Found {
  readonly rank: number;
  readonly message: Message;
  readonly groups: readonly string[];
  readonly index: number;
}

/** What the line stands in. */
export interface Place {
  readonly component?: string | undefined;
  /** The whole text, or its beginning. */
  readonly whole: string;
}

/** The first row that fits a line. */
export type Finder = (text: string, place: Place) => Found | undefined;

/** To index the rows takes as long as to try so many lines on all of them. */
const manyLines = 500;
/** Made once, for the first long text. */
let index: RowIndex | undefined;

/** Editors of mails and issues make typographic quotes of those that programs print. */
const straight = (text: string): string =>
  /[\u2018-\u201f]/.test(text) ? text.replace(/[\u201c-\u201f]/g, '"').replace(/[\u2018-\u201b]/g, "'") : text;

/** Finds rows for a text of so many lines; both ways find the same. */
export function finderFor(lines: number): Finder {
  const find = rowFinder(lines);
  return (text, place) => find(straight(text), place);
}

function rowFinder(lines: number): Finder {
  if (lines < manyLines) return (text, place) => firstOf(messages, text, place);
  index ??= new RowIndex(messages.map(({ matches }) => requiredTexts(matches)));
  const rows = index;
  return (text, place) => {
    for (const rank of rows.candidates(text)) {
      const found = tried(messages[rank] as Message, rank, text, place);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function firstOf(rows: readonly Message[], text: string, place: Place): Found | undefined {
  for (const [rank, message] of rows.entries()) {
    const found = tried(message, rank, text, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function tried(message: Message, rank: number, text: string, place: Place): Found | undefined {
  const match = message.matches.exec(text);
  if (match === null || !meetsNeeds(message, place)) return undefined;
  if (message.kind === 'harmless' && reportsError(text, match)) return undefined;
  return { rank, message, groups: match.map((group) => group ?? ''), index: match.index };
}

/** Known noise does not speak for a line that reports an error beside it: several lines in one. */
const reportsError = (text: string, { 0: { length }, index: at }: RegExpExecArray): boolean =>
  /\[ERROR [A-Z]|\bFATAL: |\bpanic: /.test(`${text.slice(0, at)}${text.slice(at + length)}`);

function meetsNeeds({ needs }: Message, { component, whole }: Place): boolean {
  if (needs === undefined) return true;
  if (needs.component !== undefined && component !== undefined && !needs.component.test(component)) return false;
  return needs.text === undefined || needs.text.test(whole);
}

/** All of them, as the test of tables asks them. */
export const kubernetesMessages: Table<Message> = {
  name: 'kubernetes messages',
  rows: messages,
  find: (text, rows) => firstOf(rows, text, { whole: text })?.message,
};
