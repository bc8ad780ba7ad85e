import type { Message } from '../error-text/message.ts';

/** What a program means by its answer to a probe, which carries no credentials. */
const answers: readonly (readonly [RegExp, string])[] = [
  [/^40[13]$/, 'the program wants credentials for that path, and probes carry none.'],
  [/^404$/, 'the program has no such path.'],
  [/^5/, 'the program says of itself that it is not well; its log says why.'],
  [/./, 'which is no success.'],
];

/** Group and version to use in place of one that was removed; a kind that moved stands with its kind. */
const removed: readonly (readonly [RegExp, string])[] = [
  [/^PodSecurityPolicy /, 'PodSecurityPolicy is gone since Kubernetes 1.25; Pod Security admission takes its place.'],
  [/^Ingress(?:Class)? (?:extensions|networking\.k8s\.io)\/v1beta1$/, 'networking.k8s.io/v1 since Kubernetes 1.22.'],
  [/^NetworkPolicy extensions\/v1beta1$/, 'networking.k8s.io/v1 since Kubernetes 1.16.'],
  [/^\w+ (?:extensions\/v1beta1|apps\/v1beta[12])$/, 'apps/v1 since Kubernetes 1.16.'],
  [/^CronJob batch\/v(?:1beta1|2alpha1)$/, 'batch/v1 since Kubernetes 1.25.'],
  [/^PodDisruptionBudget policy\/v1beta1$/, 'policy/v1 since Kubernetes 1.25.'],
  [/^HorizontalPodAutoscaler autoscaling\/v2beta[12]$/, 'autoscaling/v2 since Kubernetes 1.26.'],
  [/^EndpointSlice discovery\.k8s\.io\/v1beta1$/, 'discovery.k8s.io/v1 since Kubernetes 1.25.'],
  [
    /^\w+ ((?:rbac\.authorization|apiextensions|admissionregistration|apiregistration|coordination|scheduling|certificates)\.k8s\.io)\/v1(?:alpha1|beta1)$/,
    'v1 of that group since Kubernetes 1.22.',
  ],
];

/** What is served in place of a version that was removed; undefined where none was. */
const served = (kind: string, version: string): string | undefined =>
  removed.find(([pattern]) => pattern.test(`${kind} ${version}`))?.[1];

const unchangeable =
  /field is immutable|immutable after creation|may not change once set|updates to statefulset spec for fields other than|pod updates may not change fields/;

/** Of what may be deleted to change it; a claim or a volume is no such thing. */
const madeAnew = (kind: string): string =>
  kind === 'StatefulSet'
    ? ', or make it anew after `kubectl delete --cascade=orphan`, which leaves its pods running'
    : /^(?:Deployment|DaemonSet|ReplicaSet|Job|Pod|RoleBinding|ClusterRoleBinding)$/.test(kind)
      ? `, or make it anew with \`kubectl replace --force\`${kind.endsWith('Binding') ? '' : ' (its pods end)'}`
      : '';

/** What mount says, and what that means on a node. */
const mountReasons: readonly (readonly [RegExp, string])[] = [
  [
    /helper program|unknown filesystem type '?(?:nfs|cifs|ceph|glusterfs)/,
    'the node has no client for it: install nfs-common or nfs-utils (cifs-utils for SMB)',
  ],
  [
    /timed out|No route to host|Network is unreachable|Unable to receive/i,
    'its server does not answer: address, firewall (NFS 2049, SMB 445), or the server is down',
  ],
  [/Connection refused/i, 'nothing listens on its server'],
  [/access denied by server|Permission denied/i, 'its server refuses this node: exports, or the credentials'],
  [/No such file or directory|No such device/i, 'the path on the server or the device is not there'],
  [/wrong fs type|bad superblock|can't read superblock/i, 'the file system is damaged, or another than named'],
];

/** Pods, their images, volumes and placement, as events and conditions tell of them. */
export const workloadMessages: readonly Message[] = [
  {
    id: 'image-rate-limit',
    matches: /toomanyrequests|pull rate limit|429 Too Many Requests/,
    kind: 'cause',
    says: 'The registry refuses more pulls from this address for now (its pull rate limit): log in to it (imagePullSecrets), or pull through a mirror.',
    next: [
      'a Secret of type docker-registry named in imagePullSecrets, or a mirror in the configuration of the runtime',
    ],
    samples: [
      'Failed to pull image "a:1": unexpected status code: 429 Too Many Requests - toomanyrequests: You have reached your pull rate limit',
    ],
    source: 'Docker Hub, containerd remotes/docker',
  },
  {
    id: 'image-platform',
    matches:
      /no match(?:ing manifest)? for (?:platform in manifest|\S{1,40} in the manifest list)|no matching manifest for/,
    kind: 'cause',
    says: 'The image does not exist for the architecture of that node.',
    next: [
      '`uname -m` there against the platforms of the image; build it for both, or keep the pod off with a nodeSelector kubernetes.io/arch',
    ],
    samples: [
      'Failed to pull image "a:1": no match for platform in manifest: not found',
      'no matching manifest for linux/arm64/v8 in the manifest list entries',
    ],
    source: 'containerd, moby',
  },
  {
    id: 'image-pull-network-cut',
    matches:
      /[Pp]ull(?:ing)? image \\?"([^\s"\\]{1,200})\\?": .{0,400}?(unexpected media type \\?"?text\/html|unexpected commit digest|failed size validation|unexpected EOF|short read)/,
    kind: 'cause',
    says: 'The image $1 does not arrive whole ($2): a proxy, a mirror or a login page answers in place of the registry, or the network cuts it off.',
    next: [
      'on that node: `crictl pull $1`; `curl -sI https://` with the name of the registry shows who answers; proxy settings and mirrors of the runtime',
    ],
    samples: [
      'Failed to pull image "web:2": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/web:2": unexpected media type text/html for sha256:1: not found',
      'Failed to pull image "web:2": rpc error: code = FailedPrecondition desc = failed commit on ref "layer-sha256:1": unexpected commit digest sha256:2, expected sha256:1: failed precondition',
    ],
    source: 'containerd core/remotes/docker, core/content',
  },
  {
    id: 'image-pull-limited',
    matches: /pull QPS exceeded/,
    kind: 'retried',
    confidence: 'possible',
    says: 'The kubelet limits its own pulls (registryPullQPS, registryBurst): many pods of that node want images at once; it tries again.',
    samples: ['Failed to pull image "web:2": pull QPS exceeded'],
    source: 'kubernetes pkg/kubelet/images/helpers.go',
  },
  {
    id: 'image-signature',
    matches: /SignatureValidationFailed|[Aa] signature was required, but no signature exists|Source image rejected: /,
    kind: 'cause',
    says: 'The signature policy of the node refuses the image: it is not signed, or by another key.',
    next: [
      'sign the image, or correct the policy on that node: /etc/containers/policy.json, /etc/containers/registries.d',
    ],
    samples: ['SignatureValidationFailed: A signature was required, but no signature exists'],
    source: 'containers/image signature/policy_eval.go',
  },
  {
    id: 'scheduler-skips',
    matches: /skip schedule deleting pod/,
    kind: 'harmless',
    says: 'Harmless: the scheduler leaves out a pod that is being deleted.',
    samples: ['Warning FailedScheduling skip schedule deleting pod: shop/api-1'],
    source: 'kubernetes pkg/scheduler/schedule_one.go',
  },
  {
    id: 'image-pull-network',
    matches:
      /(?:[Ff]ailed to pull image|failed to (?:do request|resolve reference|pull and unpack)|pulling image).{0,500}(?:i\/o timeout|no such host|connection refused|no route to host|TLS handshake timeout|deadline exceeded|connection reset by peer|server misbehaving|remote error: tls|\bEOF\b)/,
    kind: 'cause',
    says: 'The registry is not reached from that node: DNS, firewall, proxy or the registry itself (the image may be right).',
    next: [
      'on that node: does the host of the registry resolve and answer on its port? `crictl pull` with the image shows it again; proxies belong into the unit of the runtime',
    ],
    samples: [
      'Failed to pull image "registry.example/a:1": failed to resolve reference "registry.example/a:1": failed to do request: Head "https://registry.example/v2/a/manifests/1": dial tcp 192.0.2.1:443: i/o timeout',
    ],
    source: 'containerd remotes/docker',
  },
  {
    id: 'image-not-found',
    matches:
      /manifest for (\S{1,200}) not found|(?:[Ff]ailed to pull image|ErrImagePull).{0,500}(?:manifest unknown|: not found\b)/,
    kind: 'cause',
    says: ({ text }) => {
      const image = /manifest for (\S{1,200}) not found|pull(?:ing)? image \\?"([^\s"\\]{1,200})/.exec(text);
      const name = image?.[1] ?? image?.[2];
      return `The registry does not have ${name === undefined ? 'that image or tag' : `image ${name}`}: it was never pushed, was deleted, or is spelled otherwise.`;
    },
    next: ['which tags the registry has; correct `image:` of the workload'],
    samples: [
      'ErrImagePull: rpc error: code = Unknown desc = Error response from daemon: manifest for shop/api:9 not found: manifest unknown: manifest unknown',
      'Failed to pull image "registry.example/shop:9": rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/shop:9": not found',
    ],
    source: 'containerd remotes/docker/resolver.go, moby distribution',
  },
  {
    id: 'image-pull',
    matches:
      /(?:Failed to pull image|Back-off pulling image) \\?"?([^\s"\\]{0,199}[^\s"\\:])|ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|manifest unknown|manifest for \S{1,200} not found/,
    kind: 'cause',
    says: ({ text, groups: [, image = ''] }) =>
      /context canceled/.test(text)
        ? `The pull of image ${image} was broken off: the kubelet or the runtime was restarted, or it took too long.`
        : `An image cannot be pulled${image === '' ? '' : `: ${image}`}. Its name or tag is wrong, the registry is not reachable or wants credentials.`,
    next: ['on that node: `crictl pull $1` says why'],
    yieldsTo:
      /^(?:registry-unauthorized|image-(?:rate-limit|platform|not-found|signature|pull-(?:network|network-cut|limited)))$/,
    samples: [
      'Failed to pull image "registry.example/shop:9": rpc error: code = Unknown desc = something new',
      'container web waits: ImagePullBackOff: Back-off pulling image "web:9"',
    ],
    source: 'kubernetes pkg/kubelet/images',
  },
  {
    id: 'container-command',
    matches:
      /exec: \\?"?([^"\\\s]{1,100}?)\\?"?: (?:executable file not found in \$PATH|stat [^:]{1,100}: no such file|permission denied)/,
    needs: { text: /OCI|container|runc|exec:/ },
    kind: 'cause',
    says: "The container's command $1 does not exist in its image or cannot be run: a typo in command or args, or a missing mode.",
    next: ['compare command and args of the pod with what is in the image'],
    samples: [
      'failed to create containerd task: OCI runtime create failed: exec: "serve": executable file not found in $PATH: unknown',
    ],
    not: ['getting credentials: exec: "aws-iam-authenticator": executable file not found in $PATH'],
    source: 'opencontainers/runc libcontainer',
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
    id: 'volume-multi-attach',
    matches: /Multi-Attach error for volume \\?"([^"\\]{1,120})/,
    kind: 'cause',
    says: (met) => {
      const user = /already used by pod\(s\) ([\w.-]{1,253}(?:, [\w.-]{1,253}){0,5})/.exec(met.text)?.[1];
      return user === undefined
        ? `Volume ${met.groups[1]} is still attached to another node and can be attached to one only: the old pod is not gone, or its node is lost.`
        : `Volume ${met.groups[1]} is used by pod ${user} on another node and can be attached to one node only (ReadWriteOnce): that pod has to end first.`;
    },
    next: [
      '`kubectl get volumeattachments`; delete the old pod, or where its node is off for good, taint it node.kubernetes.io/out-of-service',
    ],
    samples: [
      'Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node and can\'t be attached to another',
      'Multi-Attach error for volume "pvc-2" Volume is already used by pod(s) db-0',
    ],
    source: 'kubernetes pkg/controller/volume/attachdetach',
  },
  {
    id: 'volume-driver',
    matches: /driver name (\S{1,100}) not found in the list of registered CSI drivers/,
    kind: 'cause',
    says: 'The CSI driver $1 is not registered on that node: its node plug-in (a DaemonSet) does not run there.',
    next: ['the pods of that driver on that node: `kubectl get pods -A -o wide`; `kubectl get csinodes`'],
    samples: [
      'MountVolume.MountDevice failed for volume "pvc-1" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name nfs.csi.k8s.io not found in the list of registered CSI drivers',
    ],
    source: 'kubernetes pkg/volume/csi/csi_client.go',
  },
  {
    id: 'volume-not-mounted',
    matches:
      /[Uu]nable to (?:attach or )?mount volumes(?: for pod)?.{0,40}unmounted volumes=\[([^\]]{1,200})\]|timed out waiting for the condition.{0,60}volumes|timeout expired waiting for volumes to attach.{0,300}unmounted volumes=\[([^\]]{1,200})\]/,
    kind: 'state',
    says: 'The volume $1$2 of the pod is not mounted in time: the events before it say which step fails (attach, mount, a Secret); the other volumes it lists are mounted.',
    next: ['`kubectl describe pod` of that pod; for a claim `kubectl describe pvc`, `kubectl get volumeattachments`'],
    samples: [
      'Unable to attach or mount volumes: unmounted volumes=[artifactory-volume], unattached volumes=[a b c]: timed out waiting for the condition',
    ],
    source: 'kubernetes pkg/kubelet/volumemanager',
  },
  {
    id: 'event-node-not-ready',
    matches: /NodeNotReady\s{1,40}(?:\S{1,60}\s{1,40}){0,4}Node is not ready/,
    kind: 'state',
    confidence: 'possible',
    part: 'kubelet',
    says: 'The node of that pod became NotReady: its kubelet stopped reporting, or reported a fault.',
    next: [
      '`kubectl get nodes`, `kubectl describe node` with the name of the one that is not Ready; on it {kubelet-log}',
    ],
    samples: ['Warning NodeNotReady Node is not ready'],
    source: 'kubernetes pkg/controller/nodelifecycle, pkg/controller/util/node',
  },
  {
    id: 'volume-mount-output',
    matches:
      /(?:^|\s)Output: ?(?:Running (?:scope|as unit)[^:]{0,20}: \S{1,80}\s{1,4})?((?:mount(?:\.\w{2,8})?|mount error\(\d{1,3}\)|fsck|mkfs\.\w{2,6}): .{1,300})/,
    kind: 'cause',
    says: ({ groups: [, why = ''] }) => {
      const reason = mountReasons.find(([words]) => words.test(why))?.[1];
      return `A volume of the pod cannot be mounted${reason === undefined ? '' : `: ${reason}`} (${why.slice(0, 200)})`;
    },
    next: ['on that node the same by hand: the mount command stands in the event (Mounting arguments)'],
    samples: [
      'Output: mount.nfs: Connection timed out',
      'MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32 Mounting command: mount Mounting arguments: -t nfs 192.0.2.9:/a /var/lib/kubelet/pods/1 Output: mount: /var/lib/kubelet/pods/1: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.',
    ],
    source: 'k8s.io/mount-utils mount_linux.go',
  },
  {
    id: 'volume-mount',
    matches:
      /(?:MountVolume\.\w+|AttachVolume\.Attach) failed for volume \\?"?([^"\\\s]{1,100})\\?"?(?: \(UniqueName: [^)]{1,300}\))?(?: from node \\?"[^"\\]{1,253}\\?")?(?: pod \\?"[^"\\]{1,253}\\?" \(UID: [^)]{1,60}\))?(?: ?: )?(.{0,300})|[Uu]nable to attach or mount volumes/,
    kind: 'cause',
    says: 'A volume of the pod cannot be mounted: $1: $2',
    next: [
      '`kubectl describe pod` of that pod says what is missing: a Secret or ConfigMap, the driver on that node, or the storage behind it',
    ],
    samples: [
      'MountVolume.SetUp failed for volume "tls" : secret "shop-tls" not found',
      'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = Internal',
      'Error: MountVolume.MountDevice failed for volume "pvc-1" (UniqueName: "kubernetes.io/csi/x^pvc-1") pod "web-1" (UID: "1f") : rpc error: code = Internal desc = no answer',
    ],
    not: [
      'MountVolume.SetUp failed for volume "a" : failed to sync configmap cache: timed out waiting for the condition',
    ],
    source: 'kubernetes pkg/volume',
  },
  {
    id: 'cache-not-synced',
    matches:
      /failed to sync (?:configmap|secret) cache: timed out waiting for the condition|object \\?"[^"\\]{1,120}\\?"\/\\?"[^"\\]{1,120}\\?" not registered/,
    kind: 'harmless',
    says: 'Mostly harmless: the kubelet had not read a ConfigMap or Secret yet, as in the first seconds of a pod or of the kubelet; it tries again.',
    samples: [
      'MountVolume.SetUp failed for volume "installer-info" : failed to sync configmap cache: timed out waiting for the condition',
      'object "kube-system"/"kube-root-ca.crt" not registered',
    ],
    source: 'kubernetes pkg/kubelet/util/manager',
  },
  {
    id: 'object-not-found',
    matches: /Error from server \(NotFound\): .{0,120}?([\w.-]{2,80}) \\?"([^"\\]{1,253})\\?" not found/,
    kind: 'state',
    confidence: 'possible',
    says: 'The apiserver knows no object $2 ($1) where kubectl asked for it: the name, the namespace (-n) or the context is another, or it was deleted.',
    next: ['`kubectl config current-context`; `kubectl get $1 -A` lists those there are'],
    samples: [
      'Error from server (NotFound): secrets "db-passwort" not found',
      'Error from server (NotFound): nodes "w9" not found',
      'Error from server (NotFound): error when creating "a.yaml": namespaces "shop" not found',
    ],
    source: 'apimachinery pkg/api/errors',
  },
  {
    id: 'object-missing',
    matches:
      /(?<!\(NotFound\): )(?:[Cc]onfig[Mm]ap|[Ss]ecret)s? \\?"([^"\\\s]{1,100})\\?" not found|couldn't find key (\S{1,80}) in (?:ConfigMap|Secret) (\S{1,120})|references non-existent (?:config|secret) key: (\S{1,80})/,
    needs: { component: /^(?!kubeadm)/ },
    kind: 'cause',
    says: ({ groups: [, name = '', key = '', of = '', other = ''], text }) =>
      name === ''
        ? `The pod needs the key ${key}${other}${of === '' ? ' of a ConfigMap or Secret' : ` of ${of}`}, which is not in it.`
        : `${/Error: |ConfigError|MountVolume|kubelet|Warning Failed/.test(text) ? 'The pod needs' : 'Something asks for'} the ConfigMap or Secret ${name}, which does not exist in its namespace.`,
    next: ['make it in the namespace of what asks for it, or correct the name there'],
    samples: [
      'Error: configmap "shop-config" not found',
      "Error: couldn't find key url in Secret shop/db",
      'container web waits: CreateContainerConfigError: secret "db" not found',
    ],
    not: [
      'Warning: No kubeproxy.config.k8s.io/v1alpha1 config is loaded. Continuing without it: configmaps "kube-proxy" not found',
    ],
    source: 'kubernetes pkg/kubelet/kuberuntime',
  },
  {
    id: 'unschedulable-unreachable',
    matches: /\d{1,6}\/\d{1,6} nodes are available: .{0,300}taint \{node\.kubernetes\.io\/(unreachable|not-ready)/,
    kind: 'state',
    part: 'kubelet',
    says: 'The scheduler finds no node for the pod because nodes are $1: their kubelet does not report (unreachable) or reports a fault (not-ready). The pod is not at fault.',
    next: ['`kubectl get nodes`, `kubectl describe node` with the name of one that is not Ready; on it {kubelet-log}'],
    samples: [
      '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/unreachable: }. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    ],
    source: 'kubernetes pkg/scheduler/framework/plugins/tainttoleration',
  },
  {
    id: 'unschedulable',
    matches:
      /\d{1,6}\/\d{1,6} nodes are available: (.{1,300})|no nodes available to schedule pods|fit failure (?:summary )?on nodes? ?: ?(.{1,300})|No nodes are available that match all of the (?:following )?predicates:{1,2} ?(.{1,300})/,
    kind: 'cause',
    says: 'The scheduler finds no node for the pod: $1$2$3',
    next: [
      'compare what the message counts with `kubectl describe nodes` (taints, labels, allocatable) and with requests, nodeSelector, affinity and tolerations of the pod; cordoned nodes: `kubectl uncordon`',
    ],
    samples: [
      '0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 Insufficient memory.',
      'fit failure summary on nodes : Insufficient pods (2), PodToleratesNodeTaints (1)',
      'No nodes are available that match all of the predicates: Insufficient cpu (3), MatchNodeSelector (1).',
    ],
    source: 'kubernetes pkg/scheduler/framework; plugin/pkg/scheduler/core/generic_scheduler.go before 1.10',
  },
  {
    id: 'quota-exceeded',
    matches: /exceeded quota: (.{1,200})|failed quota: (.{1,200})/,
    kind: 'cause',
    says: 'The ResourceQuota of the namespace refuses the pod: $1$2',
    next: ['`kubectl describe quota` in that namespace: who uses it; lower requests or replicas, or raise it'],
    samples: ['pods "a" is forbidden: exceeded quota: q, requested: cpu=2, used: cpu=3, limited: cpu=4'],
    source: 'kubernetes plugin/pkg/admission/resourcequota',
  },
  {
    id: 'admission-denied',
    matches:
      /admission webhook \\?"([^"\\]{1,150})\\?" denied the request:? ?(.{0,300})|violates PodSecurity \\?"([^"\\]{1,80})\\?": ?(.{0,300})/,
    kind: 'cause',
    says: (met) =>
      met.groups[3]
        ? `PodSecurity ${met.groups[3]} of the namespace forbids the pod: ${met.groups[4] ?? ''}`
        : `The admission webhook ${met.groups[1] ?? ''} works and refuses the object: ${met.groups[2] ?? ''}`,
    next: ['change the object as the message says, or the policy behind it'],
    samples: [
      'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: host "a" and path "/" is already defined',
      'pods "a" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
    ],
    source: 'apiserver pkg/admission/plugin/webhook, pod-security-admission',
  },
  {
    id: 'service-account-missing',
    matches:
      /error looking up service account (\S{1,120}?): serviceaccounts? \\?"[^"\\]{1,100}\\?" not found|serviceaccount \\?"([^"\\]{1,100})\\?" not found/,
    kind: 'cause',
    says: 'The ServiceAccount $1$2 of the pod does not exist: where it is "default", the controller manager that makes it does not run or is behind.',
    next: ['`kubectl get serviceaccounts` in that namespace; is kube-controller-manager up?'],
    samples: [
      'pods "a" is forbidden: error looking up service account shop/default: serviceaccount "default" not found',
    ],
    source: 'kubernetes plugin/pkg/admission/serviceaccount',
  },
  {
    id: 'namespace-terminating',
    matches:
      /because it is being terminated|NamespaceContentRemaining|NamespaceFinalizersRemaining|DiscoveryFailed.{0,60}Namespace/,
    kind: 'state',
    says: 'The namespace is being deleted and does not end: objects with finalizers are left, or an aggregated API does not answer.',
    next: [
      '`kubectl get namespace` with its name and -o yaml: the conditions name what is left; `kubectl get apiservice` for one that is False. Do not strip finalizers by force',
    ],
    samples: ['unable to create new content in namespace shop because it is being terminated'],
    source: 'kubernetes plugin/pkg/admission/namespace, pkg/controller/namespace',
  },
  {
    id: 'drain-blocked',
    matches: /Cannot evict pod as it would violate the pod's disruption budget/,
    kind: 'cause',
    says: 'A PodDisruptionBudget holds up the drain: it allows no further pod to go.',
    next: [
      '`kubectl get pdb -A`: ALLOWED DISRUPTIONS 0; scale the workload up by one, or bring its failing pods back first',
    ],
    samples: [
      'error when evicting pods/"web-0" -n "shop" (will retry after 5s): Cannot evict pod as it would violate the pod\'s disruption budget.',
    ],
    source: 'kubernetes pkg/registry/core/pod/storage/eviction.go',
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
    id: 'metrics-api-missing',
    matches:
      /could not find the requested resource \(get \w{1,20}\.metrics\.k8s\.io\)|error: Metrics API not available|no matches for kind "?(?:Pod|Node)Metrics/,
    kind: 'cause',
    says: 'The apiserver does not serve the metrics API: metrics-server is not installed, or its APIService is not registered. Autoscalers and kubectl top need it.',
    next: [
      '`kubectl get apiservice v1beta1.metrics.k8s.io`: is it there and Available? `kubectl -n kube-system get pods -l k8s-app=metrics-server`',
    ],
    samples: [
      'unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
      'error: Metrics API not available',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/metrics/client.go, kubectl pkg/cmd/top',
  },
  {
    id: 'api-version-gone',
    matches: /no matches for kind \\?"?([A-Z]\w{2,60})\\?"? in (?:version|group) \\?"?([\w.-]{1,100}\/?\w{0,12})/,
    kind: 'cause',
    says: ({ groups: [, kind = '', version = ''] }) => {
      const now = served(kind, version);
      return now === undefined
        ? `The apiserver does not know ${kind} of ${version}: its CustomResourceDefinition is not installed (yet), the version is another, or kind or version is misspelled.`
        : `The apiserver does not serve ${kind} of ${version} any more: ${now}`;
    },
    next: ({ groups: [, kind = '', version = ''] }) =>
      served(kind, version) === undefined
        ? [
            `\`kubectl api-resources | grep -i ${kind}\` shows whether and in which version it is there`,
            'install the CustomResourceDefinitions of what brings it before its objects',
          ]
        : [
            'correct apiVersion in the file or chart (a newer chart has it), and fields that changed with it',
            'a Helm release that was installed with the old version: plug-in mapkubeapis corrects what Helm has stored',
          ],
    samples: [
      'error: resource mapping not found for name: "web" namespace: "" from "a.yaml": no matches for kind "Ingress" in version "extensions/v1beta1"',
      'unable to recognize "a.yaml": no matches for kind "Issuer" in version "cert-manager.io/v1"',
    ],
    not: ['no matches for kind "PodMetrics" in version "metrics.k8s.io/v1beta1"'],
    source: 'apimachinery pkg/api/meta/errors.go',
  },
  {
    id: 'resource-type-unknown',
    matches: /the server doesn't have a resource type \\?"([\w.-]{1,120})\\?"/,
    kind: 'state',
    confidence: 'possible',
    says: 'kubectl knows no resource type $1 in this cluster: its CustomResourceDefinition is not installed, the word is misspelled, or the API server that serves it was not asked (an APIService that is down).',
    next: [
      '`kubectl api-resources | grep -i $1`; `kubectl get apiservice | grep False`',
      'install what brings the type, or ask for another',
    ],
    samples: ['error: the server doesn\'t have a resource type "scaledobject"'],
    source: 'cli-runtime pkg/resource/builder.go mappingFor',
  },
  {
    id: 'object-invalid',
    matches:
      /\b([A-Z]\w{2,60})(?:\.[\w.-]{1,80})? \\?"([^"\\]{1,253})\\?" is invalid: (\[?[\w.[\]/-]{1,120}: (?:Invalid|Required|Duplicate|Unsupported) value|\[?[\w.[\]/-]{1,120}: (?:Forbidden|Too long|Too many|Not found|Internal error))(.{0,400})/,
    kind: 'cause',
    says: 'The apiserver refuses $1 $2: $3$4',
    next: ({ text, groups: [, kind = ''] }) => [
      unchangeable.test(text)
        ? `that field cannot be changed in place: put the old value back${madeAnew(kind)}`
        : 'correct the field that the message names',
    ],
    samples: [
      'The Deployment "web" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"web"}}: field is immutable',
      'The Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
      'cannot patch "web" with kind Deployment: Deployment.apps "web" is invalid: spec.template.spec.containers[0].image: Required value',
    ],
    not: ['The Token "a1" is invalid: it has expired'],
    source: 'apimachinery pkg/api/errors (NewInvalid)',
  },
  {
    id: 'ingress-no-endpoint',
    matches:
      /Service "([\w-]{1,63})\/([\w-]{1,63})" does not have any active Endpoint|Skipping service: no endpoints found.{0,200}/,
    kind: 'state',
    says: ({ groups: [, namespace = '', name = ''] }) =>
      `The ingress controller has no ready pod to send requests to behind ${name === '' ? 'a Service' : `Service ${namespace}/${name}`}, and answers 503: its pods are not ready or gone, or its selector fits none.`,
    next: [
      '`kubectl -n $1 describe service $2`: Selector and Endpoints; `kubectl -n $1 get pods --show-labels`: are pods with those labels there, and ready?',
    ],
    samples: [
      'controller.go:1111] Service "shop/api" does not have any active Endpoint.',
      'level=error msg="Skipping service: no endpoints found" ingress=web namespace=shop serviceName=api',
    ],
    source: 'ingress-nginx internal/ingress/controller, traefik pkg/provider/kubernetes',
  },
  {
    id: 'ingress-no-service',
    matches:
      /[Ee]rror (?:obtaining|getting) (?:Endpoints for )?[Ss]ervice "([\w-]{1,63})\/([\w-]{1,63})"?:? .{0,20}(?:no object matching key|not found|does not exist)|kubernetes service not found: ([\w-]{1,63})\/([\w-]{1,63})/,
    kind: 'cause',
    says: 'An Ingress names the Service $1$3/$2$4, which does not exist: the ingress controller answers 503 for it.',
    next: [
      '`kubectl -n $1 get services,ingress`: correct the name in the Ingress, or make the Service',
      '`kubectl -n $3 get services,ingress`: correct the name in the Ingress, or make the Service',
    ],
    samples: [
      'Error obtaining Endpoints for Service "shop/api": no object matching key "shop/api" in local store',
      'kubernetes service not found: shop/api',
    ],
    source: 'ingress-nginx internal/ingress/controller, traefik pkg/provider/kubernetes',
  },
  {
    id: 'nodes-disrupted',
    matches:
      /Controller detected that (?:zone (\S{0,80}) is now in state (FullDisruption|PartialDisruption)|all Nodes are not-Ready)/,
    kind: 'state',
    confidence: 'possible',
    part: 'kubelet',
    says: ({ groups: [, zone = '', state = ''] }) =>
      state === 'PartialDisruption'
        ? `Most nodes${zone === '' ? '' : ` of zone ${zone}`} do not report: the controller manager evicts slowly or not at all.`
        : `No node${zone === '' ? '' : ` of zone ${zone}`} reports to the apiserver: hardly because all failed, rather the way from them to it (load balancer, network, certificates). The controller manager stops evicting.`,
    next: ['`kubectl get nodes -o wide`; on one that is NotReady {kubelet-log}'],
    samples: [
      'Controller detected that zone eu-1::a is now in state FullDisruption.',
      'Controller detected that all Nodes are not-Ready. Entering master disruption mode.',
    ],
    not: ['Controller detected that zone eu-1::a is now in state Normal.'],
    source: 'kubernetes pkg/controller/nodelifecycle',
  },
  {
    id: 'autoscaler-no-fit',
    matches:
      /Pod (?:[\w-]{1,63}\/)?([\w.-]{1,253}) can't be scheduled on (\S{1,200}), predicate checking error: (.{1,200}?)(?:;|$)|Scale-up predicate failed: .{1,200}?cannot put (?:[\w-]{1,63}\/)?([\w.-]{1,253}) on (\S{1,200}), reason: (.{1,200})/,
    kind: 'state',
    confidence: 'possible',
    says: 'The cluster autoscaler makes no node for pod $1$4: on a new node of $2$5 it would not fit either ($3$6).',
    next: [
      'does a node group fit at all? Its zone (that of the volume), labels, taints and the size of its machines; a group at size 0 needs its labels and taints as tags',
    ],
    samples: [
      "Pod cache-0 can't be scheduled on eks-linux-2c, predicate checking error: node(s) had volume node affinity conflict; predicateName=VolumeBinding; reasons: node(s) had volume node affinity conflict",
    ],
    source: 'kubernetes/autoscaler cluster-autoscaler/core/scaleup',
  },
  {
    id: 'hpa-no-request',
    matches: /missing request for (cpu|memory)(?: in container (\S{1,63}))?/,
    kind: 'cause',
    says: 'An autoscaler counts in percent of the request, and a container $2 of its pods has no $1 request.',
    next: ['give each container of the workload resources.requests of $1, those of sidecars too'],
    samples: [
      'failed to get cpu utilization: missing request for cpu',
      'the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container web of Pod web-1',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/replica_calculator.go',
  },
  {
    id: 'metrics-none',
    matches:
      /no metrics returned from (?:resource|custom|external) metrics API|did not receive metrics for (?:targeted|any ready) pods|metrics not available for (?:pod|node)|unable to fetch metrics from (?:resource|custom|external) metrics API: (.{1,200})/,
    kind: 'state',
    confidence: 'possible',
    says: 'The metrics API has no values for these pods. $1 They are younger than a minute or not ready, or metrics-server does not reach the kubelets (10250, their serving certificates).',
    next: [
      '`kubectl top pods` in that namespace, and the log of metrics-server: `kubectl -n kube-system logs -l k8s-app=metrics-server`',
    ],
    samples: [
      'unable to get metrics for resource cpu: no metrics returned from resource metrics API',
      'failed to get cpu utilization: did not receive metrics for targeted pods (pods might be unready)',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/metrics/client.go',
  },
  {
    id: 'hpa-unknown',
    matches:
      /^\s*(?:[a-z0-9][\w.-]{0,62}\s+)?(?:horizontalpodautoscaler\.autoscaling\/)?([a-z0-9][\w.-]{0,252})\s+[A-Z]\w{2,60}\/\S{1,253}\s+(?:\w{1,20}: )?<unknown>\s?\/\s?\S{1,20}/,
    kind: 'state',
    confidence: 'possible',
    says: 'The autoscaler $1 has no value of its metric and does not scale: no metrics-server, no requests on the containers, or pods younger than a minute.',
    next: ['`kubectl describe hpa $1`: condition ScalingActive says which'],
    samples: [
      'horizontalpodautoscaler.autoscaling/web   Deployment/web   <unknown>/50%   1         5         1          44m',
      'web   Deployment/web   cpu: <unknown>/80%   2   10   2   3d',
    ],
    source: 'kubernetes pkg/printers/internalversion/printers.go (formatHPAMetrics)',
  },
  {
    id: 'claim-provisioner',
    matches:
      /(?<!\(x\d over .{0,200}|ExternalProvisioning\s{1,30}\d{1,2}s\s.{0,200})[Ww]aiting for a volume to be created,? either by (?:the )?external provisioner ["']([\w./-]{1,253})["']/,
    kind: 'state',
    confidence: 'possible',
    says: 'A volume claim waits for the provisioner $1: its controller does not run, is not installed in this cluster, or fails to make the volume and says so in its own events and log.',
    next: [
      '`kubectl get pods -A | grep -i csi`: does the controller of $1 run? `kubectl get csidrivers`; the log of its container csi-provisioner',
    ],
    samples: [
      'Normal ExternalProvisioning waiting for a volume to be created, either by external provisioner "disk.csi.example.org" or manually created by system administrator',
      "Waiting for a volume to be created either by the external provisioner 'disk.csi.example.org' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
    ],
    source: 'kubernetes pkg/controller/volume/persistentvolume/pv_controller.go',
  },
  {
    id: 'balancer-pending',
    matches:
      /^\s*(?:[a-z0-9][\w-]{0,62}\s+)?(?:service\/)?([a-z][\w-]{0,62})\s+(?:LoadBalancer\s+)?[\d.a-f:]{3,45}\s+<pending>\s+\S{1,400}\s+(\d{2,}m\S{0,8}|[3-9]m\S{0,8}|\d{1,6}[hdy]\S{0,8})\s*$/,
    kind: 'state',
    confidence: 'possible',
    says: 'Nobody has given the Service $1 an external address for $2: the cluster has nothing that makes load balancers (a cloud controller manager; MetalLB, kube-vip or ServiceLB on own machines; minikube tunnel), or that failed.',
    next: [
      '`kubectl describe service $1`: events of the service-controller say what failed; none at all: nobody acts on it',
    ],
    samples: ['web   LoadBalancer   10.96.44.7   <pending>     80:31550/TCP   44m'],
    not: [
      'web   LoadBalancer   10.96.44.7   <pending>     80:31550/TCP   20s',
      'web   LoadBalancer   10.96.44.7   192.0.2.77    80:31550/TCP   44m',
    ],
    source: 'kubernetes pkg/printers/internalversion/printers.go (getServiceExternalIP)',
  },
  {
    id: 'balancer-failed',
    matches:
      /Error (?:syncing|creating|updating|deleting) load balancer.{0,60}?: (?:failed to (?:ensure|delete|update) load balancer: )?(.{1,300})/,
    kind: 'cause',
    says: 'The cloud controller manager cannot make or change the load balancer of a Service, which gets no external address: $1',
    next: [
      'the log of the cloud controller manager (`kubectl get pods -A | grep -i cloud-controller`); quota, subnets, tags and rights of its account at the cloud',
    ],
    samples: [
      'Warning SyncLoadBalancerFailed Error syncing load balancer: failed to ensure load balancer: could not find any suitable subnets for creating the ELB',
    ],
    source: 'kubernetes staging/src/k8s.io/cloud-provider/controllers/service/controller.go',
  },
  {
    id: 'cronjob-missed',
    matches:
      /[Cc]annot determine if (\S{1,300}) needs to be started: [Tt]oo many missed start times?|[Tt]oo many missed start times?(?: \(> \d{1,4}\))?[.:] ?.{0,40}Set or decrease/,
    kind: 'cause',
    says: 'The CronJob $1 has missed more than 100 of its times (it was suspended, the controller manager did not run, or a clock jumped) and is not started any more.',
    next: [
      'set .spec.startingDeadlineSeconds of it (a few times its interval); are the clocks of the control plane right?',
    ],
    samples: [
      'Cannot determine if shop/report needs to be started: too many missed start time (> 100). Set or decrease .spec.startingDeadlineSeconds or check clock skew',
      'too many missed start times: 101. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
    ],
    source: 'kubernetes pkg/controller/cronjob/utils.go',
  },
  {
    id: 'gc-not-synced',
    matches:
      /unable to sync caches for (?:garbage collector|resource quota)|timed out waiting for (?:dependency graph builder|quota monitor) sync/,
    kind: 'state',
    confidence: 'possible',
    part: 'kube-controller-manager',
    says: 'The controller manager cannot list every kind of object in time, so that nothing is collected: deleted owners leave their pods behind. Mostly an aggregated API or a conversion webhook of a CRD does not answer, else the apiserver is overloaded.',
    next: [
      '`kubectl get apiservice | grep False`; `kubectl api-resources` names what fails; lines before it name the kind that cannot be listed',
    ],
    samples: [
      'unable to sync caches for garbage collector',
      'timed out waiting for dependency graph builder sync during GC sync (attempt 3)',
    ],
    source: 'kubernetes pkg/controller/garbagecollector/garbagecollector.go',
  },
  {
    id: 'client-waited',
    matches:
      /(?:^error: |UPGRADE FAILED: |INSTALLATION FAILED: |[Ff]ailed: )(?:pre-\w{3,12}-hook failed: |post-\w{3,12}-hook failed: )?(?:timed out waiting for the condition|context deadline exceeded|client rate limiter Wait returned an error: context deadline exceeded)(?: on (\S{1,253}))?\s*$/,
    needs: { component: /^(?!kubeadm)/, text: /helm|kubectl|UPGRADE FAILED|INSTALLATION FAILED|condition on \S/ },
    kind: 'state',
    confidence: 'possible',
    says: 'kubectl or helm waited for objects ($1) to be ready, and they were not in time. This does not say why: their pods do, or the Job of a hook.',
    next: ['`kubectl get pods,jobs` in that namespace, then `kubectl describe` of the one that is not ready'],
    samples: [
      'error: timed out waiting for the condition on pods/web-1',
      'Error: UPGRADE FAILED: timed out waiting for the condition',
    ],
    source: 'kubectl pkg/cmd/wait/wait.go, helm pkg/kube/client.go',
  },
  {
    id: 'sandbox-teardown',
    matches:
      /(?:failed to destroy network for sandbox|[Ff]ailed to teardown pod|cni failed to teardown pod).{0,200}?(?: network)?: (.{1,200})/,
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
    id: 'daemon-pod-failed',
    matches: /Found failed daemon pod (\S{1,300}) on node (\S{1,253}), will try to kill it/,
    kind: 'state',
    confidence: 'possible',
    says: 'A pod of a DaemonSet ends as Failed on $2 again and again, and its controller makes another: the kubelet there refuses or evicts it (labels or taints of the node that the scheduler did not see, too few resources, pressure).',
    next: [
      '`kubectl get events -A --field-selector involvedObject.kind=Pod | grep $2`: the message of the pod that failed says why (NodeAffinity, OutOf…, Evicted)',
    ],
    samples: ['Warning FailedDaemonPod Found failed daemon pod shop/agent-77aa1 on node w3, will try to kill it'],
    source: 'kubernetes pkg/controller/daemon/daemon_controller.go',
  },
  {
    id: 'daemon-set-nowhere',
    matches: /^\s*Desired Number of Nodes Scheduled:\s{0,40}0\s*$/,
    kind: 'cause',
    confidence: 'possible',
    says: 'The DaemonSet wants a pod on no node: no node has the labels that its nodeSelector or affinity asks for, or all have taints that it does not tolerate.',
    next: [
      '`kubectl get nodes --show-labels` and `kubectl describe nodes | grep -A3 Taints`, beside nodeSelector, affinity and tolerations of the DaemonSet',
    ],
    samples: ['Desired Number of Nodes Scheduled: 0'],
    not: ['Desired Number of Nodes Scheduled: 3'],
    source: 'kubectl pkg/describe/describe.go (describeDaemonSet)',
  },
  {
    id: 'pods-not-running',
    matches:
      /^\s*Pods Status(?:es)?:\s{1,40}\d{1,6} Running \/ (?=.{0,80}?(?:[1-9]\d{0,5} Waiting|[1-9]\d{0,5} Failed))(?:(\d{1,6}) Waiting \/ )?\d{1,6} Succeeded \/ (\d{1,6}) Failed/,
    kind: 'state',
    confidence: 'possible',
    says: 'Of the pods of this workload $1 wait and $2 have failed: their own events and logs say why.',
    next: [
      '`kubectl get pods` with the selector of the workload, then `kubectl describe pod` of one that waits or failed',
    ],
    samples: [
      'Pods Status:  1 Running / 2 Waiting / 0 Succeeded / 0 Failed',
      'Pods Status:  0 Running / 0 Waiting / 0 Succeeded / 3 Failed',
    ],
    not: ['Pods Status:  3 Running / 0 Waiting / 0 Succeeded / 0 Failed'],
    yieldsTo: /^(?!pods-not-running$)/,
    source: 'kubectl pkg/describe/describe.go',
  },
  {
    id: 'hpa-target',
    matches: /FailedGetScale\s.{0,160}?([\w.-]{1,80}) \\?"([^"\\]{1,253})\\?" not found/,
    kind: 'cause',
    says: 'The autoscaler finds no $2 ($1): its scaleTargetRef names what is not there (another name, kind or namespace).',
    next: [
      '`kubectl get deployments,statefulsets` in that namespace; correct scaleTargetRef of the HorizontalPodAutoscaler',
    ],
    samples: [
      'AbleToScale  False   FailedGetScale  the HPA controller was unable to get the target\'s current scale: deployments.apps "webb" not found',
      'Warning FailedGetScale deployments.apps "webb" not found',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/horizontal.go',
  },
  {
    id: 'hpa-at-maximum',
    matches: /^\s*ScalingLimited\s{1,20}True\s{1,20}TooManyReplicas\s/,
    kind: 'state',
    confidence: 'possible',
    says: 'The autoscaler wants more pods than its maximum allows: it has reached maxReplicas.',
    next: [
      'is the load what it should be? Then raise maxReplicas (and see that nodes have room), else find what the pods are busy with',
    ],
    samples: [
      'ScalingLimited  True    TooManyReplicas   the desired replica count is more than the maximum replica count',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/horizontal.go',
  },
  {
    id: 'hpa-disabled',
    matches: /^\s*ScalingActive\s{1,20}False\s{1,20}ScalingDisabled\s/,
    kind: 'state',
    confidence: 'possible',
    says: 'The autoscaler does nothing, because its target is scaled to 0 replicas: somebody has set that by hand or by a tool.',
    next: ['`kubectl scale` the target to 1 or more: the autoscaler takes over then'],
    samples: [
      'ScalingActive   False   ScalingDisabled   scaling is disabled since the replica count of the target is zero',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/horizontal.go',
  },
  {
    id: 'hpa-holds',
    matches:
      /^\s*(?:AbleToScale\s{1,20}(?:False\s{1,20}Backoff(?:Both|Upscale|Downscale)|True\s{1,20}ScaleDownStabilized)|ScalingLimited\s{1,20}True\s{1,20}(?:ScaleUpLimit|ScaleDownLimit|TooFewReplicas))\s/,
    kind: 'harmless',
    says: 'Harmless: the autoscaler holds itself back, as it is meant to: a pause between two changes, a limit of their rate, its minimum.',
    samples: [
      'AbleToScale     False   BackoffBoth         the time since the previous scale is still within both the downscale and upscale forbidden windows',
      'ScalingLimited  True    ScaleUpLimit        the desired replica count is increasing faster than the maximum scale rate',
      'ScalingLimited  True    TooFewReplicas      the desired replica count is less than the minimum replica count',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/horizontal.go',
  },
  {
    id: 'hpa-works',
    matches:
      /^\s*(?:AbleToScale\s{1,20}True|ScalingActive\s{1,20}True|ScalingLimited\s{1,20}False)\s{1,20}[A-Z]\w{3,60}\s/,
    kind: 'well',
    says: 'A condition of an autoscaler is as it should be.',
    samples: [
      'AbleToScale     True    ReadyForNewScale  recommended size matches current size',
      'ScalingLimited  False   DesiredWithinRange  the desired count is within the acceptable range',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/horizontal.go',
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
  {
    id: 'normal-event',
    matches: /^Normal (?!ExternalProvisioning|SandboxChanged|NodeNotReady|Evicted|TaintManagerEviction)[A-Z]\w{2,60} /,
    kind: 'well',
    says: 'An event of type Normal.',
    samples: ['Normal Scheduled Successfully assigned shop/web-1 to n1'],
    source: 'kubernetes pkg/kubelet/events',
  },
];
