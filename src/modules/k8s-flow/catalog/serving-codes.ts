import { shellWord } from '../../../core/quote.ts';
import { flowCode, inNamespace } from './flow-code.ts';

export const endpointsLag = flowCode('FLOW225', 'endpoints-lag', {
  severity: 'warning',
  summary: 'Pods of a Service are ready, and no EndpointSlice has them.',
  title: ({ who }) => `${who} has no endpoint, although pods that it selects are ready.`,
  why: () =>
    'The endpoint slice controller (in kube-controller-manager) writes ready pods into EndpointSlices within seconds. It has not: it cannot write them, it is behind, or the pods have no address of a family that the Service asks for.',
  next: (f) => [
    `Which families does it ask for, and which addresses have its pods? kubectl get service ${shellWord(f.name)}${inNamespace(f)} -o jsonpath='{.spec.ipFamilies}'; kubectl get pods${inNamespace(f)} -o wide`,
    'What does the controller say? kubectl -n kube-system logs -l component=kube-controller-manager --tail=200 | grep -i endpoint',
  ],
  docs: ['https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/'],
});

export const balancerPending = flowCode('FLOW226', 'balancer-pending', {
  severity: 'warning',
  summary: 'A Service of type LoadBalancer has no address: nobody makes it a load balancer.',
  title: ({ who }) => `${who} has no load balancer: nothing has given it an address in ten minutes.`,
  why: () =>
    'Kubernetes makes none itself: a cloud controller manager does, or MetalLB, servicelb of K3s and the like. Without one its address stays <pending>; inside the cluster and by its node ports it is reached all the same.',
  next: (f) => [
    `What do its events say, and which class does it ask for? kubectl describe service ${shellWord(f.name)}${inNamespace(f)}`,
    'Does a controller for it run, and what does it log? kubectl get pods -A | grep -iE "cloud-controller|load-balancer|metallb|svclb|kube-vip"',
  ],
  docs: ['https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer'],
});

/** What a condition's reason says, as horizontal.go of the controller gives it. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^FailedGet\w*Metric$/, 'it gets no metrics to go by'],
  [/^FailedGetScale$/, 'it cannot read the workload that it is for'],
  [/^FailedUpdateScale$/, 'it cannot change the workload that it is for'],
  [/^InvalidSelector$/, 'its workload has no selector that can be used'],
  [/^InvalidMetricSourceType$/, 'it asks for a kind of metric that does not exist'],
];

export const autoscalerStuck = flowCode('FLOW232', 'autoscaler-stuck', {
  severity: 'warning',
  summary: 'A HorizontalPodAutoscaler cannot do its work: the number of replicas stays as it is.',
  title: ({ who, subject }) =>
    `${who} does not scale${subject === '' ? '' : `: ${reasons.find(([reason]) => reason.test(subject))?.[1] ?? subject}`}.`,
  next: (f) => [
    ...(/Metric$/.test(f.subject)
      ? [
          'Is the API of the metrics there and Available? kubectl get apiservices | grep metrics.k8s.io',
          `Have the pods values? kubectl top pods${inNamespace(f)}`,
        ]
      : []),
    `kubectl describe hpa ${shellWord(f.name)}${inNamespace(f)}`,
  ],
  docs: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
});
