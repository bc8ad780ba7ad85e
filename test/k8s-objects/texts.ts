/** A text as people paste it into a question, and what it comes to; written here from the formats of kubectl. */
export interface Pasted {
  readonly name: string;
  readonly text: string;
  /** The one cause; empty: the text shows none, and diag must not find one. */
  readonly says: string;
  /** Nothing is wrong, and every line is known to say so. */
  readonly isWell?: boolean;
}

const events = (...rows: string[]): string =>
  [
    'Events:',
    '  Type     Reason     Age                From               Message',
    '  ----     ------     ----               ----               -------',
    ...rows.map((row) => `  ${row}`),
  ].join('\n');

export const pasted: readonly Pasted[] = [
  {
    name: 'get pods: a crash loop among others',
    says: 'crash-loop',
    text: `NAME                     READY   STATUS             RESTARTS         AGE
api-5d9c8b6f4-k2x7p      0/1     CrashLoopBackOff   14 (2m31s ago)   51m
web-6d4cf56db6-b2x7k     1/1     Running            0                9d`,
  },
  {
    name: 'get pods of 1.20, without ago',
    says: 'crash-loop',
    text: `NAMESPACE   NAME    READY   STATUS             RESTARTS   AGE
shop        api-1   1/2     CrashLoopBackOff   14         51m`,
  },
  {
    name: 'describe pod: ended with 1',
    says: 'crash-loop',
    text: `Name:             api-5d9c8b6f4-k2x7p
Namespace:        shop
Priority:         0
Service Account:  default
Node:             w-2/192.0.2.22
Start Time:       Sat, 28 Nov 2026 10:00:00 +0000
Labels:           app=api
                  pod-template-hash=5d9c8b6f4
Annotations:      <none>
Status:           Running
IP:               10.244.2.9
IPs:
  IP:           10.244.2.9
Controlled By:  ReplicaSet/api-5d9c8b6f4
Containers:
  app:
    Container ID:   containerd://aa11
    Image:          registry.example.com/shop/api:2
    Image ID:       registry.example.com/shop/api@sha256:bb
    Port:           8080/TCP
    Host Port:      0/TCP
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
      Started:      Sat, 28 Nov 2026 10:09:00 +0000
      Finished:     Sat, 28 Nov 2026 10:09:01 +0000
    Ready:          False
    Restart Count:  6
    Environment:    <none>
    Mounts:
      /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-x (ro)
Conditions:
  Type                        Status
  PodReadyToStartContainers   True
  Initialized                 True
  Ready                       False
  ContainersReady             False
  PodScheduled                True
Volumes:
  kube-api-access-x:
    Type:                    Projected (a volume that contains injected data from multiple sources)
    TokenExpirationSeconds:  3607
    ConfigMapName:           kube-root-ca.crt
QoS Class:                   BestEffort
Node-Selectors:              <none>
Tolerations:                 node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                             node.kubernetes.io/unreachable:NoExecute op=Exists for 300s
${events('Normal   Scheduled  10m                default-scheduler  Successfully assigned shop/api-5d9c8b6f4-k2x7p to w-2', 'Normal   Pulled     8m (x4 over 10m)   kubelet            Container image "registry.example.com/shop/api:2" already present on machine', 'Warning  BackOff    12s (x44 over 9m)  kubelet            Back-off restarting failed container app in pod api-5d9c8b6f4-k2x7p_shop(1)')}`,
  },
  {
    name: 'describe pod: OOMKilled',
    says: 'oom-killed',
    text: `Name:         api-1
Namespace:    shop
Node:         w-2/192.0.2.22
Status:       Running
Containers:
  app:
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
    Ready:          False
    Restart Count:  5
    Limits:
      memory:  128Mi
Conditions:
  Type              Status
  Ready             False`,
  },
  {
    name: 'describe pod: image, 401',
    says: 'image-unauthorized',
    text: events(
      'Normal   Scheduled  5m                 default-scheduler  Successfully assigned shop/api-1 to w-2',
      'Normal   Pulling    3m (x4 over 5m)    kubelet            Pulling image "registry.example.com/shop/api:2"',
      'Warning  Failed     3m (x4 over 5m)    kubelet            Failed to pull image "registry.example.com/shop/api:2": failed to pull and unpack image "registry.example.com/shop/api:2": failed to resolve reference "registry.example.com/shop/api:2": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
      'Warning  Failed     3m (x4 over 5m)    kubelet            Error: ErrImagePull',
      'Normal   BackOff    12s (x18 over 5m)  kubelet            Back-off pulling image "registry.example.com/shop/api:2"',
      'Warning  Failed     12s (x18 over 5m)  kubelet            Error: ImagePullBackOff',
    ),
  },
  {
    name: 'get events: manifest unknown',
    says: 'image-not-found',
    text: `LAST SEEN   TYPE      REASON      OBJECT      MESSAGE
2m          Normal    Scheduled   pod/api-1   Successfully assigned shop/api-1 to w-2
90s         Normal    Pulling     pod/api-1   Pulling image "ghcr.io/shop/api:v9"
90s         Warning   Failed      pod/api-1   Failed to pull image "ghcr.io/shop/api:v9": rpc error: code = NotFound desc = failed to pull and unpack image "ghcr.io/shop/api:v9": failed to resolve reference "ghcr.io/shop/api:v9": ghcr.io/shop/api:v9: not found
90s         Warning   Failed      pod/api-1   Error: ErrImagePull
45s         Normal    BackOff     pod/api-1   Back-off pulling image "ghcr.io/shop/api:v9"`,
  },
  {
    name: 'kubectl events, kinds in capitals',
    says: 'image-unreachable',
    text: `LAST SEEN               TYPE      REASON   OBJECT      MESSAGE
2m10s (x5 over 5m31s)   Warning   Failed   Pod/api-1   Failed to pull image "reg.example.org/api:1": rpc error: code = DeadlineExceeded desc = failed to pull and unpack image "reg.example.org/api:1": failed to resolve reference "reg.example.org/api:1": failed to do request: Head "https://reg.example.org/v2/api/manifests/1": dial tcp 192.0.2.9:443: i/o timeout`,
  },
  {
    name: 'old describe: FirstSeen and LastSeen',
    says: 'unschedulable',
    text: `Events:
  FirstSeen	LastSeen	Count	From			SubObjectPath	Type		Reason			Message
  ---------	--------	-----	----			-------------	--------	------			-------
  51m		37m		50	{default-scheduler }			Warning		FailedScheduling	pod (api-1671311517-s1nb9) failed to fit in any node`,
  },
  {
    name: 'old get events',
    says: 'unschedulable',
    text: `LASTSEEN   FIRSTSEEN   COUNT     NAME                   KIND      SUBOBJECT   TYPE      REASON             SOURCE              MESSAGE
1m         5m          12        api-2247936740-j6pq1   Pod                   Warning   FailedScheduling   default-scheduler   No nodes are available that match all of the predicates: Insufficient cpu (3).`,
  },
  {
    name: 'get events -o wide',
    says: 'crash-loop',
    text: `LAST SEEN   TYPE      REASON    OBJECT      SUBOBJECT              SOURCE         MESSAGE                                                          FIRST SEEN   COUNT   NAME
3m          Warning   BackOff   pod/api-1   spec.containers{app}   kubelet, w-2   Back-off restarting failed container app in pod api-1_shop(1)   50m          212     api-1.18ec`,
  },
  {
    name: 'an event as klog writes it',
    says: 'unschedulable',
    text: `I1128 12:24:29.656195       1 event.go:294] "Event occurred" object="shop/api-1" fieldPath="" kind="Pod" apiVersion="v1" type="Warning" reason="FailedScheduling" message="0/3 nodes are available: 3 Insufficient memory."`,
  },
  {
    name: 'the sentence of the scheduler alone',
    says: 'unschedulable',
    text: "0/3 nodes are available: 1 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate, 2 Insufficient memory.",
  },
  {
    name: 'unbound claims, 1.19',
    says: 'unschedulable',
    text: events(
      'Warning  FailedScheduling  2m (x3 over 3m)  default-scheduler  pod has unbound immediate PersistentVolumeClaims (repeated 2 times)',
    ),
  },
  {
    name: 'FailedMount of a Secret, then the general one',
    says: 'volume-source-missing',
    text: events(
      'Normal   Scheduled    8m                  default-scheduler  Successfully assigned shop/api-1 to w-2',
      'Warning  FailedMount  2m (x11 over 8m)    kubelet            MountVolume.SetUp failed for volume "tls" : secret "api-tls" not found',
      'Warning  FailedMount  90s (x3 over 6m)    kubelet            Unable to attach or mount volumes: unmounted volumes=[tls], unattached volumes=[tls kube-api-access-x]: timed out waiting for the condition',
    ),
  },
  {
    name: 'Multi-Attach goes on',
    says: 'volume-attach',
    text: events(
      'Normal   Scheduled           9m    default-scheduler        Successfully assigned shop/db-0 to w-2',
      'Warning  FailedAttachVolume  9m    attachdetach-controller  Multi-Attach error for volume "pvc-7a" Volume is already exclusively attached to one node and can\'t be attached to another',
      'Warning  FailedMount         40s (x4 over 7m)  kubelet      Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[data]: timed out waiting for the condition',
    ),
  },
  {
    name: 'Multi-Attach is over',
    says: '',
    isWell: true,
    text: events(
      'Warning  FailedAttachVolume      71s   attachdetach-controller  Multi-Attach error for volume "pvc-7a" Volume is already exclusively attached to one node and can\'t be attached to another',
      'Normal   SuccessfulAttachVolume  55s   attachdetach-controller  AttachVolume.Attach succeeded for volume "pvc-7a"',
      'Normal   Pulled                  37s   kubelet, w-2             Container image "registry.example.com/shop/api:2" already present on machine',
      'Normal   Created                 37s   kubelet, w-2             Created container app',
      'Normal   Started                 37s   kubelet, w-2             Started container app',
    ),
  },
  {
    name: 'evicted rows',
    says: 'evicted',
    text: `NAME    READY   STATUS    RESTARTS   AGE
api-1   0/1     Evicted   0          3h`,
  },
  {
    name: 'describe pod: evicted',
    says: 'evicted',
    text: `Name:           api-1
Namespace:      shop
Node:           w-2/
Start Time:     Sat, 28 Nov 2026 10:00:00 +0000
Status:         Failed
Reason:         Evicted
Message:        The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 9Gi. Container app was using 12Gi, request is 0, has larger consumption of ephemeral-storage.
Containers:
  app:
    Image:  registry.example.com/shop/api:2`,
  },
  {
    name: 'readiness fails',
    says: 'not-ready',
    text: `NAME    READY   STATUS    RESTARTS   AGE
api-1   0/1     Running   0          14m

${events('Warning  Unhealthy  4s (x81 over 13m)  kubelet            Readiness probe failed: HTTP probe failed with statuscode: 503')}`,
  },
  {
    name: 'runs and is not ready, a row alone',
    says: 'not-ready',
    text: `NAME    READY   STATUS    RESTARTS   AGE
api-1   0/1     Running   0          14m`,
  },
  {
    name: 'runs and is not ready since 20 s',
    says: '',
    text: `NAME    READY   STATUS    RESTARTS   AGE
api-1   0/1     Running   0          20s`,
  },
  {
    name: 'liveness kills',
    says: 'probe-kills',
    text: events(
      'Warning  Unhealthy  40s (x9 over 3m)  kubelet  Liveness probe failed: Get "http://10.244.2.9:8080/live": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      'Normal   Killing    40s (x3 over 2m)  kubelet  Container app failed liveness probe, will be restarted',
    ),
  },
  {
    name: 'quota, events of a ReplicaSet',
    says: 'quota-exceeded',
    text: `LAST SEEN   TYPE      REASON         OBJECT                     MESSAGE
14s         Warning   FailedCreate   replicaset/api-5d9c8b6f4   Error creating: pods "api-5d9c8b6f4-z7mkc" is forbidden: exceeded quota: team, requested: limits.memory=1Gi, used: limits.memory=8Gi, limited: limits.memory=8Gi
3s          Warning   FailedCreate   replicaset/api-5d9c8b6f4   (combined from similar events): Error creating: pods "api-5d9c8b6f4-aaaaa" is forbidden: exceeded quota: team, requested: limits.memory=1Gi, used: limits.memory=8Gi, limited: limits.memory=8Gi`,
  },
  {
    name: 'PodSecurityPolicy',
    says: 'create-refused',
    text: events(
      'Warning  FailedCreate  2m (x15 over 4m)  replicaset-controller  Error creating: pods "api-5d9c8b6f4-" is forbidden: PodSecurityPolicy: unable to admit pod: []',
    ),
  },
  {
    name: 'PodSecurity refuses',
    says: 'pod-security',
    text: events(
      'Warning  FailedCreate  2m (x15 over 4m)  replicaset-controller  Error creating: pods "api-5d9c8b6f4-k2x7p" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true)',
    ),
  },
  {
    name: 'PodSecurity only warns',
    says: '',
    text: `Warning: would violate PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false)
deployment.apps/api created`,
  },
  {
    name: 'webhook refused, an answer of kubectl',
    says: 'webhook-unreachable',
    text: 'Error from server (InternalError): error when creating "ingress.yaml": Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": dial tcp 10.96.7.9:443: connect: connection refused',
  },
  {
    name: 'webhook denies, an answer of kubectl',
    says: 'webhook-denied',
    text: 'Error from server (Forbidden): error when creating "api.yaml": admission webhook "validation.gatekeeper.sh" denied the request: [must-have-owner] you must provide labels: {"owner"}',
  },
  {
    name: 'namespace terminating, an answer of kubectl',
    says: 'namespace-terminating',
    text: 'Error from server (Forbidden): error when creating "api.yaml": deployments.apps "api" is forbidden: unable to create new content in namespace old because it is being terminated',
  },
  {
    name: 'namespace terminating, the Status of the API',
    says: 'namespace-terminating',
    text: `{
  "kind": "Status",
  "apiVersion": "v1",
  "metadata": {},
  "status": "Failure",
  "message": "deployments.apps \\"api\\" is forbidden: unable to create new content in namespace old because it is being terminated",
  "reason": "Forbidden",
  "details": { "name": "api", "group": "apps", "kind": "deployments", "causes": [{ "reason": "NamespaceTerminating", "message": "namespace old is being terminated", "field": "metadata.namespace" }] },
  "code": 403
}`,
  },
  {
    name: 'get endpoints: none',
    says: 'no-ready-endpoint',
    text: `NAME   ENDPOINTS   AGE
api    <none>      12m`,
  },
  {
    name: 'describe service: no endpoints',
    says: 'no-ready-endpoint',
    text: `Name:              api
Namespace:         shop
Labels:            <none>
Annotations:       <none>
Selector:          app=api
Type:              ClusterIP
IP:                10.96.7.9
Port:              http  80/TCP
TargetPort:        8080/TCP
Endpoints:         <none>
Session Affinity:  None
Events:            <none>`,
  },
  {
    name: 'describe ingress: no such Service',
    says: 'ingress-backend-missing',
    text: `Name:             shop
Namespace:        shop
Address:          192.0.2.80
Default backend:  <default>
Rules:
  Host              Path  Backends
  ----              ----  --------
  shop.example.com
                    /   api:80 (<error: endpoints "api" not found>)
Annotations:        <none>
Events:             <none>`,
  },
  {
    name: 'describe ingress: only the default backend is missing',
    says: '',
    text: `Name:             shop
Namespace:        shop
Address:          192.0.2.80
Default backend:  default-http-backend:80 (<error: endpoints "default-http-backend" not found>)
Rules:
  Host              Path  Backends
  ----              ----  --------
  shop.example.com
                    /   api:80 (10.244.2.9:8080)
Annotations:        <none>
Events:             <none>`,
  },
  {
    name: 'get nodes: NotReady',
    says: 'node-not-ready',
    text: `NAME   STATUS                     ROLES           AGE   VERSION
cp-1   Ready                      control-plane   40d   v1.30.2
w-1    NotReady                   <none>          40d   v1.30.2
w-2    Ready,SchedulingDisabled   <none>          40d   v1.30.2`,
  },
  {
    name: 'get nodes: all is well',
    says: '',
    isWell: true,
    text: `NAME   STATUS   ROLES                  AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION   CONTAINER-RUNTIME
cp-1   Ready    control-plane,master   40d   v1.20.2   192.0.2.11    <none>        Debian GNU/Linux 12 (bookworm)   6.1.0            containerd://1.6.20
w-1    Ready    <none>                 40d   v1.20.2   192.0.2.12    <none>        Debian GNU/Linux 12 (bookworm)   6.1.0            containerd://1.6.20`,
  },
  {
    name: 'describe node: CNI',
    says: 'cni-not-ready',
    text: `Name:               w-1
Roles:              <none>
Labels:             kubernetes.io/hostname=w-1
Taints:             node.kubernetes.io/not-ready:NoSchedule
Unschedulable:      false
Conditions:
  Type             Status  LastHeartbeatTime                 LastTransitionTime                Reason                       Message
  ----             ------  -----------------                 ------------------                ------                       -------
  MemoryPressure   False   Sat, 28 Nov 2026 10:00:00 +0000   Sat, 28 Nov 2026 09:00:00 +0000   KubeletHasSufficientMemory   kubelet has sufficient memory available
  Ready            False   Sat, 28 Nov 2026 10:00:00 +0000   Sat, 28 Nov 2026 09:00:00 +0000   KubeletNotReady              container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized
Addresses:
  InternalIP:  192.0.2.12
  Hostname:    w-1`,
  },
  {
    name: 'describe node: lost',
    says: 'node-lost',
    text: `Name:               w-1
Roles:              <none>
Taints:             node.kubernetes.io/unreachable:NoExecute
                    node.kubernetes.io/unreachable:NoSchedule
Conditions:
  Type             Status    LastHeartbeatTime                 LastTransitionTime                Reason              Message
  ----             ------    -----------------                 ------------------                ------              -------
  MemoryPressure   Unknown   Sat, 28 Nov 2026 10:00:00 +0000   Sat, 28 Nov 2026 10:01:00 +0000   NodeStatusUnknown   Kubelet stopped posting node status.
  Ready            Unknown   Sat, 28 Nov 2026 10:00:00 +0000   Sat, 28 Nov 2026 10:01:00 +0000   NodeStatusUnknown   Kubelet stopped posting node status.`,
  },
  {
    name: 'describe deployment: deadline',
    says: 'progress-deadline',
    text: `Name:                   api
Namespace:              shop
Selector:               app=api
Replicas:               3 desired | 1 updated | 4 total | 3 available | 1 unavailable
StrategyType:           RollingUpdate
MinReadySeconds:        0
RollingUpdateStrategy:  25% max unavailable, 25% max surge
Conditions:
  Type           Status  Reason
  ----           ------  ------
  Available      True    MinimumReplicasAvailable
  Progressing    False   ProgressDeadlineExceeded
OldReplicaSets:  api-6d4cf56db6 (3/3 replicas created)
NewReplicaSet:   api-79c8bbf4d5 (1/1 replicas created)
Events:          <none>`,
  },
  {
    name: 'rollout status: deadline',
    says: 'progress-deadline',
    text: 'error: deployment "api" exceeded its progress deadline',
  },
  {
    name: 'rollout status: it goes on',
    says: '',
    text: 'Waiting for deployment "api" rollout to finish: 1 out of 3 new replicas have been updated...',
  },
  {
    name: 'sandbox fails',
    says: 'sandbox-failed',
    text: events(
      'Warning  FailedCreatePodSandBox  8s (x12 over 3m)  kubelet  (combined from similar events): Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "3f": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
    ),
  },
  {
    name: 'network not ready',
    says: 'cni-not-ready',
    text: events(
      'Warning  NetworkNotReady  4s (x9 over 20s)  kubelet  network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
    ),
  },
  {
    name: 'init container crashes',
    says: 'init-failing',
    text: `NAME    READY   STATUS                  RESTARTS      AGE
api-1   0/1     Init:CrashLoopBackOff   6 (30s ago)   8m`,
  },
  {
    name: 'init containers under way',
    says: '',
    text: `NAME    READY   STATUS     RESTARTS   AGE
api-1   0/1     Init:0/2   0          40s`,
  },
  {
    name: 'all pods run or are done',
    says: '',
    isWell: true,
    text: `NAMESPACE   NAME                   READY   STATUS      RESTARTS      AGE
shop        api-5d9c8b6f4-k2x7p    1/1     Running     2 (40d ago)   91d
shop        migrate-7x2kq          0/1     Completed   0             3d`,
  },
  {
    name: 'ContainerCreating for 20 s',
    says: '',
    text: `NAME    READY   STATUS              RESTARTS   AGE
api-1   0/1     ContainerCreating   0          20s`,
  },
  {
    name: 'ContainerCreating for 25 min',
    says: 'stays-creating',
    text: `NAME    READY   STATUS              RESTARTS   AGE
api-1   0/1     ContainerCreating   0          25m`,
  },
  {
    name: 'Pending for 3 h',
    says: 'stays-pending',
    text: `NAME    READY   STATUS    RESTARTS   AGE
api-1   0/1     Pending   0          3h`,
  },
  {
    name: 'Pending for 5 s',
    says: '',
    text: `NAME    READY   STATUS    RESTARTS   AGE
api-1   0/1     Pending   0          5s`,
  },
  {
    name: 'Terminating',
    says: '',
    text: `NAME    READY   STATUS        RESTARTS   AGE
api-1   1/1     Terminating   0          3d`,
  },
  {
    name: 'a drain waits',
    says: 'drain-blocked',
    text: `evicting pod shop/api-1
error when evicting pods/"api-1" -n "shop" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.`,
  },
  {
    name: 'a rejected pod',
    says: 'kubelet-rejected',
    text: `NAME   READY   STATUS     RESTARTS   AGE
big    0/1     OutOfcpu   0          9m`,
  },
  {
    name: 'exec format error',
    says: 'cannot-start',
    text: events(
      'Warning  Failed  10s (x4 over 50s)  kubelet  Error: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec /app/server: exec format error: unknown',
    ),
  },
  {
    name: 'a key is missing',
    says: 'config-missing',
    text: events("Warning  Failed  4s (x9 over 90s)  kubelet  Error: couldn't find key PASSWORD in Secret shop/db"),
  },
  {
    name: 'a claim waits for a consumer',
    says: '',
    isWell: true,
    text: events(
      'Normal  WaitForFirstConsumer  4s (x9 over 2m)  persistentvolume-controller  waiting for first consumer to be created before binding',
    ),
  },
  {
    name: 'no volume for a claim',
    says: 'claim-not-bound',
    text: events(
      'Normal  FailedBinding  4s (x9 over 2m)  persistentvolume-controller  no persistent volumes available for this claim and no storage class is set',
    ),
  },
  {
    name: 'no such storage class',
    says: 'claim-not-bound',
    text: `LAST SEEN   TYPE      REASON               OBJECT                         MESSAGE
9s          Warning   ProvisioningFailed   persistentvolumeclaim/data-0   storageclass.storage.k8s.io "fast" not found`,
  },
  {
    name: 'one failed probe long ago, and it runs',
    says: '',
    isWell: true,
    text: `NAME    READY   STATUS    RESTARTS   AGE
api-1   1/1     Running   0          2h
LAST SEEN   TYPE      REASON      OBJECT      MESSAGE
55m         Warning   Unhealthy   pod/api-1   Readiness probe failed: Get "http://10.244.2.9:8080/ready": dial tcp 10.244.2.9:8080: connect: connection refused`,
  },

  {
    name: 'describe pod: nobody has looked at it',
    says: 'scheduler-silent',
    text: `Name:             web-6587d88b7b-8lwbt
Namespace:        shop
Priority:         0
Service Account:  default
Node:             <none>
Labels:           app=web
Status:           Pending
IP:               
Controlled By:    ReplicaSet/web-6587d88b7b
Containers:
  app:
    Image:        registry.example.com/shop/web:1.4
QoS Class:        BestEffort
Node-Selectors:   <none>
Tolerations:      node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
Events:           <none>`,
  },
  {
    name: 'describe pod, cut off before its end: Pending without conditions',
    says: '',
    text: `Name:             web-6587d88b7b-8lwbt
Namespace:        shop
Node:             <none>
Status:           Pending
Containers:
  app:
    Image:        registry.example.com/shop/web:1.4`,
  },
  {
    name: 'describe deployment: no controller has looked at it',
    says: 'controller-manager-silent',
    text: `$ kubectl -n shop describe deploy web
Name:                   web
Namespace:              shop
CreationTimestamp:      Sat, 28 Nov 2026 16:34:14 +0000
Selector:               app=web
Replicas:               2 desired | 0 updated | 0 total | 0 available | 0 unavailable
StrategyType:           RollingUpdate
RollingUpdateStrategy:  25% max unavailable, 25% max surge
Pod Template:
  Labels:  app=web
Events:            <none>`,
  },
  {
    name: 'describe deployment: paused, and nothing behind it',
    says: '',
    text: `Name:                   web
Namespace:              shop
Replicas:               2 desired | 2 updated | 2 total | 2 available | 0 unavailable
StrategyType:           RollingUpdate
RollingUpdateStrategy:  25% max unavailable, 25% max surge
Conditions:
  Type           Status   Reason
  ----           ------   ------
  Available      True     MinimumReplicasAvailable
  Progressing    Unknown  DeploymentPaused
OldReplicaSets:  <none>
NewReplicaSet:   web-6587d88b7b (2/2 replicas created)
Events:          <none>`,
    isWell: true,
  },
  {
    name: 'describe deployment: paused, and a change waits',
    says: 'deployment-paused',
    text: `Name:                   web
Namespace:              shop
Replicas:               2 desired | 0 updated | 2 total | 2 available | 0 unavailable
StrategyType:           RollingUpdate
RollingUpdateStrategy:  25% max unavailable, 25% max surge
Conditions:
  Type           Status   Reason
  ----           ------   ------
  Available      True     MinimumReplicasAvailable
  Progressing    Unknown  DeploymentPaused
OldReplicaSets:  web-6587d88b7b (2/2 replicas created)
NewReplicaSet:   <none>
Events:          <none>`,
  },
  {
    name: 'describe pod: a readiness gate that nobody sets',
    says: 'readiness-gate',
    text: `Name:             web-65b85884c8-4ftxc
Namespace:        shop
Node:             w-1/192.0.2.21
Start Time:       Sat, 28 Nov 2026 16:54:53 +0000
Status:           Running
Containers:
  app:
    State:          Running
      Started:      Sat, 28 Nov 2026 16:54:54 +0000
    Ready:          True
    Restart Count:  0
Readiness Gates:
  Type                            Status
  target-health.example.com/web   <none> 
Conditions:
  Type                        Status
  Initialized                 True 
  Ready                       False 
  ContainersReady             True 
  PodScheduled                True 
Events:  <none>`,
  },
  {
    name: 'describe pod: preemption makes room',
    says: '',
    text: `Name:                 urgent
Namespace:            shop
Node:                 <none>
Status:               Pending
NominatedNodeName:    w-1
Containers:
  app:
    Image:        registry.example.com/shop/web:1.4
Conditions:
  Type           Status
  PodScheduled   False
Tolerations:     node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
Events:
  Type     Reason            Age   From               Message
  ----     ------            ----  ----               -------
  Warning  FailedScheduling  3s    default-scheduler  0/1 nodes are available: 1 Insufficient cpu.`,
  },
  {
    name: 'a rollout past its deadline, with the events of its pod',
    says: 'unschedulable',
    text: `$ kubectl rollout status deploy/web
error: deployment "web" exceeded its progress deadline
$ kubectl get events
LAST SEEN   TYPE      REASON             OBJECT                     MESSAGE
4m          Warning   FailedScheduling   pod/web-5d9c8b6f4-k2x7p    0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.`,
  },
  {
    name: 'get pods and get events: what is over for pods that are gone',
    says: 'crash-loop',
    text: `$ kubectl get pods -n shop
NAME                  READY   STATUS             RESTARTS      AGE
web-5db7f86f4-vn2mb   0/1     CrashLoopBackOff   4 (45s ago)   82s
$ kubectl get events -n shop
LAST SEEN   TYPE      REASON             OBJECT                    MESSAGE
9m          Warning   FailedScheduling   pod/db                    0/2 nodes are available: 2 node(s) were unschedulable.
1s          Warning   BackOff            pod/web-5db7f86f4-vn2mb   Back-off restarting failed container app in pod web-5db7f86f4-vn2mb_shop(5581c7fa)`,
  },
  {
    name: 'get events: a readiness probe in the first seconds',
    says: '',
    text: `LAST SEEN   TYPE      REASON      OBJECT                    MESSAGE
6s          Normal    Scheduled   pod/web-859897ff55-pwfn4  Successfully assigned shop/web-859897ff55-pwfn4 to vm
6s          Normal    Started     pod/web-859897ff55-pwfn4  Started container app
6s          Warning   Unhealthy   pod/web-859897ff55-pwfn4  Readiness probe failed: Get "http://10.244.0.24:8080/": dial tcp 10.244.0.24:8080: connect: connection refused`,
  },
  {
    name: 'a node that is not ready, and a pod that waits for it',
    says: 'cni-not-ready',
    text: `$ kubectl describe node w-1
Name:               w-1
Roles:              <none>
Taints:             node.kubernetes.io/not-ready:NoSchedule
Unschedulable:      false
Conditions:
  Type    Status  LastHeartbeatTime                 LastTransitionTime                Reason           Message
  ----    ------  -----------------                 ------------------                ------           -------
  Ready   False   Sat, 28 Nov 2026 10:00:00 +0000   Sat, 28 Nov 2026 09:00:00 +0000   KubeletNotReady  container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized
$ kubectl get events
LAST SEEN   TYPE      REASON             OBJECT      MESSAGE
2m          Warning   FailedScheduling   pod/db-0    0/1 nodes are available: 1 node(s) had untolerated taint(s).`,
  },
  {
    name: 'the Deployment says that pods cannot be made, its ReplicaSet why',
    says: 'quota-exceeded',
    text: `$ kubectl describe deploy web
Name:                   web
Namespace:              shop
Replicas:               3 desired | 2 updated | 2 total | 2 available | 1 unavailable
StrategyType:           RollingUpdate
RollingUpdateStrategy:  25% max unavailable, 25% max surge
Conditions:
  Type             Status  Reason
  ----             ------  ------
  Available        True    MinimumReplicasAvailable
  ReplicaFailure   True    FailedCreate
  Progressing      True    ReplicaSetUpdated
OldReplicaSets:    <none>
NewReplicaSet:     web-6587d88b7b (2/3 replicas created)
$ kubectl get events
LAST SEEN   TYPE      REASON         OBJECT                      MESSAGE
50s         Warning   FailedCreate   replicaset/web-6587d88b7b   Error creating: pods "web-6587d88b7b-x2x2x" is forbidden: exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2`,
  },
  {
    name: 'describe: placed in the same minute as it was refused, and a volume that does not come',
    says: 'mount-failed',
    text: `$ kubectl describe pod store-0
Events:
  Type     Reason            Age                From               Message
  ----     ------            ----               ----               -------
  Warning  FailedScheduling  74m (x8 over 74m)  default-scheduler  pod has unbound immediate PersistentVolumeClaims (repeated 3 times)
  Normal   Scheduled         74m                default-scheduler  Successfully assigned shop/store-0 to w-1
  Warning  FailedMount       65m (x4 over 72m)  kubelet, w-1       Unable to mount volumes for pod "store-0_shop(1f2e)": timeout expired waiting for volumes to attach or mount for pod "shop"/"store-0". list of unmounted volumes=[data]. list of unattached volumes=[data default-token-x]`,
  },
  {
    name: 'get events of kubectl 1.13: the kind alone',
    says: 'create-timed-out',
    text: `LAST SEEN   TYPE      REASON         KIND         MESSAGE
25m         Warning   FailedCreate   ReplicaSet   Error creating: Timeout: request did not complete within requested timeout 30s`,
  },
  {
    name: 'get events of kubectl 1.12: an event has a name of its own',
    says: 'webhook-unreachable',
    text: `LAST SEEN   FIRST SEEN   COUNT     NAME                             KIND         SUBOBJECT   TYPE      REASON         SOURCE                  MESSAGE
13m         17m          3         api-5d9c8b6f4.159c87245ec30f53   ReplicaSet               Warning   FailedCreate   replicaset-controller   Error creating: Internal error occurred: failed calling admission webhook "inject.mesh.example.org": Post https://injector.mesh.svc:443/inject?timeout=30s: context deadline exceeded`,
  },
  {
    name: 'describe of a DaemonSet, its event alone',
    says: 'create-timed-out',
    text: 'Warning  FailedCreate  12m (x21 over 46m)  daemonset-controller  Error creating: Timeout: request did not complete within requested timeout',
  },
  {
    name: 'describe of a ReplicaSet without its head: a ratio of a LimitRange',
    says: 'limit-range',
    text: `Conditions:
  Type             Status  Reason
  ----             ------  ------
  ReplicaFailure   True    FailedCreate
Events:
  Type     Reason        Age   From                   Message
  ----     ------        ----  ----                   -------
  Warning  FailedCreate  102s  replicaset-controller  Error creating: pods "api-5d9c8b6f4-k2x7p" is forbidden: cpu max limit to request ratio per Container is 5, but no request is specified or request is 0`,
  },
  {
    name: 'get endpoints -o yaml: none',
    says: 'no-ready-endpoint',
    text: `$ kubectl get endpoints api -n shop -o yaml
apiVersion: v1
kind: Endpoints
metadata:
  name: api
  namespace: shop
subsets: []`,
  },
  {
    name: 'get pods: refused by a kubelet of before 1.18',
    says: 'kubelet-rejected',
    text: 'api-5d9c8b6f4-k2x7p   0/1   PodFitsHostPorts   0   8m54s   <none>   w-1   <none>   <none>',
  },
  {
    name: 'get endpoints: locks of leaders are no Services',
    says: '',
    text: `NAMESPACE     NAME                       ENDPOINTS         AGE
default       kubernetes                 10.0.0.10:6443    90d
kube-system   kube-scheduler             <none>            90d
kube-system   k8s.io-minikube-hostpath   <none>            90d`,
  },
  {
    name: 'describe, out of a string: its quotes are escaped',
    says: 'image-unauthorized',
    text: 'Warning  Failed     21s (x3 over 61s)  kubelet            Failed to pull image \\"shop/api:latest\\": failed to pull and unpack image \\"docker.io/shop/api:latest\\": failed to resolve reference \\"docker.io/shop/api:latest\\": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  },
  {
    name: 'describe: not ready, for it ends again and again',
    says: 'crash-loop',
    text: `  Warning  Unhealthy  1s (x2 over 2s)  kubelet, w-1  Readiness probe failed: Get http://10.244.1.9:8022/health: dial tcp 10.244.1.9:8022: getsockopt: connection refused
  Warning  BackOff    1s               kubelet, w-1  Back-off restarting failed container`,
  },
  {
    name: 'describe pvc: bound after all',
    says: '',
    text: `Name:          data-0
Namespace:     shop
StorageClass:  ssd
Status:        Bound
Volume:        pvc-11
Capacity:      5Gi
Access Modes:  RWO
${events('Warning  ProvisioningFailed  33m  persistentvolume-controller  Failed to provision volume with StorageClass "ssd": create failed')}`,
  },
  {
    name: 'describe pvc: the provisioner was asked a hundred times',
    says: 'claim-not-bound',
    text: `Name:          data-0
Namespace:     shop
StorageClass:  ssd
Status:        Pending
Access Modes:
${events('Normal  ExternalProvisioning  21s (x101 over 25m)  persistentvolume-controller  waiting for a volume to be created, either by external provisioner "disk.csi.example.org" or manually created by system administrator')}`,
  },
  {
    name: 'describe pvc: the provisioner was asked a moment ago',
    says: '',
    text: `Name:          data-0
Namespace:     shop
StorageClass:  ssd
Status:        Pending
Access Modes:
${events('Normal  ExternalProvisioning  2s (x2 over 4s)  persistentvolume-controller  waiting for a volume to be created, either by external provisioner "disk.csi.example.org" or manually created by system administrator')}`,
  },
  {
    name: 'events: a provisioner that calls itself by driver, pod and UUID',
    says: 'claim-not-bound',
    text: events(
      'Warning  ProvisioningFailed  89s (x7 over 2m39s)  disk.csi.example.org_csi-controller-7d9f8c6b5-x2x4v_c81a31c2-16c9-48de-8850-5a6b0d25705a  failed to provision volume with StorageClass "ssd": rpc error: code = ResourceExhausted desc = volume limit (10) has been reached',
    ),
  },
  {
    name: 'get endpoints: addresses, and none of them ready',
    says: 'no-ready-endpoint',
    text: `NAME    ENDPOINTS         AGE
api                       42m
web     10.244.2.9:8080   42m`,
  },
  {
    name: 'events of a job: no constraint of OpenShift allows it',
    says: 'create-refused',
    text: `LAST SEEN   TYPE      REASON         OBJECT     MESSAGE
3m25s       Warning   FailedCreate   job/scan   Error creating: pods "scan-" is forbidden: unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user or serviceaccount]`,
  },
];
