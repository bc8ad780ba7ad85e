import type { Message } from './message.ts';

/** Why a controller cannot make a pod: events of ReplicaSets, Jobs, DaemonSets and StatefulSets, and the condition ReplicaFailure. */
export const creationMessages: readonly Message[] = [
  {
    id: 'quota-must-specify',
    code: 'quotaMustSpecify',
    arrow: 3,
    matches: /^\w{1,60}: .{0,400}failed quota: ([^:\s]{1,253}): must specify /,
    samples: [
      'FailedCreate: Error creating: pods "api-5d9c8b6f4-k2x7p" is forbidden: failed quota: budget: must specify limits.cpu for: main; requests.memory for: main',
    ],
    not: [
      'FailedCreate: Error creating: pods "a" is forbidden: exceeded quota: budget, requested: pods=1, used: pods=4, limited: pods=4',
    ],
    source: 'kubernetes staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go',
  },
  {
    id: 'quota-exceeded',
    code: 'quotaExceeded',
    arrow: 3,
    matches: /^\w{1,60}: .{0,400}exceeded quota: ([^,\s]{1,253}),/,
    samples: [
      'FailedCreate: Error creating: pods "api-5d9c8b6f4-k2x7p" is forbidden: exceeded quota: budget, requested: limits.memory=1Gi, used: limits.memory=8Gi, limited: limits.memory=8Gi',
      'ReplicaFailure: pods "api-5d9c8b6f4-k2x7p" is forbidden: exceeded quota: budget, requested: pods=1, used: pods=4, limited: pods=4',
      'FailedCreate: (combined from similar events): Error creating: pods "api-5d9c8b6f4-zzzzz" is forbidden: exceeded quota: budget, requested: pods=1, used: pods=4, limited: pods=4',
    ],
    source: 'kubernetes staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go',
  },
  {
    id: 'limit-range',
    code: 'limitRange',
    arrow: 3,
    matches:
      /^\w{1,60}: .{0,400}(?:(?:maximum|minimum) [\w./-]{1,80} usage|[\w./-]{1,80} max limit to request ratio) per (?:Container|Pod) is /,
    samples: [
      'FailedCreate: Error creating: pods "api-5d9c8b6f4-k2x7p" is forbidden: maximum cpu usage per Container is 1, but limit is 2',
      'FailedCreate: Error creating: pods "api-1" is forbidden: [minimum memory usage per Pod is 64Mi, but request is 16Mi, maximum cpu usage per Pod is 2, but limit is 4]',
      'FailedCreate: Error creating: pods "api-1" is forbidden: cpu max limit to request ratio per Container is 5, but no request is specified or request is 0',
    ],
    not: [
      'FailedCreate: Error creating: pods "a" is forbidden: exceeded quota: budget, requested: pods=1, used: pods=4, limited: pods=4',
    ],
    source: 'kubernetes plugin/pkg/admission/limitranger/admission.go',
  },
  {
    id: 'webhook-denied',
    code: 'webhookDenied',
    arrow: 3,
    matches: /^\w{1,60}: .{0,400}admission webhook "([^"]{1,253})" denied the request/,
    samples: [
      'FailedCreate: Error creating: admission webhook "labels.policy.example.org" denied the request: label team is missing',
    ],
    source: 'kubernetes staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go',
  },
  {
    id: 'webhook-unreachable',
    code: 'webhookUnreachable',
    arrow: 3,
    matches: /^\w{1,60}: .{0,400}failed calling (?:admission )?webhook "([^"]{1,253})"/,
    samples: [
      'FailedCreate: Error creating: Internal error occurred: failed calling webhook "inject.mesh.example.org": failed to call webhook: Post "https://injector.mesh.svc:443/inject?timeout=10s": dial tcp 10.96.9.9:443: connect: connection refused',
      'FailedCreate: Error creating: Internal error occurred: failed calling webhook "inject.mesh.example.org": Post "https://injector.mesh.svc:443/inject?timeout=30s": context deadline exceeded',
      // Before 1.16.
      'FailedCreate: Error creating: Internal error occurred: failed calling admission webhook "inject.mesh.example.org": Post https://injector.mesh.svc:443/inject?timeout=30s: net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    ],
    not: [
      'FailedCreate: Error creating: admission webhook "labels.policy.example.org" denied the request: label team is missing',
    ],
    source: 'kubernetes staging/src/k8s.io/apiserver/pkg/util/webhook/webhook.go (ErrCallingWebhook)',
  },
  {
    id: 'pod-security',
    code: 'podSecurity',
    arrow: 3,
    matches: /^\w{1,60}: .{0,400}violates PodSecurity "([^"]{1,80})"/,
    samples: [
      'FailedCreate: Error creating: pods "api-5d9c8b6f4-k2x7p" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true)',
    ],
    source: 'kubernetes staging/src/k8s.io/pod-security-admission/admission/admission.go',
  },
  {
    id: 'service-account-missing',
    code: 'serviceAccountMissing',
    arrow: 3,
    matches:
      /^\w{1,60}: .{0,400}(?:error looking up service account ([^\s:]{1,300})|no API token found for service account "?([^",\s]{1,253}))/,
    samples: [
      'FailedCreate: Error creating: pods "api-5d9c8b6f4-" is forbidden: error looking up service account shop/robot: serviceaccount "robot" not found',
    ],
    source: 'kubernetes plugin/pkg/admission/serviceaccount/admission.go',
  },
  {
    id: 'priority-class-missing',
    code: 'classMissing',
    arrow: 3,
    subject: 'PriorityClass',
    matches: /^\w{1,60}: .{0,400}no PriorityClass with name (\S{1,253}) was found/,
    samples: [
      'FailedCreate: Error creating: pods "api-5d9c8b6f4-" is forbidden: no PriorityClass with name silver was found',
    ],
    source: 'kubernetes plugin/pkg/admission/priority/admission.go',
  },
  {
    id: 'runtime-class-missing',
    code: 'classMissing',
    arrow: 3,
    subject: 'RuntimeClass',
    matches: /^\w{1,60}: .{0,400}RuntimeClass "([^"]{1,253})" not found/,
    samples: [
      'FailedCreate: Error creating: pods "api-5d9c8b6f4-" is forbidden: pod rejected: RuntimeClass "kata" not found',
    ],
    source: 'kubernetes plugin/pkg/admission/runtimeclass/admission.go',
  },
  {
    id: 'namespace-terminating',
    code: 'namespaceTerminating',
    arrow: 1,
    matches: /^\w{1,60}: .{0,400}unable to create new content in namespace (\S{1,63}) because it is being terminated/,
    samples: [
      'FailedCreate: Error creating: pods "api-1" is forbidden: unable to create new content in namespace old because it is being terminated',
      'Error: error when creating "api.yaml": deployments.apps "api" is forbidden: unable to create new content in namespace old because it is being terminated',
    ],
    source: 'kubernetes staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go',
  },
  {
    id: 'deployment-paused',
    code: 'deploymentPaused',
    arrow: 2,
    matches: /^DeploymentPaused: /,
    samples: ['DeploymentPaused: Progressing Unknown', 'DeploymentPaused: Deployment is paused'],
    not: ['DeploymentResumed: Progressing Unknown'],
    source: 'kubernetes pkg/controller/deployment/util/deployment_util.go (PausedDeployReason)',
  },
  {
    id: 'deployment-untouched',
    code: 'controllerManagerSilent',
    arrow: 2,
    matches: /^Untouched: \d{1,9} desired \| 0 updated \| 0 total/,
    samples: ['Untouched: 3 desired | 0 updated | 0 total | 0 available | 0 unavailable'],
    not: ['Untouched: 3 desired | 3 updated | 3 total | 0 available | 3 unavailable'],
    source: 'kubernetes staging/src/k8s.io/kubectl/pkg/describe/describe.go (describeDeployment)',
  },
  {
    id: 'create-timed-out',
    code: 'createTimedOut',
    of: 'Workload',
    arrow: 3,
    matches:
      /^(?:FailedCreate|ReplicaFailure): .{0,300}Timeout: request did not complete within (?:requested|allowed) /,
    samples: [
      'FailedCreate: Error creating: Timeout: request did not complete within requested timeout - context deadline exceeded',
      'FailedCreate: Error creating: Timeout: request did not complete within requested timeout 30s',
      'ReplicaFailure: Timeout: request did not complete within allowed duration',
    ],
    not: [
      'FailedCreate: Error creating: Internal error occurred: failed calling webhook "a.example.org": Post "https://a.b.svc:443/x?timeout=30s": context deadline exceeded',
    ],
    source: 'kubernetes staging/src/k8s.io/apiserver/pkg/endpoints/handlers/finisher/finisher.go (NewTimeoutError)',
  },
  {
    id: 'security-context-constraint',
    code: 'createRefused',
    of: 'Workload',
    arrow: 3,
    matches: /^\w{1,60}: .{0,400}unable to validate against any (security context constraint|pod security policy)/,
    samples: [
      'FailedCreate: Error creating: pods "api-" is forbidden: unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user or serviceaccount, spec.volumes[0]: Invalid value: "hostPath": hostPath volumes are not allowed to be used]',
      'FailedCreate: Error creating: pods "api-" is forbidden: unable to validate against any pod security policy: [spec.securityContext.hostNetwork: Invalid value: true: Host network is not allowed to be used]',
    ],
    not: ['FailedCreate: Error creating: pods "api-1" is forbidden: violates PodSecurity "baseline:latest": hostPort'],
    source:
      'openshift apiserver-library-go pkg/securitycontextconstraints/sccadmission/admission.go; kubernetes 1.24 plugin/pkg/admission/security/podsecuritypolicy/admission.go',
  },
  {
    id: 'create-refused',
    code: 'createRefused',
    of: 'Workload',
    arrow: 3,
    matches: /^(?:FailedCreate|ReplicaSetCreateError|ReplicaFailure): /,
    samples: [
      'FailedCreate: Error creating: Pod "api-1" is invalid: spec.containers[0].image: Required value',
      'ReplicaSetCreateError: Failed to create new replica set "api-77": replicasets.apps "api-77" is forbidden: exceeded the maximum',
    ],
    not: ['SuccessfulCreate: Created pod: api-1', 'FailedCreatePodSandBox: Failed to create pod sandbox: x'],
    source: 'kubernetes pkg/controller/controller_utils.go (FailedCreatePodReason)',
  },
  {
    id: 'job-failed',
    code: 'jobFailed',
    of: 'Job',
    arrow: 0,
    matches: /^(BackoffLimitExceeded|DeadlineExceeded|PodFailurePolicy|FailedIndexes|MaxFailedIndexesExceeded): /,
    samples: [
      'BackoffLimitExceeded: Job has reached the specified backoff limit',
      'DeadlineExceeded: Job was active longer than specified deadline',
    ],
    source: 'kubernetes pkg/controller/job/job_controller.go',
  },
  {
    id: 'cronjob-not-running',
    code: 'cronJobNotRunning',
    of: 'CronJob',
    arrow: 0,
    matches: /^(?:FailedNeedsStart|UnknownTimeZone|Un[Pp]arseable(?:CronJob)?Schedule|InvalidSchedule): /,
    samples: [
      'FailedNeedsStart: Cannot determine if job needs to be started: too many missed start time (> 100). Set or decrease .spec.startingDeadlineSeconds or check clock skew',
      'UnparseableSchedule: unparseable schedule: "0 25 * * *" : end of range (25) above maximum (23): 25',
      'UnParseableCronJobSchedule: Unparseable schedule for cronjob: 61 * * * *',
    ],
    not: ['TooManyMissedTimes: too many missed start times: 101. Set or decrease .spec.startingDeadlineSeconds'],
    source: 'kubernetes pkg/controller/cronjob/cronjob_controllerv2.go; to 1.20 cronjob_controller.go, utils.go',
  },
  {
    id: 'cronjob-missed',
    code: 'cronJobNotRunning',
    of: 'CronJob',
    arrow: 0,
    matches: /^(?:TooManyMissedTimes|MissSchedule): /,
    samples: [
      'TooManyMissedTimes: too many missed start times: 101. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
      'MissSchedule: Missed scheduled time to start a job: Mon, 12 Oct 2026 08:30:00 UTC',
    ],
    not: ['JobAlreadyActive: Not starting job because prior execution is running and concurrency policy is Forbid'],
    source: 'kubernetes pkg/controller/cronjob/utils.go (nextScheduleTime: it warns, and returns the newest time)',
  },
  {
    id: 'progress-deadline',
    code: 'progressDeadline',
    of: 'Deployment',
    arrow: 2,
    matches: /^(?:ProgressDeadlineExceeded: |Error: .{0,60}deployment "[^"]{1,253}" exceeded its progress deadline)/,
    samples: [
      'Error: deployment "api" exceeded its progress deadline',
      'ProgressDeadlineExceeded: ReplicaSet "api-77" has timed out progressing.',
    ],
    source: 'kubernetes pkg/controller/deployment/progress.go',
  },
  {
    id: 'drain-blocked',
    code: 'drainBlocked',
    arrow: 0,
    matches: /^\w{1,60}: .{0,400}Cannot evict pod as it would violate the pod's disruption budget/,
    samples: [
      `Error: error when evicting pods/"api-1" -n "shop" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget.`,
    ],
    source: 'kubernetes pkg/registry/core/pod/storage/eviction.go',
  },
];
