import { at, checkLines, healthCode } from './health-code.ts';

const log = 'crictl logs $(crictl ps -a --name kube-apiserver -q | head -1) 2>&1 | tail -30';

export const apiserverDown = healthCode(
  110,
  'apiserver-down',
  'critical',
  'Nothing listens where the apiserver should.',
  {
    title: (c) => `The apiserver is down on ${c.host}: ${at(c)}, ${c.detail}`,
    why: 'kubectl and every component that talks to the apiserver fails. Pods that run go on running.',
    next: () => [
      `Read why it ended: \`${log}\``,
      'From its manifest to the broken file: `diag k8s-paths control-plane-down`',
    ],
  },
);

export const apiserverNoAnswer = healthCode(
  111,
  'apiserver-no-answer',
  'critical',
  'The apiserver accepts connections and does not answer.',
  {
    title: (c) => `The apiserver on ${c.host} accepts connections and does not answer (${at(c)})`,
    why: 'It is stuck: frozen, starved, or starting and waiting for etcd (it then gives up after about 20 seconds and starts again).',
    next: () => [
      '`ps -o pid,stat,etime,pcpu,pmem -C kube-apiserver` (T: stopped; a young process: it waits for etcd)',
      `Its log: \`${log}\``,
    ],
  },
);

export const apiserverEtcdUnreachable = healthCode(
  112,
  'apiserver-etcd-unreachable',
  'critical',
  'The apiserver cannot read from etcd.',
  {
    title: (c) => `The apiserver on ${c.host} cannot read from etcd: ${c.detail}`,
    why: 'Its own checks say so. Every request that needs data fails or waits; scheduler and controller-manager end after some 12 seconds.',
    next: (c) => [
      'Check etcd itself: `curl -s http://127.0.0.1:2381/health` on the etcd node',
      'etcd is well? Then compare --etcd-servers, --etcd-cafile, --etcd-certfile of the apiserver: `diag k8s-paths control-plane-down`',
      ...checkLines(c),
    ],
  },
);

export const apiserverNotReady = healthCode(
  113,
  'apiserver-not-ready',
  'critical',
  'The apiserver says of itself that it is not ready.',
  {
    title: (c) => `The apiserver on ${c.host} is not ready: ${c.detail}`,
    next: (c) => [...checkLines(c), `Its log has the reasons: \`${log}\``],
  },
);

export const apiserverStarting = healthCode(114, 'apiserver-starting', 'info', 'The apiserver is starting.', {
  title: (c) => `The apiserver on ${c.host} is starting: ${c.detail}`,
  why: 'Only tasks of the start are unfinished. That is normal for up to two minutes and no failure.',
  next: () => ['Wait: `diag k8s-health --until healthy --timeout 2m`'],
});

export const apiserverShuttingDown = healthCode(
  115,
  'apiserver-shutting-down',
  'warning',
  'The apiserver has been told to stop.',
  {
    title: (c) => `The apiserver on ${c.host} is shutting down`,
    why: 'After SIGTERM it answers 500 on /readyz until --shutdown-delay-duration is over. If it comes back again and again, something stops it.',
    next: () => ['Who stops it? `journalctl -u kubelet --since -10min | grep -i kube-apiserver`'],
  },
);

export const apiserverAnonymousOff = healthCode(
  116,
  'apiserver-anon-off-with-unauth-probes',
  'critical',
  'Anonymous requests are off, and the probes of the manifest send no credentials.',
  {
    title: (c) =>
      `The apiserver manifest on ${c.host} switches anonymous requests off, but its probes send no credentials`,
    why: 'The kubelet gets 401 for its probes and restarts the apiserver again and again (kubernetes/kubernetes#43784).',
    next: () => [
      'From 1.32: an AuthenticationConfiguration that allows anonymous on /livez, /readyz and /healthz only.',
      'Before: --anonymous-auth=true (RBAC still decides), or probes that send a credential.',
    ],
  },
);

export const apiserverReplicaBad = healthCode(
  117,
  'apiserver-replica-bad',
  'warning',
  'One apiserver behind the load balancer is not well while the others are.',
  {
    title: (c) => `One apiserver behind the load balancer is not well: ${c.name} (${at(c)}) on ${c.host}: ${c.detail}`,
    why: 'The balancer hides it: some requests fail, others succeed.',
    next: () => [
      'Take it out of the balancer, then run `diag k8s-health` on that node.',
      'Does the balancer check /readyz, and not only the port?',
    ],
  },
);

export const apiserverCodes = [
  apiserverDown,
  apiserverNoAnswer,
  apiserverEtcdUnreachable,
  apiserverNotReady,
  apiserverStarting,
  apiserverShuttingDown,
  apiserverAnonymousOff,
  apiserverReplicaBad,
];
