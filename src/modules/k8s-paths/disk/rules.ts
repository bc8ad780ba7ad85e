import { mountOf } from '../../../core/linux/proc.ts';
import { headOf } from '../../../core/safe-text.ts';
import type { DiskFact } from '../observations.ts';
import { facts, quote, type Raised, type Rule, type RuleContext, size, state } from '../rules/rule.ts';

/** The kubelet's defaults on Linux (pkg/kubelet/apis/config/v1beta1/defaults_linux.go). */
const defaults: Readonly<Record<string, string>> = {
  'nodefs.available': '10%',
  'nodefs.inodesFree': '5%',
  'imagefs.available': '15%',
};

/** etcd stops before the disk is quite full. */
const etcdMinimum = 64 * 2 ** 20;

interface Threshold {
  readonly text: string;
  readonly from: { readonly file: string; readonly line?: number };
}

function threshold({ model }: RuleContext, signal: string): Threshold | undefined {
  const field = model.kubelet.field(['evictionHard', signal]);
  if (field !== undefined) return { text: String(field.value), from: field };
  const replaced =
    model.kubelet.field(['evictionHard']) !== undefined &&
    model.kubelet.field(['mergeDefaultEvictionSettings'])?.value !== true;
  const text = replaced ? undefined : defaults[signal];
  return text === undefined ? undefined : { text, from: { file: model.kubelet.configPath } };
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A percentage of `total`, or a quantity such as 1Gi. */
export function amount(text: string, total: number): number | undefined {
  const match = /^(\d{1,15}(?:\.\d{1,6})?)(%|[kMGT]i?|Ki)?$/.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  return match[2] === '%' ? (Number(match[1]) / 100) * total : Number(match[1]) * (units[match[2] ?? ''] ?? 1);
}

const percent = (part: number, of: number): string => `${((part / of) * 100).toFixed(1)} %`;

function space(context: RuleContext): Raised[] {
  const disk = (path: string) => context.observations.disks.find((one) => one.path === path);
  const nodefs = disk('/var/lib/kubelet');
  const imagefs = disk('/var/lib/containerd');
  const shared =
    nodefs !== undefined &&
    imagefs !== undefined &&
    nodefs.bytes === imagefs.bytes &&
    nodefs.availableBytes === imagefs.availableBytes;
  return [
    ...below(context, 'disk-nodefs', 'nodefs.available', nodefs, (one) => [one.availableBytes, one.bytes]),
    ...below(context, 'disk-imagefs', 'imagefs.available', imagefs, (one) => [one.availableBytes, one.bytes]).map(
      (one) => (shared ? { ...one, causes: ['disk-nodefs'] as const } : one),
    ),
    ...below(context, 'disk-inodes', 'nodefs.inodesFree', nodefs, (one) => [one.freeInodes, one.inodes]),
  ];
}

function below(
  context: RuleContext,
  name: 'disk-nodefs' | 'disk-imagefs' | 'disk-inodes',
  signal: string,
  disk: DiskFact | undefined,
  measure: (disk: DiskFact) => [number, number],
): Raised[] {
  const limit = threshold(context, signal);
  if (disk === undefined || limit === undefined || context.model.kubelet.config?.status !== 'config') return [];
  const [free, total] = measure(disk);
  const least = amount(limit.text, total);
  if (least === undefined || total === 0 || free >= least) return [];
  const actual = name === 'disk-inodes' ? percent(free, total) : `${size(free)} (${percent(free, total)})`;
  return [
    {
      name,
      facts: facts(disk.path, { actual, expected: limit.text, subject: signal }),
      confidence: 'proven',
      evidence: [
        state(disk.path, `${free} of ${total} ${name === 'disk-inodes' ? 'inodes' : 'bytes'} free`),
        quote(
          context.observations.files[limit.from.file] ?? { path: limit.from.file },
          limit.from.line,
          limit.from.line === undefined ? `${signal} is not set: ${limit.text}` : undefined,
        ),
      ],
      breaks: 'disk',
    },
  ];
}

function etcdSpace(context: RuleContext): Raised[] {
  const disk = context.observations.disks.find(({ path }) => path === context.model.etcd.path);
  if (disk === undefined || disk.availableBytes >= etcdMinimum || context.model.etcd.directory.status !== 'present')
    return [];
  return [
    {
      name: 'etcd-disk-full',
      facts: facts(disk.path, { actual: size(disk.availableBytes) }),
      confidence: 'proven',
      evidence: [state(disk.path, `${disk.availableBytes} bytes available`)],
      breaks: 'etcd',
      causes: ['disk-nodefs'],
    },
  ];
}

function readOnly(context: RuleContext): Raised[] {
  const { node, etcd, kubelet } = context.model;
  if (kubelet.config === undefined && kubelet.unitFiles.length === 0) return [];
  const written = ['/var/lib/kubelet', etcd.path, '/var/log', '/var/lib/containerd'];
  const found = written.flatMap((path) => {
    const mount = mountOf(node.mounts ?? [], path);
    return mount?.readOnly === true && !/^(?:squashfs|erofs|iso9660)$/.test(mount.type) ? [{ path, mount }] : [];
  });
  const [first] = found;
  if (first === undefined) return [];
  return [
    {
      name: 'disk-readonly',
      facts: facts(first.path, {
        actual: `${first.mount.device} on ${first.mount.path}`,
        items: found.map(({ path }) => path),
      }),
      confidence: 'proven',
      evidence: [state('/proc/mounts', `${first.mount.device} ${first.mount.path} ${first.mount.type} ro`)],
      breaks: 'disk',
    },
  ];
}

/** Deleted files that together matter: a gibibyte, or logs whose size cannot be told. */
function deletedOpen({ model }: RuleContext): Raised[] {
  const open = model.node.deletedOpen ?? [];
  const bytes = open.reduce((sum, one) => sum + Math.max(0, one.bytes), 0);
  const isKnown = open.every((one) => one.bytes >= 0);
  if (open.length === 0 || (isKnown && bytes < 2 ** 30)) return [];
  const items = open.map(({ process, bytes: each }) => (each >= 0 ? `${process} ${size(each)}` : process));
  return [
    {
      name: 'disk-deleted-open',
      facts: facts('/proc', { actual: isKnown ? size(bytes) : 'An unknown amount', items }),
      confidence: isKnown ? 'proven' : 'possible',
      evidence: [state('/proc', headOf(items.join('; '), 300))],
    },
  ];
}

/** What is largest, once a disk is below its threshold or somebody asks. */
function largest(context: RuleContext): Raised[] {
  const { consumers } = context.observations;
  const pressed = space(context).some(({ name }) => name !== 'disk-inodes') || context.symptom === 'disk-pressure';
  const [first] = consumers;
  if (!pressed || first === undefined || first.bytes < 10 * 2 ** 20) return [];
  const items = consumers.slice(0, 5).map(({ path, bytes }) => `${path} ${size(bytes)}`);
  return [
    {
      name: 'disk-top-consumers',
      facts: facts(first.path, { actual: size(first.bytes), items }),
      confidence: 'proven',
      evidence: [state(first.path, size(first.bytes))],
      causes: ['disk-nodefs', 'disk-imagefs', 'etcd-disk-full'],
    },
  ];
}

export const diskRules: readonly Rule[] = [
  { theme: 'disk', names: ['disk-readonly'], run: readOnly },
  { theme: 'disk', names: ['disk-nodefs', 'disk-imagefs', 'disk-inodes'], run: space },
  { theme: 'disk', names: ['etcd-disk-full'], run: etcdSpace },
  { theme: 'disk', names: ['disk-deleted-open'], run: deletedOpen },
  { theme: 'disk', names: ['disk-top-consumers'], run: largest },
];
