import { shellWord } from '../../../core/quote.ts';
import { describe, flowCode, inNamespace, named } from './flow-code.ts';

const quotas = ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'];
const webhooks = ['https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/'];

/** What makes pods; other things are refused themselves. */
const makers = new Set([
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
]);
const unmade = (who: string, kind: string): string =>
  makers.has(kind) ? `${who} cannot make its pods` : `${who} cannot be made or changed`;

export const namespaceTerminating = flowCode('FLOW101', 'namespace-terminating', {
  summary: 'Nothing can be made in a namespace that is being deleted.',
  title: ({ subject, who }) => `Nothing new can be made in namespace${named(subject)}: it is being deleted (${who}).`,
  next: ({ subject, namespace }) => [
    `See what is left in it and which finalizer holds it: kubectl get namespace ${shellWord(subject === '' ? namespace : subject)} -o jsonpath='{.status.conditions}'`,
    'Let the owner of that finalizer finish. Taking a finalizer off by hand leaves what it guards behind.',
  ],
  docs: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/'],
});

export const controllerManagerSilent = flowCode('FLOW110', 'controller-manager-silent', {
  summary: 'The kube-controller-manager does not act: nobody makes ReplicaSets, pods or endpoints.',
  title: ({ who }) => `kube-controller-manager does nothing: ${who} waits for it.`,
  next: () => ['On a control-plane node: diag k8s-health', 'kubectl get lease kube-controller-manager -n kube-system'],
  docs: ['https://kubernetes.io/docs/concepts/architecture/leases/'],
});

export const deploymentPaused = flowCode('FLOW111', 'deployment-paused', {
  severity: 'info',
  summary: 'A Deployment is paused, and a change waits behind the pause.',
  title: ({ who }) => `${who} is paused: its newest template is not rolled out, on purpose.`,
  next: (f) => [
    `When the change is meant to go out: kubectl rollout resume deployment/${shellWord(f.name)}${inNamespace(f)}`,
    `To pause it again: kubectl rollout pause deployment/${shellWord(f.name)}${inNamespace(f)}`,
  ],
});

export const quotaExceeded = flowCode('FLOW120', 'quota-exceeded', {
  summary: 'A ResourceQuota lets no more pods be made.',
  title: ({ who, kind, subject }) => `${unmade(who, kind)}: quota${named(subject)} of the namespace is used up.`,
  next: (f) => [
    `See what uses it: kubectl describe quota${named(shellWord(f.subject || '').replace(/^''$/, ''))}${inNamespace(f)}`,
    'Lower replicas or requests of what is not needed, or have the quota raised by who owns it.',
  ],
  docs: quotas,
});

export const quotaMustSpecify = flowCode('FLOW121', 'quota-must-specify', {
  summary: 'A ResourceQuota counts a resource for which the pod states nothing.',
  title: ({ who, kind, subject }) =>
    `${unmade(who, kind)}: quota${named(subject)} wants requests or limits that they do not state.`,
  next: () => ['State in the pod template what the message names, or give the namespace a LimitRange with defaults.'],
  docs: quotas,
});

export const limitRange = flowCode('FLOW122', 'limit-range', {
  summary: 'A LimitRange forbids what a container asks for.',
  title: ({ who, kind, subject }) =>
    `${unmade(who, kind)}: a LimitRange${named(subject)} of the namespace forbids their requests or limits.`,
  next: (f) => [`See the bounds: kubectl get limitrange${inNamespace(f)} -o yaml`, 'Bring the template within them.'],
  docs: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
});

export const webhookUnreachable = flowCode('FLOW123', 'webhook-unreachable', {
  summary: 'An admission webhook does not answer, and its failurePolicy is Fail.',
  title: ({ who, kind, subject }) => `${unmade(who, kind)}: admission webhook${named(subject)} does not answer.`,
  next: () => [
    'Repair the pods behind the webhook first; the message names its Service.',
    'Until then its failurePolicy can be patched to Ignore (note the old value: undo is Fail). Do not delete the configuration.',
  ],
  docs: webhooks,
});

export const webhookDenied = flowCode('FLOW124', 'webhook-denied', {
  summary: 'An admission webhook refuses the pods.',
  title: ({ who, kind, subject }) => `${unmade(who, kind)}: admission webhook${named(subject)} refuses them.`,
  next: () => ['The reason is in its message: change the template, or ask who owns the policy.'],
  docs: webhooks,
});

export const podSecurity = flowCode('FLOW125', 'pod-security', {
  summary: 'The Pod Security Standard of the namespace forbids the pods.',
  title: ({ who, kind, subject }) =>
    `${unmade(who, kind)}: they violate PodSecurity${named(subject)}, which the namespace enforces.`,
  next: () => [
    'Set in the securityContext of the template what each clause of the message asks for.',
    'The label pod-security.kubernetes.io/enforce of the namespace is a decision of who owns it.',
  ],
  docs: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
});

export const serviceAccountMissing = flowCode('FLOW126', 'service-account-missing', {
  summary: 'The pod template names a ServiceAccount that does not exist.',
  title: ({ who, kind, subject }) => `${unmade(who, kind)}: ServiceAccount${named(subject)} does not exist.`,
  next: (f) => [
    `Create it, if the name is right: kubectl create serviceaccount ${shellWord(f.subject.split('/').at(-1) ?? '')}${inNamespace(f)}`,
    'Else correct serviceAccountName in the template.',
  ],
});

export const classMissing = flowCode('FLOW127', 'class-missing', {
  summary: 'The pod template names a PriorityClass or RuntimeClass that does not exist.',
  title: ({ who, kind, subject }) =>
    `${unmade(who, kind)}: ${subject === '' ? 'the class that they name' : subject} does not exist.`,
  next: () => [
    'See which there are: kubectl get priorityclasses,runtimeclasses',
    'Correct the name in the template, or create the class.',
  ],
});

export const createRefused = flowCode('FLOW128', 'create-refused', {
  summary: 'The API server refuses the pods that a controller wants to make.',
  title: ({ who, kind, said }) =>
    constraint(said) === undefined
      ? `${unmade(who, kind)}: the API server refuses them.`
      : `${unmade(who, kind)}: no ${constraint(said)} that its service account may use allows what they ask for.`,
  next: (f) =>
    constraint(f.said) === 'security context constraint'
      ? [
          'The message names what is not allowed: take it out of the template (runAsUser, hostPath, host namespaces, privileged).',
          'Where the workload needs it and its owner agrees, its service account gets the narrowest SCC that allows it: oc get scc; oc adm policy add-scc-to-user -h',
        ]
      : ['The reason is in the message.', describe(f)],
});

/** What OpenShift, and Kubernetes up to 1.24, allow pods by. */
const constraint = (said: string): string | undefined =>
  /unable to validate against any (security context constraint|pod security policy)/.exec(said)?.[1];

export const createTimedOut = flowCode('FLOW129', 'create-timed-out', {
  summary: 'The API server did not finish making a pod in time.',
  title: ({ who, kind }) => `${unmade(who, kind)}: the API server does not finish the request in time.`,
  why: () =>
    'Nothing was refused. An admission webhook that hangs is the usual cause; else the API server or etcd is slow.',
  next: () => [
    'Which webhooks see pods, and is what they call up? kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations',
    'On a control-plane node: diag k8s-health',
  ],
  docs: webhooks,
});

export const statefulSetWaits = flowCode('FLOW130', 'statefulset-waits', {
  severity: 'warning',
  summary: 'An ordered StatefulSet makes no further pod before the last one is ready.',
  title: ({ who, subject }) =>
    `${who} makes no further pods until ${subject} is ready (podManagementPolicy OrderedReady).`,
  next: ({ subject }) => [`Repair ${subject}.`],
  docs: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/'],
});

export const jobFailed = flowCode('FLOW131', 'job-failed', {
  severity: 'warning',
  summary: 'A Job has failed and is not tried again.',
  title: ({ who, subject }) => `${who} has failed${subject === '' ? '' : ` (${subject})`}: it is not tried again.`,
  next: (f) => [`kubectl logs job/${shellWord(f.name)}${inNamespace(f)}`, describe(f)],
  docs: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/'],
});

export const cronJobNotRunning = flowCode('FLOW132', 'cronjob-not-running', {
  severity: 'warning',
  summary: 'A CronJob does not start its Jobs, or has missed runs.',
  title: ({ who, said }) =>
    hasMissed.test(said) ? `${who} has missed runs; it goes on with the next one.` : `${who} does not start Jobs.`,
  why: ({ said }) =>
    hasMissed.test(said)
      ? 'It was suspended, its last Job ran on (concurrencyPolicy Forbid), the controller was away, or clocks differ.'
      : '',
  next: (f) => [
    ...(/too many missed/i.test(f.said)
      ? ['Give it a bound: .spec.startingDeadlineSeconds (200, say): only runs missed within it are counted.']
      : []),
    ...(/too many missed|missed scheduled/i.test(f.said)
      ? ['Do the clocks of the control-plane nodes agree, and does an old Job of it still run?']
      : ['Correct what the message names: schedule or timeZone.']),
    describe(f),
  ],
  docs: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/'],
});

/** Up to 1.20 a CronJob with over 100 missed runs stood still (`FailedNeedsStart`); since then it is only warned of. */
const hasMissed = /too many missed start times|missed scheduled time/i;
