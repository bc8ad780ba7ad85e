import type { Meaning } from './meaning.ts';

/** Pods and their containers. Sources: kubernetes pkg/printers (kubectl get), pkg/kubelet/events, scheduler framework. */
export const podMeanings: readonly Meaning[] = [
  {
    pattern: /toomanyrequests|pull rate limit/,
    says: 'The registry refuses more pulls from this address for now (its pull rate limit): log in to it (imagePullSecrets), or pull through a mirror.',
  },
  {
    pattern:
      /(?:Failed to pull image|Back-off pulling image) \\?"?([^\s"\\]{0,199}[^\s"\\:])|ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull/,
    says: 'An image cannot be pulled: $1. Its name or tag is wrong, the registry is not reachable or wants credentials.',
  },
  {
    pattern:
      /exec: \\?"?([^"\\\s]{1,100}?)\\?"?: (?:executable file not found in \$PATH|stat [^:]{1,100}: no such file)/,
    says: "The container's command $1 does not exist in its image: a typo in command or args.",
  },
  {
    pattern:
      /MountVolume\.\w+ failed for volume \\?"?([^"\\\s]{1,100})\\?"?(?: : )?(.{0,120})|[Uu]nable to attach or mount volumes/,
    says: 'A volume of the pod cannot be mounted: $1 $2',
  },
  {
    pattern: /(?:configmap|secret)s? \\?"?([^"\\\s]{1,100})\\?"? not found/,
    says: 'The pod needs the ConfigMap or Secret $1, which does not exist in its namespace.',
  },
  {
    pattern: /\d{1,6}\/\d{1,6} nodes are available: (.{1,200})/,
    says: 'The scheduler finds no node for the pod: $1',
  },
  {
    pattern: /Back-off restarting failed container|CrashLoopBackOff/,
    says: 'A container ends again and again: its own log (kubectl logs --previous) says why.',
  },
  {
    pattern: /^([\w.-]{1,100}) +NotReady(?:,SchedulingDisabled)? /,
    says: 'The node $1 is NotReady: its kubelet does not report, or reports a fault. On it: systemctl status kubelet, diag k8s-paths.',
    part: 'cni',
  },
  {
    pattern: /\d+\/\d+ +(CreateContainerConfigError|CreateContainerError|RunContainerError|Init:Error|Error) /,
    says: 'A container does not start or ended with an error ($1): kubectl describe pod and kubectl logs --previous say why.',
  },
  {
    pattern: /\d+\/\d+ +Evicted /,
    says: 'The kubelet evicted a pod: its node ran low on disk or memory; kubectl describe pod says on which.',
  },
  {
    pattern: /OOMKilled|Out of memory: Killed process/,
    says: 'A process was killed for using more memory than it may.',
  },
  {
    pattern: /(?:Readiness|Liveness|Startup) probe failed: (.{0,120})/,
    says: 'A probe of the pod fails: $1',
    kind: 'transient',
  },
  // Ages of two minutes and more have m, h, d or y in them: 2m30s, 14m, 3h5m; a younger pod is merely being made.
  {
    pattern:
      /^(?:[\w.-]{1,253} +)?([\w.-]{1,253}) +\d+\/\d+ +(ContainerCreating|PodInitializing|Init:\d+\/\d+) +\d+(?: \([^)]{1,40}\))? +(\d{1,6}[ydhm]\w{0,8})/,
    says: 'Pod $1 has been in $2 for $3: its node cannot finish it (CNI, runtime, sandbox image, a volume, a ConfigMap or Secret, an init container). The events of kubectl describe pod $1 say which; on that node: diag k8s-paths container-creating.',
    confidence: 'possible',
    part: 'cni',
    where: ['/etc/cni/net.d', '/opt/cni/bin', '/etc/containerd/config.toml'],
  },
  {
    pattern: /^(?:[\w.-]{1,253} +)?([\w.-]{1,253}) +\d+\/\d+ +Pending +\d+(?: \([^)]{1,40}\))? +(\d{1,6}[ydhm]\w{0,8})/,
    says: 'Pod $1 has been Pending for $2: no node was chosen (requests, taints, an unbound volume claim, or no scheduler). The events of kubectl describe pod $1 say which; where there are none, look at the scheduler.',
    confidence: 'possible',
    part: 'kube-scheduler',
    where: ['/etc/kubernetes/manifests/kube-scheduler.yaml', '/etc/kubernetes/scheduler.conf'],
  },
  {
    pattern: /\d+\/\d+ +(?:ContainerCreating|PodInitializing|Init:\d+\/\d+|Pending) |waits: ContainerCreating\b/,
    says: 'A pod is being made, which is normal for some seconds. If it stays so, the events of kubectl describe pod say why; on its node: diag k8s-paths container-creating.',
    kind: 'transient',
  },
  {
    pattern: /^(?:[\w.-]{1,253} +)?([\w.-]{1,253}) +Pending +(?:[\w.-]{1,253} +)?(\d{1,6}[ydhm]\w{0,8})\s*$/,
    says: 'The volume claim $1 has been Pending for $2: kubectl describe pvc $1 says why (no storage class, no provisioner, or it waits for its first pod).',
    confidence: 'possible',
  },
  {
    pattern: /OCI runtime create failed: (.{1,300})/,
    says: 'The runtime of the node cannot start the container: $1',
    lastResort: true,
  },
  {
    pattern: /[Ff]ailed (?:to )?create pod sandbox: (.{1,300})|FailedCreatePodSandBox(?!.{0,300}create pod sandbox)/,
    says: 'A node cannot make the sandbox of a pod, which its runtime and CNI plug-in do: $1. On that node: diag k8s-paths container-creating.',
    confidence: 'possible',
    lastResort: true,
    part: 'cni',
    where: ['/etc/cni/net.d', '/opt/cni/bin'],
  },
];
