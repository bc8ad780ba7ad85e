import type { Message } from '../message.ts';

/** Ingresses and load balancers in front of pods. */
export const serviceMessages: readonly Message[] = [
  {
    id: 'provider-id',
    matches:
      /providerIDToServerID: missing prefix (\w{2,20}):\/\/: ?(\S{0,80})|[Nn]ode (?:\S{1,253} )?(?:has no|does not have|is missing) (?:a )?providerID|unexpected providerID format:? ?(\S{0,80})|could not find (?:any )?instances? (?:for|by) provider ?ID/,
    kind: 'cause',
    says: ({ groups: [, cloud = '', id = ''] }) =>
      `The cloud controller manager cannot tell which machine a node is: its spec.providerID is empty or of another form${cloud === '' ? '' : ` than ${cloud}://ID`}${id === '' ? '' : ` (${id})`}. Load balancers get no such node as target, and nodes of machines that are gone stay.`,
    next: [
      '`kubectl get nodes -o custom-columns=NAME:.metadata.name,ID:.spec.providerID`; a kubelet of a cloud provider outside Kubernetes needs --cloud-provider=external from its first start on',
      'spec.providerID is never changed afterwards: set that flag, `kubectl delete node` with the name, restart the kubelet, and it registers anew',
    ],
    samples: [
      'hcloud/instances.InstanceExistsByProviderID: hcloud/providerIDToServerID: missing prefix hcloud://: 6479481',
      'Node worker-1 has no providerID',
    ],
    source:
      'kubernetes cloud-provider controllers/node/node_controller.go; hcloud-cloud-controller-manager internal/providerid',
  },
  {
    id: 'ingress-no-endpoint',
    matches:
      /Service "([\w-]{1,63})\/([\w-]{1,63})" does not have any active Endpoint|Skipping service: no endpoints found.{0,200}/,
    kind: 'state',
    says: ({ groups: [, namespace = '', name = ''] }) =>
      `The ingress controller has no ready pod to send requests to behind ${name === '' ? 'a Service' : `Service ${namespace}/${name}`}, and answers 503: its pods are not ready or gone, or its selector fits none.`,
    next: [
      '`kubectl -n $1 describe service $2`: Selector and Endpoints; `kubectl -n $1 get pods --show-labels`: are pods with those labels there, and ready?',
    ],
    samples: [
      'controller.go:1111] Service "shop/api" does not have any active Endpoint.',
      'level=error msg="Skipping service: no endpoints found" ingress=web namespace=shop serviceName=api',
    ],
    source: 'ingress-nginx internal/ingress/controller, traefik pkg/provider/kubernetes',
  },
  {
    id: 'ingress-no-service',
    matches:
      /[Ee]rror (?:obtaining|getting) (?:Endpoints for )?[Ss]ervice "([\w-]{1,63})\/([\w-]{1,63})"?:? .{0,20}(?:no object matching key|not found|does not exist)|kubernetes service not found: ([\w-]{1,63})\/([\w-]{1,63})/,
    kind: 'cause',
    says: 'An Ingress names the Service $1$3/$2$4, which does not exist: the ingress controller answers 503 for it.',
    next: [
      '`kubectl -n $1 get services,ingress`: correct the name in the Ingress, or make the Service',
      '`kubectl -n $3 get services,ingress`: correct the name in the Ingress, or make the Service',
    ],
    samples: [
      'Error obtaining Endpoints for Service "shop/api": no object matching key "shop/api" in local store',
      'kubernetes service not found: shop/api',
    ],
    source: 'ingress-nginx internal/ingress/controller, traefik pkg/provider/kubernetes',
  },
  {
    id: 'ingress-no-tls-secret',
    matches:
      /Error configuring TLS(?: for ingress \S{1,130})?: secret ([\w-]{1,63})\/([\w.-]{1,253}) does not exist|Error getting SSL certificate \\?"([\w-]{1,63})\/([\w.-]{1,253})\\?": local SSL certificate .{1,320} was not found/,
    kind: 'state',
    confidence: 'possible',
    says: 'An Ingress names the TLS Secret $1$3/$2$4, and the ingress controller has none of that name: it serves its default certificate for that host. While the controller starts that is usual.',
    next: [
      '`kubectl -n $1 get secret $2`: in the namespace of the Ingress, with tls.crt and tls.key? One that cert-manager is to make: `kubectl -n $1 get certificates,challenges`',
      '`kubectl -n $3 get secret $4`: in the namespace of the Ingress, with tls.crt and tls.key? One that cert-manager is to make: `kubectl -n $3 get certificates,challenges`',
    ],
    samples: [
      'Error configuring TLS for ingress web/api: secret web/traefik-cert does not exist',
      'Error getting SSL certificate "shop/web-tls": local SSL certificate shop/web-tls was not found. Using default certificate',
    ],
    source: 'traefik pkg/provider/kubernetes; ingress-nginx internal/ingress/controller/controller.go',
  },
  {
    id: 'ingress-publish-service',
    matches:
      /requeuing(?: &(?:amp;)?ObjectMeta\{Name:sync status,.{0,1200}err services|\\?" err=\\?"services) \\{0,3}"([\w-]{1,63})\\{0,3}" not found/,
    kind: 'state',
    confidence: 'possible',
    says: 'ingress-nginx cannot write the address of its Ingresses: the Service $1 that --publish-service names does not exist. Requests are served all the same; who reads that address (external-dns, Argo CD) waits for it.',
    next: [
      'make the Service of the controller, or correct --publish-service (with --publish-status-address or --report-node-internal-ip-address none is needed)',
    ],
    samples: [
      'requeuing &ObjectMeta{Name:sync status,GenerateName:,Namespace:,}, err services "ingress-nginx" not found',
      '"requeuing" err="services \\"ingress-nginx\\" not found" key="&ObjectMeta{Name:sync status,GenerateName:,}"',
    ],
    source: 'ingress-nginx internal/task/queue.go, internal/ingress/status/status.go',
  },
  {
    id: 'balancer-pending',
    matches:
      /^\s*(?:[a-z0-9][\w-]{0,62}\s+)?(?:service\/)?([a-z][\w-]{0,62})\s+(?:LoadBalancer\s+)?[\d.a-f:]{3,45}\s+<pending>\s+\S{1,400}\s+(\d{2,}m\S{0,8}|[3-9]m\S{0,8}|\d{1,6}[hdy]\S{0,8})(?:\s+\S{1,300})?\s*$/,
    kind: 'state',
    confidence: 'possible',
    says: 'Nobody has given the Service $1 an external address for $2: the cluster has nothing that makes load balancers (a cloud controller manager; MetalLB, kube-vip or ServiceLB on own machines; minikube tunnel), or that failed.',
    next: [
      '`kubectl describe service $1`: events of the service-controller say what failed; none at all: nobody acts on it',
    ],
    samples: [
      'web   LoadBalancer   10.96.44.7   <pending>     80:31550/TCP   44m',
      'web   LoadBalancer   10.96.44.7   <pending>     80:31550/TCP   2d   app=web,tier=front',
    ],
    not: [
      'web   LoadBalancer   10.96.44.7   <pending>     80:31550/TCP   20s',
      'web   LoadBalancer   10.96.44.7   192.0.2.77    80:31550/TCP   44m',
    ],
    source: 'kubernetes pkg/printers/internalversion/printers.go (getServiceExternalIP)',
  },
  {
    id: 'balancer-failed',
    matches:
      /Error (?:syncing|creating|updating|deleting) load balancer.{0,60}?: (?:failed to (?:ensure|delete|update) load balancer: )?(.{1,300})/,
    kind: 'cause',
    says: 'The cloud controller manager cannot make or change the load balancer of a Service, which gets no external address: $1',
    next: [
      'the log of the cloud controller manager (`kubectl get pods -A | grep -i cloud-controller`); quota, subnets, tags and rights of its account at the cloud',
    ],
    samples: [
      'Warning SyncLoadBalancerFailed Error syncing load balancer: failed to ensure load balancer: could not find any suitable subnets for creating the ELB',
    ],
    source: 'kubernetes staging/src/k8s.io/cloud-provider/controllers/service/controller.go',
  },
];
