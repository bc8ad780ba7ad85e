import { runtimeCommand } from '../../../kubernetes/runtime-units.ts';
import { at, checkLines, healthCode } from './health-code.ts';

export const kubeletDown = healthCode(130, 'kubelet-down', 'critical', 'The kubelet does not run.', {
  title: (c) => `The kubelet is down on ${c.host}: ${at(c)}, ${c.detail}`,
  why: 'The node becomes NotReady after 40 seconds; no pod is started, probed or restarted here, static pods included.',
  next: () => [
    '`systemctl status kubelet; journalctl -u kubelet -n 50 --no-pager`',
    'From its error to the file: `diag k8s-paths kubelet-not-starting`',
  ],
});

export const kubeletStalled = healthCode(
  131,
  'kubelet-syncloop-stalled',
  'critical',
  "The kubelet's main loop stands still.",
  {
    title: (c) => `The kubelet on ${c.host} answers, but its main loop stands still: ${c.detail}`,
    why: 'Port 10248 goes on answering ok: it only says that the process lives. The container runtime hangs or is gone.',
    next: () => [
      '`crictl info` asks the runtime itself; then look at its unit and its journal',
      'A runtime that is gone shows here only after some five minutes.',
    ],
  },
);

export const kubeletReadOnlyPort = healthCode(
  132,
  'kubelet-read-only-port',
  'info',
  "The kubelet's read-only port is open: it shows all pods to anyone.",
  {
    title: (c) => `The read-only port of the kubelet on ${c.host} is open (${at(c)}): ${c.detail}`,
    why: 'It serves pod specifications and metrics without asking who is there. kubeadm leaves it off.',
    next: () => [
      'Set readOnlyPort: 0 in the kubelet configuration and restart the kubelet; nothing of Kubernetes needs it.',
    ],
  },
);

export const kubeletOpen = healthCode(
  133,
  'kubelet-open-to-anyone',
  'warning',
  'The kubelet answers requests without credentials.',
  {
    title: (c) => `The kubelet on ${c.host} answers requests without credentials (${at(c)})`,
    why: 'Anonymous requests are on and authorization is AlwaysAllow: whoever reaches this port can run commands in every pod of the node.',
    next: () => [
      'Set authentication.anonymous.enabled: false and authorization.mode: Webhook in /var/lib/kubelet/config.yaml, restart the kubelet.',
    ],
  },
);

export const kubeletNotHealthy = healthCode(
  134,
  'kubelet-not-healthy',
  'critical',
  'The kubelet says of itself that it is not healthy, or does not answer.',
  {
    title: (c) => `The kubelet on ${c.host} is not healthy: ${c.detail}`,
    next: (c) => [...checkLines(c), '`journalctl -u kubelet -n 50 --no-pager`'],
  },
);

export const kubeProxyDown = healthCode(135, 'kube-proxy-down', 'critical', 'The kube-proxy does not run.', {
  title: (c) => `kube-proxy is down on ${c.host}: ${at(c)}, ${c.detail}`,
  why: 'Rules for Services are no longer kept: new and changed Services do not work from this node, and health checks of load balancers fail.',
  next: () => [
    '`crictl ps -a --name kube-proxy`, then `crictl logs` of its last container',
    '`kubectl -n kube-system get ds kube-proxy` (absent with Cilium and others that replace it)',
  ],
});

export const kubeProxyLate = healthCode(136, 'kube-proxy-late', 'critical', 'The kube-proxy cannot write its rules.', {
  title: (c) => `kube-proxy on ${c.host} is late: ${c.detail}`,
  why: 'A change of Services waits for longer than two sync periods. /healthz of port 10249 stays ok meanwhile.',
  next: () => [
    'Its log names the command that fails: `crictl logs $(crictl ps --name kube-proxy -q) 2>&1 | grep -iE "error|fail" | tail`',
    'Who holds the lock? `lsof /run/xtables.lock`',
  ],
});

export const nodeBeingDeleted = healthCode(
  137,
  'node-being-deleted',
  'info',
  'The node is being deleted; kube-proxy says so to load balancers.',
  {
    title: (c) => `kube-proxy on ${c.host} answers 503 because the node is being deleted`,
    why: 'The autoscaler marked the node (ToBeDeletedByClusterAutoscaler). kube-proxy itself works: /livez ignores this.',
    next: () => ['Nothing to do where the scale-down is wanted.'],
  },
);

export const runtimeDown = healthCode(138, 'runtime-down', 'critical', 'The container runtime does not answer.', {
  title: (c) => `The container runtime on ${c.host} is down: ${c.url}, ${c.detail}`,
  why: 'No container can be started, stopped or looked at. The kubelet goes on answering ok for about five minutes.',
  next: (c) => [
    runtimeCommand(c.url, 'status'),
    'Is it another socket? crictl reads /etc/crictl.yaml, the kubelet --container-runtime-endpoint',
  ],
});

export const corednsNotReady = healthCode(139, 'coredns-not-ready', 'critical', 'CoreDNS is not ready.', {
  title: (c) => `CoreDNS at ${at(c)} is not ready: ${c.detail}`,
  why: 'Names of Services do not resolve. The answer lists the plugins that wait.',
  next: () => [
    '`kubectl -n kube-system logs -l k8s-app=kube-dns --tail=20`; the plugin kubernetes waits for the apiserver',
  ],
});

export const cniAgentDown = healthCode(140, 'cni-agent-down', 'critical', 'The agent of the pod network is not well.', {
  title: (c) => `${c.name} on ${c.host} is not well: ${c.detail}`,
  why: 'New pods get no network on this node, and network policies are not kept.',
  next: () => [
    '`kubectl -n kube-system get pods -o wide | grep -iE "cilium|calico|flannel"`; read the log of the one on this node',
  ],
});

export const nodeNotAnswering = healthCode(
  141,
  'node-not-answering',
  'critical',
  'Kubelets do not answer through the apiserver.',
  {
    title: (c, f) =>
      f.concerns.length === 1
        ? `Node ${c.name} does not answer: ${c.detail}`
        : `${f.concerns.length} nodes do not answer, first ${c.name}: ${c.detail}`,
    next: () => [
      '`kubectl get nodes -o wide`; run `diag k8s-health` on the node itself',
      'One node: its kubelet or its network. All nodes: the way from the apiserver to them (konnectivity, firewall, port 10250).',
    ],
  },
);

export const endpointDown = healthCode(
  142,
  'endpoint-down',
  'critical',
  'An endpoint that was asked for is not well.',
  {
    title: (c) => `${c.name} is not well: ${c.url}, ${c.detail}`,
  },
);

export const nodeCodes = [
  kubeletDown,
  kubeletStalled,
  kubeletReadOnlyPort,
  kubeletOpen,
  kubeletNotHealthy,
  kubeProxyDown,
  kubeProxyLate,
  nodeBeingDeleted,
  runtimeDown,
  corednsNotReady,
  cniAgentDown,
  nodeNotAnswering,
  endpointDown,
];
