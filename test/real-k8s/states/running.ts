import { api, merge } from '../control-plane.ts';
import { type Lab, service, template, workload } from '../lab.ts';
import type { State } from '../state.ts';

const waiting = (reason: string, message: string) => ({
  ready: false,
  started: false,
  state: { waiting: { reason, message } },
});
const ended = (exitCode: number, reason = 'Error') => {
  const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return { terminated: { exitCode, reason, startedAt: at, finishedAt: at } };
};

/** A Deployment whose pod has got as far as its kubelet says here, and what else that kubelet says. */
const stuck =
  (container: object, events: readonly (readonly [reason: string, message: string])[] = [], spec: object = {}) =>
  async (lab: Lab): Promise<void> => {
    await lab.make('Deployment', 'web', workload('web', spec));
    const [pod] = await lab.run('web', 1, container);
    for (const [reason, message] of events) await lab.event(pod, reason, message);
    await lab.wait(1);
  };

const image = 'registry.example/app:1';
const pull = (cause: string) =>
  stuck(waiting('ImagePullBackOff', `Back-off pulling image "${image}"`), [
    ['Failed', `Failed to pull image "${image}": rpc error: code = Unknown desc = ${cause}`],
    ['Failed', 'Error: ErrImagePull'],
  ]);

/** A worker is not ready, for what it says; a node that is a minute old would be waited for. */
const notReady =
  (message: string) =>
  async (lab: Lab): Promise<void> => {
    await lab.make('Deployment', 'web', workload('web', { nodeSelector: { 'kubernetes.io/hostname': 'w3' } }));
    await lab.run('web', 1);
    await lab.nodes.condition('w3', 'Ready', 'False', 'KubeletNotReady', message);
    await lab.wait(4);
  };

/** A pod of a node that then changes. */
const onNode =
  (change: (lab: Lab) => Promise<unknown>, seconds: number) =>
  async (lab: Lab): Promise<void> => {
    await lab.node('w9', { labels: { pool: 'nine' } });
    await lab.make('Deployment', 'web', workload('web', { nodeSelector: { pool: 'nine' } }));
    await lab.run('web', 1);
    await change(lab);
    await lab.wait(seconds);
  };

/** Arrows 5 to 12; what a kubelet 1.20 says is written here, what controllers make of it is real. */
export const runningStates: readonly State[] = [
  {
    name: 'a pod that names a node that does not exist',
    flow: ['node-name-missing 5 spec.nodeName'],
    async make(lab) {
      await lab.make('Deployment', 'web', workload('web', { nodeName: 'ghost' }));
      await lab.pods('web', 1);
      await lab.wait(2);
    },
  },
  {
    name: 'a kubelet that lives and takes no pod',
    flow: ['kubelet-silent 5 kubelet w3'],
    async make(lab) {
      await lab.make('Deployment', 'web', workload('web'));
      await lab.bound('web', 1);
      await lab.wait(75);
    },
  },
  {
    name: 'a node that fell silent',
    flow: ['node-lost 11 node w9'],
    make: onNode(async (lab) => lab.nodes.silence('w9'), 16),
  },
  {
    name: 'a node without a network of pods',
    flow: ['cni-not-ready 7 CNI'],
    make: notReady(
      'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
    ),
  },
  {
    name: 'a node whose container runtime is down',
    flow: ['runtime-down 7 container runtime of w3'],
    make: notReady(
      '[container runtime is down, PLEG is not healthy: pleg was last seen active 3m5s ago; threshold is 3m0s]',
    ),
  },
  {
    name: 'an image that is not there',
    flow: ['image-not-found 8 spec.image'],
    make: pull(
      `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
    ),
  },
  {
    name: 'a rollout to an image that is not there, while the old pods serve',
    flow: ['image-not-found 8 spec.image'],
    async make(lab) {
      await lab.make('Deployment', 'web', workload('web', {}, { progressDeadlineSeconds: 5 }));
      await lab.run('web', 1);
      await lab.wait(2);
      await lab.patch('Deployment', 'web', {
        spec: { template: template('web', { container: { image: 'registry.example/app:2' } }) },
      });
      await lab.bound('web', 2);
      const said = 'Back-off pulling image "registry.example/app:2": ErrImagePull: registry.example/app:2: not found';
      await lab.run('web', 2, waiting('ImagePullBackOff', said));
      await lab.wait(8);
    },
  },
  {
    name: 'a registry that wants to know who asks',
    flow: ['image-unauthorized 8 spec.imagePullSecrets'],
    make: pull(
      `failed to pull and unpack image "${image}": failed to resolve reference "${image}": failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized`,
    ),
  },
  {
    name: 'a registry that cannot be reached',
    flow: ['image-unreachable 8 node network or DNS'],
    make: pull(
      `failed to pull and unpack image "${image}": failed to resolve reference "${image}": failed to do request: Head "https://registry.example/v2/app/manifests/1": dial tcp: lookup registry.example: no such host`,
    ),
  },
  {
    name: 'a program that ends at once',
    flow: ['crash-loop 10 application'],
    make: stuck({
      ...waiting('CrashLoopBackOff', 'back-off 40s restarting failed container=app pod=web'),
      restartCount: 4,
      lastState: ended(1),
    }),
  },
  {
    name: 'a program that takes more memory than its limit',
    flow: ['oom-killed 10 limits.memory'],
    make: stuck(
      {
        ...waiting('CrashLoopBackOff', 'back-off 40s restarting failed container=app pod=web'),
        restartCount: 4,
        lastState: ended(137, 'OOMKilled'),
      },
      [],
      { container: { resources: { limits: { memory: '64Mi' } } } },
    ),
  },
  {
    name: 'a config map that is missing',
    flow: ['config-missing 10 spec'],
    make: stuck(waiting('CreateContainerConfigError', 'configmap "web-config" not found'), [
      ['Failed', 'Error: configmap "web-config" not found'],
    ]),
  },
  {
    name: 'a command that is not in the image',
    flow: ['cannot-start 10 spec.command'],
    make: stuck({
      ...waiting('CrashLoopBackOff', 'back-off 10s restarting failed container=app pod=web'),
      restartCount: 2,
      lastState: {
        terminated: {
          ...ended(128, 'StartError').terminated,
          message:
            'failed to create containerd task: OCI runtime create failed: container_linux.go:367: starting container process caused: exec: "/srv/app": stat /srv/app: no such file or directory: unknown',
        },
      },
    }),
  },
  {
    name: 'a secret to be mounted that is missing',
    flow: ['volume-source-missing 6 spec.volumes'],
    async make(lab) {
      const volumes = [{ name: 'tls', secret: { secretName: 'web-tls' } }];
      await lab.make('Deployment', 'web', workload('web', { volumes }));
      const [pod] = await lab.run('web', 1, { ...waiting('ContainerCreating', ''), phase: 'Pending' });
      await lab.event(pod, 'FailedMount', 'MountVolume.SetUp failed for volume "tls" : secret "web-tls" not found');
      await lab.wait(1);
    },
  },
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
    async make(lab) {
      await lab.make('Deployment', 'web', workload('web'));
      await lab.run('web', 1);
      await lab.make('Service', 'web', service({ app: 'wbe' }));
      await lab.wait(2);
    },
  },
  {
    name: 'a Service that sends to a port nobody names',
    flow: ['service-port-unnamed 12 Service.spec.ports'],
    async make(lab) {
      await lab.make(
        'Deployment',
        'web',
        workload('web', { container: { ports: [{ name: 'web', containerPort: 8080 }] } }),
      );
      await lab.run('web', 1);
      await lab.make('Service', 'web', service({ app: 'web' }, { targetPort: 'http' }));
      await lab.wait(2);
    },
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
    async make(lab) {
      await lab.node('w9', { labels: { pool: 'nine' } });
      await lab.make('Deployment', 'web', workload('web', { nodeSelector: { pool: 'nine' } }));
      await lab.run('web', 1);
      await lab.make('PodDisruptionBudget', 'web', {
        spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
      });
      await merge('/api/v1/nodes/w9', { spec: { unschedulable: true } });
      await lab.wait(4);
    },
  },
];
