import { nonEmpty } from '../../../core/finding.ts';
import { groupBy } from '../../../core/group.ts';
import { headOf } from '../../../core/safe-text.ts';
import type { Part } from '../../../kubernetes/messages/part.ts';
import { type CodeName, isCodeName } from '../codes.ts';
import { controlPlane } from '../model/manifests.ts';
import { argvName } from '../model/process-name.ts';
import type { LogFact, LogLine, ProcessFact } from '../observations.ts';
import { breaks, facts, partOf, type Raised, type Rule, type RuleContext, state } from '../rules/rule.ts';

const hour = 3_600_000;
/** Restarts by which one calls it a storm. */
const manyRestarts = 5;

const evidenceOf = ({ file, at, text }: LogLine) => ({
  source: file,
  ...(at === undefined ? {} : { at, zone: 'from log' }),
  text,
});

const runs = (processes: readonly ProcessFact[], program: string): boolean =>
  processes.some(({ argv }) => argvName(argv) === program);

const programOf = ({ container }: LogFact): Part | undefined => partOf(container);

/** Parts that codes of the logs are about. */
const signatureParts: Readonly<Record<string, Part>> = {
  'disk-image-gc': 'disk',
  'cri-sandbox-image': 'runtime',
  'etcd-disk-full': 'etcd',
};

/** How often a line must stand there to mean something. */
const leastCount: Readonly<Record<string, number>> = { 'etcd-slow-disk': 5 };

/** Every write repeats these while they last, and a cluster writes every few seconds. */
const repeated = /mvcc: database space exceeded|no space left on device/;
/** Silence after which such a fault is over, in milliseconds. */
const over = 120_000;

/** Whether the log went on well for longer than the fault could have been silent. */
const isOver = ({ at, text }: LogLine, { endsAt }: LogFact): boolean =>
  repeated.test(text) && at !== undefined && endsAt !== undefined && Date.parse(endsAt) - Date.parse(at) > over;

/** What a log says of a code whose title is about a file. */
export const sayings: Readonly<Partial<Record<CodeName, string>>> = {
  'etcd-nospace': 'etcd has reached its quota and refuses every write',
  'etcd-disk-full': 'etcd cannot write: the file system of its data is full',
  'etcd-restore-nonempty': 'A snapshot was to be restored into a directory that holds data',
  'cri-sandbox-image': 'The sandbox (pause) image cannot be had: no pod can start',
};

/** Codes a log alone decides. */
function signatures({ observations }: RuleContext): Raised[] {
  const known = observations.logs.flatMap((log) =>
    log.errors.flatMap((line) => (isCodeName(line.name) && !isOver(line, log) ? [{ ...line, name: line.name }] : [])),
  );
  const byName = groupBy(known, ({ name }) => name);
  return [...byName].flatMap(([name, lines]): Raised[] => {
    const last = lines.at(-1);
    const count = lines.reduce((sum, line) => sum + (line.count ?? 1), 0);
    if (last === undefined || count < (leastCount[name] ?? 1)) return [];
    const part = signatureParts[name] ?? (name.startsWith('etcd') ? 'etcd' : undefined);
    return [
      {
        name,
        facts: facts(last.file, {
          actual: headOf(last.text, 160),
          subject: name.startsWith('etcd') ? 'etcd' : 'kubelet',
        }),
        confidence: 'proven',
        evidence: [evidenceOf(last)],
        ...(sayings[name] === undefined ? {} : { says: sayings[name] }),
        ...breaks(name === 'etcd-slow-disk' ? undefined : part),
        derived: true,
        // The rows for logs are of codes that a line is enough for, or that have words above; a test says so.
      } as Raised,
    ];
  });
}

/** The last run that ended with an error: the newest, or the one before within the last day. */
function lastError({ observations, now, model }: RuleContext): Raised[] {
  return observations.logs.flatMap((log): Raised[] => {
    const isDown = model.node.processes !== undefined && !runs(model.node.processes, log.container);
    const fatal = log.errors.filter(({ name, fatal: ends }) => name === undefined && ends === true);
    const line = fatal.at(-1);
    const isRecent = line?.at === undefined || now - Date.parse(line.at) < 24 * hour;
    if (line === undefined || !isRecent) return [];
    return [
      {
        name: 'log-last-error',
        facts: facts(line.file, {
          subject: log.container,
          actual: headOf(line.text, 200),
          items: fatal.map(({ text }) => headOf(text, 200)),
        }),
        confidence: 'proven',
        ...(isDown && controlPlane.includes(log.container) ? { severity: 'critical' as const } : {}),
        evidence: [evidenceOf(line)],
        ...breaks(programOf(log)),
        derived: true,
        // CoreDNS ends where its own address is the name server it forwards to.
        ...(/plugin\/loop: Loop/.test(line.text) ? { causes: ['kubelet-resolvconf'] } : {}),
      },
    ];
  });
}

function storms({ observations, now }: RuleContext): Raised[] {
  return observations.logs.flatMap((log): Raised[] => {
    const isLive = log.writtenAt.some((at) => now - Date.parse(at) < 24 * hour);
    if (log.newest < manyRestarts || !isLive || log.pod === '') return [];
    return [
      {
        name: 'log-restart-storm',
        facts: facts(log.directory, { subject: log.container, actual: String(log.newest + 1) }),
        confidence: 'likely',
        evidence: [state(log.directory, `the newest log is ${log.newest}.log, last written ${log.writtenAt[0]}`)],
        ...breaks(programOf(log)),
        derived: true,
        causes: [...(log.container === 'coredns' ? (['kubelet-resolvconf'] as const) : []), 'log-last-error'],
      },
    ];
  });
}

/** Static pods without logs were never started, by the kubelet or by the runtime: one finding for either half. */
function empty({ model, observations }: RuleContext): Raised[] {
  const hasLogs = observations.logs.some(({ pod }) => pod !== '');
  if (!hasLogs) return [];
  const silent = model.components.flatMap(({ program, pod }) => {
    // What runs was started, and its logs were deleted.
    const isRunning = runs(model.node.processes ?? [], program);
    if (pod === undefined || isRunning || !controlPlane.includes(program)) return [];
    const logs = observations.logs.filter((log) => log.pod === pod.name || log.pod.startsWith(`${pod.name}-`));
    if (!logs.every(({ fileCount }) => fileCount === 0)) return [];
    const directory = logs[0]?.directory;
    return [{ program, pod: pod.name, ...(directory === undefined ? {} : { directory }) }];
  });
  return [
    silent.filter(({ directory }) => directory === undefined),
    silent.filter(({ directory }) => directory !== undefined),
  ].flatMap((one) => neverStarted(one, model.node.processes === undefined ? 'likely' : 'proven'));
}

function neverStarted(
  silent: readonly { readonly program: string; readonly pod: string; readonly directory?: string }[],
  confidence: 'likely' | 'proven',
): Raised[] {
  const [first] = silent;
  if (first === undefined) return [];
  const items = silent.map(({ program }) => program);
  return [
    {
      name: 'log-dir-empty',
      facts: facts(first.directory ?? '/var/log/pods', {
        subject: items.join(', '),
        actual: first.directory === undefined ? 'no-directory' : 'no-file',
        items,
      }),
      confidence,
      evidence: nonEmpty(
        silent.map(({ pod, directory }) =>
          state(
            directory ?? '/var/log/pods',
            directory === undefined ? `holds no directory of ${pod}` : 'holds no log',
          ),
        ),
      ),
      ...breaks(partOf(first.program)),
      derived: true,
    },
  ];
}

function dangling({ observations }: RuleContext): Raised[] {
  const [first] = observations.danglingLogs;
  if (first === undefined) return [];
  return [
    {
      name: 'log-dangling-symlink',
      facts: facts(first, { items: observations.danglingLogs.slice(0, 50) }),
      confidence: 'proven',
      evidence: [state(first, 'leads to a file that is not there')],
    },
  ];
}

export const logRules: readonly Rule[] = [
  {
    theme: 'logs',
    names: [
      'etcd-no-leader',
      'etcd-slow-disk',
      'etcd-cluster-id',
      'etcd-restore-name',
      'disk-image-gc',
      'cri-sandbox-image',
    ],
    run: signatures,
  },
  { theme: 'logs', names: ['log-last-error'], run: lastError },
  { theme: 'logs', names: ['log-restart-storm'], run: storms },
  { theme: 'logs', names: ['log-dir-empty'], run: empty },
  { theme: 'logs', names: ['log-dangling-symlink'], run: dangling },
];
