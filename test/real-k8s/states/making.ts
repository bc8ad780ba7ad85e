import { api } from '../control-plane.ts';
import { type Lab, template, workload } from '../lab.ts';
import type { State } from '../state.ts';

const cpu = (amount: string) => ({ container: { resources: { requests: { cpu: amount } } } });
const quota = async (lab: Lab, name: string, hard: Record<string, string>): Promise<void> => {
  await lab.make('ResourceQuota', name, { spec: { hard } });
  await lab.wait(2);
};

/** A Deployment whose pods the API server refuses. */
const unmade =
  (spec: object, before: (lab: Lab) => Promise<unknown> = async () => {}) =>
  async (lab: Lab): Promise<void> => {
    await before(lab);
    await lab.make('Deployment', 'web', workload('web', spec));
    await lab.said('ReplicaSet', 'FailedCreate');
  };

/** A webhook for the pods of the lab that cannot be asked. */
const gate = (name: string, clientConfig: (ns: string) => object) =>
  unmade({}, async (lab) => {
    await lab.make('ValidatingWebhookConfiguration', name, hook(lab.ns, `${name}.example.com`, clientConfig(lab.ns)));
    await lab.wait(2);
  });

const hook = (ns: string, name: string, clientConfig: object) => ({
  webhooks: [
    {
      name,
      failurePolicy: 'Fail',
      clientConfig,
      timeoutSeconds: 2,
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      namespaceSelector: { matchLabels: { lab: ns } },
      rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
    },
  ],
});

/** Arrows 2 and 3: what keeps pods from being made. */
export const making: readonly State[] = [
  {
    name: 'the controller manager stopped before a Deployment was made',
    stops: 'kube-controller-manager',
    flow: ['controller-manager-silent 2 kube-controller-manager'],
    async make(lab) {
      await lab.make('Deployment', 'web', workload('web'));
      await lab.wait(22);
    },
  },
  {
    name: 'the controller manager stopped before a DaemonSet was made',
    stops: 'kube-controller-manager',
    flow: ['controller-manager-silent 3 kube-controller-manager'],
    async make(lab) {
      await lab.make('DaemonSet', 'agent', workload('agent'));
      await lab.wait(22);
    },
  },
  {
    name: 'a Deployment made in a pause',
    flow: ['deployment-paused 2 spec.paused'],
    make: (lab) => lab.make('Deployment', 'web', workload('web', {}, { paused: true })).then(() => lab.wait(2)),
  },
  {
    name: 'a template that changed in a pause',
    flow: ['deployment-paused 2 spec.paused'],
    async make(lab) {
      await lab.make('Deployment', 'web', workload('web'));
      await lab.run('web', 1);
      await lab.patch('Deployment', 'web', {
        spec: { paused: true, template: template('web', { container: { image: 'x:2' } }) },
      });
      await lab.wait(2);
    },
  },
  {
    name: 'a quota of pods is used up',
    flow: ['quota-exceeded 3 ResourceQuota few'],
    async make(lab) {
      await quota(lab, 'few', { pods: '1' });
      await lab.make('Deployment', 'web', workload('web', {}, { replicas: 3 }));
      await lab.run('web', 1);
      await lab.said('ReplicaSet', 'FailedCreate');
    },
  },
  {
    name: 'a quota of cpu is used up by a DaemonSet',
    flow: ['quota-exceeded 3 ResourceQuota cpus'],
    async make(lab) {
      await quota(lab, 'cpus', { 'requests.cpu': '150m' });
      await lab.make('DaemonSet', 'agent', workload('agent', cpu('100m')));
      await lab.run('agent', 1);
      await lab.said('DaemonSet', 'FailedCreate');
    },
  },
  {
    name: 'a quota stops a StatefulSet',
    flow: ['quota-exceeded 3 ResourceQuota none'],
    async make(lab) {
      await quota(lab, 'none', { pods: '0' });
      await lab.make('StatefulSet', 'db', workload('db', {}, { serviceName: 'db' }));
      await lab.said('StatefulSet', 'FailedCreate');
    },
  },
  {
    name: 'a quota stops a Job',
    flow: ['quota-exceeded 3 ResourceQuota none'],
    async make(lab) {
      await quota(lab, 'none', { pods: '0' });
      await lab.make('Job', 'once', { spec: { template: template('once', { restartPolicy: 'Never' }) } });
      await lab.said('Job', 'FailedCreate');
    },
  },
  {
    name: 'a quota wants requests that the template does not make',
    flow: ['quota-must-specify 3 ResourceQuota compute'],
    make: unmade({}, (lab) => quota(lab, 'compute', { 'requests.cpu': '2', 'limits.memory': '2Gi' })),
  },
  {
    name: 'a LimitRange forbids so much memory',
    flow: ['limit-range 3 LimitRange bounds'],
    make: unmade({ container: { resources: { limits: { memory: '1Gi' } } } }, async (lab) => {
      await lab.make('LimitRange', 'bounds', { spec: { limits: [{ type: 'Container', max: { memory: '64Mi' } }] } });
      await lab.wait(1);
    }),
  },
  {
    name: 'a webhook whose Service is gone',
    flow: ['webhook-unreachable 3 ValidatingWebhookConfiguration gate'],
    make: gate('gate', (namespace) => ({ service: { namespace, name: 'gate' } })),
  },
  {
    name: 'a webhook behind a closed port',
    flow: ['webhook-unreachable 3 ValidatingWebhookConfiguration far'],
    make: gate('far', () => ({ url: 'https://127.0.0.1:1/check' })),
  },
  {
    name: 'a service account that does not exist',
    flow: ['service-account-missing 3 spec'],
    make: unmade({ serviceAccountName: 'nobody' }),
  },
  {
    name: 'a priority class that does not exist',
    flow: ['class-missing 3 spec'],
    make: unmade({ priorityClassName: 'gold' }),
  },
  {
    name: 'a runtime class that does not exist',
    flow: ['class-missing 3 spec'],
    make: unmade({ runtimeClassName: 'gvisor' }),
  },
  {
    name: 'a StatefulSet waits for its first pod to be ready',
    flow: ['not-ready 11 spec.readinessProbe'],
    async make(lab) {
      const container = { readinessProbe: { httpGet: { port: 8080, path: '/ready' } } };
      await lab.make('StatefulSet', 'db', workload('db', { container }, { serviceName: 'db', replicas: 3 }));
      const [pod] = await lab.run('db', 1, { ready: false });
      await lab.event(pod, 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503');
      await lab.wait(1);
    },
  },
  {
    name: 'a Job that failed too often',
    flow: ['job-failed 0 application'],
    async make(lab) {
      await lab.make('Job', 'once', {
        spec: { backoffLimit: 0, template: template('once', { restartPolicy: 'Never' }) },
      });
      const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
      const terminated = { exitCode: 1, reason: 'Error', startedAt: at, finishedAt: at };
      await lab.run('once', 1, { phase: 'Failed', ready: false, started: false, state: { terminated } });
      await lab.said('Job', 'BackoffLimitExceeded');
    },
  },
  {
    name: 'a namespace that a finalizer keeps, and the pod that has it',
    flow: ['stuck-terminating 0 finalizer example.com/hold', 'stuck-terminating 0 finalizer example.com/hold'],
    async make(lab) {
      const spec = template('').spec;
      await lab.make('Pod', 'kept', { finalizers: ['example.com/hold'], labels: { app: 'kept' }, spec });
      await lab.run('kept', 1);
      await api('DELETE', `/api/v1/namespaces/${lab.ns}`);
      await api('DELETE', `${lab.path('Pod')}/kept`, { gracePeriodSeconds: 0 });
      await lab.wait(35);
    },
  },
];
