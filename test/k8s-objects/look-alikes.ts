import { revise, rollOut, sync, unavailable } from './faults/fault.ts';
import { cordon } from './faults/node-faults.ts';
import { addClaim, addDeployment, addJob, addNode, addReplicaSet } from './healthy.ts';
import { boundPod, container, pod, ready, running, taken } from './pods.ts';
import { condition, type Raw, type RawCluster } from './raw-cluster.ts';

/** A healthy state that looks like a fault to who counts replicas, events or restarts. */
export interface LookAlike {
  readonly name: string;
  readonly since?: number;
  apply(c: RawCluster): void;
}

const serving = (c: RawCluster, name: string): Raw =>
  c.all('Pod').find(({ metadata }) => metadata.labels.app === name) ?? c.get('Pod', name);

const scaleTo = (c: RawCluster, name: string, wanted: number, observed = 2): Raw => {
  const deployment = c.get('Deployment', name);
  deployment.spec.replicas = wanted;
  deployment.metadata.generation = 2;
  deployment.status.observedGeneration = observed;
  return deployment;
};

const scaledToNothing = (c: RawCluster, name: string): void => {
  const deployment = scaleTo(c, name, 0);
  const [set] = c.ownedBy(deployment);
  for (const one of c.ownedBy(set)) c.remove(one);
  set.spec.replicas = 0;
  set.status = { observedGeneration: 2, replicas: 0 };
  deployment.status = { observedGeneration: 2, conditions: deployment.status.conditions };
  sync(c, name);
};

/** A pod that failed and was replaced long ago. */
const shell = (c: RawCluster, reason: string, message: string): void => {
  const [set] = c.ownedBy(c.get('Deployment', 'web'));
  const one = pod(c, set, `web-6d4cf56db6-old${reason.length}`, 90_000);
  one.spec.nodeName = 'w-1';
  one.status = { phase: 'Failed', reason, message, startTime: c.ago(90_000) };
};

/** Events outlive what they tell of by up to an hour. */
const gone = (c: RawCluster, kind: string, name: string): Raw => ({
  apiVersion: kind === 'Pod' ? 'v1' : 'apps/v1',
  kind,
  metadata: { name, namespace: 'shop', uid: c.uid() },
});

export const lookAlikes: readonly LookAlike[] = [
  {
    name: 'warnings of a pod that is gone',
    apply: (c) => {
      const pod = gone(c, 'Pod', 'web-6d4cf56db6-zzzzz');
      c.event(pod, {
        reason: 'FailedScheduling',
        message: '0/4 nodes are available: 4 Insufficient cpu.',
        ago: 1500,
        from: 'default-scheduler',
      });
      c.event(pod, { reason: 'BackOff', message: 'Back-off restarting failed container', ago: 1300 });
    },
  },
  {
    name: 'a probe failed while its pod was ended',
    apply: (c) =>
      c.event(gone(c, 'Pod', 'web-6d4cf56db6-zzzzz'), {
        reason: 'Unhealthy',
        message:
          'Readiness probe failed: Get "http://10.244.1.9:8080/ready": dial tcp 10.244.1.9:8080: connect: connection refused',
        ago: 12,
      }),
  },
  {
    name: 'a quota refused a ReplicaSet that is gone',
    apply: (c) =>
      c.event(gone(c, 'ReplicaSet', 'web-5555555555'), {
        reason: 'FailedCreate',
        message:
          'Error creating: pods "x" is forbidden: exceeded quota: team, requested: pods=1, used: pods=1, limited: pods=1',
        ago: 2000,
        from: 'replicaset-controller',
      }),
  },
  {
    name: 'a pod was evicted and is gone since half an hour',
    apply: (c) =>
      c.event(gone(c, 'Pod', 'web-6d4cf56db6-zzzzz'), {
        reason: 'Evicted',
        message: 'The node was low on resource: memory. ',
        ago: 1800,
      }),
  },
  { name: 'scaled to 0', apply: (c) => scaledToNothing(c, 'web') },
  {
    name: 'scaled to 0 by an autoscaler',
    apply: (c) => {
      scaledToNothing(c, 'api');
      c.add({
        apiVersion: 'autoscaling/v1',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'api', namespace: 'shop' },
        spec: { minReplicas: 1, maxReplicas: 5, scaleTargetRef: { kind: 'Deployment', name: 'api' } },
        status: { currentReplicas: 0, desiredReplicas: 0 },
      });
    },
  },
  {
    name: 'paused, nothing behind it',
    apply: (c) => {
      const d = c.get('Deployment', 'web');
      d.spec.paused = true;
      Object.assign(condition(d, 'Progressing'), {
        status: 'Unknown',
        reason: 'DeploymentPaused',
        message: 'Deployment is paused',
      });
    },
  },
  {
    name: 'a rollout that began 8 s ago',
    apply: (c) =>
      rollOut(
        c,
        'web',
        (spec) => {
          spec.containers[0].image = 'registry.example.com/shop/web:1.5';
        },
        (_, one, age) => {
          one.spec.nodeName = 'w-3';
          taken(c, one, age);
        },
        8,
      ),
  },
  {
    name: 'a rollout that began 2 s ago, pod not bound yet',
    apply: (c) =>
      rollOut(
        c,
        'web',
        () => {},
        () => {},
        2,
      ),
  },
  {
    name: 'a rollout: new pod runs and is not ready yet',
    apply: (c) =>
      rollOut(
        c,
        'web',
        () => {},
        (_, one) => {
          one.spec.nodeName = 'w-3';
          running(c, one, 15);
          c.event(one, {
            reason: 'Unhealthy',
            message:
              'Readiness probe failed: Get "http://10.244.3.9:8080/ready": dial tcp 10.244.3.9:8080: connect: connection refused',
            ago: 10,
            count: 1,
          });
        },
        20,
      ),
  },
  {
    name: 'a rollout: a large image is pulled for 3 min',
    apply: (c) =>
      rollOut(
        c,
        'web',
        () => {},
        (_, one, age) => {
          one.spec.nodeName = 'w-3';
          taken(c, one, age);
          c.event(one, {
            type: 'Normal',
            reason: 'Pulling',
            message: 'Pulling image "registry.example.com/shop/web:1.4"',
            ago: age,
          });
        },
        180,
      ),
  },
  {
    name: 'a rollout: init container runs for a minute',
    apply: (c) =>
      rollOut(
        c,
        'web',
        (spec) => {
          spec.initContainers = [{ name: 'migrate', image: 'x:1' }];
        },
        (_, one, age) => {
          one.spec.nodeName = 'w-3';
          taken(c, one, age);
          one.status.initContainerStatuses[0].state = { running: { startedAt: c.ago(60) } };
        },
        65,
      ),
  },
  {
    name: 'a rollout: the first probe of a sidecar is under way',
    since: 29,
    apply: (c) =>
      rollOut(
        c,
        'web',
        (spec) => {
          spec.initContainers = [{ name: 'proxy', image: 'x:1', restartPolicy: 'Always' }];
        },
        (_, one, age) => {
          one.spec.nodeName = 'w-3';
          taken(c, one, age);
          Object.assign(one.status.initContainerStatuses[0], {
            started: false,
            state: { running: { startedAt: c.ago(9) } },
          });
        },
        12,
      ),
  },
  {
    name: 'a rollout is over: old ReplicaSets of 0',
    apply: (c) => {
      const d = c.get('Deployment', 'web');
      for (const hash of ['5c6d4cf5b5', '7f8d4cf5b7']) {
        const old = addReplicaSet(c, d, hash, 0, 900_000);
        old.status = { observedGeneration: 3, replicas: 0 };
      }
    },
  },
  {
    name: 'minReadySeconds runs',
    apply: (c) => {
      const d = revise(c, 'api', () => {});
      d.spec.minReadySeconds = 60;
      d.status.observedGeneration = 2;
      Object.assign(d.status, { availableReplicas: 1, unavailableReplicas: 1 });
      Object.assign(condition(d, 'Progressing'), {
        status: 'True',
        reason: 'ReplicaSetUpdated',
        lastUpdateTime: c.ago(9),
      });
    },
  },
  {
    name: 'a pod is deleted, within its grace',
    apply: (c) =>
      Object.assign(serving(c, 'api').metadata, { deletionTimestamp: c.ago(-20), deletionGracePeriodSeconds: 30 }),
  },
  {
    name: 'a pod is deleted 2 s after its grace',
    apply: (c) =>
      Object.assign(serving(c, 'api').metadata, { deletionTimestamp: c.ago(2), deletionGracePeriodSeconds: 30 }),
  },
  {
    name: 'a long preStop hook',
    apply: (c) =>
      Object.assign(serving(c, 'api').metadata, { deletionTimestamp: c.ago(-900), deletionGracePeriodSeconds: 3600 }),
  },
  {
    name: 'warnings of a pod that runs since',
    apply: (c) => {
      const one = serving(c, 'web');
      c.event(one, {
        reason: 'FailedScheduling',
        message: '0/4 nodes are available: 4 Insufficient cpu.',
        ago: 2400,
        from: 'default-scheduler',
      });
      c.event(one, {
        reason: 'FailedMount',
        message: 'MountVolume.SetUp failed for volume "x" : secret "x" not found',
        ago: 2300,
      });
      c.event(one, {
        reason: 'Failed',
        message: 'Failed to pull image "x": rpc error: code = Unknown desc = 429 Too Many Requests',
        ago: 2200,
      });
    },
  },
  {
    name: 'one failed probe at the start',
    apply: (c) =>
      c.event(serving(c, 'web'), {
        reason: 'Unhealthy',
        message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
        ago: 50,
      }),
  },
  {
    name: 'kube-root-ca.crt not registered',
    apply: (c) =>
      c.event(serving(c, 'web'), {
        reason: 'FailedMount',
        message:
          'MountVolume.SetUp failed for volume "kube-api-access-x" : object "shop"/"kube-root-ca.crt" not registered',
        ago: 50,
      }),
  },
  {
    name: 'restarts of last week',
    apply: (c) =>
      Object.assign(container(serving(c, 'web')), {
        restartCount: 14,
        lastState: {
          terminated: { exitCode: 1, reason: 'Error', startedAt: c.ago(700_000), finishedAt: c.ago(690_000) },
        },
      }),
  },
  {
    name: 'killed for memory last week',
    apply: (c) =>
      Object.assign(container(serving(c, 'web')), {
        restartCount: 1,
        lastState: {
          terminated: { exitCode: 137, reason: 'OOMKilled', startedAt: c.ago(700_000), finishedAt: c.ago(690_000) },
        },
      }),
  },
  {
    name: 'restarted once, two minutes ago',
    apply: (c) => {
      const one = serving(c, 'web');
      Object.assign(container(one), {
        restartCount: 1,
        lastState: { terminated: { exitCode: 143, reason: 'Error', startedAt: c.ago(70_000), finishedAt: c.ago(120) } },
        state: { running: { startedAt: c.ago(118) } },
      });
    },
  },
  {
    name: 'restarts by a node reboot',
    apply: (c) => {
      for (const one of c.all('Pod'))
        if (one.spec.nodeName === 'w-1' && one.status.phase === 'Running') {
          Object.assign(container(one), {
            restartCount: 1,
            lastState: {
              terminated: { exitCode: 255, reason: 'Unknown', startedAt: c.ago(700_000), finishedAt: c.ago(400) },
            },
            state: { running: { startedAt: c.ago(390) } },
          });
        }
    },
  },
  {
    name: 'evicted shells of last night, replicas whole',
    apply: (c) => shell(c, 'Evicted', 'The node was low on resource: ephemeral-storage. '),
  },
  {
    name: 'a shell of a node that was shut down',
    apply: (c) => shell(c, 'Terminated', 'Pod was terminated in response to imminent node shutdown.'),
  },
  {
    name: 'a shell that the kubelet rejected, replicas whole',
    apply: (c) => shell(c, 'NodeAffinity', 'Predicate NodeAffinity failed'),
  },
  {
    name: 'a Job that failed once and then completed',
    apply: (c) => {
      const job = c.get('Job', 'migrate');
      const one = pod(c, job, 'migrate-first', 260_000);
      one.spec.nodeName = 'w-1';
      running(c, one, 260_000);
      one.status.phase = 'Failed';
      container(one).state = {
        terminated: { exitCode: 1, reason: 'Error', startedAt: c.ago(259_990), finishedAt: c.ago(259_980) },
      };
      job.status.failed = 1;
    },
  },
  {
    name: 'a Job whose pod runs',
    apply: (c) => {
      const job = addJob(c, 'long', 5000);
      const one = pod(c, job, 'long-abcde', 5000);
      one.spec.nodeName = 'w-2';
      ready(c, one, 5000);
      job.status = { active: 1, ready: 1, startTime: c.ago(5000) };
    },
  },
  {
    name: 'a suspended Job',
    apply: (c) => {
      const job = addJob(c, 'later', 5000);
      job.spec.suspend = true;
      job.status = {
        conditions: [{ type: 'Suspended', status: 'True', reason: 'JobSuspended', message: 'Job suspended' }],
      };
    },
  },
  {
    name: 'a suspended CronJob',
    apply: (c) => {
      c.get('CronJob', 'report').spec.suspend = true;
    },
  },
  {
    name: 'a CronJob that never ran yet',
    apply: (c) => {
      c.get('CronJob', 'report').status = {};
    },
  },
  {
    name: 'a budget of 0 while nobody drains',
    apply: (c) => {
      const budget = c.get('PodDisruptionBudget', 'web');
      budget.spec.minAvailable = 3;
      Object.assign(budget.status, { desiredHealthy: 3, disruptionsAllowed: 0 });
    },
  },
  { name: 'a node is cordoned, nothing waits', apply: (c) => cordon(c, 'w-3') },
  {
    name: 'a node is 20 s old',
    apply: (c) => {
      const node = addNode(c, 'w-9', 'a');
      node.metadata.creationTimestamp = c.ago(20);
      Object.assign(condition(node, 'Ready'), {
        status: 'False',
        reason: 'KubeletNotReady',
        message:
          'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
        lastTransitionTime: c.ago(20),
      });
      node.spec.taints = [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }];
    },
  },
  {
    name: 'nodes kept for others',
    apply: (c) => {
      addNode(c, 'gpu-1', 'b').spec.taints = [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }];
    },
  },
  {
    name: 'a Service without selector',
    apply: (c) =>
      void c.add({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'outside', namespace: 'shop' },
        spec: { type: 'ClusterIP', ports: [{ port: 443, targetPort: 443 }] },
        status: {},
      }),
  },
  {
    name: 'an ExternalName',
    apply: (c) =>
      void c.add({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'mail', namespace: 'shop' },
        spec: { type: 'ExternalName', externalName: 'mail.example.com' },
        status: {},
      }),
  },
  {
    name: 'a headless Service of Jobs that are done',
    apply: (c) =>
      void c.add({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'migrate', namespace: 'shop' },
        spec: {
          type: 'ClusterIP',
          clusterIP: 'None',
          selector: { 'job-name': 'migrate' },
          ports: [{ port: 80, targetPort: 80 }],
        },
        status: {},
      }),
  },
  {
    name: 'a Service whose Deployment is scaled to 0, beside others',
    apply: (c) => {
      scaledToNothing(c, 'api');
    },
  },
  {
    name: 'a Service of a canary that is not out',
    apply: (c) =>
      void c.add({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'preview', namespace: 'shop' },
        spec: { type: 'ClusterIP', selector: { app: 'preview' }, ports: [{ port: 80, targetPort: 80 }] },
        status: {},
      }),
  },
  { name: 'a claim waits for its first pod', apply: (c) => void addClaim(c, 'spare', undefined, 'a') },
  {
    name: 'a claim is provisioned since 5 s',
    apply: (c) => {
      const claim = addClaim(c, 'data-new', undefined, 'a');
      claim.metadata.annotations = { 'volume.kubernetes.io/selected-node': 'w-1' };
      claim.metadata.creationTimestamp = c.ago(6);
    },
  },
  {
    name: 'a quota that is nearly full',
    apply: (c) =>
      void c.add({
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'team', namespace: 'shop' },
        spec: { hard: { pods: '12' } },
        status: { hard: { pods: '12' }, used: { pods: '12' } },
      }),
  },
  {
    name: 'a webhook without endpoints that is ignored',
    apply: (c) =>
      void c.add({
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'MutatingWebhookConfiguration',
        metadata: { name: 'idle' },
        webhooks: [
          {
            name: 'idle.example.com',
            failurePolicy: 'Ignore',
            clientConfig: { service: { namespace: 'policy', name: 'idle' } },
          },
        ],
      }),
  },
  {
    name: 'pods of hostNetwork',
    apply: (c) => {
      const one = boundPod(c, { namespace: 'kube-system', name: 'net', labels: {}, node: 'w-1', created: 9000 });
      one.spec.hostNetwork = true;
      ready(c, one, 9000);
      one.status.podIP = '192.0.2.21';
    },
  },
  {
    name: 'an autoscaler changes replicas',
    apply: (c) => {
      const d = c.get('Deployment', 'api');
      d.spec.replicas = 3;
      d.metadata.generation = 2;
      d.status.observedGeneration = 2;
      const [set] = c.ownedBy(d);
      set.spec.replicas = 3;
      const one = pod(c, set, 'api-6d4cf56db6-new99', 4);
      one.spec.nodeName = 'w-1';
      taken(c, one, 3);
      Object.assign(d.status, { replicas: 3, updatedReplicas: 3, unavailableReplicas: 1 });
      Object.assign(set.status, { replicas: 3 });
    },
  },
  {
    name: 'a template changed this second',
    apply: (c) => {
      revise(c, 'web', () => {});
    },
  },
  {
    name: 'a Deployment made this second',
    apply: (c) => {
      const d = addDeployment(c, 'shop', 'fresh', [], 0);
      for (const one of [...c.ownedBy(d), c.get('Service', 'fresh')]) c.remove(one);
      d.spec.replicas = 2;
      d.status = {};
    },
  },
  {
    name: 'preemption makes room',
    apply: (c) => {
      const [set] = c.ownedBy(c.get('Deployment', 'web'));
      const one = pod(c, set, 'web-urgent', 20);
      Object.assign(one.spec, { priority: 1000 });
      one.status.nominatedNodeName = 'w-1';
      one.status.conditions = [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message: '0/4 nodes are available: 4 Insufficient cpu.',
          lastTransitionTime: c.ago(18),
        },
      ];
      Object.assign(serving(c, 'api').metadata, { deletionTimestamp: c.ago(-12), deletionGracePeriodSeconds: 30 });
    },
  },
  {
    name: 'a pod of a scheduler that runs',
    apply: (c) => {
      c.add({
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name: 'volcano', namespace: 'volcano-system' },
        spec: { holderIdentity: 'volcano-1', leaseDurationSeconds: 15, renewTime: c.ago(2) },
      });
      const job = addJob(c, 'train', 600);
      const one = pod(c, job, 'train-1', 600);
      one.spec.schedulerName = 'volcano';
    },
  },
  {
    name: 'a gate for 20 s',
    since: 27,
    apply: (c) => {
      const job = addJob(c, 'batch', 20);
      const one = pod(c, job, 'batch-1', 20);
      one.spec.schedulingGates = [{ name: 'kueue.x-k8s.io/admission' }];
      one.status.conditions = [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'SchedulingGated',
          message: 'Scheduling is blocked due to non-empty scheduling gates',
          lastTransitionTime: c.ago(20),
        },
      ];
    },
  },
  {
    name: 'finished init containers and a sidecar that runs',
    since: 29,
    apply: (c) => {
      const one = serving(c, 'web');
      one.spec.initContainers = [
        { name: 'prepare', image: 'x:1' },
        { name: 'proxy', image: 'x:1', restartPolicy: 'Always' },
      ];
      taken(c, one, 9000);
      ready(c, one, 9000);
    },
  },
  {
    name: 'a bare pod that completed',
    apply: (c) => {
      const one = boundPod(c, { namespace: 'shop', name: 'once', labels: {}, node: 'w-1', created: 9000 });
      one.spec.restartPolicy = 'Never';
      ready(c, one, 9000);
      one.status.phase = 'Succeeded';
      Object.assign(container(one), {
        ready: false,
        started: false,
        state: { terminated: { exitCode: 0, reason: 'Completed', finishedAt: c.ago(8000) } },
      });
      for (const of of one.status.conditions)
        if (/Ready$/.test(of.type)) Object.assign(of, { status: 'False', reason: 'PodCompleted' });
    },
  },
  {
    name: 'a StatefulSet that is made one by one',
    apply: (c) => {
      const set = c.get('StatefulSet', 'db');
      set.spec.replicas = 3;
      set.metadata.generation = 2;
      set.status.observedGeneration = 2;
      set.status.replicas = 3;
      const one = pod(c, set, 'db-2', 10);
      one.spec.nodeName = 'w-3';
      taken(c, one, 9);
    },
  },
  {
    name: 'a StatefulSet with OnDelete',
    apply: (c) => {
      const set = c.get('StatefulSet', 'db');
      set.spec.updateStrategy = { type: 'OnDelete' };
      Object.assign(set.status, { updateRevision: 'db-6', updatedReplicas: 0 });
    },
  },
  {
    name: 'a DaemonSet rolls',
    apply: (c) => {
      const set = c.get('DaemonSet', 'agent');
      set.metadata.generation = 2;
      Object.assign(set.status, {
        observedGeneration: 2,
        updatedNumberScheduled: 1,
        numberReady: 2,
        numberAvailable: 2,
        numberUnavailable: 1,
      });
      const one = c.ownedBy(set)[0];
      one.metadata.creationTimestamp = c.ago(6);
      taken(c, one, 5);
    },
  },
  {
    name: 'a namespace is deleted since 9 s',
    apply: (c) =>
      void c.add({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'gone', creationTimestamp: c.ago(9e5), deletionTimestamp: c.ago(9) },
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Terminating' },
      }),
  },
  {
    name: 'the scheduler has just begun to lead',
    apply: (c) => {
      for (const one of c.all('Lease')) if (one.metadata.name === 'kube-scheduler') one.spec.renewTime = c.ago(12);
    },
  },
  {
    name: 'a blue-green Service has moved on',
    apply: (c) => {
      addDeployment(c, 'shop', 'web-green', ['w-1']);
    },
  },
  {
    name: 'a rollout within its deadline that waits for availability',
    apply: (c) => {
      const d = c.get('Deployment', 'api');
      unavailable(c, d, 3);
      Object.assign(d.status, { readyReplicas: 1, availableReplicas: 1, unavailableReplicas: 1 });
      const one = serving(c, 'api');
      Object.assign(condition(one, 'Ready'), {
        status: 'False',
        reason: 'ContainersNotReady',
        lastTransitionTime: c.ago(4),
      });
      container(one).ready = false;
    },
  },
];
