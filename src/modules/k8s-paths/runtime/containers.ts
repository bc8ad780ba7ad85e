import type { Message } from '../error-text/message.ts';

const containerd = '/etc/containerd/config.toml';

/** Sandboxes and containers that a runtime does not start, or does not find. */
export const containerMessages: readonly Message[] = [
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
    id: 'docker-name-taken',
    matches: /Conflict\. The container name \\?"\/?(\S{1,200}?)\\?" is already in use by container/,
    kind: 'state',
    part: 'runtime',
    confidence: 'possible',
    says: 'Docker has a container of the name $1 already: one left over from an attempt that timed out. The kubelet removes it and tries again; where it stays, Docker is overloaded or cannot remove it.',
    next: ['`docker ps -a`: does it hang in Created or Dead? `docker rm -f` with its id; {runtime-log}'],
    samples: [
      'Error response from daemon: Conflict. The container name "/k8s_web_shop_1f2e_0" is already in use by container "dee4". You have to remove (or rename) that container to be able to reuse that name.',
    ],
    source: 'moby daemon/names.go; kubernetes dockershim helpers.go',
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
    id: 'container-program-absent',
    matches:
      /^(?:standard_init_linux\.go:\d{1,4}: )?exec (?:user process caused:? "?|(\/?[\w.@+/-]{1,300}): )no such file or directory"?$/,
    kind: 'cause',
    says: "The container's program $1 is not in its image; where it is there, what its first line or its ELF header asks for is not: the interpreter of a script (with Windows line ends too), or the C library (a program built for glibc on Alpine).",
    next: [
      'look into the image: `docker run --rm -it --entrypoint sh IMAGE`, then `ls -l` and `head -1` of it; `file` shows CRLF',
    ],
    samples: [
      'exec /app/start.sh: no such file or directory',
      'standard_init_linux.go:228: exec user process caused: no such file or directory',
    ],
    not: ['bash: exec: /app/start.sh: no such file or directory'],
    source: 'opencontainers/runc libcontainer/standard_init_linux.go, errno ENOENT of execve(2)',
  },
  {
    id: 'container-program-mode',
    matches:
      /^(?:standard_init_linux\.go:\d{1,4}: )?exec (?:user process caused:? "?|(\/?[\w.@+/-]{1,300}): )permission denied"?$/,
    kind: 'cause',
    says: "The container's program $1 may not be run: it has no execute mode in the image, or the user of the container may not read it.",
    next: ['in the Dockerfile `COPY --chmod=755`, or `chmod +x` before it; with runAsUser, may that user read it?'],
    samples: ['exec /app/start.sh: permission denied'],
    source: 'opencontainers/runc libcontainer/standard_init_linux.go, errno EACCES of execve(2)',
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
      /(?:ContainerStatus|RemoveContainer|StopContainer|StopPodSandbox|PodSandboxStatus)(?: from runtime service)? failed"?[^=:]{0,40}(?:err=\\?"|: ).{0,20}(?:code = NotFound|.{0,40}No such container)|(?:Error getting ContainerStatus for containerID|DeleteContainer returned error)[^=:]{0,10}.{0,160}(?:code = NotFound|No such container)|failed to get container status \S{0,80} ?(?:rpc error: )?(?:code = NotFound|.{0,40}No such container)|No ref for container|could not find container .{0,80}to (?:kill|remove)/,
    kind: 'harmless',
    part: 'runtime',
    says: 'Harmless: the kubelet asked about a container that had just been removed.',
    samples: [
      '"ContainerStatus from runtime service failed" err="rpc error: code = NotFound desc = an error occurred when try to find container \\"94784\\": not found" containerID="94784"',
      '"DeleteContainer returned error" containerID={Type:docker ID:1} err="failed to get container status \\"1\\": rpc error: code = Unknown desc = Error: No such container: 1"',
    ],
    not: [
      '"StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to destroy network for sandbox \\"1f\\": plugin type=\\"calico\\" failed (delete): error getting ClusterInformation: resource does not exist" podSandboxID="1f"',
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
    id: 'oci-create-failed',
    matches: /OCI runtime create failed: (.{1,300})/,
    kind: 'state',
    catchAll: true,
    part: 'runtime',
    says: 'The runtime of the node cannot start the container: $1',
    samples: ['Error: failed to create containerd task: OCI runtime create failed: something new'],
    source: 'opencontainers/runc',
  },
  {
    id: 'container-dead',
    matches:
      /Container \{(?:&Container\{)?Name:([\w.-]{1,63})[ ,].{0,6000}\bis dead, but RestartPolicy says that we should restart it/,
    kind: 'state',
    catchAll: true,
    confidence: 'possible',
    says: 'The kubelet starts the container $1 again, because it ended: once is no fault; where it goes on, its own log says why.',
    next: ['`crictl ps -a --name $1`, then `crictl logs` with the id of the one that ended (`docker` alike)'],
    samples: [
      'Container {Name:etcd Image:registry.example/etcd:3.1.10 Command:[etcd] Args:[]} is dead, but RestartPolicy says that we should restart it.',
    ],
    source: 'kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions)',
  },
  {
    id: 'nvidia-library',
    matches:
      /could not load NVML library: (libnvidia-ml\.so\.1: .{1,120})|Failed to initialize NVML: (could not load NVML library|ERROR_LIBRARY_NOT_FOUND)/,
    kind: 'state',
    confidence: 'possible',
    part: 'runtime',
    says: "NVIDIA's device plug-in finds no driver library in its container, so the node offers no GPU. Of a node without one that is as it should be; else it has no driver, or the container was not started by NVIDIA's runtime.",
    next: [
      'has that node a GPU (`lspci | grep -i nvidia`)? If not, keep the plug-in off it by nodeSelector or affinity',
      '`nvidia-smi` on that node: fails it, install the driver; works it, then `nvidia-ctk runtime configure` for the runtime of that node, restart the runtime, and give the plug-in runtimeClassName nvidia where that is not the default',
    ],
    samples: [
      'could not load NVML library: libnvidia-ml.so.1: cannot open shared object file: No such file or directory',
      'Failed to initialize NVML: could not load NVML library',
    ],
    source: 'NVIDIA/k8s-device-plugin cmd/nvidia-device-plugin/main.go; NVIDIA/go-nvml pkg/nvml/lib.go',
  },
];
