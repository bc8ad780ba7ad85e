import type { Message } from '../error-text/message.ts';

const flags = '/var/lib/kubelet/kubeadm-flags.env';
const socket = '/run/containerd/containerd.sock';

/** How the kubelet and crictl reach the runtime. */
export const socketMessages: readonly Message[] = [
  {
    id: 'crictl-endpoint',
    matches: /runtime connect using default endpoints|image connect using default endpoints/,
    kind: 'harmless',
    name: 'cri-crictl-config',
    says: 'crictl was not told which runtime to ask, and tries them one after another; the errors of those that are not there are harmless. /etc/crictl.yaml with runtime-endpoint ends it.',
    where: ['/etc/crictl.yaml'],
    samples: [
      'WARN[0000] runtime connect using default endpoints: [unix:///var/run/dockershim.sock unix:///run/containerd/containerd.sock]. As the default settings are now deprecated, you should set the endpoint instead.',
    ],
    source: 'cri-tools cmd/crictl/main.go',
  },
  {
    id: 'crictl-dockershim',
    matches:
      /^(?![^\n]{0,200}[Kk]ubelet).{0,200}(?:unable to determine (?:runtime|image) API version|connect endpoint|validate service connection|getting the runtime version|crictl).{0,400}dockershim\.sock.{0,80}no such file/,
    kind: 'cause',
    name: 'cri-crictl-config',
    part: 'kubectl',
    says: 'crictl asks its old default endpoint (dockershim.sock), where nothing is: it was not told which runtime to use. The runtime itself may well run. Write /etc/crictl.yaml.',
    next: [
      '`ls /run/containerd/containerd.sock /run/crio/crio.sock /var/run/cri-dockerd.sock` shows which runtime is there; `crictl config --set runtime-endpoint=unix://` with that path',
      'containers of static pods are started by the kubelet, not by crictl start',
    ],
    where: ['/etc/crictl.yaml'],
    samples: [
      'ERRO[0000] unable to determine runtime API version: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /var/run/dockershim.sock: connect: no such file or directory"',
    ],
    source: 'cri-tools cmd/crictl/main.go',
  },
  {
    id: 'crictl-timeout',
    matches: /^FATA\[\d{4}\] (?:failed to connect: |connect: connect endpoint ).{0,200}context deadline exceeded/,
    kind: 'state',
    name: 'cri-crictl-config',
    part: 'runtime',
    confidence: 'possible',
    says: 'crictl gets no answer at the socket it was told (runtime-endpoint of /etc/crictl.yaml): that runtime does not run or hangs, or it is another one. dockershim.sock is the kubelet’s own, up to 1.23: there is nothing while no kubelet runs.',
    next: [
      '`ls -l /run/containerd/containerd.sock /run/crio/crio.sock /var/run/cri-dockerd.sock` shows which runtime is there, `systemctl status containerd crio docker` whether it runs',
    ],
    where: ['/etc/crictl.yaml'],
    samples: [
      'FATA[0010] failed to connect: failed to connect: context deadline exceeded',
      "FATA[0002] connect: connect endpoint 'unix:///run/containerd/containerd.sock', make sure you are running as root and the endpoint has been started: context deadline exceeded",
    ],
    source: 'cri-tools cmd/crictl/main.go',
  },
  {
    id: 'runtime-socket-perm',
    matches:
      /dial unix (\S{1,100}?):? connect: permission denied|permission denied while trying to connect to the Docker daemon socket/,
    kind: 'cause',
    name: 'cri-socket-perm',
    part: 'kubectl',
    says: 'This user may not use the socket of the runtime ($1): use sudo, and leave the mode of the socket as it is.',
    next: ['run the same command with sudo'],
    where: [socket],
    samples: [
      'validate CRI v1 runtime API for endpoint "unix:///run/containerd/containerd.sock": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: permission denied"',
      'Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
    ],
    source: 'errno EACCES',
  },
  {
    id: 'runtime-socket-missing',
    matches:
      /dockershim\.sock:? connect: no such file|dial unix (?!\S{0,100}(?:cilium|csi|plugin|bird|calico|kms|dbus|systemd|snapd|multus|spire|istio|haproxy))(\S{1,100}?): connect: no such file or directory|Cannot connect to the Docker daemon at (\S{1,100}?)\.? |connect: no such file or directory.{0,40}(?:crio\.sock|containerd\.sock|cri-dockerd\.sock)/,
    kind: 'state',
    name: 'cri-socket-missing',
    part: 'runtime',
    says: (met) => {
      const path = met.groups[1] || met.groups[2] || '';
      return /dockershim/.test(met.text)
        ? 'The socket of dockershim is not there: dockershim is gone since Kubernetes 1.24. The endpoint in the flags of the kubelet must name the runtime that is installed (containerd, CRI-O, cri-dockerd).'
        : `The runtime socket ${path} is not there: the runtime does not run, or the endpoint names another runtime than the one installed.`;
    },
    next: [
      '{runtime-log}',
      'which runtime is installed: `ls /run/containerd/containerd.sock /run/crio/crio.sock /var/run/cri-dockerd.sock`; compare with the runtime endpoint of the kubelet',
    ],
    where: [socket, flags, '/etc/crictl.yaml'],
    samples: [
      'failed to run Kubelet: validate service connection: validate CRI v1 runtime API for endpoint "unix:///run/containerd/containerd.sock": rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: no such file or directory"',
      'failed to run Kubelet: unable to determine runtime API version: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix: missing address" dockershim.sock: connect: no such file or directory',
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    ],
    source: 'errno ENOENT, kubernetes pkg/kubelet/cri/remote',
  },
  {
    id: 'runtime-socket-refused',
    matches:
      /dial unix (?!\S{0,100}(?:cilium|csi|plugin|bird|calico|kms|dbus|systemd|snapd|multus|spire|istio|haproxy))(\S{1,100}?): connect: connection refused/,
    kind: 'state',
    name: 'cri-socket-stale',
    part: 'runtime',
    says: 'The runtime socket $1 is there and nobody listens: the container runtime (containerd or another) ended or crashed.',
    next: ['{runtime-log}'],
    where: [socket],
    samples: [
      'ListPodSandbox failed: rpc error: code = Unavailable desc = all SubConns are in TransientFailure, latest connection error: connection error: desc = "transport: Error while dialing dial unix /var/snap/microk8s/common/run/containerd.sock: connect: connection refused"',
    ],
    source: 'errno ECONNREFUSED',
  },
  {
    id: 'runtime-not-answering',
    matches:
      /(?:containerd|crio|cri-dockerd|docker)\.sock\\?"?:? (?:read: connection reset by peer|context deadline exceeded|connect: resource temporarily unavailable|i\/o timeout|read: broken pipe|EOF)|Container runtime sanity check failed|failed to dial "?\/run\/\S{1,80}\.sock"?: context deadline exceeded|(?:from|of) (?:runtime|image) service failed(?!.{0,600}(?:failed to do request|dial tcp |httpReadSeeker)).{0,200}(?:code = (?:Unavailable|DeadlineExceeded)|transport is closing|error reading from server)|connect to containerd: .{0,80}deadline|operation timeout: context deadline exceeded/,
    kind: 'state',
    part: 'runtime',
    says: 'The container runtime (containerd, CRI-O or Docker) does not answer, or ended while it was asked: it crashed, is being restarted, or hangs on a slow disk or a stuck mount.',
    next: ['{runtime-log}', '{runtime-restart}'],
    where: [socket],
    samples: [
      '"Container runtime sanity check failed" err="rpc error: code = Unavailable desc = error reading from server: read unix @->/run/containerd/containerd.sock: read: connection reset by peer"',
      '"ListPodSandbox with filter from runtime service failed" err="rpc error: code = DeadlineExceeded desc = context deadline exceeded" filter="nil"',
      'ctr: failed to dial "/run/containerd/containerd.sock": context deadline exceeded',
    ],
    not: [
      '"PullImage from image service failed" err="rpc error: code = DeadlineExceeded desc = failed to resolve reference \\"registry.k8s.io/pause:3.9\\": failed to do request: Head \\"https://registry.k8s.io/v2/pause/manifests/3.9\\": dial tcp 192.0.2.7:443: i/o timeout"',
      '"ContainerStatus from runtime service failed" err="rpc error: code = NotFound desc = an error occurred when try to find container \\"94784\\": not found"',
    ],
    source: 'kubernetes pkg/kubelet/cri/remote, google.golang.org/grpc',
  },
  {
    id: 'runtime-unlisted',
    matches: /GenericPLEG: Unable to (?:retrieve|list) pods\\?"?(?: err=\\?"|: )(.{1,300})/,
    kind: 'state',
    catchAll: true,
    part: 'runtime',
    says: 'The kubelet gets no list of its pods from the container runtime, which does not run, is restarted or hangs: $1',
    next: ['{runtime-log}'],
    samples: [
      'GenericPLEG: Unable to retrieve pods: cannot connect to Docker endpoint',
      '"GenericPLEG: Unable to retrieve pods" err="something new"',
    ],
    source: 'kubernetes pkg/kubelet/pleg/generic.go',
  },
];
