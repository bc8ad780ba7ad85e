/** Words that only Kubernetes, its parts and the programs around them use; one idea a line. */
const words: readonly RegExp[] = [
  // Its programs, and those that install it.
  /kube|api-?server|crictl|leaderelection|informer-sync|poststarthook/,
  /\bk3s\b|\brke2\b|\bmicrok8s\b|dqlite|talos|^error executing bootstrap: |\bnodeadm\b|kindest\/|openshift|k8s[-_](?:api|master)|haproxy.{0,80}\bk8s/,
  /Reached target \.\*Multi-User|Exiting due to [A-Z]{2,12}_|"component": "controller-runtime"|K3S_(?:URL|TOKEN)/,
  // Ports that only they listen on.
  /:(?:2379|6443|16443|10250|10248)\b|status of endpoint http/,
  // etcd.
  /\betcd|mvcc: |\braft:|raft\.node:|rafthttp|tocommit\(|"caller":"(?:embed|raft\w{0,10}|mvcc|clientv3)\/|etcd-endpoints/,
  /member of the etcd cluster|\[etcd\] host|\{"health":\s?"(?:true|false)"|health check for peer [0-9a-f]{12}|MsgVote/,
  /range_response_count|apply request took too long|slow fdatasync|clock difference against peer|cluster ID mismatch/,
  /(?:became candidate|new election) at term \d|invalid downgrade; server version|wal: sync duration|Slow SQL \(started/,
  /freepages: |snapshot missing hash|leader failed to send out heartbeat/,
  // The runtime of containers, and its sandboxes.
  /containerd|\bcri-?o\b|\bCRI\b|RuntimeService|OCI runtime|PodSandbox|pod sandbox|(?:from|with) runtime service/,
  /OOMKilled|CrashLoopBackOff|does not support d_type|NodeStatusUnknown|CONTAINER_(?:EXITED|RUNNING|CREATED)/,
  /apparmor_parser|create control group inotify object|allocate manager object|Docker daemon at unix|container runtime is down/,
  // Images.
  /Err(?:or)?ImagePull|ImagePullBackOff|pull image|garbage collect required amount of images|image filesystem/,
  // The kubelet and its node.
  /\bPLEG\b|\bpods?\b.{0,40}\bnode|\bNodeNotReady\b|\bNodeHas\w{4,20}Pressure|node\.kubernetes\.io|cgroup driver/,
  /swap on is not supported|invalid kernel flag|ContainerManager|[Ee]viction manager|node was low on resource/,
  /register node with API server|ensure (?:node )?lease exists|Error getting (?:the current )?node|orphaned pod \W/i,
  /(?:Readiness|Liveness|Startup) probe (?:failed|errored)|is not allowed to modify node|nodes? identified for user/,
  /grpc: addrConn|No agent available|Nameserver limits (?:were )?exceeded|Back-off restarting failed container/,
  /provision volume with StorageClass|from cloud ?provider|init cloud provider|[Cc]loud provider could not be|has not yet joined cluster|placeholder address that kops|of role "(?:node|master|control-plane)"|\bk0s\b|[Rr]ancher|\b(?:Etcd|Control|Worker) Plane\b|configuring bootstrap node/,
  /OOM watcher|(?:System|Kube) Reserved Cgroup|\b(?:pod|service)Subnet: Invalid value|ProxyServer|\/proc\/net\/route\b|\/sys\/net\/bridge\/bridge-nf/,
  // Volumes.
  /Multi-Attach error|attach or mount volumes|(?:Mount|Attach)Volume\.|FailedMount|external provisioner|Mounting arguments: /,
  // The network of pods.
  /\bcni\b|calico|flannel|cilium|\bfelix\/|subsys=(?:daemon|[a-z]+-agent|datapath)|node-to-node mesh|BIRDv[46]|IPv[46] BGP status|pod cidr|cluster cidr/,
  /aws-node|\bipamd\b|routed-eni|IPAM-?D\b|aws-cni|assign an IP address to container|IP addresses available in range set/,
  /Insufficient(?:FreeAddressesInSubnet|Cidr)|plugin type="[\w-]{2,40}"|iptables Proxier|\bCLUSTER-IP\b/,
  /vxlanRoute|overlaps with existing route \S{3,50} on host|kube-peers\]|weave-(?:net|kube|npc)\b|->\[[\d.]{7,15}:6783\b|ovs-vsctl: /,
  // CoreDNS.
  /coredns|plugin\/(?:loop|errors|kubernetes|reload|forward|ready|health|cache)|No files matching import glob|\bCorefile\b/,
  /\d "[A-Z]{1,6} IN \S{1,253} (?:udp|tcp) \d{1,5} (?:true|false) \d{1,5}" [A-Z]{6,9} /,
  // Certificates, where no other program's log speaks of them.
  /^(?!.{0,400}(?:starttls|smtp|e-?mail|ldaps?:)).{0,2000}x509: /,
  /cluster-info ConfigMap|Cluster CA certificate|service-account-issuer|token does not match the server|\/cacerts\b/,
  /Node password rejected|client\.authentication\.k8s|active client certificate has expired/,
  // Answers of the API server, and who asks it.
  /connection to the server|connect to the server|Error from server|server APIs|request did not complete within|You must be logged in to the server/,
  /the server (?:has asked for the client|does not allow access|doesn't have a resource type|is currently unable to handle)/,
  /"kind":\s?"Status"|\bsystem:(?:anonymous|serviceaccount|node)\b|(?:at the cluster scope|in the namespace ")/,
  /\/api\/v1\/(?:namespaces|nodes|pods)\b|kubernetes\.io\/kube(?:let|-apiserver)-|\bk8s\.io\b|storage factory/,
  /context was not found for specified context|no context exists with|unable to read client-(?:cert|key)|clientcmd/,
  // Admission, quotas, policies.
  /failed calling webhook|admission webhook|violates PodSecurity|exceeded quota: |failed quota: |security context constraint|admission-plugins plugin/,
  // Objects and what is said of them.
  /^[^\S\n]*NAME[^\S\n]+STATUS[^\S\n]+AGE[^\S\n]*$/m,
  /no matches for kind|" is invalid: (?:spec|metadata|data)|updates to statefulset spec|the object has been modified/,
  /strict decoding error|in io\.k8s\.api|converting YAML to JSON|missing request for (?:cpu|memory)/,
  /\b(?:configmaps?|serviceaccounts?|persistentvolumeclaims?|replicasets?|daemonsets?|statefulsets?) "[\w.-]+"/,
  /\b[Cc]onfigMap \S|(?:configmap|secret) "[\w.-]{1,253}" not found|couldn't find key \S{1,253} in (?:ConfigMap|Secret)/,
  /Failed to (?:list|watch) \*\w{2,12}\.[A-Z]|Failed to retrieve node info|Successfully registered node|kms-provider/,
  /active Endpoint|no endpoints found|Endpoints for Service|disruption budget|in namespace \S{1,63} because it is being/,
  /exceeded its progress deadline|unable to upgrade connection|startingDeadlineSeconds|too many missed start time/i,
  // Controllers and autoscalers.
  /Controller detected that|garbage collector sync|caches for garbage collector|SyncLoadBalancerFailed/,
  /metrics\.k8s\.io|resource metrics API|Metrics API not|horizontalpodautoscaler|<unknown>\s?\/\s?\d{1,6}|FailedGetScale/,
  /\b(?:Scaling(?:Limited|Active)|AbleToScale)\b|\bMINPODS\b|did not receive metrics for targeted pods/,
  // The scheduler.
  /nodes are available|FailedScheduling|trigger scale-up|incompatible with (?:provisioner|nodepool)|\(use --[a-z-]{4,30} to (?:override|ignore)\)|predicate checking error|Scale-up predicate failed/,
  // kubeadm.
  /error execution phase|stable controlPlaneEndpoint|hosting a new control plane|Nodes Scheduled:|^Pods Status:\s/,
  /^[ \t]*\[(?:preflight|upgrade\/[a-z]+|[a-z]+-control-plane|[a-z]+-check|bootstrap-token|addons|join)\] /,
  /\[(?:ERROR|WARNING) (?:[A-Z][A-Za-z]+|Port-\d+|(?:File|Dir)[A-Za-z]+-{1,2}[\w.-]+)\]:/,
  // Helm, Argo CD, OpenShift's operators.
  /(?:UPGRADE|INSTALLATION) FAILED|another operation \(install\/|has no deployed releases|helm-controller|kyverno/,
  /\bargo-?cd\b|RepoServerService|_argocd-repo\/|`kustomize build |Failed to load target state|karpenter\.sh|\bistiod\b|received too many requests and has asked us|auth\/kubernetes\/login|auth\.handler: error auth|Error configuring TLS|while dialing \S{1,80}:10250|rook-ceph|\bop-mon: |ceph-cluster-controller|subsys=envoy|Envoy proxy is NOT ready|gRPC config stream|longhorn|controller\.provisioning|launching nodeclaim|cert-manager|propagation check failed|challenge propagation|Manifest generation error|caches to sync|unregistered nodes? present|nodeclaim\.|ComparisonError|desired state to live state|KubernetesClientException|Configured service account/,
  /Cluster operator|failed to drain node|providerID|\w(?:Degraded|Available): |^NAME +VERSION +AVAILABLE +PROGRESSING/,
  // Flux, ingress controllers, the Gateway API, External Secrets.
  /(?:install|upgrade) retries exhausted|toolkit\.fluxcd|HelmRelease\/|[Hh]ealth check (?:failed after \S{1,40}[:,] ?timeout|timed out for \[)/,
  /\bSecretSyncedError\b|ERROR {1,5}[\w/-]{1,60}\.go:\d{1,5} .{0,60}service '\S{1,253}' does not exist|you can't set finalizers on/,
  /UnmountVolume\.|ingress spec: |is type "\w{3,20}", expected "NodePort"|Failed (?:build|deploy) model due to/,
  /\b(?:BackendNotFound|RefNotPermitted|NoMatchingParent|NotAllowedByListeners|InvalidCertificateRef|ResolvedRefs)\b|[Tt]ype"?: {1,40}"?Programmed/,
  // Refusals of the kubelet and the runtime.
  /runAsNonRoot|libnvidia-ml|Allocate failed due to .{1,300}which is unexpected|container operating system does not match/,
  // What a container's log shows of a program that could not be started.
  /^(?:standard_init_linux\.go:\d{1,4}: )?exec (?:user process caused:?|\/?[\w.@+/-]{1,300}:) "?(?:no such file or directory|permission denied|exec format error)"?$/,
  /timed out waiting for the condition on [\w.]{3,60}\//,
  // Charts, KEDA, what gives Services addresses.
  /\bat <[.$(][^>]{1,200}>: |execution error at \([\w.-]{1,100}\/|specifications of the schema\(s\) in the following chart|uninstall: Release not loaded/,
  /scaled(?:Object|Job)\.(?:Namespace|Name)"|Failed to allocate IP for|one or more (?:objects failed to apply|synchronization tasks)/,
  /reached the specified backoff limit|no instance type (?:met|which|has|satisfied)|HNS failed with error|hcn\w{2,30} failed/,
  // A piece of the status of an object.
  /^[ \t]*(?:- )?"?(?:(?:initC|ephemeralC|c)ontainerStatuses|lastTransitionTime|lastProbeTime)"?:|"(?:Runtime|Network)Ready"/,
  // Conditions of a described resource.
  /^[ \t]*Last Transition Time:\s/,
  // Tables and rows of events, as kubectl prints them.
  /\bNAME +(?:READY|STATUS|ATTEMPT) +|^[ \t]*(?:Normal|Warning)\s+[A-Z][A-Za-z]{3,60}\s+(?:\d{1,6}[smhd]|<unknown>)/,
];
const anyWord = new RegExp(words.map(({ source }) => source).join('|'), 'im');

/** `E0720 05:19:33.101000       1 proxier.go:1306] `: klog, the log of Kubernetes' own programs. */
const klog = /^.{0,100}?[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6}\s{1,10}\d{1,9}\s{1,8}[\w.-]{1,80}\.go:\d{1,6}\] /m;

/** Complaints of a node's kernel, at the beginning of its line. */
const kernel =
  /^(?:<\d{1,3}>)?(?:\[(?:[ \d]{1,9}\.\d{1,9}|\w{3} \w{3} [ \d]{2} [\d:]{8} \d{4})\] |.{0,60}\b(?:kernel(?:\[\d{1,9}\])?|smartd\[\d{1,9}\]): ?(?:\[[ \d]{1,9}\.\d{1,9}\] )?)(?:.{0,60}(?:Out of memory: Kill|Memory cgroup out of memory|invoked oom-killer|oom-kill:)|Killed process \d|(?:INFO: )?task \S{1,40} blocked for more|EXT4-fs (?:error|\(\S{1,30}\): Remounting)|XFS \(\S{1,40}\): .{0,80}(?:[Ss]hut|I\/O error|Corruption)|.{0,30}\bI\/O error\b|.{0,30}critical (?:medium|target) error|Device: \/dev\/.{0,60}(?:unreadable|uncorrectable)|nvme nvme\d|.{0,40}BUG: |.{0,30}\brcu\w{0,12}: INFO|.{0,10}\[Hardware Error\]|EDAC MC|unregister_netdevice: waiting|Kernel panic)/m;

/** Whether a text is of Kubernetes, or of the kernel of a node, by its words; the same question for the module and for triage. */
export const isKubernetes = (text: string): boolean => anyWord.test(text) || klog.test(text) || kernel.test(text);

/** Whether a line is of a log that only Kubernetes' own programs write. */
export const hasKlog = (text: string): boolean => klog.test(text);
