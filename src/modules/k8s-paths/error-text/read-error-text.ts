import { groupBy } from '../../../core/group.ts';
import { clientMeanings } from './client-meanings.ts';
import { readContainerTable } from './container-table.ts';
import { etcdMeanings } from './etcd-meanings.ts';
import { healthMeanings } from './health-meanings.ts';
import { type ObjectTrouble, readKubeObjects } from './kube-objects.ts';
import { kubeadmMeanings } from './kubeadm-meanings.ts';
import { kubeletMeanings } from './kubelet-meanings.ts';
import type { Meaning } from './meaning.ts';
import { networkMeanings } from './network-meanings.ts';
import { podMeanings } from './pod-meanings.ts';
import { type PlainLine, unwrap } from './unwrap.ts';

/** A message as it stands in the text. */
export interface Example {
  /** Line of the text, 1-based; absent for a message that goes over several. */
  readonly line?: number;
  readonly quote: string;
}

/** One message of a text, understood. */
export interface ErrorReading extends Example {
  /** What it means, with the names from the text filled in. */
  readonly says: string;
  /** Name of the code it stands for. */
  readonly name?: string;
  readonly where: readonly string[];
  readonly kind: 'fault' | 'transient' | 'normal';
  readonly confidence: 'likely' | 'possible';
  readonly part?: Meaning['part'];
  /** Other messages with this meaning that name something else: another image, another pod. */
  readonly also: readonly Example[];
}

/** What a text was read as. */
export interface ErrorText {
  /** Whether the text is anything of Kubernetes at all. */
  readonly recognized: boolean;
  /** Understood messages, causes first, each meaning once. */
  readonly readings: readonly ErrorReading[];
  /** `kubectl JSON of 3 pods`, `log of 120 lines`. */
  readonly format: string;
}

/** Causes before what they cause: etcd, the kubelet and its runtime, kubeadm, the network, pods, health answers, clients. */
const meanings: readonly Meaning[] = [
  ...etcdMeanings,
  ...kubeletMeanings,
  ...kubeadmMeanings,
  ...networkMeanings,
  ...podMeanings,
  ...healthMeanings,
  ...clientMeanings,
];

/** From this many lines with a severity on, a text is a log: single errors in it are not yet a fault. */
const logLines = 15;
/** What is joined to find messages that were wrapped. */
const joinedLength = 64 * 1024;
/** Messages of one meaning that are quoted besides the first. */
const mostExamples = 20;
/** Tables of kubectl get are Kubernetes whatever they say. */
const kubectlTable =
  /^(?:NAMESPACE +)?(?:NAME +(?:READY +STATUS +RESTARTS|STATUS +(?:ROLES|VOLUME))|LAST SEEN +TYPE +REASON)\b/m;
const typical =
  /\b(?:kube(?:let|ctl|adm|pods|-apiserver|-scheduler|-proxy|-controller-manager)?|ContainerManager|etcd|containerd|crictl|CNI|cni|k8s\.io|kubernetes|coredns|x509|apiserver)\b/;

interface Match {
  readonly rank: number;
  readonly reading: ErrorReading;
  readonly meaning: Meaning;
}

/** Reads a pasted text: what its messages mean, and where to look. */
export function readErrorText(text: string): ErrorText {
  const objects = readKubeObjects(text);
  if (objects !== undefined) {
    const matches = objects.troubles.map(troubleMatch);
    return {
      recognized: true,
      readings: inOrder(matches),
      format: `kubectl JSON of ${objects.objects} ${objects.kinds.join(', ')}`,
    };
  }
  const containers = readContainerTable(text);
  if (containers !== undefined)
    return { recognized: true, readings: inOrder(containers.map(troubleMatch)), format: 'table of crictl ps' };
  const lines = unwrap(text);
  const isLog = lines.filter(({ level }) => level !== undefined).length >= logLines;
  const direct = lines.flatMap((line, i) => lineMatch(line, isLog, i / lines.length));
  const telling = direct.filter(({ meaning }) => meaning.lastResort !== true);
  const joined = telling.length > 0 || isLog ? [] : joinedMatches(lines);
  const matches = [telling, joined, direct].find(({ length }) => length > 0) ?? [];
  const isTypical = [typical, kubectlTable].some((pattern) => pattern.test(text.slice(0, joinedLength)));
  return {
    recognized: matches.length > 0 || lines.some(({ level }) => level !== undefined) || isTypical,
    readings: inOrder(matches.length > 0 || !isTypical ? matches : lastWords(lines)),
    format: isLog ? `log of ${lines.length} lines` : 'text',
  };
}

function matchOf(text: string): { rank: number; meaning: Meaning; groups: RegExpExecArray } | undefined {
  for (const [rank, meaning] of meanings.entries()) {
    const groups = meaning.pattern.exec(text);
    if (groups !== null) return { rank, meaning, groups };
  }
  return undefined;
}

function readingOf(
  { meaning, groups }: { meaning: Meaning; groups: RegExpExecArray },
  quote: string,
  line?: number,
): ErrorReading {
  const says = meaning.says
    .replace(/\$(\d)/g, (_, n: string) => groups[Number(n)] ?? '')
    .replace(/ ?\(\)| \(it says \)/g, '')
    .replace(/[\s:]+([.,]|$)/g, '$1');
  return {
    says,
    ...(meaning.name === undefined ? {} : { name: meaning.name }),
    where: meaning.where ?? [],
    kind: meaning.kind ?? 'fault',
    confidence: meaning.confidence ?? 'likely',
    ...(meaning.part === undefined ? {} : { part: meaning.part }),
    ...(line === undefined ? {} : { line }),
    quote: quote.trim().slice(0, 600),
    also: [],
  };
}

/** In a log an error counts where it is fatal, or where the log ends with it. */
function lineMatch(line: PlainLine, isLog: boolean, position: number): Match[] {
  const found = matchOf(line.text);
  if (found === undefined) return [];
  const { meaning } = found;
  if (isLog && line.level !== 'fatal') {
    const early = position < 0.75;
    if (meaning.kind !== undefined || line.level === 'info' || early) return [];
  }
  return [{ rank: found.rank, meaning, reading: readingOf(found, line.text, line.number) }];
}

/** Messages that a terminal or a mail wrapped: the lines joined, with and without a blank. */
function joinedMatches(lines: readonly PlainLine[]): Match[] {
  const texts = lines.map(({ text }) => text.trim());
  for (const joined of [texts.join(' '), texts.join('')]) {
    const found = matchOf(joined.slice(0, joinedLength));
    if (found === undefined) continue;
    const at = Math.max(0, found.groups.index - 60);
    return [{ rank: found.rank, meaning: found.meaning, reading: readingOf(found, joined.slice(at, at + 400)) }];
  }
  return [];
}

/** What a program said when it ended, where nobody knows what it means: it is no less the fault. */
function lastWords(lines: readonly PlainLine[]): Match[] {
  const last = lines.findLast(({ level }) => level === 'fatal');
  if (last === undefined) return [];
  const reading = { where: [], kind: 'fault', confidence: 'possible', also: [] } as const;
  const quote = last.text.trim().slice(0, 600);
  const message = / level=\w{1,10} msg="(.{1,600}?)"(?: |$)/.exec(quote)?.[1] ?? quote;
  return [
    {
      rank: meanings.length,
      meaning: { pattern: /./, says: '' },
      reading: { ...reading, says: `A program ended with: ${message.slice(0, 200)}`, line: last.number, quote },
    },
  ];
}

function troubleMatch({ object, text }: ObjectTrouble): Match {
  const quote = `${object}: ${text}`;
  const found = matchOf(text);
  if (found !== undefined) return { rank: found.rank, meaning: found.meaning, reading: readingOf(found, quote) };
  return {
    rank: meanings.length,
    meaning: { pattern: /./, says: '' },
    reading: {
      says: `${quote.replace(/[\s:]+$/, '')}.`,
      where: [],
      kind: 'fault',
      confidence: 'likely',
      quote,
      also: [],
    },
  };
}

/** Faults before normal answers, causes first, each meaning once. */
function inOrder(matches: readonly Match[]): ErrorReading[] {
  const sorted = matches.toSorted((a, b) => a.rank - b.rank);
  const faults = sorted.filter(({ reading }) => reading.kind !== 'normal');
  const shown = faults.length > 0 ? faults : sorted;
  const byMeaning = groupBy(shown, ({ rank, reading }) => (rank < meanings.length ? rank : reading.says));
  return [...byMeaning.values()].flatMap((group) => {
    const distinct = [...groupBy(group, ({ reading }) => reading.says).values()].flatMap(([first]) => first ?? []);
    const [first, ...others] = distinct.map(({ reading }) => reading);
    return first === undefined ? [] : [{ ...first, also: others.slice(0, mostExamples).map(quoteOf) }];
  });
}

const quoteOf = ({ line, quote }: ErrorReading): Example => ({ quote, ...(line === undefined ? {} : { line }) });
