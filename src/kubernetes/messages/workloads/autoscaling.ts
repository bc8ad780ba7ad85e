import type { Message } from '../message.ts';

/** Autoscalers, and the metrics they go by. */
export const autoscalingMessages: readonly Message[] = [
  {
    id: 'metrics-api-missing',
    matches:
      /could not find the requested resource \(get \w{1,20}\.metrics\.k8s\.io\)|error: Metrics API not available|no matches for kind "?(?:Pod|Node)Metrics/,
    kind: 'cause',
    says: 'The apiserver does not serve the metrics API: metrics-server is not installed, or its APIService is not registered. Autoscalers and kubectl top need it.',
    next: [
      '`kubectl get apiservice v1beta1.metrics.k8s.io`: is it there and Available? `kubectl -n kube-system get pods -l k8s-app=metrics-server`',
    ],
    samples: [
      'unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)',
      'error: Metrics API not available',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/metrics/client.go, kubectl pkg/cmd/top',
  },
  {
    id: 'hpa-no-request',
    matches: /missing request for (cpu|memory)(?: in container (\S{1,63}))?/,
    kind: 'cause',
    says: 'An autoscaler counts in percent of the request, and a container $2 of its pods has no $1 request.',
    next: ['give each container of the workload resources.requests of $1, those of sidecars too'],
    samples: [
      'failed to get cpu utilization: missing request for cpu',
      'the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container web of Pod web-1',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/replica_calculator.go',
  },
  {
    id: 'metrics-none',
    matches:
      /no metrics returned from resource metrics API|did not receive metrics for (?:targeted|any ready) pods|metrics obtained for 0\/\d{1,6} of pods|no metrics returned from heapster|metrics not available for (?:pod|node)|unable to fetch metrics from resource metrics API: (.{1,200})/,
    kind: 'state',
    confidence: 'possible',
    says: 'The metrics API has no values for these pods. $1 They are younger than a minute or not ready, or metrics-server (in old clusters heapster) does not run or does not reach the kubelets (10250, their serving certificates).',
    next: [
      '`kubectl top pods` in that namespace, and the log of metrics-server: `kubectl -n kube-system logs -l k8s-app=metrics-server`',
    ],
    samples: [
      'unable to get metrics for resource cpu: no metrics returned from resource metrics API',
      'failed to get cpu utilization: did not receive metrics for targeted pods (pods might be unready)',
      'failed to get CPU consumption and request: metrics obtained for 0/1 of pods',
    ],
    not: ['unable to get metric queue_length: no metrics returned from custom metrics API'],
    source: 'kubernetes pkg/controller/podautoscaler/metrics/client.go',
  },
  {
    id: 'custom-metrics-api-missing',
    matches:
      /no (custom|external) metrics API \((\w{1,20}\.metrics\.k8s\.io)\) registered|unable to fetch metrics from (custom|external) metrics API: no \w{1,20} metrics API/,
    kind: 'cause',
    says: 'An autoscaler asks for a $1$3 metric, and the apiserver serves no API of such metrics: no adapter (prometheus-adapter, KEDA, …) is installed, or its APIService is not registered.',
    next: [
      '`kubectl get apiservices | grep metrics.k8s.io`: is it there and Available? Install the adapter that has the metric',
    ],
    samples: [
      'unable to get metric queue_length: unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered',
    ],
    source: 'k8s.io/metrics pkg/client/custom_metrics/discovery.go',
  },
  {
    id: 'custom-metric-unknown',
    matches: /the server could not find the metric (\S{1,200}) for ([\w./-]{1,120})(?: ([\w.-]{1,253}))?/,
    kind: 'cause',
    says: 'An autoscaler asks for the metric $1 of $2 $3, and the adapter behind the custom metrics API has none of that name: no rule of it makes the metric, or its source has no such series yet.',
    next: [
      '`kubectl get --raw /apis/custom.metrics.k8s.io/v1beta1` lists the metrics that the adapter has',
      'ask its source (Prometheus) for the series, with the labels of namespace and pod that the rule of the adapter needs',
    ],
    samples: [
      'unable to get metric http_requests: unable to fetch metrics from custom metrics API: the server could not find the metric http_requests for pods',
      'unable to get metric heap_used: Service on shop api/unable to fetch metrics from custom metrics API: the server could not find the metric heap_used for services api',
    ],
    not: ['the server could not find the requested resource (get pods.metrics.k8s.io)'],
    source: 'kubernetes-sigs/custom-metrics-apiserver pkg/provider/errors.go',
  },
  {
    id: 'custom-metric-none',
    matches:
      /(?:unable to get (?:external )?metric (\S{1,200}?): )?(?:no metrics returned from (custom|external) metrics API|unable to fetch metrics from (custom|external) metrics API: (?!no \w{1,20} metrics API|the server could not find the metric)(.{1,200}))/,
    kind: 'state',
    confidence: 'possible',
    says: 'An autoscaler gets no value of the metric $1 from the $2$3 metrics API, and does not scale by it: its adapter, or the source behind that, has none for these objects now, or does not answer. $4',
    next: [
      '`kubectl get apiservices | grep metrics.k8s.io`, and the log of the adapter there; does its source have the series with the labels of these pods?',
    ],
    samples: [
      'the HPA was unable to compute the replica count: unable to get metric queue_length: no metrics returned from custom metrics API',
      'unable to get external metric shop/queue/nil: unable to fetch metrics from external metrics API: the server is currently unable to handle the request',
    ],
    not: ['unable to get metrics for resource cpu: no metrics returned from resource metrics API'],
    source: 'kubernetes pkg/controller/podautoscaler/metrics/client.go',
  },
  {
    id: 'hpa-unknown',
    matches:
      /^\s*(?:[a-z0-9][\w.-]{0,62}\s+)?(?:horizontalpodautoscaler\.autoscaling\/)?([a-z0-9][\w.-]{0,252})\s+[A-Z]\w{2,60}\/\S{1,253}\s+(?:\w{1,20}: )?<unknown>\s?\/\s?\S{1,20}/,
    kind: 'state',
    confidence: 'possible',
    says: 'The autoscaler $1 has no value of its metric and does not scale: no metrics-server, no requests on the containers, or pods younger than a minute.',
    next: ['`kubectl describe hpa $1`: condition ScalingActive says which'],
    samples: [
      'horizontalpodautoscaler.autoscaling/web   Deployment/web   <unknown>/50%   1         5         1          44m',
      'web   Deployment/web   cpu: <unknown>/80%   2   10   2   3d',
    ],
    source: 'kubernetes pkg/printers/internalversion/printers.go (formatHPAMetrics)',
  },
  {
    id: 'hpa-target',
    matches: /FailedGetScale\s.{0,160}?([\w.-]{1,80}) \\?"([^"\\]{1,253})\\?" not found/,
    kind: 'cause',
    says: 'The autoscaler finds no $2 ($1): its scaleTargetRef names what is not there (another name, kind or namespace).',
    next: [
      '`kubectl get deployments,statefulsets` in that namespace; correct scaleTargetRef of the HorizontalPodAutoscaler',
    ],
    samples: [
      'AbleToScale  False   FailedGetScale  the HPA controller was unable to get the target\'s current scale: deployments.apps "webb" not found',
      'Warning FailedGetScale deployments.apps "webb" not found',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/horizontal.go',
  },
  {
    id: 'hpa-at-maximum',
    matches: /^\s*ScalingLimited\s{1,20}True\s{1,20}TooManyReplicas\s/,
    kind: 'state',
    confidence: 'possible',
    says: 'The autoscaler wants more pods than its maximum allows: it has reached maxReplicas.',
    next: [
      'is the load what it should be? Then raise maxReplicas (and see that nodes have room), else find what the pods are busy with',
    ],
    samples: [
      'ScalingLimited  True    TooManyReplicas   the desired replica count is more than the maximum replica count',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/horizontal.go',
  },
  {
    id: 'hpa-disabled',
    matches: /^\s*ScalingActive\s{1,20}False\s{1,20}ScalingDisabled\s/,
    kind: 'state',
    confidence: 'possible',
    says: 'The autoscaler does nothing, because its target is scaled to 0 replicas: somebody has set that by hand or by a tool.',
    next: ['`kubectl scale` the target to 1 or more: the autoscaler takes over then'],
    samples: [
      'ScalingActive   False   ScalingDisabled   scaling is disabled since the replica count of the target is zero',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/horizontal.go',
  },
  {
    id: 'hpa-holds',
    matches:
      /^\s*(?:AbleToScale\s{1,20}(?:False\s{1,20}Backoff(?:Both|Upscale|Downscale)|True\s{1,20}ScaleDownStabilized)|ScalingLimited\s{1,20}True\s{1,20}(?:ScaleUpLimit|ScaleDownLimit|TooFewReplicas))\s/,
    kind: 'harmless',
    says: 'Harmless: the autoscaler holds itself back, as it is meant to: a pause between two changes, a limit of their rate, its minimum.',
    samples: [
      'AbleToScale     False   BackoffBoth         the time since the previous scale is still within both the downscale and upscale forbidden windows',
      'ScalingLimited  True    ScaleUpLimit        the desired replica count is increasing faster than the maximum scale rate',
      'ScalingLimited  True    TooFewReplicas      the desired replica count is less than the minimum replica count',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/horizontal.go',
  },
  {
    id: 'hpa-works',
    matches:
      /^\s*(?:AbleToScale\s{1,20}True|ScalingActive\s{1,20}True|ScalingLimited\s{1,20}False)\s{1,20}[A-Z]\w{3,60}\s/,
    kind: 'well',
    says: 'A condition of an autoscaler is as it should be.',
    samples: [
      'AbleToScale     True    ReadyForNewScale  recommended size matches current size',
      'ScalingLimited  False   DesiredWithinRange  the desired count is within the acceptable range',
    ],
    source: 'kubernetes pkg/controller/podautoscaler/horizontal.go',
  },
];
