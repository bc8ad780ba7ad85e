import type { Message } from '../error-text/message.ts';

const containerd = '/etc/containerd/config.toml';
const flags = '/var/lib/kubelet/kubeadm-flags.env';
const socket = '/run/containerd/containerd.sock';

/** Container runtimes: containerd, CRI-O, Docker with dockershim and cri-dockerd, runc, crictl. */
export const runtimeMessages: readonly Message[] = [
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
    id: 'cri-unimplemented',
    matches:
      /unknown service runtime\.v1(?:alpha2)?\.(?:RuntimeService|ImageService)|CRI v1 (?:runtime|image) API is not implemented/,
    kind: 'cause',
    name: 'cri-disabled',
    part: 'runtime',
    says: 'containerd runs without its CRI plug-in (disabled_plugins in its config.toml, as packages of Docker install it), or is too old for this kubelet or kubeadm.',
    next: [
      '`containerd --version` (CRI v1 needs 1.6), and `grep disabled_plugins /etc/containerd/config.toml`: take cri out of the list; back the file up first, then `systemctl restart containerd`',
    ],
    where: [containerd],
    samples: [
      'validate CRI v1 runtime API for endpoint "unix:///run/containerd/containerd.sock": rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService',
      'container runtime is not running: output: time="2023-01-31T15:11:36+08:00" level=fatal msg="validate service connection: CRI v1 runtime API is not implemented for endpoint \\"unix:///var/run/containerd/containerd.sock\\""',
    ],
    source: 'cri-tools, kubernetes pkg/kubelet/cri/remote',
  },
  {
    id: 'overlay-d-type',
    matches: /(\/\S{1,200}) does not support d_type/,
    kind: 'cause',
    part: 'runtime',
    says: 'overlayfs cannot be used on the file system of $1: it is XFS made without ftype=1 (d_type).',
    next: [
      '`xfs_info` of that file system shows ftype=0. It can only be made anew (mkfs.xfs -n ftype=1), or the images moved to another file system (root of containerd, data-root of Docker)',
    ],
    where: [containerd],
    samples: [
      'level=warning msg="failed to load plugin io.containerd.snapshotter.v1.overlayfs" error="/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs does not support d_type. If the backing filesystem is xfs, please reformat with ftype=1 to enable d_type support"',
    ],
    not: ['Supports d_type: true'],
    source: 'containerd continuity/fs, plugins/snapshots/overlay',
  },
  {
    id: 'cri-plugin-failed',
    matches:
      /failed to load plugin \\?"?io\.containerd\.(?:grpc\.v1\.cri|cri\.v1\.\w{1,20})\\?"?.{0,80}error=\\?"(.{1,200})/,
    kind: 'cause',
    name: 'cri-disabled',
    part: 'runtime',
    says: "containerd's CRI plug-in did not load, so that the kubelet has no runtime: $1",
    next: ['correct what it names in the configuration of containerd, then restart containerd: {runtime-log}'],
    where: [containerd],
    samples: [
      'time="2026-01-02T10:00:00Z" level=warning msg="failed to load plugin io.containerd.grpc.v1.cri" error="invalid plugin config: x"',
    ],
    yieldsTo: /^overlay-d-type$/,
    source: 'containerd cmd/containerd, internal/cri',
  },
  {
    id: 'containerd-toml',
    matches: /failed to load TOML(?: from)?:? (\/\S{1,200}?): (.{1,200})|containerd: (?:toml: )(.{1,200})/,
    kind: 'cause',
    name: 'cri-config-invalid',
    part: 'runtime',
    says: 'containerd cannot read its configuration $1 and does not start: $2$3',
    next: ['correct the line named; `containerd config dump` checks it'],
    where: [containerd],
    samples: ['containerd: failed to load TOML: /etc/containerd/config.toml: (12, 3): parsing error'],
    source: 'containerd cmd/containerd/server/config',
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
    id: 'calico-bird',
    matches:
      /BIRD is not ready: (?:Error querying BIRD: .{0,200}|.{0,60}bird\.ctl.{0,100})|unable to connect to BIRDv[46] socket: .{0,120}(?:unavailable|refused|timeout)/,
    kind: 'cause',
    part: 'cni',
    says: 'BIRD, the BGP daemon within calico-node, does not answer: it has not started, died or hangs, and routes of that node are stale.',
    next: [
      'its log: `kubectl -n kube-system logs -l k8s-app=calico-node -c calico-node --tail=100` (or namespace calico-system); then delete that calico-node pod, it comes again',
    ],
    samples: [
      'calico/node is not ready: BIRD is not ready: Error querying BIRD: unable to connect to BIRDv4 socket: dial unix /var/run/calico/bird.ctl: connect: resource temporarily unavailable',
    ],
    source: 'calico node/pkg/health/health.go',
  },
  {
    id: 'calicoctl-bird-socket',
    matches: /Error querying BIRD: unable to connect to BIRDv[46] socket: dial unix (\S{1,100}): connect: no such file/,
    kind: 'state',
    part: 'cni',
    confidence: 'possible',
    says: 'There is no socket of BIRD at $1: BIRD does not run because Calico works without BGP (VXLAN, eBPF) or calico-node is down, or this calicoctl looks in another directory than calico-node uses (/var/run/calico).',
    next: ['`ls /var/run/calico /var/run/bird`; `kubectl get pods -A -l k8s-app=calico-node -o wide`'],
    samples: [
      'Error querying BIRD: unable to connect to BIRDv4 socket: dial unix /var/run/bird/bird.ctl: connect: no such file or directory',
    ],
    source: 'calicoctl calicoctl/commands/node/status.go',
  },
  {
    id: 'cilium-kvstore',
    matches: /error in kvstore: .{0,60}|(?:Unable to|unable to|failed to) (?:connect|setup) .{0,30}kvstore/,
    needs: { text: /cilium/i },
    kind: 'state',
    part: 'cni',
    says: 'Cilium does not reach its key-value store (its own etcd, not necessarily that of the apiserver): the address in its configuration, that etcd, or its client certificate.',
    next: [
      '`kubectl -n kube-system get configmap cilium-config -o yaml | grep -A8 etcd`; does that etcd run, and does that node reach it?',
    ],
    samples: ['cilium: Readiness probe failed: error in kvstore: Err: not able to connect to any etcd endpoints'],
    source: 'cilium pkg/kvstore/etcd.go',
  },
  {
    id: 'cilium-endpoint',
    matches:
      /Unable to create endpoint: (?:\[PUT \/endpoint\/\{id\}\]\[\d{3}\] ?\w{1,60} {0,3})?(.{1,160})|putEndpointId(?:Failed|TooManyRequests|Timeout) {0,3}(.{0,160})|endpoint \d{1,6} did not synchronously regenerate after timeout/,
    kind: 'state',
    part: 'cni',
    says: 'The Cilium agent of that node is there and does not finish the endpoint of a pod ($1$2): it is overloaded, cannot load its datapath, or hangs.',
    next: [
      '`kubectl -n kube-system get pods -l k8s-app=cilium -o wide`, the log of the one on that node and `cilium-dbg status` (older: `cilium status`) in it; a restart of that pod leaves running pods alone',
    ],
    samples: [
      'NetworkPlugin cni failed to set up pod "web-1_shop" network: Unable to create endpoint: [PUT /endpoint/{id}][429] putEndpointIdTooManyRequests ',
      'NetworkPlugin cni failed to set up pod "web-1_shop" network: Unable to create endpoint: [PUT /endpoint/{id}][500] putEndpointIdFailed  endpoint 77 did not synchronously regenerate after timeout',
    ],
    source: 'cilium plugins/cilium-cni/cmd/cmd.go, api/v1/client/endpoint',
  },
  {
    id: 'cilium-fatal',
    matches:
      /level=fatal (?!.{0,600}(?:dial tcp|nauthorized|x509: |forbidden|deadline exceeded))msg="(.{1,200}?)"(?: error="(.{1,300}?)"(?= \w|$))?.{0,200}? subsys=\w/,
    needs: { text: /cilium|subsys=(?:daemon|datapath|mtu|kvstore|k8s|cilium)/ },
    kind: 'cause',
    part: 'cni',
    says: 'The Cilium agent ends: $1: $2',
    next: [
      '`kubectl -n kube-system get configmap cilium-config -o yaml`: does it fit the kernel, the interfaces and kube-proxy of that node? Helm values write it',
    ],
    samples: [
      'level=fatal msg="Error while creating daemon" error="unable to determine direct routing device. Use --direct-routing-device to specify it" subsys=daemon',
    ],
    not: [
      'level=fatal msg="Unable to initialize Kubernetes subsystem" error="unable to create k8s client: Get \\"https://10.96.0.1:443/version\\": dial tcp 10.96.0.1:443: i/o timeout" subsys=daemon',
    ],
    source: 'cilium daemon/cmd',
  },
  {
    id: 'cilium-agent',
    matches:
      /unable to connect to Cilium agent|\/cilium\.sock: connect: |failed to create cilium agent client|cilium-agent.{0,40}not ready|Cilium API client timeout exceeded/,
    kind: 'cause',
    part: 'cni',
    says: 'The CNI plug-in of Cilium does not reach its agent: the cilium pod of that node does not run, or is not ready yet.',
    next: ['`kubectl -n kube-system get pods -l k8s-app=cilium -o wide`, and the log of the one on that node'],
    samples: [
      'plugin type="cilium-cni" failed (add): unable to connect to Cilium agent: failed to create cilium agent client after 30 seconds timeout: Get "http://localhost/v1/config": dial unix /var/run/cilium/cilium.sock: connect: no such file or directory',
    ],
    source: 'cilium plugins/cilium-cni',
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
    id: 'sandbox-name-reserved',
    matches:
      /failed to reserve (?:sandbox|container) name "?(.{1,200}?)"?: name .{1,200} is reserved for|error reserving (?:pod|ctr|container) name (\S{1,200}) for id|name is reserved\b|[Kk]ubelet may be retrying requests that are timing out in CRI-O/,
    kind: 'state',
    part: 'runtime',
    says: 'The runtime still works on an earlier attempt to make the same sandbox or container ($1$2): it is overloaded or hangs (slow disk, slow CNI, image store). At a start of containerd itself it means that its state is damaged after a hard stop.',
    next: ['{runtime-log}', 'on that node: `iostat -x 1`, `crictl ps -a`; {runtime-restart}'],
    samples: [
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to reserve sandbox name "a_b_1_0": name "a_b_1_0" is reserved for "095fa5"',
      'error reserving pod name k8s_web-1_shop_1f2e_0 for id 77aa: name is reserved',
      'Error: Kubelet may be retrying requests that are timing out in CRI-O due to system load. Currently at stage sandbox network creation: context deadline exceeded',
    ],
    source: 'containerd internal/cri/server, internal/registrar; cri-o server/sandbox_run_linux.go',
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
    id: 'runtime-version-old',
    matches:
      /unable to determine runtime API version.{0,200}|container runtime version .{0,60} is (?:not supported|too old)|unsupported containerd version/,
    kind: 'state',
    part: 'runtime',
    says: 'The kubelet or crictl gets no version from the container runtime: it does not run, hangs, or is too old.',
    next: ['{runtime-log}'],
    where: [socket],
    samples: [
      'failed to run Kubelet: unable to determine runtime API version: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    ],
    source: 'kubernetes pkg/kubelet/cri/remote',
  },
  {
    id: 'sandbox-image',
    matches:
      /(?:failed to (?:get|pull|pull and unpack)|failed pulling|error pulling) (?:sandbox )?image \S{0,140}pause|failed to (?:get|inspect|pull) sandbox image|unable to (?:get|pull) (?:pause|sandbox|infra(?:structure)?) image|error creating pod sandbox.{0,100}pause/,
    kind: 'cause',
    name: 'cri-sandbox-image',
    inLogs: true,
    part: 'runtime',
    says: 'The pause image of the sandbox cannot be had: no pod starts on this node. The runtime decides which one (sandbox_image or pinned image of containerd, pause_image of CRI-O); the --pod-infra-container-image of the kubelet does not.',
    next: [
      'set the sandbox image in the configuration of the runtime to one this node can pull (air gap, mirror, proxy), or load it: `ctr -n k8s.io images import` with its archive; then restart the runtime',
    ],
    where: [containerd],
    samples: [
      '"RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to get sandbox image \\"registry.k8s.io/pause:3.9\\": failed to pull image',
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.10": not found',
    ],
    source: 'containerd internal/cri/server/sandbox_run.go, cri-o server/sandbox_run.go',
  },
  {
    id: 'sandbox-image-differs',
    matches: /detected that the sandbox image .{1,200} is inconsistent with that used by kubeadm/,
    kind: 'harmless',
    says: 'Harmless: the runtime has another pause image than kubeadm recommends; pods run all the same.',
    samples: [
      'detected that the sandbox image "registry.k8s.io/pause:3.8" of the container runtime is inconsistent with that used by kubeadm. It is recommended to use "registry.k8s.io/pause:3.10" as the CRI sandbox image.',
    ],
    source: 'kubernetes cmd/kubeadm/app/preflight/checks.go',
  },
  {
    id: 'containerd-snapshot-missing',
    matches:
      /failed to (?:create|prepare) (?:containerd container|snapshot).{0,200}(?:parent snapshot|snapshot).{0,100}(?:does not exist|not found)|content digest sha256:\S{1,80}: not found|failed to extract layer .{0,200}/,
    kind: 'cause',
    part: 'runtime',
    says: "containerd's store of images is damaged or incomplete (layers are missing or cannot be unpacked), as after a full disk, a download that was cut off, or files deleted by hand.",
    next: [
      'remove the image named and pull it again: `crictl rmi` and `crictl pull` with its name; check `df -h` of the store first',
    ],
    where: ['/var/lib/containerd'],
    samples: [
      'failed to create containerd container: failed to prepare snapshot: parent snapshot sha256:ab does not exist: not found',
    ],
    source: 'containerd core/snapshots, client',
  },
  {
    id: 'containerd-ended-in-supervisor',
    matches: /^containerd: exit status (\d{1,3})$|msg="?containerd exited: (.{1,120}?)"?$/,
    kind: 'cause',
    part: 'runtime',
    says: 'The containerd that k3s or rke2 runs ended ($1$2), and they end with it: its own log says why.',
    next: [
      '`tail -n 100 /var/lib/rancher/k3s/agent/containerd/containerd.log` (rke2: /var/lib/rancher/rke2/agent/containerd/containerd.log)',
    ],
    samples: [
      'containerd: exit status 2',
      'time="2026-01-01T00:00:00Z" level=fatal msg="containerd exited: exit status 1"',
    ],
    source: 'k3s pkg/agent/containerd/containerd.go',
  },
  {
    id: 'shim-left-over',
    matches:
      /: Found left-over process \d{1,10} \([\w.:-]{1,40}\) in control group while starting unit|: This usually indicates unclean termination of a previous run, or service implementation deficiencies/,
    kind: 'harmless',
    says: 'Harmless: containerd was restarted and its containers kept running, so their shims are still in the control group of the unit.',
    samples: [
      'containerd.service: Found left-over process 5553 (containerd-shim) in control group while starting unit. Ignoring.',
      'containerd.service: This usually indicates unclean termination of a previous run, or service implementation deficiencies.',
    ],
    source: 'systemd src/core/unit.c; containerd.service has KillMode=process',
  },
  {
    id: 'shim-failed',
    matches:
      /failed to (?:start|create) (?:shim|containerd task)(?!.{0,200}OCI runtime create failed).{0,300}(?:shim|ttrpc).{0,200}|containerd-shim.{0,80}(?:not found|no such file|executable file not found)|ttrpc: closed/,
    kind: 'state',
    part: 'runtime',
    says: 'containerd cannot start or talk to the shim that runs a container: the runtime is overloaded, half installed or of mixed versions.',
    next: ['{runtime-log}'],
    samples: [
      'failed to start shim: failed to resolve runtime path: containerd-shim-runc-v2: executable file not found in $PATH',
      'failed to create containerd task: failed to start shim: start failed: ttrpc: closed',
    ],
    not: ['failed to create containerd task: failed to create shim task: OCI runtime create failed: something new'],
    source: 'containerd core/runtime/v2',
  },
  {
    id: 'runc-missing',
    matches:
      /exec: \\?"(?:runc|crun|conmon|runsc)\\?": executable file not found|no runtime for \\?"(\S{1,60}?)\\?" is configured|failed to get sandbox runtime: no runtime for/,
    kind: 'cause',
    part: 'runtime',
    says: 'The runtime lacks its lower half: runc, conmon or the handler asked for ($1) is not installed or not configured.',
    next: [
      'install runc for this architecture, or add the handler to the configuration of the runtime; then restart the runtime',
    ],
    where: [containerd],
    samples: [
      'unable to retrieve OCI runtime error: exec: "runc": executable file not found in $PATH',
      'failed to get sandbox runtime: no runtime for "nvidia" is configured',
    ],
    source: 'containerd internal/cri/server, opencontainers/runc',
  },
  {
    id: 'exec-format',
    matches: /exec format error/,
    kind: 'cause',
    says: 'A program of another architecture was started (an image for amd64 on arm64 or the other way round), or a script without its #! line.',
    next: [
      'compare `uname -m` of the node with the platforms of the image (`docker manifest inspect` or `crane manifest`)',
    ],
    samples: [
      'exec /usr/local/bin/app: exec format error',
      'standard_init_linux.go:228: exec user process caused: exec format error',
    ],
    source: 'errno ENOEXEC',
  },
  {
    id: 'pleg-starting',
    matches: /PLEG is not healthy: pleg (?:has yet to be successful|was last seen active 2562047h)/,
    kind: 'harmless',
    part: 'runtime',
    says: 'Harmless at start: the kubelet has not listed the containers for the first time yet. Where it stays, the runtime does not answer.',
    samples: [
      'skipping pod synchronization - PLEG is not healthy: pleg was last seen active 2562047h47m16.8s ago; threshold is 3m0s',
      'skipping pod synchronization - [container runtime status check may not have completed yet, PLEG is not healthy: pleg has yet to be successful]',
    ],
    source: 'kubernetes pkg/kubelet/pleg/generic.go',
  },
  {
    id: 'pleg-unhealthy',
    matches: /PLEG is not healthy: pleg was last seen active (\S{1,30}) ago|PLEG is not healthy/,
    kind: 'state',
    part: 'runtime',
    says: 'The container runtime has told the kubelet nothing for $1, so the node is NotReady: the runtime hangs (crictl ps answers slowly or never), or a dead mount, too many containers or an overloaded disk hold it up.',
    next: ['`time crictl ps`; {runtime-log}', '{runtime-restart}'],
    where: [socket, containerd],
    samples: [
      '"Skipping pod synchronization" err="PLEG is not healthy: pleg was last seen active 2h33m12.704970756s ago; threshold is 3m0s"',
    ],
    source: 'kubernetes pkg/kubelet/pleg/generic.go',
  },
  {
    id: 'runtime-down',
    matches:
      /container runtime is down|ContainerRuntimeUnhealthy|RuntimeReady=false|runtime service.{0,60}(?:is )?not (?:running|ready)|container runtime (?:is not running|status check may not have completed)/,
    kind: 'state',
    part: 'runtime',
    confidence: 'possible',
    says: 'The kubelet gets no answer from the container runtime: it does not run, or hangs. For some seconds after a start that is normal.',
    next: ['{runtime-log}'],
    where: [socket, containerd],
    samples: [
      '"Skipping pod synchronization" err="container runtime is down"',
      'KubeletNotReady: container runtime is down',
    ],
    source: 'kubernetes pkg/kubelet/runtime.go',
  },
  {
    id: 'exec-failed',
    matches: /OCI runtime exec failed: exec failed: (.{1,160})|failed to start exec \\?"?[0-9a-f]{12,64}/,
    kind: 'state',
    confidence: 'possible',
    says: 'A command could not be started within a running container (an exec probe, kubectl exec): $1. The program is not in the image, the container was just ending, or the node is out of processes or memory.',
    next: [
      'does it come again and again for one container? `kubectl describe pod` of it; on the node `journalctl -k -n 100 --no-pager`',
    ],
    samples: [
      'failed to exec in container: failed to start exec "9544e28db28f": OCI runtime exec failed: exec failed: unable to start container process: error executing setns process: exit status 1: unknown',
    ],
    source: 'containerd internal/cri/server/container_execsync.go, runc exec.go',
  },
  {
    id: 'container-gone',
    matches:
      /(?:ContainerStatus|RemoveContainer|StopContainer|StopPodSandbox|PodSandboxStatus)(?: from runtime service)? failed.{0,200}(?:code = NotFound|not found|does not exist|No such container)|Error getting ContainerStatus for containerID.{0,200}(?:NotFound|not found|No such container)|DeleteContainer returned error.{0,200}(?:NotFound|not found|No such container)|failed to get container status .{0,200}(?:not found|NotFound)|No ref for container|could not find container .{0,80}to (?:kill|remove)/,
    kind: 'harmless',
    part: 'runtime',
    says: 'Harmless: the kubelet asked about a container that had just been removed.',
    samples: [
      '"ContainerStatus from runtime service failed" err="rpc error: code = NotFound desc = an error occurred when try to find container \\"94784\\": not found" containerID="94784"',
      '"DeleteContainer returned error" containerID={Type:docker ID:1} err="failed to get container status \\"1\\": rpc error: code = Unknown desc = Error: No such container: 1"',
    ],
    source: 'kubernetes pkg/kubelet/kuberuntime, pod_container_deletor.go',
  },
  {
    id: 'crictl-start-ended',
    matches: /failed to set starting state for container .{1,160}: container is in CONTAINER_\w{3,20} state/,
    kind: 'state',
    part: 'kubectl',
    says: 'crictl start does not start a container that has run: the kubelet makes a new one in its place, and what ended it stands in its log.',
    next: ['`crictl ps -a`, then `crictl logs` with the id of the newest one that ended'],
    samples: [
      'FATA[0000] starting the container "77aa0b1c2d3e4": rpc error: code = Unknown desc = failed to set starting state for container "77aa0b1c2d3e4f": container is in CONTAINER_EXITED state',
    ],
    source: 'containerd internal/cri/server/container_start.go',
  },
  {
    id: 'crio-config',
    matches:
      /level=fatal msg="(?:validating (?:\w{2,20} )?config(?:uration)?|reload config|loading configuration): (.{1,300}?)"(?: |$)/,
    kind: 'cause',
    part: 'runtime',
    says: 'CRI-O does not accept its configuration and ends: $1',
    next: ['`crio config --default` beside /etc/crio/crio.conf and the files of /etc/crio/crio.conf.d'],
    where: ['/etc/crio/crio.conf', '/etc/crio/crio.conf.d'],
    samples: [
      'time="2026-01-01 10:00:00.1Z" level=fatal msg="validating runtime config: runtime validation: runtime path for \'runc\' is not found"',
    ],
    source: 'cri-o cmd/crio/main.go, pkg/config/config.go',
  },
  {
    id: 'crio-probes',
    matches: /Node configuration validation for \w{3,30} cgroup failed: node not configured with/,
    kind: 'harmless',
    says: 'Harmless: CRI-O looks at its start for what the kernel can do.',
    samples: [
      'level=error msg="Node configuration validation for memoryswap cgroup failed: node not configured with memory swap"',
    ],
    source: 'cri-o internal/config/node',
  },
  {
    id: 'crio-storage',
    matches:
      /(?:: |")layer not known\b|\/var\/lib\/containers\/storage\/\S{1,200}: (?:invalid argument|structure needs cleaning)|recreating the missing symlinks/,
    kind: 'cause',
    part: 'runtime',
    says: "The store of CRI-O's images and layers (/var/lib/containers/storage) is damaged, as after a hard power-off or a full disk.",
    next: [
      'drain the node, stop kubelet and crio, move /var/lib/containers/storage away (or `crio wipe -f`), start both: images are pulled again',
    ],
    where: ['/var/lib/containers/storage'],
    samples: [
      'Failed to create pod sandbox: rpc error: code = Unknown desc = error creating pod sandbox with name "k8s_web-1_shop_1f2e_0": layer not known',
      'error recreating the missing symlinks: error reading name of symlink for "9ac1": open /var/lib/containers/storage/overlay/9ac1/link: no such file or directory',
    ],
    source: 'containers/storage errors.go (ErrLayerUnknown), drivers/overlay/overlay.go',
  },
  {
    id: 'crictl-not-found',
    matches:
      /(?:starting|stopping|removing|getting the status of) the container \\?"?([0-9a-f]{6,64})\\?"?: rpc error: code = NotFound|StartContainer from runtime service failed.{0,120}NotFound/,
    kind: 'state',
    part: 'kubectl',
    says: 'crictl was given a container that the runtime no longer has: the kubelet has replaced it. Containers of static pods are started by the kubelet, not by crictl start.',
    next: [
      '`crictl ps -a` shows the present ids; to restart a static pod, move its manifest out of its directory and back',
    ],
    samples: [
      'FATA[0000] starting the container "38a0f753758c5": rpc error: code = NotFound desc = an error occurred when try to find container "38a0f753758c5": not found',
    ],
    source: 'cri-tools cmd/crictl/container.go',
  },
  {
    id: 'selinux-file',
    matches:
      /avc: {1,4}denied {1,4}\{ ?([\w ]{1,40}?) ?\}.{0,80}comm="?([\w.-]{1,40})"?.{0,60}name="?([^\s"]{1,80})(?!.{0,400}permissive=1)/,
    kind: 'cause',
    says: 'SELinux does not let $2 $1 the file $3: it has a wrong label, as files moved from a home have.',
    next: ['`ausearch -m avc -ts recent` lists all denials; `restorecon -Rv` on its folder puts a wrong label right'],
    samples: [
      'type=AVC msg=audit(1.1:1): avc:  denied  { read } for  pid=1 comm="kubelet" name="config.yaml" dev="dm-0"',
    ],
    not: [
      'type=AVC msg=audit(1.1:1): avc:  denied  { read } for  pid=1 comm="kubelet" name="config.yaml" dev="dm-0" permissive=1',
    ],
    source: 'Linux security/selinux/avc.c',
  },
  {
    id: 'haproxy-selinux',
    matches: /General socket error \(Permission denied\)|haproxy_connect_any/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'SELinux forbids haproxy to connect to the port of its backends (Permission denied at connect is no answer of the apiserver): the apiservers are not necessarily down.',
    next: ['`setsebool -P haproxy_connect_any 1`; `ausearch -m avc -ts recent -c haproxy` shows the denial'],
    samples: [
      'Server k8s-api/k8s-api-1 is DOWN, reason: Layer4 connection problem, info: "General socket error (Permission denied) at initial connection step of tcp-check", check duration: 0ms.',
    ],
    source: 'haproxy src/check.c, SELinux policy haproxy',
  },
  {
    id: 'selinux-permissive',
    matches: /avc: {1,4}denied.{0,600}permissive=1/,
    kind: 'harmless',
    says: 'Harmless: SELinux only notes what it would deny (permissive=1), and lets it happen.',
    samples: [
      'type=AVC msg=audit(1.1:1): avc:  denied  { read } for  pid=1 comm="kubelet" name="config.yaml" dev="dm-0" permissive=1',
    ],
    not: [
      'type=AVC msg=audit(1.1:1): avc:  denied  { read } for  pid=1 comm="kubelet" name="config.yaml" dev="dm-0" permissive=0',
    ],
    source: 'Linux security/selinux/avc.c',
  },
  {
    id: 'selinux-denies',
    matches: /SELinux is preventing|avc: {1,4}denied/,
    kind: 'cause',
    says: 'SELinux denies something.',
    next: ['`ausearch -m avc -ts recent` lists it; a wrong label is put right by `restorecon -Rv` on its folder'],
    samples: ['SELinux is preventing /usr/bin/kubelet from read access on the file config.yaml.'],
    source: 'setroubleshoot',
  },
  {
    id: 'apparmor-denies',
    matches:
      /apparmor failed to apply profile|unable to apply apparmor profile|apparmor="DENIED"|apparmor_parser.{0,80}(?:not found|no such file)/,
    kind: 'cause',
    says: 'AppArmor: the profile of the container is not loaded on this node, or it denies something.',
    next: ['`aa-status` lists the profiles that are loaded; `journalctl -k --no-pager | grep -i apparmor` the denials'],
    samples: ['audit: type=1400 audit(1.1:1): apparmor="DENIED" operation="mount"'],
    source: 'Linux security/apparmor, runc',
  },
  {
    id: 'cgroup-container',
    matches:
      /OCI runtime create failed: .{0,300}(?:cgroup|cgroups: cgroup mountpoint)|unable to apply cgroup configuration|expected cgroupsPath to be of format|cgroups: cgroup mountpoint does not exist/,
    kind: 'cause',
    name: 'kubelet-cgroup-driver',
    part: 'runtime',
    says: "The runtime cannot set up the cgroup of a container: kubelet and runtime use different cgroup drivers, or the host's cgroup version is not supported by this runtime.",
    next: [
      'compare cgroupDriver of the kubelet with SystemdCgroup of containerd (cgroup_manager of CRI-O); `stat -fc %T /sys/fs/cgroup` says cgroup2fs or tmpfs (v1)',
    ],
    where: [containerd],
    samples: [
      'failed to create containerd task: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:385: applying cgroup configuration for process caused: cannot enter cgroupv2',
      'runc create failed: expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups, got "/kubepods/x" instead',
    ],
    source: 'opencontainers/runc libcontainer/cgroups',
  },
  {
    id: 'oci-create-failed',
    matches: /OCI runtime create failed: (.{1,300})/,
    kind: 'state',
    catchAll: true,
    part: 'runtime',
    says: 'The runtime of the node cannot start the container: $1',
    samples: ['Error: failed to create containerd task: OCI runtime create failed: something new'],
    source: 'opencontainers/runc',
  },
];
