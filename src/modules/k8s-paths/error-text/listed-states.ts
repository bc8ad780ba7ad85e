import { nodeRow, secondsOf } from '../../../kubernetes/tables/rows.ts';
import type { Trouble } from './trouble.ts';
import type { PlainLine } from './unwrap.ts';

/** Workloads younger than this still come up; seconds. */
const young = 120;

const named = String.raw`^\s*(?:[a-z0-9][\w.-]{0,62}\s+)?(?:[a-z]{3,40}(?:\.apps)?\/)?(?<name>[a-z0-9][\w.-]{0,252})\s+`;
const old = String.raw`(?<age>\d[\dydhms]{1,14})\b`;
const row = (columns: string): RegExp => new RegExp(named + columns);

interface Listed {
  /** Columns of the header behind NAME. */
  readonly head: RegExp;
  /** A row with nothing wrong beside what its numbers tell. */
  readonly row: RegExp;
  readonly kind?: 'Deployment' | 'DaemonSet' | 'ReplicaSet' | 'StatefulSet' | 'Namespace';
}

/** Tables of kubectl, by their headers. Source: kubernetes pkg/printers/internalversion/printers.go. */
const listed: readonly Listed[] = [
  {
    kind: 'Deployment',
    head: /\bNAME\s+READY\s+UP-TO-DATE\s+AVAILABLE\s+AGE\b/,
    row: row(String.raw`(?<ready>\d{1,6})\/(?<wanted>\d{1,6})\s+\d{1,6}\s+\d{1,6}\s+${old}`),
  },
  {
    kind: 'Deployment',
    head: /\bNAME\s+DESIRED\s+CURRENT\s+UP-TO-DATE\s+AVAILABLE\s+AGE\b/,
    row: row(String.raw`(?<wanted>\d{1,6})\s+\d{1,6}\s+\d{1,6}\s+(?<ready>\d{1,6})\s+${old}`),
  },
  {
    kind: 'DaemonSet',
    head: /\bNAME\s+DESIRED\s+CURRENT\s+READY\s+UP-TO-DATE\s+AVAILABLE\b/,
    row: row(
      String.raw`(?<wanted>\d{1,6})\s+\d{1,6}\s+(?<ready>\d{1,6})\s+\d{1,6}\s+\d{1,6}\s+(?:\S{1,400}\s+)?${old}`,
    ),
  },
  {
    kind: 'ReplicaSet',
    head: /\bNAME\s+DESIRED\s+CURRENT\s+READY\s+AGE\b/,
    row: row(String.raw`(?<wanted>\d{1,6})\s+\d{1,6}\s+(?<ready>\d{1,6})\s+${old}`),
  },
  {
    kind: 'StatefulSet',
    head: /\bNAME\s+READY\s+AGE\b/,
    row: row(String.raw`(?<ready>\d{1,6})\/(?<wanted>\d{1,6})\s+${old}`),
  },
  {
    kind: 'Namespace',
    head: /^\s*NAME\s+STATUS\s+AGE\s*$/,
    row: row(String.raw`(?<status>Active|Terminating)\s+${old}`),
  },
  { head: /\bNAME\s+STATUS\s+VOLUME\s+CAPACITY\b/, row: row(String.raw`Bound\s`) },
  { head: /\bNAME\s+CAPACITY\s+ACCESS ?MODES\b/, row: row(String.raw`\S.{0,80}?\s(?:Bound|Available|Released)\s`) },
];

/** Rows of workloads, claims and volumes below their headers, and workloads that lack pods. */
export function judgeListed(lines: readonly PlainLine[]): { troubles: readonly Trouble[]; lines: readonly number[] } {
  const troubles: Trouble[] = [];
  const known: number[] = [];
  let table: Listed | undefined;
  for (const { text, number, isCommand } of lines) {
    const isHead = /^\s*(?:NAMESPACE\s+)?NAME\s/.test(text);
    if (isHead || isCommand === true) table = isHead ? listed.find(({ head }) => head.test(text)) : undefined;
    const found = isHead ? undefined : table?.row.exec(text)?.groups;
    if (found === undefined) continue;
    known.push(number);
    const at = { line: number, quote: text.trim() };
    if (table?.kind === 'Namespace') troubles.push(...leaving(found, at));
    else if (table?.kind !== undefined) troubles.push(...lackOf(table.kind, found, at));
  }
  return { troubles, lines: known };
}

/** A ReplicaSet is its Deployment's, which says the same. */
const owned = (troubles: readonly Trouble[], { about = '' }: Trouble): boolean =>
  troubles.some((other) => other.about !== undefined && other.about !== about && about.startsWith(`${other.about}-`));

/** Without those that another row tells: a pod that is not ready, or the Deployment of a ReplicaSet. */
export const untold = (lacks: readonly Trouble[], pods: readonly Trouble[]): readonly Trouble[] =>
  lacks.filter((lack) => !owned(lacks, lack) && !pods.some(({ about }) => about?.startsWith(`${lack.about}-`)));

/** A namespace goes within seconds, unless something in it does not. */
const leaving = (
  { name = '', status }: Readonly<Record<string, string>>,
  at: Pick<Trouble, 'line' | 'quote'>,
): Trouble[] =>
  status !== 'Terminating'
    ? []
    : [
        {
          ...at,
          id: 'namespace-leaving',
          about: name,
          says: `Namespace ${name} is being deleted and is still there; where that lasts, an object in it has a finalizer whose controller is gone, or an aggregated API does not answer.`,
          next: [
            `\`kubectl get namespace ${name} -o jsonpath='{.status.conditions}'\` says which: DiscoveryFailed names the API, SomeFinalizersRemain the finalizer`,
            '`kubectl get apiservices`: is one False? To take the finalizer of the namespace itself away leaves what is in it behind',
          ],
          kind: 'state',
          confidence: 'possible',
        },
      ];

function lackOf(
  kind: string,
  { name = '', ready = '', wanted = '', age = '' }: Readonly<Record<string, string>>,
  at: Pick<Trouble, 'line' | 'quote'>,
): Trouble[] {
  if (Number(ready) >= Number(wanted) || (secondsOf(age) ?? 0) < young) return [];
  return [
    {
      ...at,
      id: 'workload-lacks-pods',
      about: name,
      says: `${kind} ${name} has ${ready} of ${wanted} pods ready; the table does not say why. While it is rolled out that is as it should be.`,
      next: [
        `\`kubectl get pods -A -o wide | grep ${name}\`: are its pods there, and what is their state?`,
        `\`kubectl describe ${kind.toLowerCase()} ${name}\`: its events say where no pod can be made`,
      ],
      kind: 'state',
      confidence: 'possible',
    },
  ];
}

/** Nodes that are Ready and take no new pods. */
export function judgeCordoned(lines: readonly PlainLine[]): Trouble[] {
  const cordoned = lines.flatMap((line) => {
    const node = nodeRow(line.text);
    return node?.status === 'Ready,SchedulingDisabled' ? [{ line, name: node.name }] : [];
  });
  const [first] = cordoned;
  if (first === undefined) return [];
  const names = cordoned.map(({ name }) => name);
  return [
    {
      line: first.line.number,
      quote: first.line.text.trim(),
      id: 'node-cordoned',
      says: `${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and others' : ''}: cordoned, so new pods are not placed there; what runs there goes on. During maintenance that is meant.`,
      next: [`is the maintenance over? \`kubectl uncordon ${first.name}\``],
      kind: 'state',
      confidence: 'possible',
    },
  ];
}
