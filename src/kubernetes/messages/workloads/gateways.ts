import type { Message } from '../message.ts';

const source = 'kubernetes-sigs/gateway-api apis/v1/shared_types.go, httproute_types.go, gateway_types.go';
/** A reason of a condition, as YAML, JSON and `kubectl describe` show it; these reasons stand with status False only. */
const reason = (names: string): RegExp => new RegExp(`\\b[Rr]eason"?: {0,40}"?(${names})(?:["',\\s]|$)`);
const messageOf = 'the message of that condition names the object: `kubectl describe` of the Gateway or route';

/** Conditions of the Gateway API. */
export const gatewayMessages: readonly Message[] = [
  {
    id: 'gateway-backend-missing',
    matches: reason('BackendNotFound'),
    kind: 'cause',
    says: 'A route of the Gateway API names a backend that does not exist in that namespace: requests to it get an error (500 of HTTP).',
    next: [messageOf, '`kubectl get services` in the namespace of backendRefs: correct the name, or make the Service'],
    samples: ['      reason: BackendNotFound', '    Reason:                BackendNotFound'],
    not: ['      reason: ResolvedRefs'],
    source,
  },
  {
    id: 'gateway-reference-not-permitted',
    matches: reason('RefNotPermitted'),
    kind: 'cause',
    says: 'A Gateway or route names an object of another namespace, and no ReferenceGrant there allows it.',
    next: [
      messageOf,
      'a ReferenceGrant in the namespace of the object that is named, for the kind and namespace that name it',
    ],
    samples: ['      reason: RefNotPermitted'],
    source,
  },
  {
    id: 'gateway-parent',
    matches: reason('NoMatchingParent|NoMatchingListenerHostname|NotAllowedByListeners'),
    kind: 'cause',
    says: ({ groups: [, said = ''] }) =>
      said === 'NotAllowedByListeners'
        ? 'The listener of the Gateway does not take the route (NotAllowedByListeners): its allowedRoutes lets in other namespaces or kinds.'
        : said === 'NoMatchingParent'
          ? 'The route names a listener that the Gateway does not have (NoMatchingParent): another sectionName or port.'
          : 'No listener of the Gateway has a host name that fits one of the route (NoMatchingListenerHostname).',
    next: ['compare parentRefs and hostnames of the route with the listeners of the Gateway, and their allowedRoutes'],
    samples: [
      '      reason: NotAllowedByListeners',
      '      reason: NoMatchingParent',
      '      Reason:  NoMatchingListenerHostname',
    ],
    source,
  },
  {
    id: 'gateway-certificate',
    matches: reason('InvalidCertificateRef'),
    kind: 'cause',
    says: 'A listener of the Gateway names a certificate that cannot be used: the Secret is not there or holds no certificate with its key.',
    next: [messageOf, '`kubectl get secret` of that name has to be of type kubernetes.io/tls'],
    samples: ['      reason: InvalidCertificateRef'],
    source,
  },
  {
    id: 'gateway-no-resources',
    matches: reason('NoResources|AddressNotAssigned|AddressNotUsable'),
    // NoResources alone may be of anything.
    needs: { text: /Programmed|AddressNot/ },
    kind: 'state',
    says: ({ groups: [, said = ''] }) =>
      said === 'NoResources'
        ? 'The Gateway is accepted, and nothing serves it yet (NoResources): the proxies behind it are not ready.'
        : `The Gateway is accepted and has no usable address (${said}): nothing gives its Service one, or the address asked for cannot be had.`,
    next: [
      'the pods and the Service that its controller has made for this Gateway: `kubectl get pods,services -A | grep -i gateway`',
    ],
    samples: [
      '{"message":"Envoy replicas unavailable","reason":"NoResources","status":"False","type":"Programmed"}',
      '    Reason:                AddressNotAssigned',
    ],
    source,
  },
  {
    id: 'nginx-config-refused',
    matches: /nginx: \[emerg\] (.{1,200})/,
    // An application's own nginx says the same of its own configuration.
    needs: { text: /nginx-cfg\d|[Uu]nexpected failure reloading the backend/ },
    kind: 'cause',
    says: 'nginx refuses the configuration that the ingress controller made, which goes on with the one before, or does not start: $1',
    next: [
      'what that names comes from an annotation, a snippet or a ConfigMap of the controller (tcp-services, udp-services): which Ingress was changed last?',
    ],
    samples: ['nginx: [emerg] bind() to 0.0.0.0:53 failed (2: No such file or directory); nginx-cfg072240066'],
    source: 'ingress-nginx internal/ingress/controller/nginx.go (testTemplate)',
  },
];
