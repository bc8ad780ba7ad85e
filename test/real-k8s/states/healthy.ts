import { api, merge } from '../control-plane.ts';
import { type Lab, service, template, workload } from '../lab.ts';
import type { State } from '../state.ts';

const healthy = (name: string, make: State['make']): State => ({ name, make, flow: [], place: [] });
const serving = async (lab: Lab, spec: object = {}, more: object = {}): Promise<void> => {
  await lab.make('Deployment', 'web', workload('web', spec, more));
  await lab.run('web', 1);
  await lab.wait(1);
};
const asks = (cpu: string) => ({ container: { resources: { requests: { cpu } } } });

/** Nothing is wrong here, however it looks. */
export const healthyStates: readonly State[] = [
  healthy('a Deployment behind a Service, a Job that is done, a CronJob that is suspended', async (lab) => {
    await lab.make('Service', 'web', service({ app: 'web' }));
    await serving(lab);
    await lab.make('Job', 'once', { spec: { template: template('once', { restartPolicy: 'Never' }) } });
    const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const terminated = { exitCode: 0, reason: 'Completed', startedAt: at, finishedAt: at };
    await lab.run('once', 1, { phase: 'Succeeded', ready: false, state: { terminated } });
    const jobTemplate = { spec: { template: template('', { restartPolicy: 'Never' }) } };
    await lab.make('CronJob', 'nightly', { spec: { schedule: '0 3 * * *', suspend: true, jobTemplate } });
    await lab.wait(3);
  }),
  healthy('a rollout that has just begun', async (lab) => {
    await serving(lab);
    await lab.patch('Deployment', 'web', { spec: { template: template('web', { container: { image: 'x:2' } }) } });
    await lab.pods('web', 2);
    await lab.wait(1);
  }),
  healthy('no replicas are wanted', (lab) =>
    lab.make('Deployment', 'web', workload('web', {}, { replicas: 0 })).then(() => lab.wait(2)),
  ),
  healthy('a claim that waits for its first pod', async (lab) => {
    await lab.make('StorageClass', 'late', {
      provisioner: 'csi.example.com',
      volumeBindingMode: 'WaitForFirstConsumer',
    });
    const resources = { requests: { storage: '1Gi' } };
    await lab.make('PersistentVolumeClaim', 'data', {
      spec: { accessModes: ['ReadWriteOnce'], resources, storageClassName: 'late' },
    });
    await lab.wait(2);
  }),
  healthy('Services that select nothing on purpose', async (lab) => {
    await lab.make('Service', 'outside', { spec: { type: 'ExternalName', externalName: 'db.example.com' } });
    await lab.make('Service', 'by-hand', { spec: { ports: [{ port: 5432 }] } });
    await lab.wait(1);
  }),
  healthy('a DaemonSet that leaves out nodes kept for others', async (lab) => {
    await lab.node('gpu-1', { taints: [{ key: 'team', value: 'ml', effect: 'NoSchedule' }] });
    await lab.make('DaemonSet', 'agent', workload('agent'));
    await lab.run('agent', 3);
    await lab.wait(1);
  }),
  healthy('a pod that has time to end', async (lab) => {
    await lab.make('Pod', 'leaving', {
      labels: { app: 'leaving' },
      spec: { ...template('').spec, terminationGracePeriodSeconds: 120 },
    });
    await lab.run('leaving', 1);
    await api('DELETE', `${lab.path('Pod')}/leaving`);
    await lab.wait(1);
  }),
  healthy('a pod that runs since its node was uncordoned', async (lab) => {
    await lab.node('w9', { labels: { pool: 'nine' }, unschedulable: true });
    await lab.make('Deployment', 'web', workload('web', { nodeSelector: { pool: 'nine' } }));
    await lab.refused('web');
    await merge('/api/v1/nodes/w9', { spec: { unschedulable: false } });
    await lab.run('web', 1);
    await lab.wait(1);
  }),
  healthy('a budget that allows nothing, and nobody drains', async (lab) => {
    await serving(lab);
    await lab.make('PodDisruptionBudget', 'web', {
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
    });
    await lab.wait(3);
  }),
  healthy('a quota that is used up by what is wanted', async (lab) => {
    await lab.make('ResourceQuota', 'few', { spec: { hard: { pods: '1' } } });
    await lab.wait(2);
    await serving(lab);
  }),
  healthy('a webhook that does not answer and need not', async (lab) => {
    const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];
    await lab.make('ValidatingWebhookConfiguration', 'soft', {
      webhooks: [
        {
          ...{ name: 'soft.example.com', failurePolicy: 'Ignore', timeoutSeconds: 1, sideEffects: 'None', rules },
          admissionReviewVersions: ['v1'],
          clientConfig: { url: 'https://127.0.0.1:1/check' },
          namespaceSelector: { matchLabels: { lab: lab.ns } },
        },
      ],
    });
    await lab.wait(2);
    await serving(lab);
  }),
  healthy('a pod that is ready and not yet counted as available', async (lab) => {
    await serving(lab, {}, { minReadySeconds: 60 });
  }),
  healthy('the shell of an evicted pod beside its successor', async (lab) => {
    await serving(lab);
    const [pod] = await lab.pods('web', 1);
    const { name, namespace } = pod.metadata;
    const status = { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: ephemeral-storage. ' };
    await merge(`/api/v1/namespaces/${namespace}/pods/${name}/status`, { status });
    await lab.bound('web', 2);
    await lab.run('web', 2);
    await lab.wait(2);
  }),
  healthy('a cordoned node, and room elsewhere', async (lab) => {
    await lab.node('w9', { unschedulable: true });
    await serving(lab);
  }),
  healthy('room is being made for a pod of higher priority', async (lab) => {
    await lab.node('w9', { labels: { pool: 'nine' } });
    await lab.make('PriorityClass', 'urgent', { value: 1000 });
    const spec = (cpu: string, more: object) => ({ ...asks(cpu), nodeSelector: { pool: 'nine' }, ...more });
    await lab.make('Deployment', 'batch', workload('batch', spec('3', { terminationGracePeriodSeconds: 120 })));
    await lab.run('batch', 1);
    await lab.make('Pod', 'first', {
      labels: { app: 'first' },
      spec: { ...template('', spec('3', {})).spec, priorityClassName: 'urgent' },
    });
    await lab.wait(4);
    await lab.make('Deployment', 'none', workload('none', {}, { replicas: 0 }));
    await lab.patch('Deployment', 'batch', { spec: { replicas: 0 } });
    await lab.wait(2);
  }),
  healthy('old ReplicaSets without pods', async (lab) => {
    await serving(lab);
    await lab.patch('Deployment', 'web', { spec: { template: template('web', { container: { image: 'x:2' } }) } });
    await lab.run('web', 2);
    await lab.wait(3);
  }),
];
