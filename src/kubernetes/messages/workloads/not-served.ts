import type { Message } from '../message.ts';

/** Resources of Kubernetes itself: no CustomResourceDefinition makes them. Source: kubernetes pkg/apis. */
const builtIn =
  /^(?:[a-z]+|[a-z]+\.(?:apps|autoscaling|batch|extensions|policy|(?:events|discovery|networking|rbac\.authorization|storage|scheduling|coordination|node|certificates|admissionregistration|apiextensions|apiregistration|flowcontrol\.apiserver|internal\.apiserver|storagemigration|resource)\.k8s\.io))$/;

const why = (resource: string): string =>
  builtIn.test(resource)
    ? 'Kubernetes has taken that version out, or does not have it yet: the client is older or newer than the cluster'
    : 'its CustomResourceDefinition is not installed, or only in another version';

const next = (resource: string): string[] => [
  builtIn.test(resource)
    ? `\`kubectl api-resources | grep -w ${resource.split('.')[0]}\` shows the version that is served: take a release of the client (controller, chart, kubectl) that asks for it`
    : `\`kubectl get crd ${resource}\`: is it there, and which versions does it serve? Install the definitions of the release of the client`,
];

/** What is asked for in a version that the apiserver does not serve. */
export const notServedMessages: readonly Message[] = [
  {
    id: 'custom-resource-missing',
    matches:
      /Failed to (?:list|watch) \*(v\w{1,10})\.([A-Z]\w{1,60}): (?:failed to list \*\S{1,80}: )?the server could not find the requested resource \(get ([\w.-]{3,120})\)/,
    kind: 'cause',
    says: ({ groups: [, version = '', , resource = ''] }) =>
      `A controller asks for ${resource} in version ${version}, which this cluster does not serve: ${why(resource)}.`,
    next: ({ groups: [, , , resource = ''] }) => next(resource),
    samples: [
      'Failed to list *v1alpha2.Challenge: the server could not find the requested resource (get challenges.acme.cert-manager.io)',
      'Failed to watch *v1beta1.Widget: failed to list *v1beta1.Widget: the server could not find the requested resource (get widgets.shop.example.org)',
      'Failed to watch *v1beta1.CronJob: the server could not find the requested resource (get cronjobs.batch)',
    ],
    not: ['the server could not find the requested resource (get pods.metrics.k8s.io)'],
    source: 'client-go tools/cache/reflector.go, apimachinery pkg/api/errors',
  },
  {
    id: 'resource-not-served',
    matches:
      /the server could not find the requested resource \((?:patch|post|put|delete|get|list) (?!\w{1,20}\.metrics\.k8s\.io)([a-z][\w-]{1,63}\.[\w.-]{3,120})(?: [\w.-]{1,253})?\)/,
    kind: 'cause',
    says: ({ groups: [, resource = ''] }) =>
      `The cluster does not serve ${resource} in the version that is asked for: ${why(resource)}.`,
    next: ({ groups: [, resource = ''] }) => next(resource),
    samples: [
      'HelmRelease/web namespace not specified, error: the server could not find the requested resource (patch helmreleases.helm.toolkit.fluxcd.io web)',
      'Error: the server could not find the requested resource (get ingresses.extensions)',
    ],
    not: ['the server could not find the requested resource (get services http:web:)'],
    source: 'apimachinery pkg/api/errors (NewGenericServerResponse)',
  },
];
