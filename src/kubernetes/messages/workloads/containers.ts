import type { Message } from '../message.ts';

/** What a program means by its answer to a probe, which carries no credentials. */
const answers: readonly (readonly [RegExp, string])[] = [
  [/^40[13]$/, 'the program wants credentials for that path, and probes carry none.'],
  [/^404$/, 'the program has no such path.'],
  [/^5/, 'the program says of itself that it is not well; its log says why.'],
  [/./, 'which is no success.'],
];

/** Containers that do not start, do not stay, or fail their probes. */
export const containerMessages: readonly Message[] = [
  {
    id: 'container-command',
    matches:
      /(?:OCI runtime|containerd task|container process|container init|\bcrun\b|\brunc\b|start(?:ing)? container|[Ee]xec failed).{0,400}exec: \\?"?([^"\\\s]{1,100}?)\\?"?: (?:executable file not found in \$PATH|stat [^:]{1,100}: no such file|permission denied)/,
    kind: 'cause',
    says: "The container's command $1 does not exist in its image or cannot be run: a typo in command or args, or a missing mode.",
    next: ['compare command and args of the pod with what is in the image'],
    samples: [
      'failed to create containerd task: OCI runtime create failed: exec: "serve": executable file not found in $PATH: unknown',
    ],
    not: [
      'getting credentials: exec: "aws-iam-authenticator": executable file not found in $PATH',
      'error executing access token command "gcloud config": err=exec: "gcloud": executable file not found in $PATH',
    ],
    source: 'opencontainers/runc libcontainer',
  },
  {
    id: 'container-as-root',
    matches:
      /container has runAsNonRoot and image (?:will run as root|has non-numeric user \((\S{1,80})\), cannot verify)|container's runAsUser breaks non-root policy/,
    kind: 'cause',
    says: ({ groups: [, user = ''] }) =>
      user === ''
        ? 'The pod asks for a user that is not root (runAsNonRoot), and its container would run as root.'
        : `The pod asks for a user that is not root (runAsNonRoot), and the image names its user (${user}) instead of giving its number, so that the kubelet cannot tell and refuses.`,
    next: [
      'securityContext.runAsUser of the container: the number of a user of the image that is not 0; files and volumes have to be readable for it',
    ],
    samples: [
      'Error: container has runAsNonRoot and image will run as root (pod: "web-1_shop(1f)", container: web)',
      'Error: container has runAsNonRoot and image has non-numeric user (app), cannot verify user is non-root',
    ],
    not: ['violates PodSecurity "restricted:latest": runAsNonRoot != true'],
    source: 'kubernetes pkg/kubelet/kuberuntime/security_context_others.go (verifyRunAsNonRoot)',
  },
  {
    id: 'container-windows-build',
    matches:
      /[Cc]ontainer operating system does not match the host operating system|operating system of the container does not match the operating system of the host|\b0xc0370101\b/i,
    kind: 'cause',
    says: 'The image is built for another version of Windows than that of the node: without Hyper-V isolation a container needs the version of its host. The image of the sandbox (pause) counts too.',
    next: [
      '`kubectl get nodes -L node.kubernetes.io/windows-build`; an image with the tag of that build (ltsc2019, ltsc2022), or a nodeSelector on that label',
    ],
    samples: [
      'Error response from daemon: CreateComputeSystem 1f: The container operating system does not match the host operating system.',
      'hcs::CreateComputeSystem 1f: The container operating system does not match the host operating system.: unknown',
      'failure in a Windows system call: The operating system of the container does not match the operating system of the host. (0xc0370101)',
    ],
    source: 'microsoft/hcsshim internal/hcs/errors.go; Microsoft, Windows container version compatibility',
  },
  {
    id: 'device-refused',
    matches: /(?:Pod )?Allocate failed due to (.{1,300}?), which is unexpected/,
    kind: 'cause',
    says: ({ groups: [, why = ''] }) =>
      /no healthy devices|unhealthy devices|requested number of devices unavailable/.test(why)
        ? `The kubelet refused the pod, because a device that was free when it was placed is not there any more: ${why}. After a restart of the node or kubelet the device plug-in has mostly not registered yet.`
        : /is lost\b/.test(why)
          ? `The kubelet refused the pod, because a device of its node is lost to its driver: ${why}`
          : `The kubelet refused the pod, because the device plug-in of its node did not hand out a device: ${why}`,
    next: ({ groups: [, why = ''] }) => [
      /is lost\b/.test(why)
        ? 'on that node the log of the driver (`dmesg | grep -iE "xid|nvrm"`, nvidia-smi); cordon it, and restart or repair it'
        : 'does the device plug-in run on that node, and what does its log say? `kubectl describe node`: Allocatable of that resource',
      'a pod that was refused never recovers: delete it; its controller makes another',
    ],
    samples: [
      'Message: Pod was rejected: Allocate failed due to no healthy devices present; cannot allocate unhealthy devices vendor.example/dongle, which is unexpected',
      'Message: Pod Allocate failed due to requested number of devices unavailable for nvidia.com/gpu. Requested: 1, Available: 0, which is unexpected',
      'UnexpectedAdmissionError Allocate failed due to rpc error: code = Unavailable desc = transport is closing, which is unexpected',
      'Pod Allocate failed due to device plugin GetPreferredAllocation rpc failed with err: rpc error: code = Unknown desc = error creating nvml.Device 3: nvml: GPU is lost, which is unexpected',
    ],
    source: 'kubernetes pkg/kubelet/lifecycle/predicate.go, pkg/kubelet/cm/devicemanager/manager.go',
  },
  {
    id: 'container-mount',
    matches:
      /mounting \\?"([^"\\]{1,250})\\?" to rootfs(?: \\?"[^"\\]{1,250}\\?")? at \\?"([^"\\]{1,250})\\?"(?: caused)?: (.{1,200})/,
    kind: 'cause',
    says: 'The runtime cannot mount $1 into the container at $2: $3',
    next: [
      '`ls -ld $1` on that node: what is mounted has to be there, a file where the image has a file, a directory where it has one',
    ],
    samples: [
      'OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/opt/app.yml" to rootfs at "/etc/app.yml": stat /opt/app.yml: no such file or directory: unknown',
      'OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:545: container init caused: rootfs_linux.go:76: mounting "/srv/a" to rootfs at "/b" caused: mount through procfd: not a directory: unknown',
    ],
    source: 'opencontainers/runc libcontainer/rootfs_linux.go',
  },
  {
    id: 'probe-restarts',
    matches: /Container (\S{1,63}) failed (liveness|startup) probe, will be restarted/,
    kind: 'state',
    confidence: 'possible',
    says: 'The kubelet restarts container $1, because its $2 probe fails: the program hangs, is too slow for the probe, or needs longer to start than it is given.',
    next: [
      'the log of that container before the restart (`kubectl logs --previous -c $1`); timeoutSeconds, failureThreshold and initialDelaySeconds of the probe against what the program needs',
    ],
    samples: ['Container api failed liveness probe, will be restarted'],
    source: 'kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go (computePodActions)',
  },
  {
    id: 'probe-connect',
    matches:
      /(Readiness|Liveness|Startup) probe (?:failed|errored):? (?:Get "?(\S{1,160}?)"?: |HTTP probe failed with statuscode: )(.{0,160})/,
    kind: 'state',
    confidence: 'possible',
    says: ({ groups: [, probe, , said = ''], text }) => {
      const code = /statuscode: (\d{3})/.exec(text)?.[1] ?? '';
      const [, means = ''] = answers.find(([pattern]) => pattern.test(code)) ?? [];
      return `${probe} probe of the pod fails: ${code === '' ? said : `HTTP ${code}, ${means}`}`;
    },
    next: ({ text }) => [
      /statuscode: (?:40[134]|3\d\d)/.test(text)
        ? 'compare path, port and scheme of the probe with what the program serves without a login'
        : 'the log of that container: it does not listen yet, listens on another port or address, or answers too slowly; after failed liveness probes it is restarted',
    ],
    samples: [
      'Readiness probe failed: HTTP probe failed with statuscode: 401',
      'Readiness probe failed: Get "http://10.244.0.7:8080/ready": dial tcp 10.244.0.7:8080: connect: connection refused',
    ],
    source: 'kubernetes pkg/kubelet/prober',
  },
  {
    id: 'probe-failed',
    matches: /(Readiness|Liveness|Startup) probe (?:failed|errored):? ?(.{0,160})/,
    kind: 'state',
    catchAll: true,
    confidence: 'possible',
    says: '$1 probe of the pod fails: $2',
    next: ['the log of that container, and `kubectl describe pod` for how often it fails'],
    samples: ['Liveness probe failed: command timed out'],
    source: 'kubernetes pkg/kubelet/prober',
  },
  {
    id: 'etcd-back-off',
    matches: /(?:back-off \S{1,12} restarting failed container=|[Bb]ack-off restarting failed container )etcd\b(?!-)/,
    kind: 'state',
    part: 'etcd',
    says: 'The container etcd ends again and again: its own log says why. The apiserver needs it, and the others need the apiserver.',
    next: ['{etcd-log}'],
    where: ['/etc/kubernetes/manifests/etcd.yaml'],
    samples: [
      '"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"etcd\\" with CrashLoopBackOff: \\"back-off 5m0s restarting failed container=etcd pod=etcd-cp1_kube-system(1)\\""',
      'Back-off restarting failed container etcd in pod etcd-cp1_kube-system(1)',
    ],
    not: ['Back-off restarting failed container etcd-backup in pod etcd-backup-28_kube-system(1)'],
    source: 'kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go',
  },
  {
    id: 'apiserver-back-off',
    matches:
      /(?:back-off \S{1,12} restarting failed container=|[Bb]ack-off restarting failed container )kube-apiserver\b(?!-)/,
    kind: 'state',
    part: 'kube-apiserver',
    says: 'The container kube-apiserver ends again and again: its own log says why, or that of etcd, which it needs.',
    next: ['{apiserver-log}', '{etcd-log}'],
    where: ['/etc/kubernetes/manifests/kube-apiserver.yaml'],
    samples: [
      'failed to \\"StartContainer\\" for \\"kube-apiserver\\" with CrashLoopBackOff: \\"back-off 5m0s restarting failed container=kube-apiserver pod=kube-apiserver-cp1_kube-system(1)\\"',
    ],
    source: 'kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go',
  },
  {
    id: 'sandbox-teardown',
    matches:
      /^(?!.{0,2000}failed to set ?up).*?(?:failed to destroy network for sandbox|[Ff]ailed to teardown pod|cni failed to teardown pod).{0,200}?(?: network)?: (.{1,200})/,
    kind: 'state',
    part: 'cni',
    says: 'A pod does not end (Terminating), because its network cannot be taken down by the CNI plug-in: $1',
    next: [
      'does the agent of that plug-in run on that node? Its log says why; where the add-on was removed, its file in /etc/cni/net.d is a leftover that the runtime still asks',
    ],
    samples: [
      'failed to "KillPodSandbox" for "1f2e" with KillPodSandboxError: "rpc error: code = Unknown desc = failed to destroy network for sandbox \\"77aa\\": plugin type=\\"calico\\" failed (delete): something new"',
      'networkPlugin cni failed to teardown pod \\"web-1_shop\\" network: something new',
    ],
    // Set-up failed, and so did the clean-up after it: the pod does not start.
    not: [
      'Failed create pod sandbox: rpc error: code = Unknown desc = [failed to set up sandbox container "1f" network for pod "web-1": NetworkPlugin cni failed to set up pod "web-1_shop" network: x, failed to clean up sandbox container "1f" network for pod "web-1": NetworkPlugin cni failed to teardown pod "web-1_shop" network: x]',
    ],
    yieldsTo: /^(?:cni-|calico-|cilium-|flannel-|aws-|runtime-)/,
    source: 'containerd internal/cri/server/sandbox_stop.go, kubernetes pkg/kubelet/kuberuntime',
  },
  {
    id: 'probe-while-ending',
    matches: /cannot exec in a (?:stopped (?:state|container)|deleted state)|cannot exec in a paused container/,
    kind: 'state',
    confidence: 'possible',
    part: 'runtime',
    says: 'The kubelet asks a container that has ended already: it is being removed. Again and again for minutes it means that the runtime cannot take it down (a process that does not die, a mount, the network plug-in).',
    next: [
      '`kubectl describe pod`: how long has it been Terminating, and what do FailedKillPod events say? On that node: {runtime-log}',
    ],
    samples: ['Readiness probe failed: cannot exec in a stopped state: unknown'],
    source: 'opencontainers/runc exec.go',
  },
  {
    id: 'container-back-off',
    matches: /[Bb]ack-off restarting failed container|CrashLoopBackOff|back-off \S{1,12} restarting failed container/,
    kind: 'state',
    catchAll: true,
    says: (met) => {
      const name = /container[= ]\\?"?([\w-]{1,63})\\?"?(?: in)? pod[= ]\\?"?([\w.-]{1,200}?)(?:_|\\?")/.exec(met.text);
      return `A container${name?.[1] === undefined ? '' : ` (${name[1]} of ${name[2]})`} ends again and again: its own log says why.`;
    },
    next: ['`kubectl logs --previous` of that container, or on the node `crictl ps -a` and `crictl logs` with its id'],
    samples: [
      'Back-off restarting failed container kube-scheduler in pod kube-scheduler-cp1_kube-system(1)',
      '"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with CrashLoopBackOff: \\"back-off 5m0s restarting failed container=web pod=web-1_shop(1)\\""',
    ],
    source: 'kubernetes pkg/kubelet/kuberuntime',
  },
];
