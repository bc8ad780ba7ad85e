import type { Message } from '../error-text/message.ts';

/** What k3s, MicroK8s, Talos, OpenShift, EKS, kind and minikube say in words of their own. */
export const distributionMessages: readonly Message[] = [
  {
    id: 'openshift-bootstrap',
    matches: /Bootstrap failed to complete: (.{1,200})/,
    kind: 'state',
    catchAll: true,
    part: 'kube-apiserver',
    confidence: 'possible',
    says: 'The bootstrap of OpenShift did not finish: $1. What the control plane lacks stands in the logs of the bootstrap host.',
    next: [
      '`openshift-install gather bootstrap`; on the bootstrap host `journalctl -b -u bootkube -u release-image --no-pager | tail -n 100`',
    ],
    samples: ['ERROR Bootstrap failed to complete: timed out waiting for the condition'],
    source: 'openshift/installer cmd/openshift-install/create.go',
  },
  {
    id: 'k3s-token',
    matches:
      /token CA hash does not match the Cluster CA certificate hash|token does not match the server|Node password rejected|bootstrap data already found and encrypted with different token|failed to normalize (?:server )?token|invalid server token|(?:level=\w{4,7} msg=".{0,200}|k3s|rke2).{0,200}token is not valid/,
    kind: 'cause',
    part: 'kubelet',
    says: (met) =>
      /Node password rejected/.test(met.text)
        ? 'The server knows a node of this name with another password: a node name was used twice, or the node was made anew.'
        : 'The token of this node (k3s or rke2 agent, or a further server) does not match that of the server: it is of another cluster, or of this one before it was made anew.',
    next: (met) => [
      /Node password rejected/.test(met.text)
        ? 'on the server: `kubectl -n kube-system get secrets` shows NODE.node-password.k3s (or .rke2): delete the one of this node, or give the node a name of its own'
        : met.setting.distribution === 'rke2'
          ? 'take the token in /var/lib/rancher/rke2/server/node-token of the server'
          : 'take the token in /var/lib/rancher/k3s/server/node-token of the server, and compare K3S_URL and K3S_TOKEN of the agent',
    ],
    samples: [
      'level=error msg="token CA hash does not match the Cluster CA certificate hash: a != b"',
      'level=error msg="token does not match the server XXX != YYY"',
      'level=fatal msg="starting kubernetes: preparing server: bootstrap data already found and encrypted with different token"',
    ],
    not: ['token is not valid: signature mismatch for user shop'],
    source: 'k3s pkg/clientaccess/token.go, pkg/nodepassword, pkg/cluster',
  },
  {
    id: 'k3s-cacerts-401',
    matches:
      /(?:cacerts|\/v1-(?:k3s|rke2)\/\S{1,60}): (?:401|403) (?:Unauthorized|Forbidden)|failed to get CA certs: .{0,200}(?:401|Unauthorized)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'What answers at the server URL refuses the agent (401): the token of this node is wrong or missing, or another program than the supervisor of k3s or rke2 answers there.',
    next: [
      'compare the server URL and the token of the agent (K3S_URL, K3S_TOKEN, or config.yaml) with node-token of the server; the k3s supervisor answers on 6443, that of rke2 on 9345',
    ],
    samples: ["failed to get CA certs: https://127.0.0.1:6444/cacerts: 401 Unauthorized'"],
    source: 'k3s pkg/clientaccess/token.go',
  },
  {
    id: 'k3s-server-unreachable',
    matches:
      /Waiting to retrieve (?:agent|kube-proxy) configuration; server is not ready: (.{1,300})|failed to get CA certs: (.{1,200})|[Ff]ailed to (?:connect to proxy|validate connection to cluster at) .{0,200}|Remotedialer proxy error.{0,200}|127\.0\.0\.1:644[34]\/(?:cacerts|v1-k3s)|failed to retrieve configuration from server: (.{1,200})/i,
    kind: 'retried',
    part: 'kube-apiserver',
    says: (met) => {
      const reason = met.groups[1] || met.groups[2] || met.groups[3] || '';
      const local = /127\.0\.0\.1:644[34]/.test(met.text);
      const rke2 = met.setting.distribution === 'rke2';
      if (/127\.0\.0\.1:9345.{0,60}readyz: 500/.test(met.text))
        return 'The supervisor of rke2 on this server is not ready (500): its apiserver or etcd does not come up.';
      return `This agent does not reach its ${rke2 ? 'rke2' : 'k3s'} server${local ? ' (127.0.0.1:6444 is the agent’s own load balancer to it)' : ''}: the server is not up, the URL is wrong, or port ${rke2 ? '9345' : '6443'} is blocked in between. ${reason}`;
    },
    next: (met) =>
      met.setting.distribution === 'rke2'
        ? ['on the server: `systemctl status rke2-server`, {etcd-log}']
        : [
            'on the server: `systemctl status k3s`; from this node: does its port 6443 answer (`nc -vz`)?',
            '{kubelet-log}',
          ],
    samples: [
      'level=info msg="Waiting to retrieve agent configuration; server is not ready: Get \\"https://127.0.0.1:6444/v1-k3s/client-ca.crt\\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"',
      'level=error msg="failed to get CA certs: Get \\"https://127.0.0.1:6444/cacerts\\": context deadline exceeded"',
    ],
    source: 'k3s pkg/agent/config, pkg/clientaccess',
  },
  {
    id: 'microk8s-cluster-yaml',
    matches: /open (cluster\.yaml|localnode\.yaml) node store: (.{1,200})/,
    kind: 'cause',
    part: 'etcd',
    says: 'The datastore of MicroK8s (k8s-dqlite) cannot read its $1: $2. A full disk or a hard power-off leaves it empty or cut off, and the apiserver ends.',
    next: [
      '`sudo cat /var/snap/microk8s/current/var/kubernetes/backend/$1`; copy it from another member or a backup, then `microk8s start`',
    ],
    samples: [
      'API Server exited open cluster.yaml node store: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context',
    ],
    source: 'canonical/go-dqlite app/store, microk8s',
  },
  {
    id: 'dqlite-damaged',
    matches:
      /raft_start\(\): io: .{0,200}(?:LZ4F_\w{3,30} ERROR|corrupt|checksum|load (?:open |closed )?segment|not available)|(?:k8s-dqlite|dqlite|vfs\.c):? ?.{0,80}Assertion [`'].{1,200}' failed/,
    kind: 'cause',
    part: 'etcd',
    says: 'dqlite, the datastore of MicroK8s or old k3s, ends on its own data: a segment or snapshot is damaged, as after a full disk or a hard power-off.',
    next: [
      'keep a copy of its directory first (MicroK8s: /var/snap/microk8s/current/var/kubernetes/backend); then bring back a backup',
      'where other members work: `microk8s leave` here, `microk8s remove-node` there, and join again',
    ],
    samples: [
      'level=fatal msg="Failed to start server: start node: raft_start(): io: load closed segment 0000000000000512-0000000000000777: entries batch 3 at offset 88: data corrupt"',
      "k8s-dqlite: src/vfs.c:2201: vfsFileShmMap: Assertion `region > 0' failed.",
    ],
    not: ['level=fatal msg="starting kubernetes: preparing server: start cluster and https: raft_start(): "'],
    source: 'canonical/raft src/uv_list.c, canonical/dqlite src/vfs.c',
  },
  {
    id: 'dqlite-no-leader',
    matches: /no available dqlite leader server found/,
    kind: 'state',
    part: 'etcd',
    says: 'dqlite, the datastore of MicroK8s, finds no leader: more than half of its members are down or not reached on port 19001, or the name or address of a node changed and the stored one is no longer true.',
    next: [
      '`sudo cat /var/snap/microk8s/current/var/kubernetes/backend/cluster.yaml`: does each address there belong to a node that runs and is reached?',
      '`journalctl -u snap.microk8s.daemon-k8s-dqlite -n 100 --no-pager` on each of them',
    ],
    samples: ['level=fatal msg="Failed to start server: no available dqlite leader server found"'],
    source: 'canonical/go-dqlite client/connector (ErrNoAvailableLeader)',
  },
  {
    id: 'kine-slow',
    matches:
      /error (?:while range on \S{1,200}|in txn) ?: query \(try: \d{1,4}\): (?:context (?:canceled|deadline exceeded)|database is locked)|Slow SQL ?\(|error while range on \S{1,200} ?: (?:context (?:canceled|deadline exceeded)|database is locked)/,
    kind: 'retried',
    part: 'etcd',
    says: 'The datastore behind kine (dqlite, SQLite or an SQL database) answers too slowly: a slow or shared disk, no CPU left, a huge table of old revisions, or no quorum of dqlite.',
    next: [
      'on that host: `iostat -x 1` and `top`; the size of the database; with several MicroK8s nodes: do all members of dqlite run?',
    ],
    samples: [
      'level=error msg="error while range on /registry/leases/kube-system/x : query (try: 3): context deadline exceeded"',
      'level=error msg="error in txn: query (try: 0): context canceled"',
      'level=info msg="Slow SQL (started: 2026-01-01 10:00:00.1 +0000 UTC m=+1.1) (total time: 2.1s): SELECT 1"',
    ],
    source: 'k3s-io/kine pkg/drivers/generic, pkg/server; canonical/k8s-dqlite',
  },
  {
    id: 'rke2-start-noise',
    matches: /Failed to get unit file state for nm-cloud-setup\.service|not running in CIS mode/,
    kind: 'harmless',
    says: 'Harmless: rke2 says this at every start.',
    samples: [
      'Failed to get unit file state for nm-cloud-setup.service: No such file or directory',
      'level=warning msg="not running in CIS mode"',
    ],
    source: 'rke2 rke2-server.service (ExecStartPre), pkg/cli/cmds/profile',
  },
  {
    id: 'k3s-token-without-hash',
    matches: /Cluster CA certificate is not trusted by the host CA bundle, but the token does not include a CA hash/,
    kind: 'harmless',
    says: 'Harmless: the short token was used, so the agent cannot check the CA of the server; it joins all the same.',
    samples: [
      'level=warning msg="Cluster CA certificate is not trusted by the host CA bundle, but the token does not include a CA hash. Use the full token from the server\'s node-token file to enable Cluster CA validation."',
    ],
    source: 'k3s pkg/clientaccess/token.go',
  },
  {
    id: 'microk8s-not-running',
    matches:
      /microk8s is not running|127\.0\.0\.1:16443.{0,120}(?:connection refused|was refused)|server 127\.0\.0\.1:16443 was refused/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'MicroK8s does not run: its kubelite (apiserver, kubelet and others in one) does not listen on 16443, or its datastore k8s-dqlite is not up.',
    next: [
      '`journalctl -u snap.microk8s.daemon-kubelite -n 100 --no-pager`',
      '`journalctl -u snap.microk8s.daemon-k8s-dqlite -n 50 --no-pager`; `microk8s inspect` collects all',
    ],
    samples: [
      'microk8s is not running. Use microk8s inspect for a deeper inspection.',
      'The connection to the server 127.0.0.1:16443 was refused - did you specify the right host or port?',
    ],
    source: 'microk8s scripts/wrappers/status.py',
  },
  {
    id: 'k3s-starting',
    matches:
      /level=fatal msg="starting kubernetes: preparing server: (.{1,300}?)"(?: |$)|FATA\[[^\]]{1,30}\] starting kubernetes: preparing server: (.{1,300})/,
    kind: 'cause',
    catchAll: true,
    part: 'etcd',
    says: (met) => {
      const reason = met.groups[1] || met.groups[2] || '';
      const what = /raft_start|dqlite/.test(reason)
        ? 'its datastore (dqlite) does not start: the data directory is damaged or the address of the node changed'
        : /datastore|database|sql|etcd/i.test(reason)
          ? 'its datastore (etcd, or the database of --datastore-endpoint) does not start or is not reached'
          : 'it cannot prepare its server';
      return `${met.setting.distribution === 'rke2' ? 'rke2' : 'k3s'} ends at start because ${what}: ${reason}`;
    },
    next: ['{etcd-log}: the lines before it'],
    samples: [
      'time="2020-03-16T03:31:09Z" level=fatal msg="starting kubernetes: preparing server: start cluster and https: raft_start(): "',
    ],
    source: 'k3s pkg/server, pkg/cluster',
  },
  {
    id: 'microk8s-service',
    matches: /FAIL:\s{1,4}Service (snap\.microk8s\.daemon-[\w-]{2,40}) is not running/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The service $1 of MicroK8s does not run. On a node that joined as worker, or a cluster without HA, k8s-dqlite is not expected to run.',
    next: ['`journalctl -u $1 -n 100 --no-pager`'],
    samples: ['FAIL:  Service snap.microk8s.daemon-k8s-dqlite is not running'],
    source: 'microk8s scripts/inspect.sh',
  },
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
      /Error running Containerd\((\w{2,20})\), going to restart forever: (.{1,300})|service\[(\w{2,20})\]\(Failed\): (?!Failed to run pre stage: failed to (?:build|pull))(.{1,300})/,
    kind: 'cause',
    part: 'etcd',
    says: (met) => {
      const name = met.groups[1] || met.groups[3] || '';
      const reason = met.groups[2] || met.groups[4] || '';
      const why = /exit code 137/.test(reason) ? ' Exit code 137: it was killed, mostly for want of memory.' : '';
      return `The service ${name} of this Talos node ends again and again: ${reason.slice(0, 200)}.${why}`;
    },
    next: ['`talosctl service` and `talosctl logs` with the name of that service, and `talosctl dmesg`, for that node'],
    samples: [
      'service[etcd](Waiting): Error running Containerd(etcd), going to restart forever: task "etcd" failed: exit code 137',
    ],
    not: [
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
    id: 'openshift-operator',
    matches:
      /[Cc]luster operator ([\w-]{3,60}) (?:Degraded is True|Available is False) with (.{1,300})|the cluster operator ([\w-]{3,60}) (?:is degraded|is not available|has not yet successfully rolled out)/,
    kind: 'state',
    confidence: 'possible',
    apart: true,
    says: 'The operator $1$3 of OpenShift is degraded or not available: $2',
    next: ['`oc get clusteroperators`, then `oc describe clusteroperator $1$3`: its conditions name the pod or node'],
    samples: [
      'ERROR Cluster operator kube-apiserver Degraded is True with GuardController_SyncError: GuardControllerDegraded: Missing operand on node cp-0',
      'Unable to apply 4.2.0: the cluster operator machine-config is degraded',
    ],
    not: [
      'INFO Cluster operator network Progressing is True with Deploying: Deployment is waiting for other operators',
    ],
    source: 'openshift/installer cmd/openshift-install/create.go, cluster-version-operator',
  },
  {
    id: 'openshift-operator-row',
    matches:
      /^\s*([a-z][\w-]{2,60})\s+\d\S{2,40}\s+(?:False\s+(?:True|False|Unknown)\s+(?:True|False|Unknown)|(?:True|Unknown)\s+(?:True|False|Unknown)\s+True)\s+\d[\dydhms]{1,14}\s*(.{0,300})$/,
    kind: 'state',
    confidence: 'possible',
    apart: true,
    says: 'The operator $1 of OpenShift is degraded or not available: $2',
    next: ['`oc describe clusteroperator $1`: its conditions name the pod, route or node'],
    samples: [
      'ingress    4.14.8    True        False         True       3h      The "default" ingress controller reports Degraded=True',
      'authentication   4.14.8    False       False         True       3h      OAuthServerRouteEndpointAccessibleControllerAvailable: Get "https://oauth.apps.example.org/healthz": dial tcp 192.0.2.9:443: connect: connection refused',
    ],
    not: ['etcd    4.14.8    True        False         False      40d'],
    source: 'openshift/api config/v1 types_cluster_operator.go (printcolumn)',
  },
  {
    id: 'openshift-operator-well',
    matches: /^\s*[a-z][\w-]{2,60}\s+\d\S{2,40}\s+True\s+False\s+False\s+\d[\dydhms]{1,14}\s*$/,
    kind: 'well',
    says: 'An operator of OpenShift is available and not degraded.',
    samples: ['etcd    4.14.8    True        False         False      40d'],
    source: 'openshift/api config/v1 types_cluster_operator.go (printcolumn)',
  },
  {
    id: 'openshift-api-name',
    matches: /Unable to resolve (API(?:_INT)?_URL) (\S{1,253})/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'The bootstrap host does not resolve $2: its DNS record is missing, or that host asks another name server.',
    next: ['on that host `dig +short $2`; make the records api and api-int of the cluster'],
    samples: ['INFO Unable to resolve API_INT_URL api-int.c1.example.org'],
    source: 'openshift/installer data/data/bootstrap/files/usr/local/bin/bootstrap-verify-api-server-urls.sh',
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
  {
    id: 'nodeadm-ec2',
    matches:
      /retrying request EC2\/DescribeInstances|(?:DescribeInstances|ec2\.[\w-]{1,30}\.amazonaws\.com).{0,200}(?:timeout|deadline exceeded|no such host|connection refused|exceeded max)/,
    kind: 'retried',
    part: 'kubelet',
    says: 'This EKS node does not reach the EC2 API (nodeadm retries DescribeInstances): its subnet has no route to it (NAT gateway, or VPC endpoints for ec2, ecr, s3, sts), a security group blocks it, or a proxy is missing.',
    next: [
      'the route table of the subnet: a NAT gateway or VPC endpoint for ec2? Security group of the endpoint: 443 from the nodes',
    ],
    samples: ['SDK 2026/02/19 07:57:30 DEBUG retrying request EC2/DescribeInstances, attempt 2'],
    source: 'amazon-eks-ami nodeadm internal/cli/init',
  },
  {
    id: 'eks-not-authorized',
    matches:
      /UnauthorizedOperation.{0,200}|is not authorized to perform: (\S{1,80})|AccessDenied(?:Exception)?: .{0,200}/,
    needs: { text: /eks|nodeadm|ec2|aws/i },
    kind: 'cause',
    part: 'kubelet',
    says: 'AWS refuses the node or user an action ($1): its IAM role lacks a permission (AmazonEKSWorkerNodePolicy, AmazonEKS_CNI_Policy, AmazonEC2ContainerRegistryReadOnly for nodes).',
    next: ['compare the policies of the role of that node or user with the action named'],
    samples: [
      'operation error EC2: DescribeInstances, UnauthorizedOperation: You are not authorized to perform this operation (nodeadm)',
    ],
    source: 'AWS API errors',
  },
  {
    id: 'kind-node-boot',
    matches: /could not find a (?:log )?line that matches "Reached target/,
    kind: 'state',
    confidence: 'possible',
    part: 'kubelet',
    says: 'The systemd in a node container of kind did not come up. Most often the host has too few inotify instances or open files; else its cgroups or its Docker do not fit.',
    next: [
      'on the host: `sysctl fs.inotify.max_user_instances fs.inotify.max_user_watches`; kind asks for 512 and 524288',
      '`kind create cluster --retain`, then `docker logs` of the node: its last lines name what failed; `kind delete cluster` after',
    ],
    samples: [
      'ERROR: failed to create cluster: could not find a log line that matches "Reached target .*Multi-User System.*|detected cgroup v1"',
    ],
    source: 'kind pkg/cluster/internal/providers/common/cgroups.go',
  },
  {
    id: 'kind-image',
    matches: /failed to create cluster: failed to pull image "?([\w./:-]{1,120})/,
    kind: 'cause',
    part: 'runtime',
    says: 'kind could not pull its node image $1: Docker on this host does not reach the registry (DNS, proxy, firewall), or there is no such tag.',
    next: [
      '`docker pull $1` says it plainly; without the Internet: `docker load` the image, then `kind create cluster --image`',
    ],
    samples: [
      'ERROR: failed to create cluster: failed to pull image "kindest/node:v1.29.2@sha256:51a1": command "docker pull kindest/node:v1.29.2" failed with error: exit status 1',
    ],
    source: 'kind pkg/cluster/internal/providers/docker/images.go',
  },
  {
    id: 'kind-cluster-exists',
    matches: /node\(s\) already exist for a cluster with the name "?([\w.-]{1,80})/,
    kind: 'cause',
    part: 'kubectl',
    says: 'A kind cluster of the name $1 exists already.',
    next: ['`kind delete cluster --name $1`, or give the new one another --name'],
    samples: ['ERROR: failed to create cluster: node(s) already exist for a cluster with the name "kind"'],
    source: 'kind pkg/cluster/internal/create',
  },
  {
    id: 'minikube-driver',
    matches: /Exiting due to ([A-Z][A-Z0-9_]{3,60}): (.{1,300})/,
    kind: 'cause',
    part: 'kubelet',
    says: (met) => {
      const reason = met.groups[2] ?? '';
      const what = /apiserver|API server/i.test(reason)
        ? ' The apiserver of the cluster does not come up: its container or the kubelet ends (too little memory or CPU, a stale profile, a cgroup or driver that does not fit).'
        : /kubelet/i.test(reason)
          ? ' The kubelet does not come up.'
          : '';
      return `minikube stops with ${met.groups[1] ?? ''}: ${reason}.${what}`;
    },
    next: [
      '`minikube logs --problems`',
      '`minikube ssh -- sudo crictl ps -a`, and `minikube ssh -- sudo journalctl -u kubelet -n 50 --no-pager`; a profile that is broken for good: `minikube delete`, `minikube start`',
    ],
    samples: ['X Exiting due to GUEST_PROVISION: error provisioning guest: Failed to start host'],
    source: 'minikube pkg/minikube/reason',
  },
];
