import { headOf } from '../../../core/safe-text.ts';
import type { Message } from '../error-text/message.ts';

/** Talos. */
export const talosMessages: readonly Message[] = [
  {
    id: 'talos-service-image',
    matches:
      /service\[(\w{2,20})\]\(Failed\): .{0,80}failed to pull image \\?"([^"\\]{1,200})|failed to pull image \\?"([^"\\]{1,200})\\?": (?:context (?:canceled|deadline exceeded)|.{0,200}(?:i\/o timeout|no such host))/,
    kind: 'cause',
    part: 'runtime',
    says: 'The image $2$3 (of service $1) cannot be pulled: the registry is not reached from that node (DNS, proxy, firewall, mirror) or the pull was cut off.',
    next: [
      'does the host of that registry resolve and answer from the node? A mirror is set in machine.registries of Talos, or in the configuration of the runtime',
    ],
    samples: [
      'service[etcd](Failed): Failed to run pre stage: failed to pull image "gcr.io/etcd-development/etcd:v3.5.16": 1 error(s) occurred:',
      'failed to pull image "gcr.io/etcd-development/etcd:v3.5.16": context canceled',
    ],
    source: 'talos internal/pkg/containers/image',
  },
  {
    id: 'talos-service-restarts',
    matches:
      /Error running Containerd\((\w{2,20})\), going to restart forever: (.{1,300})|service\[(\w{2,20})\]\(Failed\): (?!Failed to run pre stage: failed to (?:build|pull)|[Cc]ondition failed: context canceled)(.{1,300})|Runner Containerd\((\w{2,20})\) (exited without error), going to restart it/,
    kind: 'cause',
    part: 'etcd',
    says: (met) => {
      const name = met.groups[1] || met.groups[3] || met.groups[5] || '';
      const reason = met.groups[2] || met.groups[4] || met.groups[6] || '';
      const why = /exit code 137/.test(reason) ? ' Exit code 137: it was killed, mostly for want of memory.' : '';
      return `The service ${name} of this Talos node ends again and again: ${headOf(reason, 200)}.${why}`;
    },
    next: ['`talosctl service` and `talosctl logs` with the name of that service, and `talosctl dmesg`, for that node'],
    samples: [
      'service[etcd](Waiting): Error running Containerd(etcd), going to restart forever: task "etcd" failed: exit code 137',
      '[Waiting]: Runner Containerd(etcd) exited without error, going to restart it (7s ago)',
    ],
    not: [
      'service[etcd](Failed): Condition failed: context canceled',
      'service[etcd](Failed): Failed to run pre stage: failed to build initial etcd cluster: failed to build cluster arguments: 2 error(s) occurred:',
    ],
    source: 'talos internal/app/machined/pkg/system/runner/restart',
  },
  {
    id: 'talos-etcd-spec',
    matches:
      /Waiting for etcd spec|etcd spec.{0,60}(?:not|no) .{0,40}address|no (?:matching )?address(?:es)? .{0,60}etcd/,
    kind: 'cause',
    part: 'etcd',
    says: 'etcd of this Talos node waits for its spec: no address of the node fits (cluster.etcd.advertisedSubnets or listenSubnets, or the network is not up), so that etcd is never started.',
    next: [
      '`talosctl get addresses` and `talosctl get etcdspecs` for that node; compare with advertisedSubnets of the machine configuration',
    ],
    samples: ['PUBLIC-IP   etcd         Waiting   ?        34m24s ago    Waiting for etcd spec'],
    source: 'talos internal/app/machined/pkg/controllers/etcd/spec.go',
  },
  {
    id: 'talos-etcd-join',
    matches: /failed to build initial etcd cluster|error getting etcd member list|etcd is waiting to join the cluster/,
    kind: 'state',
    part: 'etcd',
    says: 'etcd of this Talos node waits to join: the cluster was not bootstrapped yet, or the etcd of the other control-plane nodes is not reachable (member list times out).',
    next: [
      'not bootstrapped: `talosctl bootstrap` on exactly one control-plane node, once',
      'else: do the other control-plane nodes answer on 2379 and 2380 from here? {etcd-log}',
    ],
    samples: [
      'etcd is waiting to join the cluster, if this node is the first node in the cluster, please run `talosctl bootstrap` against one of the following IPs:',
      'service[etcd](Failed): Failed to run pre stage: failed to build initial etcd cluster: failed to build cluster arguments: 2 error(s) occurred:',
    ],
    source: 'talos internal/app/machined/pkg/system/services/etcd.go',
  },
  {
    id: 'talos-table-heading',
    matches: /^NODE\s+SERVICE\s+STATE\s+HEALTH\s+LAST CHANGE/,
    kind: 'harmless',
    says: 'The heading of a table of talosctl.',
    samples: ['NODE             SERVICE      STATE     HEALTH   LAST CHANGE   LAST EVENT'],
    source: 'siderolabs/talos cmd/talosctl/cmd/talos/service.go',
  },
  {
    id: 'talos-service-row-down',
    matches:
      /^(?:[\w.:-]{1,80} +)?(apid|auditd|containerd|cri|dashboard|etcd|ext-[\w-]{1,40}|kubelet|machined|syslogd|trustd|udevd) {2,}(?:(Preparing|Waiting|Pre|Failed|Finished|Skipped|Stopping|Starting) +\S{1,4} +[\dhms.]{2,20} ago +(.{1,300})|Running +(Fail) +[\dhms.]{2,20} ago +(.{1,300}))$/,
    kind: 'state',
    apart: true,
    part: 'etcd',
    says: ({ groups: [, name = '', state = '', event = '', , failed = ''] }) =>
      failed === ''
        ? `The service ${name} of this Talos node does not run (${state}): ${event}`
        : `The service ${name} of this Talos node runs and is not healthy: ${failed}`,
    next: [
      '`talosctl service $1` and `talosctl logs $1` for that node; an etcd that waits: was `talosctl bootstrap` run once?',
    ],
    samples: [
      '10.5.0.2         etcd         Preparing   ?        6m4s ago      Running pre state',
      '10.5.0.2         kubelet      Running     Fail     5m53s ago     Health check failed: something new',
    ],
    not: ['10.5.0.2         etcd         Running   OK       6m4s ago      Health check successful'],
    source: 'siderolabs/talos cmd/talosctl/cmd/talos/service.go',
  },
  {
    id: 'talos-service-row-up',
    matches:
      /^(?:[\w.:-]{1,80} +)?(?:apid|auditd|containerd|cri|dashboard|etcd|ext-[\w-]{1,40}|kubelet|machined|syslogd|trustd|udevd) {2,}Running +(?:OK|\?) +[\dhms.]{2,20} ago /,
    kind: 'well',
    says: 'A service of this Talos node runs.',
    samples: [
      '10.5.0.2         etcd         Running   OK       6m4s ago      Health check successful',
      '10.5.0.2         machined     Running   ?        7m9s ago      Service started as goroutine',
    ],
    source: 'siderolabs/talos cmd/talosctl/cmd/talos/service.go',
  },
  {
    id: 'talos-kubelet-authorization',
    matches: /Authorization error \(user=([\w:.-]{1,80}), verb=\w{1,12}, resource=nodes, subresource=\w{1,12}\)/,
    kind: 'retried',
    part: 'kube-apiserver',
    says: 'The kubelet could not ask the apiserver whether $1 may do that (webhook authorization): the apiserver does not answer yet. While a node boots that is normal; where it stays, the apiserver does not come up.',
    next: ['{apiserver-log}', '{etcd-log}'],
    samples: [
      'error refreshing pod status: error fetching pod status: an error on the server ("Authorization error (user=apiserver-kubelet-client, verb=get, resource=nodes, subresource=proxy)") has prevented the request from succeeding',
    ],
    source: 'kubernetes pkg/kubelet/server/auth.go, server.go; siderolabs/talos KubeletStaticPodController',
  },
  {
    id: 'talos-boot-noise',
    matches:
      /^(?:serving static pod manifests|restarting controller in [\d.]{1,12}\w{1,2}|controller starting) \{"component": ?"controller-runtime"|^task \w{3,60} \(\d{1,2}\/\d{1,2}\): (?:starting|done)|^phase \w{2,40} \(\d{1,2}\/\d{1,2}\): /,
    kind: 'harmless',
    says: 'What Talos tells while it boots.',
    samples: [
      'serving static pod manifests {"component": "controller-runtime", "controller": "k8s.StaticPodServerController", "size": 39}',
      'restarting controller in 542.157686ms {"component": "controller-runtime", "controller": "k8s.KubeletStaticPodController"}',
      'task setupVarDirectory (1/1): done, 3.795461ms',
      'phase var (11/22): done, 9.006233ms',
    ],
    source: 'siderolabs/talos internal/app/machined/pkg/runtime/v1alpha1, cosi-project/runtime',
  },
  {
    id: 'talos-maintenance',
    matches: /talosctl apply-config --insecure --nodes (\S{1,60})|upload configuration using talosctl/,
    kind: 'state',
    part: 'kubelet',
    says: 'This Talos machine is in maintenance mode: it has no configuration yet (or lost it with its STATE partition) and waits to be given one.',
    next: ['`talosctl apply-config --insecure --nodes $1 --file controlplane.yaml`, or worker.yaml'],
    samples: [
      'talosctl apply-config --insecure --nodes 10.5.0.2 --file <config.yaml>',
      'upload configuration using talosctl:',
    ],
    source: 'siderolabs/talos internal/app/maintenance',
  },
  {
    id: 'talos-time',
    matches:
      /error querying server \\?"([\w.:-]{1,100})\\?": .{0,160}(?:i\/o timeout|no such host|connection refused|no route)/,
    kind: 'retried',
    part: 'kubelet',
    says: 'Talos gets no time from the time server $1; until its clock is set it starts neither etcd nor the kubelet.',
    next: [
      'does UDP 123 to that server get out of this network? Name one that is reached under machine.time.servers of the configuration; `talosctl time` shows what it is told',
    ],
    samples: [
      'error querying server "time.cloudflare.com": read udp 10.5.0.2:41234->162.159.200.1:123: i/o timeout {"component": "controller-runtime", "controller": "time.SyncController"}',
    ],
    source: 'siderolabs/talos internal/pkg/ntp',
  },
  {
    id: 'talosctl-health-nodes',
    matches: /waiting for (\S.{2,60}?): expected a response with 0 node\(s\), got (\d{1,4})/,
    kind: 'cause',
    part: 'kubectl',
    confidence: 'possible',
    says: "talosctl's check ($1) was told of no control-plane node, and $2 answered: the list of nodes it was given is wrong, the nodes may well be healthy.",
    next: ['`talosctl health --control-plane-nodes` with their addresses; `talosctl etcd members` shows etcd itself'],
    samples: ['waiting for etcd to be healthy: expected a response with 0 node(s), got 1'],
    source: 'siderolabs/talos pkg/cluster/check/service.go',
  },
  {
    id: 'talosctl-health-waits',
    matches: /^\W{0,4}waiting for ([^:\s][^:]{2,80}): (?!OK\b|\.\.\.|expected a response with 0 )(\S.{2,200})/,
    needs: { text: /talosctl|waiting for etcd to be healthy|discovered nodes/ },
    kind: 'state',
    confidence: 'possible',
    says: "talosctl's check waits for $1: $2.",
    next: ['`talosctl services` and `talosctl logs` of what it names, for that node'],
    samples: [
      'waiting for etcd to be healthy: 1 error occurred: * 192.0.2.7: service "etcd" not in expected state "Running": current state [Waiting]',
    ],
    not: ['waiting for etcd to be healthy: OK', 'waiting for etcd to be healthy: ...'],
    source: 'siderolabs/talos pkg/cluster/check',
  },
  {
    id: 'talosctl-health-ok',
    matches: /^\W{0,4}waiting for \S.{2,80}: (?:OK|\.\.\.)\s*$/,
    kind: 'well',
    says: 'A check of talosctl passed, or has begun.',
    samples: ['waiting for etcd to be healthy: OK', '◳ waiting for etcd to be healthy: ...'],
    source: 'siderolabs/talos pkg/cluster/check',
  },
  {
    id: 'talos-api',
    matches:
      /error (?:executing|getting|rotating|constructing|fetching|reading) .{1,60}: rpc error: code = Unavailable.{0,300}|:50000: (?:connect|i\/o).{0,60}|rpc error: code = Unavailable desc = .{0,100}(?:apid|talos).{0,100}/,
    needs: { text: /talos|apid|:50000\b|error executing bootstrap/ },
    kind: 'cause',
    part: 'kubectl',
    says: "talosctl does not get through to the API of the Talos node (apid, port 50000): the endpoint is wrong, the port is blocked, the node is still in maintenance mode (--insecure), or the TLS handshake fails (the talosconfig is of another cluster's CA, or a clock is wrong).",
    next: [
      'does port 50000 of that node answer (`nc -vz`)? Compare endpoints and nodes of the talosconfig (`talosctl config info`); check the clocks',
    ],
    samples: [
      'error executing bootstrap: rpc error: code = Unavailable desc = connection error: desc = "transport: authentication handshake failed: context deadline exceeded"',
      'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 192.0.2.5:50000: i/o timeout" (talosctl)',
    ],
    source: 'talos cmd/talosctl, internal/app/apid',
  },
];
