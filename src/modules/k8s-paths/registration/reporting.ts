import { headOf } from '../../../core/safe-text.ts';
import type { Message } from '../error-text/message.ts';

/** How a node registers and reports in, and under which name. */
export const reportingMessages: readonly Message[] = [
  {
    id: 'kubelet-lease-slow',
    matches:
      /failed to update (?:node )?lease.{0,200}(?:Timeout exceeded|deadline exceeded)|[Ff]ailed to ensure (?:node )?lease exists.{0,300}(?:Client\.Timeout|deadline exceeded)|Error updating node status, will retry.{0,300}(?:Client\.Timeout|deadline exceeded)/,
    kind: 'retried',
    part: 'kube-apiserver',
    says: 'The kubelet cannot renew the lease of its node in time: the apiserver (or etcd behind it), or the way to it, is too slow. After 40 seconds the node becomes NotReady.',
    next: ['{apiserver-log}', '{etcd-log}'],
    samples: [
      '"Failed to update lease" err="Put \\"https://192.0.2.1:6443/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/n1?timeout=10s\\": failed to update lease: net/http: request canceled (Client.Timeout exceeded while awaiting headers)"',
    ],
    yieldsTo: /^(?:apiserver-|server-|etcd-)/,
    source: 'kubernetes component-helpers apimachinery/lease/controller.go',
  },
  {
    id: 'kubelet-dead-connection',
    matches:
      /(?:\/api\/v1\/nodes|kube-node-lease\/leases)\/\S{1,300}: (?:write|read) tcp \S{3,100}: use of closed network connection/,
    kind: 'retried',
    part: 'kubelet',
    says: 'The kubelet keeps using a connection to the apiserver that is closed, and does not open another: a fault of HTTP/2 in Go, seen up to Kubernetes 1.19 after a load balancer or a network was away. The apiserver itself may be well.',
    next: [
      'on that node: `systemctl restart kubelet`; a newer patch release of Kubernetes closes dead connections by itself',
    ],
    samples: [
      'Error updating node status, will retry: error getting node "n1": Get "https://192.0.2.9:6443/api/v1/nodes/n1?timeout=10s": write tcp 192.0.2.21:43210->192.0.2.9:6443: use of closed network connection',
    ],
    source: 'kubernetes #87615, golang/go #39750',
  },
  {
    id: 'kubelet-node-forbidden',
    matches:
      /node \\?"([^"\\]{1,253})\\?" is not allowed to modify node \\?"([^"\\]{1,253})\\?"|node ([\w.-]{1,253}) cannot modify node ([\w.-]{1,253})|no node identified for user \\?"([^"\\]{1,253})/,
    kind: 'cause',
    name: 'kubelet-node-name',
    part: 'kubelet',
    says: ({ groups: [, ...names] }) => {
      const [own = '', other = '', user = ''] = [names[0] || names[2], names[1] || names[3], names[4]];
      if (own === '')
        return `The apiserver knows no node in the name of the kubelet's certificate (${user}): it is not of the form system:node:NAME.`;
      // Names of nodes are in lower case, whatever the host is called.
      const why =
        own.toLowerCase() === other.toLowerCase()
          ? 'they differ by upper case, which names of nodes cannot have: the host name has capital letters'
          : 'the host was renamed, or --hostname-override differs';
      return `The kubelet has the certificate of node ${own} and wants to be node ${other}: ${why}.`;
    },
    next: [
      'compare `hostname` with the subject of `openssl x509 -noout -subject -in /var/lib/kubelet/pki/kubelet-client-current.pem`',
    ],
    where: ['/etc/hostname', '/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
    samples: [
      'nodes "n1" is forbidden: node "n2" is not allowed to modify node "n1"',
      'err="nodes \\"n1\\" is forbidden: node \\"n2\\" is not allowed to modify node \\"n1\\""',
      'nodes "n1" is forbidden: no node identified for user "admin"',
      'Unable to register node "n1" with API server: nodes "n1" is forbidden: node N1 cannot modify node n1',
    ],
    not: ['nodes "n1" is forbidden: is not allowed to modify labels: node-role.kubernetes.io/worker'],
    source: 'kubernetes plugin/pkg/admission/noderestriction/admission.go',
  },
  {
    id: 'kubelet-other-name',
    matches:
      /\bleases?\S{0,40} \\?"([^"\\]{1,253})\\?" is forbidden: User \\?"system:node:([^"\\]{1,253})\\?" cannot .{0,240}can only access node lease with the same name as the requesting node/,
    kind: 'cause',
    name: 'kubelet-node-name',
    part: 'kubelet',
    says: 'The kubelet has the certificate of node $2 and asks for the lease of node $1: the host was renamed, or --hostname-override differs.',
    next: [
      'compare `hostname` with the subject of `openssl x509 -noout -subject -in /var/lib/kubelet/pki/kubelet-client-current.pem`',
    ],
    where: ['/etc/hostname', '/var/lib/kubelet/pki/kubelet-client-current.pem', '/etc/kubernetes/kubelet.conf'],
    samples: [
      'leases.coordination.k8s.io "n1" is forbidden: User "system:node:n1.local" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "kube-node-lease": can only access node lease with the same name as the requesting node',
    ],
    source: 'kubernetes plugin/pkg/auth/authorizer/node/node_authorizer.go authorizeLease',
  },
  {
    id: 'kubelet-own-labels',
    matches: /is not allowed to modify labels: ([\w./, -]{1,300})/,
    kind: 'cause',
    part: 'kubelet',
    says: 'The kubelet may not give its own node the label $1: under kubernetes.io and k8s.io only a few are open to it, and the node does not register.',
    next: [
      'take it out of --node-labels (kubeadm-flags.env, the unit or the installer), and set it as an administrator: `kubectl label node NODE ...`',
    ],
    where: ['/var/lib/kubelet/kubeadm-flags.env'],
    samples: ['nodes "n1" is forbidden: is not allowed to modify labels: node-role.kubernetes.io/worker'],
    source: 'kubernetes plugin/pkg/admission/noderestriction/admission.go (getModifiedLabels)',
  },
  {
    id: 'kube-proxy-node-name',
    matches:
      /[Ff]ailed to retrieve node info: nodes \\?"([^"\\]{1,253})\\?" not found|[Ff]ailed to retrieve node info" .{0,80}nodes \\"([^"\\]{1,253})\\" not found/,
    kind: 'retried',
    part: 'cni',
    says: 'kube-proxy finds no Node $1$2: that node has not registered (yet), or the kubelet registered it under another name, and then kube-proxy takes 127.0.0.1 for its address (NodePorts and local endpoints fail).',
    next: [
      '`kubectl get nodes -o wide`: is there one of that name? Otherwise give kube-proxy the name of the Node (hostnameOverride in its configuration, --hostname-override)',
    ],
    samples: [
      'Failed to retrieve node info: nodes "ip-172-20-78-251" not found',
      '"Failed to retrieve node info" err="nodes \\"w1\\" not found"',
    ],
    source: 'kubernetes pkg/util/node/node.go, cmd/kube-proxy/app/server.go',
  },
  {
    id: 'kubelet-not-registered',
    matches:
      /(?:[Ee]rror getting (?:the current )?node|Error getting node|kubelet\.go).{0,60}node \\?"?([^"\\\s]{1,100})\\?"? not found|^"?(?:Error getting node\W{1,6}(?:err=)?\W{0,4})?node \\?"?([^"\\\s]{1,100})\\?"? not found|Unable to register node \\?"?$|(?<!\(NotFound\): )nodes \\?"([^"\\]{1,100})\\?" not found/,
    kind: 'retried',
    part: 'kubelet',
    says: (met) => {
      const name = met.groups.slice(1).find((group) => group !== '') ?? '';
      const cut = /Unable to register node \\?"?$/.test(met.text)
        ? ' Lines are cut at the width of the terminal: see them whole.'
        : '';
      return `The kubelet has not registered its node${name === '' ? '' : ` ${name}`}: mostly the apiserver is not reachable or refuses it, and the lines about "Unable to register node" say how. It is a consequence; a renamed host is the rarer cause.${cut}`;
    },
    next: ['{kubelet-log}: look for "Unable to register node" and what stands behind it'],
    where: ['/etc/kubernetes/kubelet.conf'],
    samples: [
      '"Error getting node" err="node \\"cp1\\" not found"',
      'node "k8-master01" not found',
      '"Error getting the current node from lister" err="node \\"cp1\\" not found"',
    ],
    yieldsTo:
      /^(?:apiserver-|service-ip|balancer-|server-|kubelet-(?:anonymous|unauthorized|register|client|csr|bootstrap|node-forbidden)|client-|cert-|kubeconfig-|name-unresolved|microk8s-|k3s-|talos-)/,
    source: 'kubernetes pkg/kubelet/kubelet.go, kubelet_getters.go',
  },
  {
    id: 'kubelet-stopped-posting',
    matches:
      /[Kk]ubelet stopped posting node status|NodeStatusUnknown|NodeStatusNeverUpdated|Kubelet never posted node status/,
    kind: 'state',
    part: 'kubelet',
    says: 'The kubelet of the node stopped reporting: it does not run, the node is off or frozen, or it no longer reaches the apiserver.',
    next: [
      'on the node: `systemctl status kubelet` and {kubelet-log}; from it, does the address of the apiserver answer?',
    ],
    samples: ['NotReady: NodeStatusUnknown: Kubelet stopped posting node status.'],
    source: 'kubernetes pkg/controller/nodelifecycle/node_lifecycle_controller.go',
  },
  {
    id: 'kubelet-registered',
    matches:
      /Successfully registered node|node status is now: NodeReady|Started kubelet$|Node n?\S{0,100} status is now: NodeReady/,
    kind: 'well',
    part: 'kubelet',
    ends: ['kubelet', 'kube-apiserver', 'runtime', 'kubectl'],
    says: 'The node registered with the apiserver.',
    samples: ['"Successfully registered node" node="n1"'],
    source: 'kubernetes pkg/kubelet/kubelet_node_status.go',
  },
  {
    id: 'kubelet-register-failed',
    matches: /[Uu]nable to register node \\?"?(?:[\w.-]{1,200}\\?" )?with API server(?:"? err="|: )(.{1,300})/,
    kind: 'state',
    catchAll: true,
    part: 'kubelet',
    says: (met) => {
      const host = /https?:\/\/([\w.-]{1,200}(?::\d{1,5})?)/.exec(met.text)?.[1];
      const where = host === undefined ? '' : ` at ${host}`;
      return `The kubelet cannot register its node: the apiserver${where} does not answer it as it should. It says: ${headOf(met.groups[1] ?? '', 200)}`;
    },
    next: [
      'does the address of the apiserver answer from this node (VIP, load balancer, firewall)? On the control plane: {apiserver-log}',
    ],
    samples: [
      'Unable to register node "master" with API server: Post https://cluster.example.com:6443/api/v1/nodes: read tcp 192.0.2.14:38666->192.0.2.',
    ],
    yieldsTo: /^(?:apiserver-|server-|client-|cert-|kubelet-(?!not-registered))/,
    source: 'kubernetes pkg/kubelet/kubelet_node_status.go',
  },
];
