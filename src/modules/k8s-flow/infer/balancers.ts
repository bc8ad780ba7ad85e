import type { Service } from '../../../kubernetes/objects/types/network.ts';
import type { Cluster } from './cluster.ts';
import { ofField } from './evidence.ts';
import { blank, type Stop } from './stop.ts';

/** A cloud makes a load balancer within minutes. */
const makingSeconds = 600;

/** Services of type LoadBalancer that nobody gives an address. Where something failed, its event says so. */
export const balancerStops = (cluster: Cluster): Stop[] =>
  cluster.objects.services
    .filter(
      (service) =>
        service.type === 'LoadBalancer' &&
        service.hasBalancer === false &&
        service.deleted === undefined &&
        cluster.olderThan(service.created, makingSeconds) &&
        !cluster.eventsOf(service).some(({ type }) => type === 'Warning'),
    )
    .map(pending);

const pending = (service: Service): Stop => ({
  ...blank,
  code: 'balancerPending',
  arrow: 0,
  owner: 'load balancer controller',
  kind: 'Service',
  namespace: service.namespace,
  name: service.name,
  subject: '',
  said: '',
  evidence: ofField(service, 'status.loadBalancer', 'no ingress'),
});
