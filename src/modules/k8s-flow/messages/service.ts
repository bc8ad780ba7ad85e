import type { Message } from './message.ts';

/** What pages and tables of kubectl say of Services and Ingresses, told as records. */
export const serviceMessages: readonly Message[] = [
  {
    id: 'endpoints-none',
    code: 'noReadyEndpoint',
    arrow: 12,
    matches: /^Endpoints: (?:<none>|none ready)$/,
    samples: ['Endpoints: <none>', 'Endpoints: none ready'],
    not: ['Endpoints: 10.244.2.9:8080'],
    source: 'kubectl pkg/describe/describe.go (describeService)',
  },
  {
    id: 'ingress-backend-empty',
    code: 'ingressBackendEmpty',
    arrow: 12,
    matches: /^Backends: ([a-z][\w-]{0,62}):\S{1,15} \((?:<none>)?\)$/,
    samples: ['Backends: web:80 ()', 'Backends: web:http (<none>)'],
    not: ['Backends: web:80 (10.244.2.9:8080)', 'Backends: api:80 (<error: endpoints "api" not found>)'],
    source: 'kubectl pkg/describe/describe.go (describeBackendV1)',
  },
  {
    id: 'ingress-backend-missing',
    code: 'ingressBackendMissing',
    arrow: 12,
    matches: /^Backends: \S{1,300} \(<error: (?:endpoints|services) "([^"]{1,253})" not found>\)/,
    samples: [
      'Backends: api:80 (<error: endpoints "api" not found>)',
      'Backends: web:http (<error: services "web" not found>)',
    ],
    source: 'kubectl pkg/describe/describe.go (describeIngressV1)',
  },
];
