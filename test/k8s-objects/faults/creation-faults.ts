import { addDeployment, addJob, addReplicaSet } from '../healthy.ts';
import { container, pod, running } from '../pods.ts';
import { condition, type Raw, type RawCluster } from '../raw-cluster.ts';
import { type Fault, progressing, revise, sync } from './fault.ts';

/** A rollout whose first pod admission refuses: said on the ReplicaSet, nowhere else. */
const refused =
  (says: string, before?: (c: RawCluster) => void): Fault['apply'] =>
  (c, name) => {
    before?.(c);
    const deployment = revise(c, name, () => {});
    const set = addReplicaSet(c, deployment, '79c8bbf4d5', 1, 300);
    const message = says.replaceAll('POD', `${set.metadata.name}-`);
    set.status = { observedGeneration: 1, replicas: 0, conditions: [failure(c, message)] };
    for (const ago of [290, 250, 170, 8])
      c.event(set, {
        reason: 'FailedCreate',
        message: `Error creating: ${says.replaceAll('POD', `${set.metadata.name}-x${ago}`)}`,
        ago,
        from: 'replicaset-controller',
      });
    Object.assign(deployment.status, { observedGeneration: 2, updatedReplicas: undefined, unavailableReplicas: 1 });
    progressing(c, deployment, set, 300);
    deployment.status.conditions.push(failure(c, message));
  };

const failure = (c: RawCluster, message: string): Raw => ({
  type: 'ReplicaFailure',
  status: 'True',
  reason: 'FailedCreate',
  message,
  lastTransitionTime: c.ago(290),
  lastUpdateTime: c.ago(290),
});

const quota =
  (name: string, hard: Raw, used: Raw) =>
  (c: RawCluster): void =>
    void c.add({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name, namespace: 'shop' },
      spec: { hard },
      status: { hard, used },
    });

const hook = (c: RawCluster, failurePolicy: string): Raw =>
  c.add({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'gate' },
    webhooks: [
      {
        name: 'pods.gate.example.com',
        failurePolicy,
        timeoutSeconds: 10,
        clientConfig: { service: { namespace: 'policy', name: 'gate', port: 443, path: '/check' } },
      },
    ],
  });

const silence = (c: RawCluster, name: string, ago: number): void => {
  for (const lease of c.all('Lease'))
    if (lease.metadata.name === name) lease.spec.renewTime = `${c.ago(ago).slice(0, -1)}.000001Z`;
};

const failedJob =
  (reason: string, message: string): Fault['apply'] =>
  (c, name) => {
    const job = addJob(c, `${name}-import`, 2000);
    const one = pod(c, job, `${name}-import-4x4x4`, 900);
    one.spec.nodeName = c.worker;
    running(c, one, 900);
    one.status.phase = 'Failed';
    Object.assign(container(one), {
      state: { terminated: { exitCode: 3, reason: 'Error', startedAt: c.ago(900), finishedAt: c.ago(890) } },
    });
    job.status = {
      failed: 7,
      startTime: c.ago(2000),
      conditions: [{ type: 'Failed', status: 'True', reason, message, lastTransitionTime: c.ago(880) }],
    };
    c.event(job, { reason, message, ago: 880, from: 'job-controller' });
  };

export const creationFaults: readonly Fault[] = [
  {
    name: 'quota of pods',
    flow: 'quota-exceeded',
    arrow: 3,
    owner: 'ResourceQuota team',
    apply: refused(
      'pods "POD" is forbidden: exceeded quota: team, requested: pods=1, used: pods=12, limited: pods=12',
      quota('team', { pods: '12' }, { pods: '12' }),
    ),
  },
  {
    name: 'quota of cpu',
    flow: 'quota-exceeded',
    arrow: 3,
    owner: 'ResourceQuota cpu',
    apply: refused(
      'pods "POD" is forbidden: exceeded quota: cpu, requested: requests.cpu=100m, used: requests.cpu=2, limited: requests.cpu=2',
      quota('cpu', { 'requests.cpu': '2' }, { 'requests.cpu': '2' }),
    ),
  },
  {
    name: 'quota wants limits',
    flow: 'quota-must-specify',
    arrow: 3,
    owner: 'ResourceQuota compute',
    apply: refused(
      'pods "POD" is forbidden: failed quota: compute: must specify limits.cpu for: app',
      quota('compute', { 'limits.cpu': '9' }, { 'limits.cpu': '0' }),
    ),
  },
  {
    name: 'LimitRange',
    flow: 'limit-range',
    arrow: 3,
    owner: 'LimitRange bounds',
    apply: refused(
      'pods "POD" is forbidden: maximum memory usage per Container is 128Mi, but limit is 256Mi',
      (c) =>
        void c.add({
          apiVersion: 'v1',
          kind: 'LimitRange',
          metadata: { name: 'bounds', namespace: 'shop' },
          spec: { limits: [{ type: 'Container', max: { memory: '128Mi' } }] },
        }),
    ),
  },
  {
    name: 'PodSecurity',
    flow: 'pod-security',
    arrow: 3,
    owner: 'namespace label pod-security.kubernetes.io/enforce',
    since: 23,
    apply: refused(
      'pods "POD" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "app" must set securityContext.capabilities.drop=["ALL"])',
    ),
  },
  {
    name: 'PodSecurityPolicy',
    flow: 'create-refused',
    arrow: 3,
    apply: refused(
      'pods "POD" is forbidden: PodSecurityPolicy: unable to admit pod: [spec.containers[0].securityContext.privileged: Invalid value: true: Privileged containers are not allowed]',
    ),
  },
  {
    name: 'ServiceAccount is missing',
    flow: 'service-account-missing',
    arrow: 3,
    owner: 'spec',
    apply: refused(
      'pods "POD" is forbidden: error looking up service account shop/robot: serviceaccount "robot" not found',
    ),
  },
  {
    name: 'PriorityClass is missing',
    flow: 'class-missing',
    arrow: 3,
    owner: 'spec',
    apply: refused('pods "POD" is forbidden: no PriorityClass with name gold was found'),
  },
  {
    name: 'RuntimeClass is missing',
    flow: 'class-missing',
    arrow: 3,
    owner: 'spec',
    apply: refused('pods "POD" is forbidden: pod rejected: RuntimeClass "gvisor" not found'),
  },
  {
    name: 'webhook has no endpoint',
    flow: 'webhook-unreachable',
    arrow: 3,
    owner: 'ValidatingWebhookConfiguration gate',
    apply: refused(
      'Internal error occurred: failed calling webhook "pods.gate.example.com": failed to call webhook: Post "https://gate.policy.svc:443/check?timeout=10s": no endpoints available for service "gate"',
      (c) => void hook(c, 'Fail'),
    ),
  },
  {
    name: 'webhook has another certificate',
    flow: 'webhook-unreachable',
    arrow: 3,
    owner: 'ValidatingWebhookConfiguration gate',
    apply: refused(
      'Internal error occurred: failed calling webhook "pods.gate.example.com": failed to call webhook: Post "https://gate.policy.svc:443/check?timeout=10s": x509: certificate signed by unknown authority',
      (c) => void hook(c, 'Fail'),
    ),
  },
  {
    name: 'webhook denies',
    flow: 'webhook-denied',
    arrow: 3,
    apply: refused(
      'admission webhook "pods.gate.example.com" denied the request: images must be signed',
      (c) => void hook(c, 'Fail'),
    ),
  },
  {
    name: 'ValidatingAdmissionPolicy denies',
    flow: 'create-refused',
    arrow: 3,
    since: 30,
    apply: refused(
      "pods \"POD\" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'no-latest' denied request: image tag latest is not allowed",
    ),
  },
  {
    name: 'pod is invalid',
    flow: 'create-refused',
    arrow: 3,
    apply: refused('Pod "POD" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "data"'),
  },
  {
    name: 'quota of ReplicaSets',
    flow: 'create-refused',
    arrow: 2,
    apply: (c, name) => {
      const deployment = revise(c, name, () => {});
      const message = `Failed to create new replica set "${name}-79c8bbf4d5": replicasets.apps "${name}-79c8bbf4d5" is forbidden: exceeded quota: sets, requested: count/replicasets.apps=1, used: count/replicasets.apps=9, limited: count/replicasets.apps=9`;
      deployment.status.observedGeneration = 2;
      deployment.status.updatedReplicas = undefined;
      Object.assign(condition(deployment, 'Progressing'), {
        status: 'False',
        reason: 'ReplicaSetCreateError',
        message,
        lastTransitionTime: c.ago(300),
        lastUpdateTime: c.ago(5),
      });
      c.event(deployment, {
        reason: 'ReplicaSetCreateError',
        message,
        ago: 5,
        count: 12,
        from: 'deployment-controller',
      });
    },
  },
  {
    name: 'controller-manager is down, a template changed',
    flow: 'controller-manager-silent',
    arrow: 2,
    owner: 'kube-controller-manager',
    whole: true,
    apply: (c, name) => {
      silence(c, 'kube-controller-manager', 600);
      revise(c, name, () => {});
    },
  },
  {
    name: 'controller-manager is down, a Deployment is new',
    flow: 'controller-manager-silent',
    arrow: 2,
    owner: 'kube-controller-manager',
    whole: true,
    apply: (c) => {
      silence(c, 'kube-controller-manager', 600);
      const made = addDeployment(c, 'shop', 'new', ['w-1'], 200);
      for (const set of c.ownedBy(made)) {
        for (const one of c.ownedBy(set)) c.remove(one);
        c.remove(set);
      }
      made.status = {};
      for (const kind of ['Service', 'EndpointSlice'])
        for (const one of c.all(kind)) if (/^new/.test(one.metadata.name)) c.remove(one);
    },
  },
  {
    name: 'scheduler is down',
    flow: 'scheduler-silent',
    place: 'scheduler-silent',
    arrow: 4,
    owner: 'kube-scheduler',
    whole: true,
    apply: (c, name) => {
      silence(c, 'kube-scheduler', 400);
      const deployment = c.get('Deployment', name);
      const [set] = c.ownedBy(deployment);
      const [first] = c.ownedBy(set);
      c.remove(first);
      pod(c, set, `${name}-6d4cf56db6-new22`, 300);
      Object.assign(deployment.status, {
        readyReplicas: deployment.spec.replicas - 1,
        availableReplicas: deployment.spec.replicas - 1,
        unavailableReplicas: 1,
      });
      sync(c, name);
    },
  },
  {
    name: 'paused, and the template changed',
    flow: 'deployment-paused',
    arrow: 2,
    owner: 'spec.paused',
    apply: (c, name) => {
      const deployment = revise(c, name, (spec) => {
        spec.containers[0].image = 'registry.example.com/shop/web:2.0';
      });
      deployment.spec.paused = true;
      deployment.status.observedGeneration = 2;
      deployment.status.updatedReplicas = undefined;
      Object.assign(condition(deployment, 'Progressing'), {
        status: 'Unknown',
        reason: 'DeploymentPaused',
        message: 'Deployment is paused',
      });
    },
  },
  {
    name: 'Job reached its backoff limit',
    flow: 'job-failed',
    arrow: 0,
    owner: 'application',
    apply: failedJob('BackoffLimitExceeded', 'Job has reached the specified backoff limit'),
  },
  {
    name: 'Job took too long',
    flow: 'job-failed',
    arrow: 0,
    apply: failedJob('DeadlineExceeded', 'Job was active longer than specified deadline'),
  },
  {
    name: 'CronJob missed too many',
    flow: 'cronjob-not-running',
    arrow: 0,
    whole: true,
    apply: (c) => {
      const cron = c.get('CronJob', 'report');
      cron.status = { lastScheduleTime: c.ago(9e6) };
      c.event(cron, {
        reason: 'TooManyMissedTimes',
        message: 'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
        ago: 9,
        count: 30,
        from: 'cronjob-controller',
      });
    },
  },
  {
    name: 'StatefulSet waits for its first pod',
    flow: 'crash-loop',
    arrow: 10,
    whole: true,
    apply: (c) => {
      const set = c.get('StatefulSet', 'db');
      const [zero, one] = c.ownedBy(set);
      c.remove(one);
      running(c, zero, 900);
      Object.assign(container(zero), {
        restartCount: 6,
        lastState: { terminated: { exitCode: 1, reason: 'Error', startedAt: c.ago(50), finishedAt: c.ago(40) } },
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 2m40s restarting failed container=app' } },
      });
      Object.assign(set.status, { replicas: 1, readyReplicas: undefined, availableReplicas: 0, currentReplicas: 1 });
      sync(c, 'db');
    },
  },
  {
    name: 'selector of the Service is of an old label',
    flow: 'service-selects-nothing',
    arrow: 12,
    owner: 'Service.spec.selector',
    apply: (c, name) => {
      c.get('Service', name).spec.selector = { app: `${name}-old` };
      sync(c, name);
    },
  },
  {
    name: 'selector of the Service has a label too many',
    flow: 'service-selects-nothing',
    arrow: 12,
    owner: 'Service.spec.selector',
    apply: (c, name) => {
      c.get('Service', name).spec.selector = { app: name, tier: 'front' };
      sync(c, name);
    },
  },
  {
    name: 'targetPort is no name of a port',
    flow: 'service-port-unnamed',
    arrow: 12,
    apply: (c, name) => {
      c.get('Service', name).spec.ports = [{ port: 80, targetPort: 'web-http', protocol: 'TCP' }];
      sync(c, name);
    },
  },
];
