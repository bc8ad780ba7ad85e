import type { Message } from '../message.ts';

const source = 'kubernetes-sigs/aws-load-balancer-controller';
const eventsOfAlb =
  '`kubectl describe` of that Ingress or Service: while its newest event says so, nothing of its load balancer is changed; an event SuccessfullyReconciled after it ends that';

/** What stands in the way of a load balancer of AWS, and what to do; the first that fits. */
const albReasons: readonly (readonly [RegExp, string, string])[] = [
  [
    /[Ss]ervice \\?"([^"\\]{1,63})\\?" not found/,
    'The Ingress names a Service that does not exist: $1.',
    'make that Service in the namespace of the Ingress, or correct the name',
  ],
  [
    /failed calling webhook .{0,400}x509: /,
    "The certificate of the controller's own admission webhook does not fit the caBundle of its configuration, as after an installation over an older one.",
    '`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations | grep -i aws-load-balancer`; install the chart anew, so that secret and caBundle are of one making, and restart the controller',
  ],
  [
    /failed calling webhook \\?"([^"\\]{1,120}\.elbv2\.k8s\.aws)\\?"/,
    "The API server cannot reach the controller's own admission webhook $1: its pods are not ready, a security group closes port 9443 between control plane and nodes, or (with another CNI than AWS's) it has to run in the network of the node.",
    '`kubectl -n kube-system get pods,endpoints -l app.kubernetes.io/name=aws-load-balancer-controller`; port 9443 from the security group of the control plane; hostNetwork: true where its pods have no address of the VPC',
  ],
  [
    /securityGroups?,? nameOrIDs|security ?groups? .{0,80}(?:not found|does not exist)|InvalidGroup\.NotFound/i,
    'A security group that an annotation (or the flags of the controller) names is not found in this VPC by its ID or its tag Name.',
    'annotation alb.ingress.kubernetes.io/security-groups against `aws ec2 describe-security-groups` of that VPC and region',
  ],
  [
    /\bconflicting (\w{2,40})/,
    'Ingresses of one group ask for different things of the one load balancer: conflicting $1.',
    'the annotations of all Ingresses of that group have to agree; or another group.name',
  ],
  [
    /unable to resolve at least one subnet|couldn't auto-discover subnets|couldn't find all subnets|subnet (?:ID|with Name tag).{0,80} not found|subnets count less than minimal required count|multiple subnets in same Availability Zone/,
    'The AWS load balancer controller finds no fitting subnets: none is tagged kubernetes.io/role/elb (public) or internal-elb, they lie in one zone, lack free addresses, are tagged for other clusters, or the annotation names others.',
    'tags of the subnets (kubernetes.io/role/elb=1, internal-elb=1), two zones at least, 8 free addresses in each; or annotation alb.ingress.kubernetes.io/subnets',
  ],
  [
    /(?:NodePort|type must be either|service type (?:of )?ClusterIP|TargetGroup port is empty)/,
    'The Service is of type ClusterIP, and target type instance needs a port of the nodes.',
    'annotation alb.ingress.kubernetes.io/target-type: ip, or type NodePort for the Service',
  ],
  [
    /unable to find port|port .{0,60}not found|invalid port/i,
    'The Ingress names a port that its Service does not have.',
    'compare the port (number or name) in the Ingress with those of the Service',
  ],
  [
    /[Cc]ertificate(?:NotFound| .{0,80}not found)|UnsupportedCertificate|no certificate/,
    'The certificate that the listener is to use is not found, not issued or of a kind that AWS does not take.',
    'annotation alb.ingress.kubernetes.io/certificate-arn: region, state ISSUED, key size',
  ],
  [
    /(?:failed to parse|invalid|unknown|unsupported|missing) .{0,60}annotation/i,
    'An annotation of the Ingress or Service cannot be read or used.',
    'the annotation that the message names, against the documentation of that release of the controller',
  ],
];
const albOf = (text: string) => albReasons.find(([pattern]) => pattern.test(text));
function albReason(text: string): string | undefined {
  const [pattern, says] = albOf(text) ?? [];
  return pattern === undefined ? undefined : says?.replace('$1', pattern.exec(text)?.[1] ?? 'what it names');
}
const albNext = (text: string): string | undefined => albOf(text)?.[2];

/** Ingress controllers of clouds, and Traefik, on the Ingresses they are given. */
export const ingressMessages: readonly Message[] = [
  {
    id: 'alb-unreachable',
    matches:
      /Failed (?:build|deploy) model due to .{0,300}?(?:RequestError: send request failed|exceeded maximum number of attempts|request send failed).{0,200}?(?:Post|Get|Put) \\?"https:\/\/([\w.-]{1,253})[^"]{0,300}": (.{1,200})/,
    kind: 'state',
    confidence: 'possible',
    says: 'The AWS load balancer controller does not reach $1, an API of AWS: $2. Its pods lack a way there (name server, NAT gateway, endpoint of the VPC), or the region it was given is misspelled.',
    next: [
      'is that name right, the region in it too (--aws-region of the controller)? Resolve and call it from a pod on the same node',
      eventsOfAlb,
    ],
    samples: [
      'Failed build model due to RequestError: send request failed caused by: Post "https://elasticloadbalancing.eu-west-1.amazonaws.com/": dial tcp: i/o timeout',
      'Failed build model due to RequestError: send request failed caused by: Post "https://ec2.eu-wst-1.amazonaws.com/": dial tcp: lookup ec2.eu-wst-1.amazonaws.com on 10.100.0.10:53: no such host',
    ],
    source: 'aws-sdk-go aws/awserr, aws-sdk-go-v2 aws/retry',
  },
  {
    id: 'alb-refused',
    matches:
      /Failed (?:build|deploy) model due to .{0,300}?(?:AccessDenied(?:Exception)?|UnauthorizedOperation|is not authorized to perform|WebIdentityErr|InvalidIdentityToken)(.{0,300})/,
    kind: 'cause',
    says: 'AWS does not let the load balancer controller do what it has to: its IAM role lacks that right, or its service account does not get the role. $1',
    next: [
      'the policy of the role against that of the release of the controller; annotation eks.amazonaws.com/role-arn of its service account, and the trust policy of the role',
      eventsOfAlb,
    ],
    samples: [
      'Failed deploy model due to AccessDenied: User: arn:aws:sts::111122223333:assumed-role/lbc/1 is not authorized to perform: elasticloadbalancing:AddTags',
      'Failed build model due to UnauthorizedOperation: You are not authorized to perform this operation.',
      'Failed deploy model due to WebIdentityErr: failed to retrieve credentials caused by: InvalidIdentityToken: No OpenIDConnect provider found',
    ],
    source: `${source} docs/deploy/installation.md`,
  },
  {
    id: 'alb-limit',
    matches:
      /Failed (?:build|deploy) model due to .{0,300}?\b(TooMany[A-Z]\w{2,60}|\w{2,60}LimitExceeded)\b(?:: (.{0,160}))?/,
    kind: 'cause',
    says: 'A quota of the AWS account keeps the load balancer controller from what it has to make ($1): $2',
    next: [
      'delete what is not used any more, let several Ingresses share one load balancer (annotation alb.ingress.kubernetes.io/group.name), or have the quota raised',
      eventsOfAlb,
    ],
    samples: [
      'Failed deploy model due to TooManyLoadBalancers: The maximum number of load balancers has been reached',
      'Failed deploy model due to operation error EC2: AuthorizeSecurityGroupIngress, api error RulesPerSecurityGroupLimitExceeded: The maximum number of rules has been reached.',
    ],
    not: ['Failed deploy model due to ListenerNotFound: One or more listeners not found'],
    source: 'Elastic Load Balancing API reference, CreateLoadBalancer, errors',
  },
  {
    id: 'alb-certificate',
    matches: /no certificate found for host: (\S{1,253})/,
    kind: 'cause',
    says: 'The AWS load balancer controller finds no certificate in ACM for host $1, and so changes nothing of the load balancer, nor for other Ingresses of its group.',
    next: [
      'a certificate for $1 in ACM of that region (issued, not expired), or annotation alb.ingress.kubernetes.io/certificate-arn; or take the host out of the Ingress',
    ],
    samples: [
      'Failed build model due to ingress: shop/web: InvalidIngress: no certificate found for host: www.example.org',
      'Failed build model due to ingress: shop/web: no certificate found for host: www.example.org',
    ],
    source: `${source} pkg/ingress/cert_discovery.go`,
  },
  {
    id: 'alb-model',
    matches: /Failed (build|deploy) model due to (?:ingress: ([\w-]{1,63}\/[\w.-]{1,253}): )?(.{1,300})/,
    kind: 'cause',
    says: ({ text, groups: [, step = '', ingress = '', why = ''] }) =>
      `${albReason(text) ?? `The AWS load balancer controller ${step === 'build' ? 'cannot make out what to build' : 'cannot bring about what it has worked out'}: ${why}`}${ingress === '' ? '' : ` (Ingress ${ingress})`} Until then nothing of that load balancer is changed, nor for other Ingresses of its group.`,
    next: ({ text }) => [
      albNext(text) ?? 'correct what that names: a Service, a port, a subnet, an annotation',
      eventsOfAlb,
    ],
    samples: [
      'Failed build model due to ingress: shop/web: Service "api" not found',
      "Failed build model due to couldn't auto-discover subnets: unable to resolve at least one subnet (0 match VPC and tags)",
      "Failed build model due to couldn't find all securityGroups, nameOrIDs: [sg-1], found: []",
      'Failed deploy model due to Internal error occurred: failed calling webhook "mtargetgroupbinding.elbv2.k8s.aws": Post "https://x.kube-system.svc:443/mutate": Address is not allowed',
    ],
    not: ['Successfully reconciled'],
    source: `${source} controllers/ingress/group_controller.go, pkg/networking, pkg/ingress, pkg/service`,
  },
  {
    id: 'gce-service-missing',
    matches:
      /(?:invalid ingress spec|evaluating the ingress spec): .{0,400}?could not find service \\?"([\w-]{1,63})\/([\w-]{1,63})/,
    kind: 'cause',
    says: 'An Ingress of Google Cloud names the Service $1/$2, which does not exist. As long as one is missing, nothing of this load balancer is changed.',
    next: ['`kubectl -n $1 get services,ingress`: correct the name in the Ingress, or make the Service'],
    samples: [
      'Translation failed: invalid ingress spec: could not find service "shop/api"; could not find service "shop/web"',
    ],
    source: 'kubernetes/ingress-gce pkg/controller/errors, pkg/controller/translator',
  },
  {
    id: 'gce-service-type',
    matches:
      /service \\?"([\w-]{1,63})\/([\w-]{1,63})\\?" is type \\?"(\w{1,20})\\?", expected \\?"NodePort\\?" or \\?"LoadBalancer/,
    kind: 'cause',
    says: 'The load balancer of Google Cloud reaches pods by a port of the nodes, and Service $1/$2 of the Ingress is of type $3, which has none.',
    next: [
      'type NodePort for that Service, or container-native load balancing (annotation cloud.google.com/neg of the Service, in a VPC-native cluster)',
    ],
    samples: [
      'error while evaluating the ingress spec: service "shop/api" is type "ClusterIP", expected "NodePort" or "LoadBalancer"',
    ],
    source: 'kubernetes/ingress-gce pkg/controller/errors/errors.go',
  },
  {
    id: 'traefik-auth-secret',
    matches: /failed to load auth credentials: secret \\?['"]([\w-]{1,63})\/([\w.-]{1,253})\\?['"] not found/,
    kind: 'cause',
    confidence: 'possible',
    says: 'Traefik finds no Secret $1/$2 for a middleware that asks for logins. Right after its start that can be, and passes; where it stays, the Secret is not there, and its routers are off.',
    next: ['`kubectl -n $1 get secret $2`; it has to be in the namespace of the Middleware'],
    samples: [
      `level=error msg="Error while reading basic auth middleware: failed to load auth credentials: secret 'shop/users' not found" providerName=kubernetescrd`,
    ],
    source: 'traefik pkg/provider/kubernetes/crd/kubernetes.go (loadAuthCredentials)',
  },
  {
    id: 'traefik-middleware',
    matches: /middleware \\{0,3}"([\w.-]{1,253}@[\w-]{1,40})\\{0,3}" does not exist/,
    kind: 'cause',
    confidence: 'possible',
    yieldsTo: /^traefik-auth-secret$/,
    says: 'A router of Traefik names the middleware $1, which Traefik does not know: requests to it get 404. Right after its start or a change that can be, and passes.',
    next: [
      'the name is NAMESPACE-NAME@kubernetescrd; `kubectl get middlewares -A`: is it there, in an API group that this Traefik reads (traefik.io, before 2.10 traefik.containo.us)? Its log before these lines says why one is left out',
    ],
    samples: [
      'level=error msg="middleware \\"shop-auth@kubernetescrd\\" does not exist" entryPointName=web routerName=shop-web@kubernetes',
      '{"level":"error","routerName":"shop-web@kubernetes","error":"middleware \\"shop-auth@kubernetescrd\\" does not exist"}',
    ],
    source: 'traefik pkg/server/middleware/middlewares.go',
  },
  {
    id: 'traefik-no-subset',
    matches: /subset not found for ([\w-]{1,63})\/([\w-]{1,63})/,
    kind: 'state',
    says: 'Traefik finds no endpoints behind Service $1/$2: its pods are not there or not ready, or its selector fits none.',
    next: [
      '`kubectl -n $1 describe service $2`: Selector and Endpoints; `kubectl -n $1 get pods --show-labels`: are pods with those labels there, and ready?',
    ],
    samples: ['level=error msg="subset not found for shop/api" providerName=kubernetescrd ingress=web namespace=shop'],
    source: 'traefik v2 pkg/provider/kubernetes/crd/kubernetes_http.go',
  },
  {
    id: 'haproxy-service',
    matches:
      /ERROR {1,5}[\w/-]{1,60}\.go:\d{1,5} (?:\w{1,30} )?(default service: )?service '([^'\s]{1,253})' does not exist/,
    kind: 'cause',
    says: ({ groups: [, byDefault = '', name = ''] }) =>
      byDefault === ''
        ? `HAProxy's ingress controller finds no Service ${name} that an Ingress names, and answers 503 for it.`
        : `HAProxy's ingress controller finds no Service ${name === '/' ? '(none is named)' : name} for what no Ingress takes: its option --default-backend-service. Requests that an Ingress takes are not concerned.`,
    next: ({ groups: [, byDefault = ''] }) => [
      byDefault === ''
        ? '`kubectl get services,ingress -A`: correct the name in the Ingress (its namespace is that of the Ingress), or make the Service'
        : 'name a Service that is there with --default-backend-service, or leave the option out where the release has a default of its own',
    ],
    samples: [
      "ERROR   controller.go:145 service 'api' does not exist",
      "ERROR   global.go:159 default service: service '/' does not exist",
    ],
    source: 'haproxytech/kubernetes-ingress controller/store, controller/global.go',
  },
];
