import { type Lab, template, workload } from '../lab.ts';
import type { State } from '../state.ts';
import { onNode, untaken } from './web.ts';

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

/** Arrows 5 to 11; what a kubelet 1.20 says is written here, what controllers make of it is real. */
export const runningStates: readonly State[] = [
  {
    name: 'a pod that names a node that does not exist',
    flow: ['node-name-missing 5 spec.nodeName'],
    make: untaken({ nodeName: 'ghost' }, 2),
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
];
