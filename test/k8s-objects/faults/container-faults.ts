import { container, running, sandboxed, taken } from '../pods.ts';
import type { Raw, RawCluster } from '../raw-cluster.ts';
import { bothWays, type PodFault } from './fault.ts';

const field = 'spec.containers{app}';
const imageOf = (one: Raw): string => one.spec.containers[0].image;
const onNode = (c: RawCluster, one: Raw): void => {
  one.spec.nodeName = c.worker;
};

/** The kubelet cannot pull: what containerd answered is in the Failed event, since 1.32 or so also in the state. */
const pull =
  (says: (image: string) => string): PodFault['show'] =>
  (c, one, age) => {
    onNode(c, one);
    taken(c, one, age);
    sandboxed(c, one, age);
    const image = imageOf(one);
    const cause = `rpc error: code = Unknown desc = ${says(image)}`;
    container(one).state = {
      waiting: {
        reason: 'ImagePullBackOff',
        message:
          c.minor >= 32
            ? `Back-off pulling image "${image}": ErrImagePull: ${cause}`
            : `Back-off pulling image "${image}"`,
      },
    };
    c.event(one, { reason: 'Failed', message: `Failed to pull image "${image}": ${cause}`, ago: 70, count: 4, field });
    c.event(one, { reason: 'Failed', message: 'Error: ErrImagePull', ago: 70, count: 4, field });
    c.event(one, {
      type: 'Normal',
      reason: 'BackOff',
      message: `Back-off pulling image "${image}"`,
      ago: 20,
      count: 9,
      field,
    });
    c.event(one, { reason: 'Failed', message: 'Error: ImagePullBackOff', ago: 20, count: 9, field });
  };

const waiting =
  (reason: string, message: string, event?: string): PodFault['show'] =>
  (c, one, age) => {
    onNode(c, one);
    taken(c, one, age);
    sandboxed(c, one, age);
    container(one).state = { waiting: { reason, message } };
    c.event(one, { reason: 'Failed', message: event ?? `Error: ${message}`, ago: 15, count: 20, field });
  };

const rpc = (image: string, rest: string): string =>
  `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${rest}`;

/** A program that ends again and again; the snapshot may catch it between two runs or during one. */
const crashes =
  (terminated: Raw, restarts: number, isUp = false): PodFault['show'] =>
  (c, one, age) => {
    onNode(c, one);
    running(c, one, age);
    const of = container(one);
    of.restartCount = restarts;
    of.lastState = { terminated: { startedAt: c.ago(35), finishedAt: c.ago(30), ...terminated } };
    if (isUp) of.state = { running: { startedAt: c.ago(2) } };
    else
      Object.assign(of, {
        started: false,
        state: {
          waiting: {
            reason: 'CrashLoopBackOff',
            message: `back-off 1m20s restarting failed container=app pod=${one.metadata.name}_${one.metadata.namespace}(1)`,
          },
        },
      });
    c.event(one, {
      reason: 'BackOff',
      message:
        c.minor < 27
          ? 'Back-off restarting failed container'
          : `Back-off restarting failed container app in pod ${one.metadata.name}_${one.metadata.namespace}(1)`,
      ago: 5,
      count: 8,
      field,
    });
  };

const probed =
  (kind: 'Liveness' | 'Startup', says: string): PodFault['show'] =>
  (c, one, age) => {
    onNode(c, one);
    running(c, one, age);
    const of = container(one);
    of.restartCount = 2;
    of.lastState = { terminated: { exitCode: 137, reason: 'Error', startedAt: c.ago(90), finishedAt: c.ago(40) } };
    of.state = { running: { startedAt: c.ago(39) } };
    of.started = kind === 'Liveness';
    c.event(one, { reason: 'Unhealthy', message: `${kind} probe failed: ${says}`, ago: 5, count: 9, field });
    c.event(one, {
      type: 'Normal',
      reason: 'Killing',
      message: `Container app failed ${kind.toLowerCase()} probe, will be restarted`,
      ago: 42,
      count: 2,
      field,
    });
  };

const unready =
  (says: string): PodFault['show'] =>
  (c, one, age) => {
    onNode(c, one);
    running(c, one, age);
    c.event(one, { reason: 'Unhealthy', message: `Readiness probe failed: ${says}`, ago: 4, count: 28, field });
  };

const addProbe =
  (name: string) =>
  (spec: Raw): void => {
    spec.containers[0][name] = { httpGet: { path: '/live', port: 'http' }, periodSeconds: 10, failureThreshold: 3 };
  };
const addInit =
  (more: Raw = {}) =>
  (spec: Raw): void => {
    spec.initContainers = [{ name: 'prepare', image: 'registry.example.com/shop/prepare:1', resources: {}, ...more }];
  };

const inInit =
  (show: (of: Raw, c: RawCluster, age: number) => void): PodFault['show'] =>
  (c, one, age) => {
    onNode(c, one);
    taken(c, one, age);
    one.status.podIP = '10.244.3.77';
    show(one.status.initContainerStatuses[0], c, age);
  };

export const containerFaults = bothWays([
  {
    name: 'image tag does not exist',
    flow: 'image-not-found',
    arrow: 8,
    owner: 'spec.image',
    show: pull((image) => rpc(image, `${image}: not found`)),
  },
  {
    name: 'docker: manifest unknown',
    flow: 'image-not-found',
    arrow: 8,
    show: pull(
      (image) => `Error response from daemon: manifest for ${image} not found: manifest unknown: manifest unknown`,
    ),
  },
  {
    name: 'registry wants credentials',
    flow: 'image-unauthorized',
    arrow: 8,
    owner: 'imagePullSecrets',
    show: pull((image) =>
      rpc(
        image,
        'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://registry.example.com/token: 401 Unauthorized',
      ),
    ),
  },
  {
    name: 'registry forbids',
    flow: 'image-unauthorized',
    arrow: 8,
    show: pull((image) =>
      rpc(
        image,
        'unexpected status from HEAD request to https://registry.example.com/v2/shop/web/manifests/1.4: 403 Forbidden',
      ),
    ),
  },
  {
    name: 'Docker Hub limits pulls',
    flow: 'image-rate-limited',
    arrow: 8,
    owner: 'registry',
    show: pull(
      (image) =>
        `failed to pull and unpack image "${image}": failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/redis/manifests/sha256:aa: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.`,
    ),
  },
  {
    name: 'registry name does not resolve',
    flow: 'image-unreachable',
    arrow: 8,
    owner: 'DNS',
    show: pull((image) =>
      rpc(
        image,
        'failed to do request: Head "https://registry.example.com/v2/shop/web/manifests/1.4": dial tcp: lookup registry.example.com on 10.0.0.2:53: no such host',
      ),
    ),
  },
  {
    name: 'registry has an unknown authority',
    flow: 'image-unreachable',
    arrow: 8,
    show: pull((image) =>
      rpc(
        image,
        'failed to do request: Head "https://registry.example.com/v2/shop/web/manifests/1.4": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      ),
    ),
  },
  {
    name: 'registry fails',
    flow: 'image-registry-error',
    arrow: 8,
    owner: 'registry',
    show: pull((image) =>
      rpc(
        image,
        'unexpected status from HEAD request to https://registry.example.com/v2/shop/web/manifests/1.4: 502 Bad Gateway',
      ),
    ),
  },
  {
    name: 'image name in capitals',
    flow: 'image-name-invalid',
    arrow: 8,
    owner: 'spec.image',
    change: (spec) => Object.assign(spec.containers[0], { image: 'Shop/Web:1' }),
    show: waiting(
      'InvalidImageName',
      'Failed to apply default image tag "Shop/Web:1": couldn\'t parse image name "Shop/Web:1": invalid reference format: repository name (Shop/Web) must be lowercase',
      'Error: InvalidImageName',
    ),
  },
  {
    name: 'image is not loaded and never pulled',
    flow: 'image-never-pull',
    arrow: 8,
    owner: 'imagePullPolicy',
    show: waiting(
      'ErrImageNeverPull',
      'Container image "registry.example.com/shop/web:1.4" is not present with pull policy of Never',
      'Error: ErrImageNeverPull',
    ),
  },
  {
    name: 'init container fails',
    flow: 'init-failing',
    arrow: 9,
    owner: 'init container prepare',
    change: addInit(),
    show: inInit((of, c) =>
      Object.assign(of, {
        restartCount: 5,
        state: {
          waiting: { reason: 'CrashLoopBackOff', message: 'back-off 2m40s restarting failed container=prepare' },
        },
        lastState: { terminated: { exitCode: 2, reason: 'Error', startedAt: c.ago(60), finishedAt: c.ago(58) } },
      }),
    ),
  },
  {
    name: 'init container never ends',
    flow: 'init-waits',
    arrow: 9,
    owner: 'init container prepare',
    change: addInit(),
    show: inInit((of, c, age) => Object.assign(of, { state: { running: { startedAt: c.ago(Math.max(age, 900)) } } })),
  },
  {
    name: 'sidecar does not start',
    flow: 'sidecar-blocks',
    arrow: 9,
    owner: 'sidecar prepare',
    since: 29,
    change: addInit({ restartPolicy: 'Always', startupProbe: { tcpSocket: { port: 9 } } }),
    show: inInit((of, c) => Object.assign(of, { started: false, state: { running: { startedAt: c.ago(240) } } })),
  },
  {
    name: 'image of an init container',
    flow: 'image-not-found',
    arrow: 8,
    change: addInit(),
    show: (c, one, age) => {
      inInit((of) => {
        const message =
          'rpc error: code = NotFound desc = failed to pull and unpack image "registry.example.com/shop/prepare:1": failed to resolve reference "registry.example.com/shop/prepare:1": registry.example.com/shop/prepare:1: not found';
        of.state = { waiting: { reason: 'ErrImagePull', message } };
      })(c, one, age);
    },
  },
  {
    name: 'ConfigMap of env is missing',
    flow: 'config-missing',
    arrow: 10,
    owner: 'spec',
    show: waiting('CreateContainerConfigError', 'configmap "web-env" not found'),
  },
  {
    name: 'Secret of env is missing',
    flow: 'config-missing',
    arrow: 10,
    show: waiting('CreateContainerConfigError', 'secret "web-env" not found'),
  },
  {
    name: 'key of env is missing',
    flow: 'config-missing',
    arrow: 10,
    show: waiting('CreateContainerConfigError', "couldn't find key HOST in Secret shop/web-env"),
  },
  {
    name: 'runs as root',
    flow: 'config-missing',
    arrow: 10,
    show: waiting(
      'CreateContainerConfigError',
      'container has runAsNonRoot and image will run as root (pod: "web-1_shop(1)", container: app)',
    ),
  },
  {
    name: 'command is not in the image',
    flow: 'cannot-start',
    arrow: 10,
    owner: 'spec.command',
    show: (c, one, age) => {
      const message =
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app/server": stat /app/server: no such file or directory: unknown';
      onNode(c, one);
      running(c, one, age);
      Object.assign(container(one), {
        started: false,
        restartCount: 4,
        lastState: {
          terminated: {
            exitCode: 128,
            reason: 'StartError',
            message,
            startedAt: '1970-01-01T00:00:00Z',
            finishedAt: c.ago(40),
          },
        },
        state: {
          waiting: {
            reason: c.minor < 27 ? 'CrashLoopBackOff' : 'RunContainerError',
            message: c.minor < 27 ? 'back-off 40s restarting failed container' : message,
          },
        },
      });
      c.event(one, { reason: 'Failed', message: `Error: ${message}`, ago: 40, count: 4, field });
    },
  },
  {
    name: 'image is of another architecture',
    flow: 'cannot-start',
    arrow: 10,
    show: crashes(
      {
        exitCode: 128,
        reason: 'StartError',
        message:
          'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec /app/server: exec format error: unknown',
      },
      4,
    ),
  },
  {
    name: 'program ends with 1',
    flow: 'crash-loop',
    arrow: 10,
    owner: 'application',
    show: crashes({ exitCode: 1, reason: 'Error' }, 5),
  },
  {
    name: 'program ends with 1 and is up at the moment',
    flow: 'crash-loop',
    arrow: 10,
    show: crashes({ exitCode: 1, reason: 'Error' }, 5, true),
  },
  {
    name: 'program ends well, again and again',
    flow: 'crash-loop',
    arrow: 10,
    show: crashes({ exitCode: 0, reason: 'Completed' }, 6),
  },
  { name: 'program aborts', flow: 'crash-loop', arrow: 10, show: crashes({ exitCode: 139, reason: 'Error' }, 7) },
  {
    name: 'takes more memory than its limit',
    flow: 'oom-killed',
    arrow: 10,
    owner: 'limits.memory',
    show: crashes({ exitCode: 137, reason: 'OOMKilled' }, 5),
  },
  {
    name: 'takes more memory, up at the moment',
    flow: 'oom-killed',
    arrow: 10,
    show: crashes({ exitCode: 137, reason: 'OOMKilled' }, 3, true),
  },
  {
    name: 'liveness probe kills',
    flow: 'probe-kills',
    arrow: 11,
    owner: 'spec.livenessProbe',
    change: addProbe('livenessProbe'),
    show: probed('Liveness', 'HTTP probe failed with statuscode: 500'),
  },
  {
    name: 'startup probe gives up',
    flow: 'probe-kills',
    arrow: 11,
    owner: 'spec.startupProbe',
    change: addProbe('startupProbe'),
    show: probed('Startup', 'Get "http://10.244.1.7:8080/live": dial tcp 10.244.1.7:8080: connect: connection refused'),
  },
  {
    name: 'postStart hook fails',
    flow: 'post-start-hook',
    arrow: 10,
    show: (c, one, age) => {
      onNode(c, one);
      running(c, one, age);
      Object.assign(container(one), {
        started: false,
        restartCount: 4,
        lastState: { terminated: { exitCode: 137, reason: 'Error', startedAt: c.ago(60), finishedAt: c.ago(58) } },
        state: {
          waiting:
            c.minor < 27
              ? { reason: 'PostStartHookError', message: "command 'sh -c exit 4' exited with 4: " }
              : {
                  reason: 'PostStartHookError',
                  message:
                    'Exec lifecycle hook ([sh -c exit 4]) for Container "app" in Pod "web_shop(1)" failed - error: command \'sh -c exit 4\' exited with 4: , message: ""',
                },
        },
      });
      c.event(one, { reason: 'FailedPostStartHook', message: 'PostStartHook failed', ago: 58, count: 4, field });
    },
  },
  {
    name: 'readiness answers 503',
    flow: 'not-ready',
    arrow: 11,
    owner: 'spec.readinessProbe',
    show: unready('HTTP probe failed with statuscode: 503'),
  },
  {
    name: 'readiness is refused',
    flow: 'not-ready',
    arrow: 11,
    show: unready('Get "http://10.244.1.7:8080/ready": dial tcp 10.244.1.7:8080: connect: connection refused'),
  },
  {
    name: 'readiness takes too long',
    flow: 'not-ready',
    arrow: 11,
    show: unready(
      'Get "http://10.244.1.7:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    ),
  },
  {
    name: 'readiness command fails',
    flow: 'not-ready',
    arrow: 11,
    show: unready('cat: /tmp/healthy: No such file or directory\n'),
  },
  {
    name: 'readiness gate is not set',
    flow: 'readiness-gate',
    arrow: 11,
    owner: 'spec.readinessGates',
    change: (spec) => Object.assign(spec, { readinessGates: [{ conditionType: 'lb.example.com/attached' }] }),
    show: (c, one, age) => {
      onNode(c, one);
      running(c, one, age);
      container(one).ready = true;
      for (const of of one.status.conditions) {
        if (of.type === 'ContainersReady') {
          Object.assign(of, { status: 'True' });
          delete of.reason;
          delete of.message;
        }
        if (of.type === 'Ready')
          Object.assign(of, {
            reason: 'ReadinessGatesNotReady',
            message: 'corresponding condition of pod readiness gate "lb.example.com/attached" does not exist.',
          });
      }
    },
  },
] satisfies PodFault[]);
