import type { Message } from '../error-text/message.ts';

/** Two seconds and more; the apiserver traces each request that takes over half a second. */
const long = String.raw`\d{1,3}m[\d.]{1,14}s|(?:[2-9]|\d{2,4})(?:\.\d{1,10})?s|(?:[2-9]\d{3}|\d{5,8})ms`;

const isOfApi = (name: string): boolean =>
  /Reflector|^(?:List|Get|Create|Update|Patch|Delete|DeleteCollection|GuaranteedUpdate|cacher|watchCache)\b|etcd3/.test(
    name,
  );

/** Other programs trace too: the kubelet its runtime, kube-proxy its rules. */
const whoTook = (name: string): string =>
  /Reflector/.test(name)
    ? 'A client of the apiserver'
    : isOfApi(name)
      ? 'The apiserver'
      : /^iptables/.test(name)
        ? 'kube-proxy or the kubelet'
        : 'A program of the node or control plane';

const whatTakesTime = (name: string): string =>
  isOfApi(name)
    ? 'The longest step in the trace says where: etcd, an admission webhook, the answer to a slow client, or a machine without processor time.'
    : /^iptables/.test(name)
      ? 'Many rules, another program that holds the lock of iptables, or a machine without processor time.'
      : 'What it asked answers slowly, or the machine lacks processor time or a fast disk.';

/** `Trace[1]: …` of k8s.io/utils/trace: a head with the whole time, a line a step, an end. */
export const traceMessages: readonly Message[] = [
  {
    id: 'etcd-write-slow',
    // The time of a step is that before its words: "About to store object" counts what comes before the store.
    matches:
      /"(?:Transaction committed|Txn call (?:finished|completed))"[^"]{0,200}? (?:[5-9]\d\d|\d{4,7})ms\b|\[[\d.ms]{2,20}\] \[(?:\d{1,3}m)?[\d.]{1,14}s\] Transaction committed/,
    kind: 'retried',
    name: 'etcd-slow-disk',
    part: 'etcd',
    says: 'The apiserver waits for a write to etcd, half a second and more: storage latency. Look at the disk of etcd.',
    next: ['`iostat -x 1` on the node of etcd: what else writes to its disk?'],
    where: ['/var/lib/etcd'],
    samples: [
      'Trace[1771021]: [2.1s] [2.0s] Transaction committed',
      'Trace[88]: ["GuaranteedUpdate etcd3" audit-id:7b1c,key:/leases/kube-system/a,type:*coordination.Lease,resource:leases.coordination.k8s.io 810ms (10:12:03.123)] ---"Txn call completed" 805ms (10:12:03.123)',
    ],
    not: [
      'Trace[1771021]: ---"About to store object in database" 4998ms (10:12:03.123)',
      'Trace[1771021]: ---"Txn call completed" 12ms (10:12:03.123)',
    ],
    source: 'kubernetes apiserver pkg/storage/etcd3/store.go; k8s.io/utils/trace',
  },
  {
    id: 'trace-store-slow',
    // Newer versions count mutating and validating admission within this step.
    matches:
      /"(?:Object stored in database|Write to database call (?:finished|succeeded))"[^"]{0,200}? (?:[5-9]\d\d|\d{4,7})ms\b|\[[\d.ms]{2,20}\] \[(?:\d{1,3}m)?[\d.]{1,14}s\] Object stored in database/,
    kind: 'retried',
    confidence: 'possible',
    part: 'etcd',
    says: 'The apiserver took half a second and more to store an object: a slow disk of etcd, or an admission webhook, whose time newer versions count here.',
    next: [
      '{etcd-log}: "took too long", "slow fdatasync"? Then `iostat -x 1` on the node of etcd',
      '`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`: does one answer slowly?',
    ],
    where: ['/var/lib/etcd'],
    samples: [
      'Trace[1771021]: [2.1s] [2.0s] Object stored in database',
      'Trace[1771021]: ---"Object stored in database" 2998ms (10:12:03.123)',
    ],
    not: ['Trace[1771021]: ---"Object stored in database" 12ms (10:12:03.123)'],
    source: 'kubernetes apiserver pkg/endpoints/handlers/create.go, update.go; k8s.io/utils/trace',
  },
  {
    id: 'trace-long',
    matches: new RegExp(String.raw`Trace\[\d{1,12}\]: "([^"]{2,80})".{0,1200}?\(total time: (${long})\)`),
    kind: 'retried',
    confidence: 'possible',
    says: ({ groups: [, name = '', time = ''] }) =>
      `${whoTook(name)} took ${time} for "${name}". ${whatTakesTime(name)}`,
    next: ({ groups: [, name = ''] }) => [
      'the lines of the same Trace number: which step took the time?',
      isOfApi(name) ? '{etcd-log}' : 'on that node: `top`, `iostat -x 1`',
    ],
    samples: [
      'Trace[12]: "List" url:/api/v1/pods,user-agent:kubelet,client:192.0.2.7 (started: 2026-03-01 10:12:03.1 +0000 UTC m=+7.1) (total time: 12.3s):',
      'Trace[12]: "Reflector ListAndWatch" name:k8s.io/client-go/informers/factory.go:134 (started: 2026-03-01 10:12:03.1 +0000 UTC m=+7.1) (total time: 1m3.5s):',
      'Trace[12]: "iptables restore" (15-Nov-2026 04:47:44.439) (total time: 9056ms):',
      'Trace[12]: "Update" accept:application/json,audit-id:7b1c (01-Mar-2026 10:12:03.123) (total time: 7001ms):',
    ],
    not: ['Trace[12]: "Get" url:/api/v1/nodes/a (started: 2026-03-01 10:12:03.1 +0000 UTC) (total time: 612.5ms):'],
    source:
      'k8s.io/utils/trace/trace.go; kubernetes apiserver pkg/endpoints/handlers; client-go tools/cache/reflector.go',
  },
  {
    id: 'trace-step-long',
    // The head with its name may be left out.
    matches: new RegExp(
      String.raw`^Trace\[\d{1,12}\]: (?:\[[\w.µ]{2,20}\] \[(${long})\] (?!END)(.{1,120})|---"([^"]{2,120})" (?:[^"]{0,200} )?(${long})(?: |$))`,
    ),
    kind: 'retried',
    confidence: 'possible',
    says: ({ groups: [, old = '', words = '', step = '', time = ''] }) =>
      `A program of the node or control plane took ${old}${time} until "${words.trim()}${step}" in a request that it traced${/About to (?:store|write)/.test(words + step) ? ': reading the request comes before that, and in older versions admission (webhooks); etcd comes after it' : ''}.`,
    next: ['the first line of the same Trace number names the request; {etcd-log}'],
    yieldsTo: /^trace-long$/,
    samples: [
      'Trace[12]: [4.2s] [4.1s] About to store object in database',
      'Trace[12]: ---"About to store object in database" 4998ms (10:12:03.123)',
    ],
    not: ['Trace[12]: [12.6s] [612.5ms] Object stored', 'Trace[12]: [12.6s] [12.6s] END'],
    source: 'k8s.io/utils/trace/trace.go; kubernetes apiserver pkg/endpoints/handlers/create.go',
  },
  {
    id: 'trace-noise',
    matches: /^Trace\[\d{1,12}\]: |^Trace "[^"]{2,80}" \(started /,
    kind: 'well',
    catchAll: true,
    says: 'The trace of a request that took over half a second, as happens at times.',
    samples: [
      'Trace[12]: "Get" url:/api/v1/nodes/a (started: 2026-03-01 10:12:03.1 +0000 UTC) (total time: 612.5ms):',
      'Trace[12]: ---"Objects listed" error:<nil> 590ms (10:12:03.123)',
      'Trace[12]: [612.5ms] [612.5ms] END',
    ],
    source: 'k8s.io/utils/trace/trace.go',
  },
];
