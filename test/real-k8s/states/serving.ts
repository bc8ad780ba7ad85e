import { api, merge } from '../control-plane.ts';
import { type Lab, service, template, workload } from '../lab.ts';
import type { State } from '../state.ts';
import { onNode } from './web.ts';

/** Pods that run, and a Service for them. */
const served =
  (spec: object, selector: Record<string, string>, port: object = {}) =>
  async (lab: Lab): Promise<void> => {
    await lab.make('Deployment', 'web', workload('web', spec));
    await lab.run('web', 1);
    await lab.make('Service', 'web', service(selector, port));
    await lab.wait(2);
  };

/** Arrows 11 and 12, and what keeps pods from going. */
export const serving: readonly State[] = [
  {
    name: 'a probe that says no, and a Service behind it',
    flow: ['not-ready 11 spec.readinessProbe'],
    async make(lab) {
      const container = {
        readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
        ports: [{ containerPort: 8080 }],
      };
      await lab.make('Service', 'web', service({ app: 'web' }, { targetPort: 8080 }));
      await lab.make('Deployment', 'web', workload('web', { container }));
      const [pod] = await lab.run('web', 1, { ready: false });
      await lab.event(pod, 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 404');
      await lab.wait(2);
    },
  },
  {
    name: 'a readiness gate that nobody sets',
    flow: ['readiness-gate 11 spec.readinessGates'],
    async make(lab) {
      await lab.make(
        'Deployment',
        'web',
        workload('web', { readinessGates: [{ conditionType: 'example.com/load-balanced' }] }),
      );
      const [pod] = await lab.run('web', 1);
      const conditions = [
        {
          type: 'Ready',
          status: 'False',
          reason: 'ReadinessGatesNotReady',
          message: 'corresponding condition of pod readiness gate "example.com/load-balanced" does not exist.',
        },
      ];
      const { name, namespace } = pod.metadata;
      const path = `/api/v1/namespaces/${namespace}/pods/${name}/status`;
      await api('PATCH', path, { status: { conditions } }, 'application/strategic-merge-patch+json');
      await lab.wait(2);
    },
  },
  {
    name: 'a Service whose selector has a slip',
    flow: ['service-selects-nothing 12 Service.spec.selector'],
    make: served({}, { app: 'wbe' }),
  },
  {
    name: 'a Service that sends to a port nobody names',
    flow: ['service-port-unnamed 12 Service.spec.ports'],
    make: served(
      { container: { ports: [{ name: 'web', containerPort: 8080 }] } },
      { app: 'web' },
      { targetPort: 'http' },
    ),
  },
  {
    name: 'a pod that a finalizer keeps',
    flow: ['stuck-terminating 0 finalizer example.com/hold'],
    async make(lab) {
      await lab.make('Pod', 'kept', {
        labels: { app: 'kept' },
        finalizers: ['example.com/hold'],
        spec: template('').spec,
      });
      await lab.run('kept', 1);
      await api('DELETE', `${lab.path('Pod')}/kept`, { gracePeriodSeconds: 1 });
      await lab.wait(40);
    },
  },
  {
    name: 'a drain that a budget holds up',
    flow: ['drain-blocked 0 PodDisruptionBudget web'],
    make: onNode(async (lab) => {
      await lab.make('PodDisruptionBudget', 'web', {
        spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
      });
      await merge('/api/v1/nodes/w9', { spec: { unschedulable: true } });
    }, 4),
  },
];
