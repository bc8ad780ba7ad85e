import { shellWord } from '../../../core/quote.ts';
import { budgetAdvice } from './budget-notes.ts';
import { describe, flowCode, inNamespace, inSentence, logs, named, theContainer } from './flow-code.ts';

const probes = ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'];

export const initFailing = flowCode('FLOW190', 'init-failing', {
  summary: 'An init container fails.',
  title: ({ who, container }) => `${who} does not start: ${theContainer(container, 'init container')} fails.`,
  next: (f) => [logs(f, true)],
});
export const initWaits = flowCode('FLOW191', 'init-waits', {
  severity: 'warning',
  summary: 'An init container runs and does not end.',
  title: ({ who, container }) => `${who} waits for ${theContainer(container, 'init container')}, which does not end.`,
  next: (f) => [logs(f, false)],
});
export const sidecarBlocks = flowCode('FLOW192', 'sidecar-blocks', {
  severity: 'warning',
  summary: 'A sidecar has not started, so the containers after it do not either.',
  title: ({ who, container }) => `${who} waits for its sidecar${named(container)}, whose startup probe has not passed.`,
  next: (f) => [logs(f, false)],
});

export const configMissing = flowCode('FLOW200', 'config-missing', {
  summary: 'A container cannot be made from its configuration.',
  title: ({ who, container, subject }) =>
    `${who} cannot start: ${theContainer(container)} ${subject === '' ? 'names configuration that is not there' : `needs ${subject}`}.`,
  next: (f) => [`The message names it; see what there is: kubectl get secrets,configmaps${inNamespace(f)}`],
});
export const crashLoop = flowCode('FLOW202', 'crash-loop', {
  summary: 'A container ends again and again.',
  title: ({ who, container, subject }) =>
    `${who} crashes again and again: ${theContainer(container)} ends${subject === '' ? '' : ` with ${subject}`}.`,
  next: (f) => [
    logs(f, true),
    ...(f.workload.startsWith('Deployment/')
      ? [
          `If it began with a rollout: kubectl rollout undo ${shellWord(f.workload.replace('Deployment/', 'deployment/'))}${inNamespace(f)}`,
        ]
      : []),
  ],
});
export const oomKilled = flowCode('FLOW203', 'oom-killed', {
  summary: 'A container is killed because it takes more memory than its limit.',
  title: ({ who, container, subject }) =>
    `${who} is killed for memory: ${theContainer(container)} takes more than its limit${subject === '' ? '' : ` of ${subject}`}.`,
  next: () => ['Raise the memory limit to what it needs, or find the leak: a higher limit only delays that.'],
});
export const probeKills = flowCode('FLOW204', 'probe-kills', {
  summary: 'The kubelet restarts a container because its liveness or startup probe fails.',
  title: ({ who, container, said }) => {
    const probe = /^(Liveness|Startup) probe (?:failed|errored)/.exec(said)?.[1]?.toLowerCase();
    return probe === undefined
      ? `${who} is restarted by its own probe: ${theContainer(container)} fails its liveness or startup probe.`
      : `${who} fails its ${probe} probe: the kubelet restarts ${container === '' ? 'the container' : theContainer(container)} where that goes on.`;
  },
  next: (f) => [
    'Check port, path and times of the probe against the program; give a slow start a startupProbe.',
    logs(f, true),
  ],
  docs: probes,
});
export const postStartHook = flowCode('FLOW205', 'post-start-hook', {
  summary: 'The postStart hook of a container fails.',
  title: ({ who, container }) => `${who} cannot start: the postStart hook of ${theContainer(container)} fails.`,
  next: () => ['Run the command of the hook in the image by hand.'],
});
export const containerEnded = flowCode('FLOW206', 'container-ended', {
  severity: 'warning',
  summary: 'A container has ended with an error.',
  title: ({ who, container, subject }) =>
    `${who} has ended: ${theContainer(container)}${subject === '' ? ' with an error' : ` with ${subject}`}.`,
  next: (f) => [logs(f, false)],
});

export const notReady = flowCode('FLOW210', 'not-ready', {
  severity: 'warning',
  summary: 'A pod runs and is not ready.',
  title: ({ who, container }) =>
    `${who} runs and is not ready${container === '' ? '' : `: container ${container} does not pass its readiness probe`}.`,
  next: (f) => [
    f.container === ''
      ? `Does it restart, does a probe fail, or has its node gone? ${describe(f)}`
      : 'Check port and path of the probe, and what the program depends on.',
    logs(f, false),
  ],
  docs: probes,
});
export const readinessGate = flowCode('FLOW211', 'readiness-gate', {
  severity: 'warning',
  summary: 'A readiness gate of the pod is not set.',
  title: ({ who, subject }) => `${who} waits for its readiness gate${named(subject)}.`,
  next: () => ['The controller that sets this condition does not: look at it.'],
  docs: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate'],
});
export const progressDeadline = flowCode('FLOW212', 'progress-deadline', {
  severity: 'warning',
  summary: 'A rollout has made no progress within its deadline.',
  title: ({ who }) => `The rollout of ${inSentence(who)} is stuck: it made no progress within its deadline.`,
  next: (f) => [
    f.name === ''
      ? 'Look at the pods of its newest ReplicaSet.'
      : `Back to the revision before: kubectl rollout undo deployment/${shellWord(f.name)}${inNamespace(f)} (the same again redoes it)`,
  ],
  docs: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment'],
});
export const containerCreating = flowCode('FLOW213', 'stays-creating', {
  severity: 'warning',
  summary: 'A pod stays in ContainerCreating or PodInitializing, and nothing says why.',
  title: ({ who }) => `${who} does not get past ContainerCreating; the input does not say why.`,
  next: (f) => [describe(f), 'Its events name the cause: volume, network or image.'],
});

export const resizePending = flowCode('FLOW214', 'resize-pending', {
  severity: 'warning',
  summary: 'A pod runs with its old requests: the kubelet does not grant the new ones.',
  title: ({ who, subject }) =>
    subject === 'Infeasible'
      ? `${who} keeps its old requests: its node can never grant the new ones.`
      : `${who} keeps its old requests: its node has no room for the new ones now.`,
  next: (f) => [
    `What holds the room: kubectl describe node ${f.node === '' ? 'NODE (not named in the input)' : shellWord(f.node)}`,
    'Lower the request, or let its owner make the pod anew where there is room.',
  ],
  docs: ['https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/'],
});

export const selectsNothing = flowCode('FLOW220', 'service-selects-nothing', {
  summary: 'The selector of a Service matches no pod.',
  title: ({ who }) => `${who} has no endpoints: its selector matches no pod.`,
  next: (f) => [
    `Compare: kubectl get service ${shellWord(f.name)}${inNamespace(f)} -o jsonpath='{.spec.selector}'; kubectl get pods${inNamespace(f)} --show-labels`,
  ],
  docs: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/'],
});
export const portUnnamed = flowCode('FLOW221', 'service-port-unnamed', {
  summary: 'The targetPort of a Service is a name that no container of its pods has.',
  title: ({ who, subject }) =>
    `${who} leads nowhere: its targetPort ${subject} is no port of the pods that it selects.`,
  next: () => ['Name the port in the containers, or give its number in the Service.'],
  docs: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/'],
});
export const noReadyEndpoint = flowCode('FLOW222', 'no-ready-endpoint', {
  severity: 'warning',
  summary: 'A Service selects pods, and none of them is ready.',
  title: ({ who, said }) =>
    said === '<none>'
      ? `${who} has no endpoint: its selector finds no pod that is ready.`
      : `${who} has no ready endpoint: none of its pods is ready.`,
  next: (f) =>
    f.said === '<none>'
      ? [
          `What does its selector ask for? kubectl describe service ${shellWord(f.name)}${inNamespace(f)}`,
          `Which pods carry these labels, and are they ready? kubectl get pods${inNamespace(f)} --show-labels`,
        ]
      : [`kubectl get endpointslices${inNamespace(f)} -l kubernetes.io/service-name=${shellWord(f.name)}`],
});
export const ingressBackendMissing = flowCode('FLOW223', 'ingress-backend-missing', {
  severity: 'warning',
  summary: 'An Ingress leads to a Service that does not exist.',
  title: ({ who, subject }) => `${who} leads to Service ${subject}, which does not exist.`,
  next: (f) => [
    `See which there are: kubectl get services${inNamespace(f)}`,
    'An Ingress reaches only Services of its own namespace: correct the name, or make the Service there.',
  ],
  docs: ['https://kubernetes.io/docs/concepts/services-networking/ingress/'],
});

export const ingressBackendEmpty = flowCode('FLOW224', 'ingress-backend-empty', {
  severity: 'warning',
  summary: 'An Ingress leads to a Service that has no endpoint.',
  title: ({ who, subject }) => `${who} leads to Service ${subject}, which has no endpoint that is ready.`,
  next: (f) => [
    `Does its selector find pods, and are they ready? kubectl describe service ${shellWord(f.subject)}${inNamespace(f)}`,
    'A Service of type ExternalName has none and needs none.',
  ],
  docs: ['https://kubernetes.io/docs/concepts/services-networking/ingress/'],
});

/** What a condition of a namespace says that it waits for. */
const untilDone = (said: string): string =>
  /[Dd]iscovery failed|unable to retrieve the complete list/.test(said)
    ? `: an aggregated API does not answer, so the API server cannot tell what is left in it (${/([a-z0-9.-]{1,120}\/v\w{1,20})/.exec(said)?.[1] ?? 'see its APIServices'})`
    : /remaining: (.{1,300})/.test(said)
      ? `: objects in it are left (${/remaining: (.{1,200})/.exec(said)?.[1]})`
      : '';

export const stuckTerminating = flowCode('FLOW230', 'stuck-terminating', {
  severity: 'warning',
  summary: 'An object that was deleted does not go away.',
  title: ({ who, subject, said }) =>
    `${who} does not go away${subject === '' ? untilDone(said) : `: finalizer ${subject} holds it`}.`,
  next: ({ subject, kind, said, name }) => [
    ...(kind !== 'Namespace' || subject !== ''
      ? []
      : /[Dd]iscovery failed|unable to retrieve|unable to parse/.test(said)
        ? [
            'kubectl get apiservices: which is not Available? Bring back what serves it, or delete the APIService where that was uninstalled; the namespace then ends by itself.',
          ]
        : [
            `What is left: kubectl api-resources --verbs=list --namespaced -o name | xargs -n 1 kubectl get --ignore-not-found --show-kind -n ${shellWord(name)}`,
          ]),
    kind === 'Namespace' && subject === ''
      ? 'Do not take its own finalizer off by hand: what is left would stay behind.'
      : subject === ''
        ? 'Is its node alive? Force the deletion only when the machine is proven off.'
        : 'Find the controller that owns this finalizer and let it finish; taking it off by hand leaves behind what it guards.',
  ],
  docs: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/'],
});
export const drainBlocked = flowCode('FLOW231', 'drain-blocked', {
  severity: 'warning',
  summary: 'A PodDisruptionBudget allows no eviction.',
  title: ({ subject, who }) =>
    `PodDisruptionBudget${named(subject)} allows no eviction${who === '' ? '' : `: ${who}`}.`,
  next: ({ note }) => budgetAdvice(note),
  docs: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
});
