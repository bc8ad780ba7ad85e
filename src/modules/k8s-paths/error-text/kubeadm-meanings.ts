import type { Meaning } from './meaning.ts';

const pki = '/etc/kubernetes/pki';

/**
 * What kubeadm, k3s and the apiserver say. Sources: kubernetes cmd/kubeadm app/preflight/checks.go, app/discovery/token,
 * app/util/apiclient/wait.go; cmd/kube-apiserver/app/options/validation.go, apiserver pkg/admission/plugin/webhook,
 * client-go discovery, pkg/quota;
 * k3s pkg/clientaccess/token.go, pkg/agent/config.
 */
export const kubeadmMeanings: readonly Meaning[] = [
  {
    pattern: /\[ERROR FileContent--proc-sys-net-ipv4-ip_forward\]/,
    says: 'kubeadm stops because this host does not forward packets: net.ipv4.ip_forward is 0.',
    name: 'cni-ip-forward',
    where: ['/proc/sys/net/ipv4/ip_forward', '/etc/sysctl.d'],
  },
  {
    pattern: /\[ERROR FileContent--proc-sys-net-bridge-bridge-nf-call-ip6?tables\]/,
    says: 'kubeadm stops because the kernel does not show bridged packets to iptables: load br_netfilter, then set net.bridge.bridge-nf-call-iptables to 1.',
    name: 'cni-br-netfilter',
    where: ['/etc/modules-load.d', '/etc/sysctl.d'],
  },
  {
    pattern: /\[ERROR Port-(\d{1,5})\]/,
    says: 'kubeadm stops because port $1 is taken: by the control plane of an earlier init or join (kubeadm reset), or by another program (ss -tlnp).',
    name: 'manifest-port-conflict',
    where: ['/etc/kubernetes/manifests'],
  },
  {
    pattern: /\[ERROR (?:FileAvailable|DirAvailable)--\S{1,120}\]: (\S{1,200}) (?:already exists|is not empty)/,
    says: 'kubeadm stops because $1 is there from an earlier init or join. On a node that works that is right; to make it anew: kubeadm reset.',
  },
  {
    pattern:
      /token id \\?"?[\w<>]{1,40}\\?"? is invalid for this cluster|could not find a JWS signature in the cluster-info ConfigMap/i,
    says: 'The bootstrap token of kubeadm join has expired (after 24 hours) or is of another cluster. On a control-plane node: kubeadm token create --print-join-command.',
  },
  {
    pattern: /cluster CA found in cluster-info ConfigMap is invalid|none of the public keys .{1,200} are pinned/,
    says: "The hash in --discovery-token-ca-cert-hash is not that of this cluster's CA: the join command is of another or an earlier cluster.",
    where: [`${pki}/ca.crt`],
  },
  {
    pattern:
      /couldn't validate the identity of the API Server: .{0,400}(?:Client\.Timeout|i\/o timeout|deadline exceeded|no route to host|connection refused)/,
    says: 'This node does not reach the apiserver at the address it was told to join: it does not listen there, or a firewall is in between.',
  },
  {
    pattern: /:10248\/healthz.{0,200}(?:connection refused|deadline exceeded)|kubelet isn't running or healthy/,
    says: 'The kubelet does not answer its health check on 10248: it ended, or never started. Its own log says why: journalctl -u kubelet --no-pager -l | tail -50.',
    name: 'kubelet-stopped',
    where: ['/var/lib/kubelet/config.yaml', '/var/lib/kubelet/kubeadm-flags.env'],
  },
  {
    pattern: /\[kubelet-check\] Initial timeout of|error execution phase wait-control-plane/,
    says: 'kubeadm gave up waiting for the control plane. This does not say why; the kubelet does (journalctl -u kubelet), or the container that ended (crictl ps -a, crictl logs).',
    confidence: 'possible',
    lastResort: true,
  },
  {
    pattern: /\[ERROR ([\w./-]{1,80})\]: (.{1,200})/,
    says: 'A check that kubeadm makes before it begins failed ($1): $2',
  },
  {
    pattern: /(service-account-(?:issuer|signing-key-file)) is a required flag/,
    says: 'The apiserver ends because --$1 is missing, which it needs since 1.20.',
    where: ['/etc/kubernetes/manifests/kube-apiserver.yaml'],
  },
  {
    pattern: /invalid port value \d{1,5}: only zero is allowed/,
    says: 'The apiserver ends because --insecure-port is set: since 1.20 only 0 is allowed, since 1.24 the flag is gone.',
    where: ['/etc/kubernetes/manifests/kube-apiserver.yaml'],
  },
  {
    pattern:
      /failed calling webhook \\?"([^"\\]{1,150})\\?".{0,400}?(no endpoints available|deadline exceeded|i\/o timeout|connection refused|no route to host|x509: .{1,120}|service \\?"[^"\\]{1,100}\\?" not found)/,
    says: 'The admission webhook $1 does not work ($2), and with failurePolicy Fail nothing it asks for is admitted: is its pod up, and does the apiserver reach pods?',
  },
  {
    pattern: /complete list of server APIs: ([\w.-]{1,100}\/\w{1,20})/,
    says: 'The aggregated API $1 does not answer: kubectl get apiservice says which Service it is; look at the pods behind it. Namespaces stay in Terminating meanwhile.',
  },
  {
    pattern: /exceeded quota: (.{1,200})/,
    says: 'The ResourceQuota of the namespace is used up: $1',
  },
  {
    pattern: /token CA hash does not match the Cluster CA certificate hash/,
    says: 'The token of this k3s node is of another cluster, or of this one before it was made anew: take the one in /var/lib/rancher/k3s/server/node-token of the server.',
  },
  {
    pattern: /failed to get CA certs: (.{1,200})/i,
    says: 'This k3s agent does not reach its server: $1. Is k3s up there, is the URL right, is port 6443 open?',
  },
  {
    pattern: /failed to load [Kk]ubelet config file.{0,300}?(?:failed to decode|decode)\S{0,3} (.{1,200})/,
    says: "The kubelet's configuration does not have the form it must have: $1",
    name: 'kubelet-config-type',
    where: ['/var/lib/kubelet/config.yaml'],
  },
];
