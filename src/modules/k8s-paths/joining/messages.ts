import type { Message } from '../error-text/message.ts';

/** What kubeadm, k3s, rke2, Talos, EKS and others say while a node is made or joins. */
export const joiningMessages: readonly Message[] = [
  {
    id: 'kubeadm-hints',
    matches:
      /^\s*(?:- )?(?:The kubelet is not running$|The kubelet is unhealthy due to a misconfiguration of the node|'?(?:systemctl status kubelet|journalctl -xeu kubelet)'?$|'?(?:crictl|docker) .{0,160}(?:ps -a \| grep kube|logs CONTAINERID))|This error is likely caused by|Unfortunately, an error has occurred|Additionally, a control plane component may have crashed|To see the stack trace of this error|Once you have found the failing container|Here is one example how you may list|If you are on a systemd-powered system|If you know what you are doing, you can make a check non-fatal|Some fatal errors occurred:/,
    kind: 'harmless',
    says: 'Words that kubeadm always prints when it gives up; they say nothing of this case.',
    samples: [
      '        - The kubelet is not running',
      "        - 'journalctl -xeu kubelet'",
      'This error is likely caused by:',
      '[preflight] Some fatal errors occurred:',
    ],
    not: ['[kubelet-check] The kubelet is not healthy after 4m0s'],
    source: 'kubernetes cmd/kubeadm/app/cmd/phases/init/waitcontrolplane.go',
  },
  {
    id: 'preflight-ip-forward',
    matches: /\[ERROR FileContent--proc-sys-net-ipv[46]-(?:conf-\w+-)?(?:ip_)?forward(?:ing)?\]/,
    kind: 'cause',
    name: 'cni-ip-forward',
    part: 'cni',
    says: 'kubeadm stops because this host does not forward packets: net.ipv4.ip_forward is 0.',
    next: ['`sysctl -w net.ipv4.ip_forward=1`, and the same line in a file of /etc/sysctl.d'],
    where: ['/proc/sys/net/ipv4/ip_forward', '/etc/sysctl.d'],
    samples: [
      '[ERROR FileContent--proc-sys-net-ipv4-ip_forward]: /proc/sys/net/ipv4/ip_forward contents are not set to 1',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'preflight-br-netfilter',
    matches: /\[ERROR FileContent--proc-sys-net-bridge-bridge-nf-call-ip6?tables\]/,
    kind: 'cause',
    name: 'cni-br-netfilter',
    part: 'cni',
    says: 'kubeadm stops because the kernel does not show bridged packets to iptables: load br_netfilter, then set net.bridge.bridge-nf-call-iptables to 1.',
    next: [
      '`modprobe br_netfilter`, `sysctl -w net.bridge.bridge-nf-call-iptables=1`; both for good in /etc/modules-load.d and /etc/sysctl.d',
    ],
    where: ['/etc/modules-load.d', '/etc/sysctl.d'],
    samples: [
      '[ERROR FileContent--proc-sys-net-bridge-bridge-nf-call-iptables]: /proc/sys/net/bridge/bridge-nf-call-iptables does not exist',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'preflight-left-over',
    matches: /\[ERROR (?:FileAvailable|DirAvailable)--\S{1,120}\]: (\S{1,200}) (?:already exists|is not empty)/,
    kind: 'cause',
    apart: true,
    part: 'kubelet',
    says: 'kubeadm stops because $1 is there from an earlier init or join. On a node that works that is right: nothing to do.',
    next: ['to make the node anew: `kubeadm reset` (it deletes what this node has of the cluster, etcd data included)'],
    samples: [
      '[ERROR FileAvailable--etc-kubernetes-kubelet.conf]: /etc/kubernetes/kubelet.conf already exists',
      '[ERROR DirAvailable--var-lib-etcd]: /var/lib/etcd is not empty',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'preflight-runtime',
    matches: /\[ERROR CRI\]: (.{1,300})/,
    kind: 'cause',
    part: 'runtime',
    says: 'kubeadm finds no working container runtime: $1',
    next: ['{runtime-log}'],
    samples: ['[ERROR CRI]: could not connect to the container runtime: something new'],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'preflight-not-root',
    matches: /\[ERROR IsPrivilegedUser\]/,
    kind: 'cause',
    part: 'kubectl',
    says: 'kubeadm was not run as root.',
    next: ['run the same command with sudo'],
    samples: ['[ERROR IsPrivilegedUser]: user is not running as root'],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'preflight-unhealthy-cluster',
    matches:
      /\[ERROR (?:ControlPlaneNodesReady|CreateJob|StaticPodManifest|CoreDNSUnsupportedPlugins|CoreDNSMigration|ComponentHealth\S{0,20}|ImagePull)\]: (.{1,400})/,
    kind: 'state',
    part: 'kube-apiserver',
    says: ({ text, groups: [, reason = ''] }) =>
      `${/ERROR ImagePull/.test(text) ? 'An image that kubeadm needs cannot be pulled on this node' : 'A check of kubeadm before the upgrade failed'}: ${reason}`,
    next: ({ text }) =>
      /ERROR ImagePull/.test(text)
        ? [
            '`kubeadm config images pull` shows it again: registry, proxy of the runtime, DNS; kubeadm has changed nothing yet',
          ]
        : [
            'bring that into order first: `kubectl get nodes`, `kubectl -n kube-system get pods`; kubeadm has changed nothing yet',
          ],
    samples: [
      '[ERROR ImagePull]: failed to pull image registry.k8s.io/kube-proxy:v1.30.0: something new',
      '[ERROR CreateJob]: Job "upgrade-health-check" in the namespace "kube-system" did not complete in 15s: no condition of type Complete',
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/upgrade/health.go',
  },
  {
    id: 'preflight-other',
    matches: /\[ERROR ([\w./-]{1,80})\]: (.{1,300})/,
    kind: 'cause',
    apart: true,
    part: 'kubelet',
    says: 'A check that kubeadm makes before it begins failed ($1): $2',
    next: ['correct what it names on this host and run kubeadm again'],
    samples: [
      '[ERROR NumCPU]: the number of available CPUs 1 is less than the required 2',
      '[ERROR FileExisting-conntrack]: conntrack not found in system path',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'join-token',
    matches:
      /token id \\?"?[\w<>]{1,40}\\?"? is invalid for this cluster|could not find a JWS signature in the cluster-info ConfigMap|couldn't download the kubeadm-certs Secret|Secret \\?"kubeadm-certs\\?" was not found|invalid token.{0,60}bootstrap|bootstrap token.{0,60}(?:expired|invalid)/i,
    kind: 'cause',
    part: 'kubelet',
    says: 'The bootstrap token of kubeadm join has expired (after 24 hours; the certificates for another control-plane node after 2) or is of another cluster.',
    next: [
      'on a control-plane node: `kubeadm token create --print-join-command`; for a control-plane node also `kubeadm init phase upload-certs --upload-certs`',
    ],
    samples: [
      'Failed to connect to API Server "k:6443": token id "abc123" is invalid for this cluster or it has expired.',
      'could not find a JWS signature in the cluster-info ConfigMap for token ID "abcdef"',
      'error downloading the secret: Secret "kubeadm-certs" was not found in the "kube-system" Namespace',
    ],
    source: 'kubernetes cmd/kubeadm/app/discovery/token, phases/copycerts',
  },
  {
    id: 'join-hash-format',
    matches:
      /unknown hash format "?([^"]{0,40})|invalid public key hash, expected|expected a \d{1,3} byte SHA-256 hash, found/,
    needs: { component: /^(?:kubeadm|$)/ },
    kind: 'cause',
    part: 'kubelet',
    says: 'The value of --discovery-token-ca-cert-hash is not of the form sha256:HEX (a blank or quote in it, or cut off): kubeadm compared nothing yet.',
    next: ['on a control-plane node: `kubeadm token create --print-join-command`, and copy the line whole'],
    samples: [
      'error execution phase preflight: couldn\'t validate the identity of the API Server: unknown hash format " sha256"',
      "error execution phase preflight: couldn't validate the identity of the API Server: expected a 32 byte SHA-256 hash, found 31 bytes",
    ],
    source: 'kubernetes cmd/kubeadm/app/util/pubkeypin/pubkeypin.go',
  },
  {
    id: 'join-ca-hash',
    matches: /cluster CA found in cluster-info ConfigMap is invalid|none of the public keys .{1,200} are pinned/,
    kind: 'cause',
    part: 'kubelet',
    says: "The hash in --discovery-token-ca-cert-hash is not that of this cluster's CA: the join command is of another or an earlier cluster.",
    next: ['on a control-plane node: `kubeadm token create --print-join-command` gives the right one'],
    where: ['/etc/kubernetes/pki/ca.crt'],
    samples: ['cluster CA found in cluster-info ConfigMap is invalid: none of the public keys "sha256:ab" are pinned'],
    source: 'kubernetes cmd/kubeadm/app/util/pubkeypin',
  },
  {
    id: 'join-apiserver-unreachable',
    matches:
      /couldn't validate the identity of the API Server: .{0,400}(?:Client\.Timeout|i\/o timeout|deadline exceeded|no route to host|connection refused)|Failed to request cluster-info, will try again: .{0,400}(?:Client\.Timeout|i\/o timeout|deadline exceeded|no route to host|connection refused|network is unreachable|\bEOF\b)/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'This node does not reach the apiserver at the address it was told to join: it does not listen there, or a firewall, security group or route is in between.',
    next: [
      'from this node: does the port of that address answer (`nc -vz` with host and port)? On the control plane: {apiserver-log}',
    ],
    samples: [
      `couldn't validate the identity of the API Server: Get "https://192.0.2.1:6443/x": i/o timeout`,
      'Failed to request cluster-info, will try again: Get "https://192.0.2.1:6443/api/v1/namespaces/kube-public/configmaps/cluster-info?timeout=10s": context deadline exceeded',
    ],
    not: [
      'Failed to request cluster-info, will try again: Get "https://192.0.2.1:6443/x": x509: certificate has expired',
    ],
    source: 'kubernetes cmd/kubeadm/app/discovery/token',
  },
  {
    id: 'upgrade-control-plane',
    matches:
      /couldn't upgrade control plane\.(?!.{0,200}did not change).{0,200}(?:timed out waiting for the condition|deadline exceeded)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'kubeadm wrote the manifest of the new version, and the kubelet did not restart that static pod with it in time (kubelet stuck or down, an image that cannot be pulled, or the new component ends at once). kubeadm put the old manifest back.',
    next: [
      '{kubelet-log}',
      'the container of the component named before: `crictl ps -a`, `crictl logs` with its id; can the node pull the new image?',
    ],
    samples: [
      "[upgrade/apply] FATAL: couldn't upgrade control plane. kubeadm has tried to recover everything into the earlier state. Errors faced: [timed out waiting for the condition]",
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/upgrade/staticpods.go',
  },
  {
    id: 'upgrade-static-pod-hash',
    matches: /static Pod hash for component (\S{1,60}) on Node (\S{1,120}) did not change after (\S{1,20}?):?(?: |$)/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The upgrade wrote the new manifest of $1, and within $3 the kubelet of $2 did not restart that static pod with it (kubelet stuck or down, an image that cannot be pulled, or a new $1 that ends at once). kubeadm put the old manifest back.',
    next: ['{kubelet-log}', 'the container of that component: {apiserver-log}; can the node pull the new image?'],
    samples: [
      '[upgrade/apply] FATAL: static Pod hash for component kube-apiserver on Node cp1 did not change after 5m0s: timed out waiting for the condition',
    ],
    source: 'kubernetes cmd/kubeadm/app/phases/upgrade/staticpods.go',
  },
  {
    id: 'kubeadm-config-not-found',
    matches: /Continuing without it: configmaps? \\?"?(\S{1,80}?)\\?"? not found/,
    kind: 'harmless',
    says: 'Harmless: kubeadm found no ConfigMap $1 (as where kube-proxy is replaced) and goes on without it.',
    samples: [
      'Warning: No kubeproxy.config.k8s.io/v1alpha1 config is loaded. Continuing without it: configmaps "kube-proxy" not found',
    ],
    source: 'kubernetes cmd/kubeadm/app/componentconfigs',
  },
  {
    id: 'kubeadm-node-404',
    matches: /GET https:\/\/\S{1,200}\/api\/v1\/nodes\/([\w.-]{1,200})(?:\?\S{0,60})? 404 Not Found/,
    kind: 'state',
    part: 'kubelet',
    says: 'The apiserver answers, and the node object $1 never appears (404): the kubelet on that node did not register. kubeadm waits for it in vain.',
    next: ['{kubelet-log}'],
    samples: ['GET https://cp:6443/api/v1/nodes/worker1?timeout=10s 404 Not Found in 4 milliseconds'],
    source: 'kubernetes cmd/kubeadm/app/phases/patchnode',
  },
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
    id: 'kubeadm-gave-up',
    matches:
      /\[kubelet-check\] Initial timeout of|error execution phase (wait-control-plane|kubelet-start|kubelet-finalize|upload-config\S{0,20})|couldn't initialize a Kubernetes cluster|timed out waiting for the condition$|\[control-plane-check\] (\S{1,60}) is not healthy after/,
    kind: 'state',
    catchAll: true,
    part: 'kube-controller-manager',
    confidence: 'possible',
    says: 'kubeadm gave up waiting for the control plane or the kubelet ($1$2). This does not say why; the kubelet does, or the container that ended.',
    next: ['{kubelet-log}', '{apiserver-log}'],
    samples: [
      "error execution phase wait-control-plane: couldn't initialize a Kubernetes cluster",
      '[kubelet-check] Initial timeout of 40s passed.',
      '[control-plane-check] kube-apiserver is not healthy after 4m0.001s',
    ],
    source: 'kubernetes cmd/kubeadm/app/cmd/phases/init/waitcontrolplane.go',
  },
  {
    id: 'kubeadm-phase',
    matches: /error execution phase ([\w/-]{1,60}): (.{1,400})/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    says: 'kubeadm stopped in its phase $1: $2',
    next: ['run it again with --v=5 for the whole story; {kubelet-log}'],
    samples: ['error execution phase addon/coredns: something new'],
    source: 'kubernetes cmd/kubeadm/app/cmd/phases/workflow',
  },
  {
    id: 'k3s-token',
    matches:
      /token CA hash does not match the Cluster CA certificate hash|token does not match the server|Node password rejected|bootstrap data already found and encrypted with different token|failed to normalize (?:server )?token|token is not valid|invalid server token/,
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
    next: ['{kubelet-log}: the lines before it'],
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
