import type { Message } from '../message.ts';

/** What keeps MetalLB from an address, by the words behind `Failed to allocate IP for`. */
const metallbReason = (why: string): string => {
  if (/no available IPs/.test(why))
    return 'no pool that may be used has a free address: all are taken, none of that IP family is there, no pool has autoAssign, or a sharing key asks for one that its ports or externalTrafficPolicy forbid';
  if (/is not allowed in config/.test(why)) return `the address that was asked for is in no pool (${why})`;
  if (/unknown pool/.test(why)) return `the pool that its annotation names does not exist (${why})`;
  if (/sharing key|does not allow sharing/.test(why))
    return `the address is taken by another Service that does not share it (${why})`;
  return why;
};

/** What gives Services of type LoadBalancer their addresses. */
export const loadBalancerMessages: readonly Message[] = [
  {
    id: 'metallb-no-address',
    matches: /Failed to allocate IP for \\{0,3}"([\w-]{1,63})\/([\w-]{1,63})\\{0,3}": (.{1,300})/,
    kind: 'cause',
    says: ({ groups: [, namespace = '', name = '', why = ''] }) =>
      `MetalLB gives the Service ${namespace}/${name} of type LoadBalancer no external address: ${metallbReason(why)}.`,
    next: [
      '`kubectl get ipaddresspools -A -o yaml` (before MetalLB 0.13 the ConfigMap config) beside `kubectl get services -A | grep LoadBalancer`: which addresses are free? Widen the pool, or give back a Service that needs none',
      'its annotations that ask for an address, a pool or a sharing key (metallb.io/…, metallb.universe.tf/…)',
    ],
    samples: [
      'Warning AllocationFailed Failed to allocate IP for "shop/web": no available IPs',
      'Failed to allocate IP for "shop/web": ["192.0.2.7"] is not allowed in config',
      'Failed to allocate IP for "shop/web": can\'t change sharing key for "shop/web", address also in use by shop/api',
      'Failed to allocate IP for "shop/web": unknown pool "front"',
    ],
    not: ['Assigned IP ["192.0.2.77"]'],
    source: 'metallb controller/service.go, internal/allocator/allocator.go',
  },
  {
    id: 'balancer-node-port-taken',
    matches:
      /(?:spec\.ports\[\d{1,3}\]\.nodePort|nodePort): Invalid value: (\d{1,5}): provided port is already allocated/,
    kind: 'cause',
    says: 'The node port $1 that a Service asks for has another Service already.',
    next: ['`kubectl get services -A | grep :$1/`: which has it? Ask for another, or leave nodePort out'],
    samples: [
      'Service "web" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
    ],
    source: 'kubernetes pkg/registry/core/service/portallocator',
  },
  {
    id: 'service-ip-full',
    matches: /failed to allocate (?:a )?service ?IP: range is full/,
    kind: 'cause',
    says: 'The address range of Services is used up: no further Service gets a cluster address.',
    next: [
      'delete Services that nobody uses (`kubectl get services -A | wc -l`), or add a range: ServiceCIDR from 1.31 on, else another --service-cluster-ip-range',
    ],
    samples: [
      'Internal error occurred: failed to allocate a serviceIP: range is full',
      'Error from server (InternalError): Internal error occurred: failed to allocate a serviceIP: range is full',
    ],
    not: ['Internal error occurred: failed to allocate a nodePort: range is full', 'the port range is full'],
    source: 'kubernetes pkg/registry/core/service/storage/alloc.go, ipallocator',
  },
  {
    id: 'node-ports-full',
    matches: /failed to allocate a (?:requested )?(?:healthCheck)?[nN]odePort: range is full/,
    kind: 'cause',
    says: 'The range of node ports is used up (30000-32767 where --service-node-port-range is not set): no further Service of type NodePort or LoadBalancer gets its ports.',
    next: [
      'delete such Services that nobody uses (`kubectl get services -A | grep -E "NodePort|LoadBalancer"`); one of type LoadBalancer does without them by allocateLoadBalancerNodePorts: false, where its load balancer goes to pods',
    ],
    samples: ['Internal error occurred: failed to allocate a nodePort: range is full'],
    source: 'kubernetes pkg/registry/core/service/storage/alloc.go, portallocator',
  },
  {
    id: 'gce-neg',
    matches:
      /Failed to (?:sync NEG \\?"([^"\\]{1,120})\\?" \(will (?:not )?retry\)|(?:[Aa]ttach|[Dd]etach) \d{1,6} network endpoint\(s\) \(NEG \\?"([^"\\]{1,120})\\?" in zone \\?"[^"\\]{1,60}\\?"\)): (.{1,300})/,
    kind: 'state',
    confidence: 'possible',
    says: ({ groups: [, group = '', other = '', why = ''] }) =>
      `Google's controller cannot bring the endpoints of a Service into its network endpoint group ${group}${other}: ${why}`,
    next: [
      '`kubectl get servicenetworkendpointgroups -A`, and the group at Google Cloud: `gcloud compute network-endpoint-groups list`',
    ],
    samples: [
      'Warning SyncNetworkEndpointGroupFailed Failed to sync NEG "k8s1-1f-shop-web-80" (will retry): googleapi: Error 404',
      'Failed to Attach 2 network endpoint(s) (NEG "k8s1-1f-shop-web-80" in zone "europe-west1-b"): googleapi: Error 400: Invalid value',
    ],
    not: ['Attach 2 network endpoint(s) (NEG "k8s1-1f-shop-web-80" in zone "europe-west1-b")'],
    source: 'kubernetes/ingress-gce pkg/neg/syncers/syncer.go, transaction.go',
  },
  {
    id: 'cloud-no-zone',
    matches:
      /(?:Error (?:syncing|creating) load balancer.{0,200}|CreatingLoadBalancerFailed.{0,200})(?:no (?:AvailabilityZone|zone)|has no zone|[Nn]o hosts? found|no nodes? (?:available|to)).{0,200}/,
    kind: 'cause',
    says: 'The cloud controller manager finds no node it could put behind the load balancer of a Service: none is ready, or all carry the label node.kubernetes.io/exclude-from-external-load-balancers.',
    next: ['`kubectl get nodes --show-labels`'],
    samples: [
      'Warning CreatingLoadBalancerFailed Error creating load balancer (will retry): failed to ensure load balancer: no hosts found',
    ],
    source: 'kubernetes cloud-provider controllers/service/controller.go',
  },
];
