import type { Message } from './message.ts';

/** What the kubelet says of a pod's containers once its images are there. */
export const containerMessages: readonly Message[] = [
  {
    id: 'config-object-missing',
    code: 'configMissing',
    arrow: 10,
    matches:
      /^(?:CreateContainerConfigError|Failed): (?:Error: )?((?:configmap|secret) "[^"]{1,253}" not found|couldn't find key \S{1,253} in (?:ConfigMap|Secret) [^\s"]{1,300})/,
    samples: [
      'CreateContainerConfigError: secret "api-env" not found',
      "Failed: Error: couldn't find key PORT in ConfigMap shop/api-conf",
    ],
    source: 'kubernetes pkg/kubelet/kubelet_pods.go',
  },
  {
    id: 'runs-as-root',
    code: 'configMissing',
    arrow: 10,
    matches:
      /^(?:CreateContainerConfigError|Failed): (?:Error: )?container has (runAsNonRoot) and image (?:will run as root|has non-numeric user)/,
    subject: 'a user that is not root, for it has',
    samples: [
      'CreateContainerConfigError: container has runAsNonRoot and image will run as root (pod: "api-1_shop(1)", container: api)',
    ],
    source: 'kubernetes pkg/kubelet/kuberuntime/security_context.go',
  },
  {
    id: 'config-error',
    code: 'configMissing',
    arrow: 10,
    matches: /^(?:CreateContainerConfigError: |Failed: Error: CreateContainerConfigError)/,
    samples: ['CreateContainerConfigError: failed to sync secret cache: timed out waiting for the condition'],
    source: 'kubernetes pkg/kubelet/kuberuntime/kuberuntime_container.go',
  },
  {
    id: 'post-start-hook',
    code: 'postStartHook',
    arrow: 10,
    matches: /^(?:FailedPostStartHook|PostStartHookError): /,
    samples: [
      'FailedPostStartHook: Exec lifecycle hook ([sh -c /warm]) for Container "api" in Pod "api-1_shop(1)" failed - error: command \'sh -c /warm\' exited with 3: ',
    ],
    source: 'kubernetes pkg/kubelet/lifecycle/handlers.go',
  },
  {
    id: 'cannot-start',
    code: 'cannotStart',
    arrow: 10,
    matches:
      /^(?:(?:StartError|RunContainerError|CreateContainerError|ContainerCannotRun): |Failed: Error: (?:failed to (?:start|create) container|failed to create containerd task|StartError|RunContainerError)|\w{1,40}: .{0,300}exec format error)/,
    samples: [
      'Failed: Error: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/srv/api": stat /srv/api: no such file or directory: unknown',
      'CreateContainerError: context deadline exceeded',
    ],
    source: 'kubernetes pkg/kubelet/kuberuntime/kuberuntime_container.go',
  },
  {
    id: 'probe-kills',
    code: 'probeKills',
    arrow: 11,
    matches:
      /^Killing: (?:Container (\S{1,253}) failed (?:liveness|startup) probe, will be restarted|.{0,300}Container failed liveness probe)/,
    samples: [
      'Killing: Container api failed liveness probe, will be restarted',
      'Killing: Container api failed startup probe, will be restarted',
    ],
    not: ['Killing: Stopping container api'],
    source: 'kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go',
  },
  {
    id: 'liveness-fails',
    code: 'probeKills',
    arrow: 11,
    matches: /^Unhealthy: (?:Liveness|Startup) probe (?:failed|errored)/,
    samples: ['Unhealthy: Liveness probe failed: HTTP probe failed with statuscode: 500'],
    source: 'kubernetes pkg/kubelet/prober/prober.go',
  },
  {
    id: 'readiness-fails',
    code: 'notReady',
    arrow: 11,
    matches: /^Unhealthy: Readiness probe (?:failed|errored)(?!.{0,80}cannot exec in a stopped)/,
    samples: [
      'Unhealthy: Readiness probe failed: Get "http://10.1.1.9:8080/ready": dial tcp 10.1.1.9:8080: connect: connection refused',
    ],
    source: 'kubernetes pkg/kubelet/prober/prober.go',
  },
  {
    id: 'readiness-gate',
    code: 'readinessGate',
    arrow: 11,
    matches: /^ReadinessGatesNotReady: (?:corresponding condition of pod readiness gate "([^"]{1,253})")?/,
    samples: [
      'ReadinessGatesNotReady: corresponding condition of pod readiness gate "lb.example.org/attached" does not exist.',
    ],
    source: 'kubernetes pkg/kubelet/status/generate.go',
  },
  {
    id: 'crash-loop',
    code: 'crashLoop',
    arrow: 10,
    matches: /^(?:CrashLoopBackOff: ?|BackOff: Back-off restarting failed container(?: ([^\s]{1,253}) in pod)?)/,
    samples: [
      'BackOff: Back-off restarting failed container api in pod api-1_shop(1)',
      'CrashLoopBackOff: back-off 5m0s restarting failed container=api pod=api-1_shop(1)',
      'BackOff: Back-off restarting failed container',
    ],
    source: 'kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go (doBackOff)',
  },
];
